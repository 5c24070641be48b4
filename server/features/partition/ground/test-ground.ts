/** For server tests: communities drawn by hand, each on ground of its own, read as a proposal reads them. */
import { openDatabase } from '../../../platform/database.ts';
import { createTestDatabase } from '../../../platform/test-database.ts';
import { type GroundOfPlan, readGround } from './read-ground.ts';

/** Steps of 0.0001° from the south-west corner of the community: 9.0 m to the east, 11.1 m to the north. */
export type Spot = readonly [east: number, north: number];
/** A rectangle from its south-west to its north-east corner. */
export type Box = readonly [west: number, south: number, east: number, north: number];

export interface DrawnGround {
  lines?: readonly { theme: 'road' | 'water' | 'railway' | 'barrier'; class: string; name?: string; path: readonly Spot[] }[];
  areas?: readonly { theme: 'landuse' | 'water'; class: string; name?: string; box: Box }[];
  /** Households are null where no register tells. */
  houses?: readonly { box: Box; households: number | null; estate?: string }[];
  /** Today's grids. */
  grids?: readonly Box[];
}

/** Steps along each side of every community. */
export const side = 100;
export const metersNorth = 11.131949;
/** On the parallel through the middle of the communities. */
export const metersEast = metersNorth * Math.cos((36.005 * Math.PI) / 180);

export interface GroundTable {
  /** @param target households of a grid; a block is cut where it holds more than a sixth of it */
  read(drawn: DrawnGround, target?: number): Promise<GroundOfPlan>;
  close(): Promise<void>;
}

const street = '990101001';
const [lng0, lat0, step] = [116, 36, 0.0001];

export async function openGroundTable(name: string): Promise<GroundTable> {
  const testDatabase = await createTestDatabase(name);
  const database = openDatabase(testDatabase, { statementTimeoutMs: 20_000 });
  const sql = <Row extends Record<string, unknown>>(text: string, values: unknown[] = []) => database.asOwner((db) => db.query<Row>({ text, values }));
  await sql(`select ensure_county('990101')`);
  await sql(`insert into users (username, display_name, password_hash, roles, jurisdiction) values ('drawer', 'drawer', '-', '{city_officer}', '')`);
  await sql(`insert into regions (code, parent_code, level, name) values
    ('99', null, 'province', '测试省'), ('9901', '99', 'prefecture', '测试市'), ('990101', '9901', 'county', '格图县'), ($1, '990101', 'street', '城关街道')`, [street]);
  let [communities, houses] = [0, 0];
  return {
    read: async (drawn, target = 6000) => {
      communities += 1;
      const code = `${street}${String(communities).padStart(3, '0')}`;
      const west = lng0 + communities * 0.1;
      const at = ([east, north]: Spot) => `${west + east * step} ${lat0 + north * step}`;
      const box = ([left, bottom, right, top]: Box) => `polygon((${[[left, bottom], [right, bottom], [right, top], [left, top], [left, bottom]].map((spot) => at(spot as unknown as Spot)).join(', ')}))`;
      await sql(`insert into regions (code, parent_code, level, name, geom) values ($1, $2, 'community', '画社区', st_multi(st_geomfromtext($3, 4326)))`, [code, street, box([0, 0, side, side])]);
      for (const { theme, class: kind, name: named = '', path } of drawn.lines ?? []) await addFeature(theme, kind, named, `linestring(${path.map(at).join(', ')})`);
      for (const { theme, class: kind, name: named = '', box: outline } of drawn.areas ?? []) await addFeature(theme, kind, named, box(outline));
      for (const house of drawn.houses ?? []) {
        houses += 1;
        await sql(
          `with house as (
             insert into elements (county_code, code, kind, category, name, geom)
             values ('990101', digital_id('990101', 1, $1::integer), 'building', 'residential', '楼', st_geomfromtext($2, 4326)) returning id
           )
           insert into building_profiles (county_code, element_id, dwellings, households, estate) select '990101', id, $3::integer, $3::integer, $4 from house`,
          [houses, box(house.box), house.households, house.estate ?? null],
        );
      }
      const [plan] = await sql<{ id: string }>(`insert into border_plans (name, scope_code, owner_id) select '画', $1, id from users limit 1 returning id`, [code]);
      for (const [index, grid] of (drawn.grids ?? []).entries()) {
        await sql(`insert into border_plan_grids (plan_id, code, community_code, kind, name, geom, is_new, is_changed) values ($1, $2, $3, 'base', '格', st_geomfromtext($4, 4326), true, false)`,
          [plan?.id, `${code}${String(index + 1).padStart(3, '0')}`, code, box(grid)]);
      }
      const band = { min: Math.round(target * 0.75), target, max: Math.round(target * 1.25) };
      return database.asOwner((db) => readGround(db, { planId: plan?.id ?? '', within: '', bandOf: () => band }));
    },
    close: async () => {
      await database.close();
      await testDatabase.drop();
    },
  };

  async function addFeature(theme: string, kind: string, named: string, shape: string): Promise<void> {
    await sql(`insert into ground_features (county_code, theme, class, name, geom) values ('990101', $1, $2, $3, st_geomfromtext($4, 4326))`, [theme, kind, named, shape]);
  }
}
