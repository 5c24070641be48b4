/** From the database to units: lines → blocks → cuts through gaps between buildings → faces → units. */
import type { BorderClass } from '../border-classes.ts';
import type { Band } from '../options.ts';
import { type RequestDatabase, readSql } from '../../../platform/database.ts';
import { type CutBlock, cutBlock, type Point } from './cuts.ts';
import { type EdgeInput, type Fabric, type FaceInput, weave } from './fabric.ts';
import { dedicatedKinds, lineKinds, lineOrder } from './kinds.ts';
import { type Plane, planeAt } from './plane.ts';
import { type GroundBuilding, gatherUnits, type Units } from './units.ts';
import { nodingDegrees, Vertices } from './vertices.ts';
import { type Path, readPaths, writeLine } from './wkb.ts';

const [scopeSql, knownSql, buildingsSql, blocksSql, facesSql, anchorsSql, dedicatedSql] = ['scope', 'known', 'buildings', 'blocks', 'faces', 'anchors', 'dedicated'].map((name) => readSql(import.meta.url, `./${name}.sql`)) as [string, string, string, string, string, string, string];

export interface Community {
  code: string;
  name: string;
  isVillage: boolean;
  /** What the street has configured. */
  band: { min: number; max: number };
}
export interface GroundOfPlan extends Units {
  fabric: Fabric;
  communities: Community[];
  /** No household of the scope is known: they are reckoned from footprints and heights. */
  isEstimated: boolean;
  buildings: GroundBuilding[];
}
export interface ReadOptions {
  planId: string;
  /** A region inside the plan's. */
  within: string;
  bandOf(community: Community, isAlone: boolean): Band;
  onStage?(stage: 'lines' | 'cuts' | 'faces' | 'units'): void;
}

interface BuildingRow {
  id: number;
  community: string;
  shape: Buffer;
  estate: string | null;
  households: number;
}
interface FaceRow {
  community: string | null;
  shape: Buffer;
  buildings: number[] | null;
  kind: string | null;
  name: string | null;
  grid: string | null;
  ground: number | null;
}

/** Units with this share of a grid's target leave the solver room enough to meet the band. */
const unitShare = 1 / 6;

/** Throws NoGround where the plan has no community inside `within`. */
export async function readGround(db: Pick<RequestDatabase, 'query'>, { planId, within, bandOf, onStage }: ReadOptions): Promise<GroundOfPlan> {
  onStage?.('lines');
  const { communities, borders } = await readScope(db, planId, within);
  const codes = communities.map(({ code }) => code);
  const bands = new Map(communities.map((community) => [community.code, bandOf(community, communities.length === 1)]));
  const isEstimated = !(await db.query<{ is_known: boolean }>({ text: knownSql, values: [codes] }))[0]!.is_known;
  const rows = await db.query<BuildingRow>({ text: buildingsSql, values: [codes, isEstimated] });
  const buildings = rows.map(({ id, households, estate }): GroundBuilding => ({ id, households, estate }));
  const numberOf = new Map(rows.map(({ id }, index) => [id, index]));
  const kinds = [JSON.stringify(lineKinds), JSON.stringify(dedicatedKinds)];
  const blocks = await db.query<FaceRow>({ text: blocksSql, values: [codes, planId, ...kinds, nodingDegrees] });
  onStage?.('cuts');
  const plane = planeAt(middleOf(borders));
  const outlines = rows.map(({ shape }) => toPoints(readPaths(shape)[0]!, plane));
  const cuts: Buffer[] = [];
  for (const { community, shape, buildings: held } of blocks) {
    if (community === null || !held) continue;
    const inside = held.flatMap((id) => numberOf.get(id) ?? []).sort((a, b) => a - b);
    const block: CutBlock = { rings: readPaths(shape).map((path) => toPoints(path, plane)), buildings: inside.map((index) => ({ households: rows[index]!.households, outline: outlines[index]! })) };
    for (const { from, to } of cutBlock(block, bands.get(community)!.target * unitShare)) cuts.push(writeLine([from, to].flatMap(([x, y]) => [plane.lng(x), plane.lat(y)])));
  }
  onStage?.('faces');
  const lines = [...blocks.flatMap(({ community, shape }) => (community === null ? [shape] : [])), ...cuts];
  const faces = await db.query<FaceRow>({ text: facesSql, values: [codes, planId, ...kinds, nodingDegrees, lines, lineOrder] });
  const anchors = await db.query<{ shape: Buffer }>({ text: anchorsSql, values: [planId, codes] });
  const dedicated = new Set((await db.query<{ code: string }>({ text: dedicatedSql, values: [planId] })).map(({ code }) => code));
  onStage?.('units');
  const vertices = new Vertices([...borders, ...anchors.flatMap(({ shape }) => readPaths(shape))]);
  const fabric = weave(vertices, faces.flatMap((row) => toFace(row, numberOf)), faces.flatMap(toEdge), plane);
  return { ...gatherUnits(fabric, buildings, (grid) => dedicated.has(grid)), fabric, communities, isEstimated, buildings };
}

export class NoGround extends Error {}

async function readScope(db: Pick<RequestDatabase, 'query'>, planId: string, within: string): Promise<{ communities: Community[]; borders: Path[] }> {
  interface ScopeRow {
    code: string;
    name: string;
    is_village: boolean;
    households_min: number;
    households_max: number;
    shape: Buffer;
  }
  const rows = await db.query<ScopeRow>({ text: scopeSql, values: [planId, within] });
  if (rows.length === 0) throw new NoGround(`the plan has no community with a border inside ${within}`);
  const communities = new Map(rows.map((row) => [row.code, { code: row.code, name: row.name, isVillage: row.is_village, band: { min: row.households_min, max: row.households_max } }]));
  return { communities: [...communities.values()], borders: rows.flatMap(({ shape }) => readPaths(shape)) };
}

function toFace({ community, shape, buildings, kind, name, grid, ground }: FaceRow, numberOf: ReadonlyMap<number, number>): FaceInput[] {
  if (community === null) return [];
  const held = (buildings ?? []).flatMap((id) => numberOf.get(id) ?? []).sort((a, b) => a - b);
  return [{ community, paths: readPaths(shape), buildings: held, grid, ground: ground === null ? null : { id: ground, kind: kind ?? '', name: name ?? '' } }];
}

function toEdge({ community, shape, kind, name }: FaceRow): EdgeInput[] {
  return community === null ? [{ path: readPaths(shape)[0]!, kind: kind as BorderClass | null, name }] : [];
}

function toPoints(path: Path, plane: Plane): Point[] {
  const points: Point[] = [];
  for (let at = 0; at + 2 < path.length; at += 2) points.push([plane.x(path[at]!), plane.y(path[at + 1]!)]);
  return points;
}

function middleOf(paths: readonly Path[]): [number, number] {
  const box = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const path of paths) {
    for (let at = 0; at < path.length; at += 2) {
      box[0] = Math.min(box[0]!, path[at]!);
      box[1] = Math.min(box[1]!, path[at + 1]!);
      box[2] = Math.max(box[2]!, path[at]!);
      box[3] = Math.max(box[3]!, path[at + 1]!);
    }
  }
  return [(box[0]! + box[2]!) / 2, (box[1]! + box[3]!) / 2];
}
