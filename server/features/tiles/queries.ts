import { readSql, type Database, type RequestDatabase } from '../../platform/database.ts';
import type { Readers } from '../../platform/readers.ts';
import type { Box, TileAddress } from './address.ts';
import type { Layer, StatementName, TilePlan } from './plan.ts';

const statementNames: StatementName[] = [
  'elements', 'hazards', 'buildings', 'ground', 'ground-lines', 'regions', 'grids', 'region-labels', 'grid-labels', 'counts', 'key-persons',
];
const statements = new Map(statementNames.map((name) => [name, readSql(import.meta.url, `./sql/${name}.sql`)]));

/** The statement of a tile as the driver takes it; the benchmark sends the same. */
export function tileStatement(plan: TilePlan, { layer, z, x, y }: TileAddress): { name: string; text: string; values: unknown[] } {
  return { name: `tile-${plan.statement}`, text: statements.get(plan.statement) ?? '', values: [z, x, y, layer, ...plan.values] };
}

/** Whose eyes a tile is drawn for: what the database's rules read. */
export interface Viewer {
  roles: string[];
  jurisdiction: string;
}
/** Open layers are the same for everyone who is signed in: drawn for a reader without roles. */
export const anyone: Viewer = { roles: [], jurisdiction: '-' };
/** A tile belongs to no single user, only to roles and a jurisdiction. */
const tileUserId = 0;

const nothing = Buffer.alloc(0);

/** Draws a tile; empty bytes when nothing is in it. */
export async function drawTile(readers: Readers, viewer: Viewer, plan: TilePlan, address: TileAddress, cost?: { milliseconds: number; rows: number }): Promise<Buffer> {
  return readers.read({ userId: tileUserId, ...viewer }, async (db) => {
    const tile = await db.bytes(tileStatement(plan, address));
    if (cost) {
      cost.milliseconds += db.cost.milliseconds;
      cost.rows += db.cost.rows;
    }
    return tile ?? nothing;
  });
}

/** All layers, whoever asks: rights are judged by the caller. */
export async function readLayers(database: Database): Promise<Layer[]> {
  return database.asOwner((db) =>
    db.query<Layer & Record<string, unknown>>({
      text: 'select id, source, kind, minzoom, maxzoom, counts_below_zoom as "countsBelowZoom", sensitivity from tile_layers order by sort',
    }),
  );
}

/** Current version of every layer, and the changes since the versions that the caller knows. */
export interface LayerChanges {
  versions: Map<string, number>;
  changes: { layer: string; version: number; box: BoxOrNone; countsBox: BoxOrNone }[];
}
/** Null is everywhere, undefined nowhere. */
export type BoxOrNone = Box | null | undefined;

interface ChangeRow extends Record<string, unknown> {
  layer: string;
  current: number;
  version: number | null;
  box: Box | [null] | null;
  counts_box: Box | [null] | null;
}
const changesText = `
  -- One row per layer and change; a layer without a change has one row with version null.
  select v.layer, v.version as current, c.version,
         case when c.box is not null then array[st_xmin(c.box), st_ymin(c.box), st_xmax(c.box), st_ymax(c.box)] end as box,
         case when c.counts_box is not null then array[st_xmin(c.counts_box), st_ymin(c.counts_box), st_xmax(c.counts_box), st_ymax(c.counts_box)] end as counts_box
  from tile_layer_versions v
  left join unnest($1::text[], $2::integer[]) as known (layer, version) on known.layer = v.layer
  left join tile_changes c on c.layer = v.layer and c.version > known.version and c.version <= v.version
  order by v.layer, c.version`;

export async function readChanges(database: Database, known: Map<string, number>): Promise<LayerChanges> {
  const rows = await database.asOwner((db) => db.query<ChangeRow>({ name: 'tile-changes', text: changesText, values: [[...known.keys()], [...known.values()]] }));
  return {
    versions: new Map(rows.map((row) => [row.layer, row.current])),
    changes: rows.flatMap((row) => (row.version === null ? [] : [{ layer: row.layer, version: row.version, box: toBox(row.box), countsBox: toBox(row.counts_box) }])),
  };
}

/** The bounds of an empty box are null. */
function toBox(bounds: Box | [null] | null): BoxOrNone {
  if (bounds === null) return null;
  return bounds[0] === null ? undefined : (bounds as Box);
}

export interface LayerRow extends Record<string, unknown> {
  id: string;
  title: string;
  titleEn: string;
  theme: string;
  kind: string;
  geometry: 'point' | 'line' | 'polygon' | 'mixed';
  minzoom: number;
  maxzoom: number;
  countsBelowZoom: number | null;
  sensitivity: 'open' | 'internal' | 'restricted';
  version: number;
  fields: Record<string, string>;
  categories: { code: string; title: string; titleEn: string }[];
}

/** The layers that the reader may see, with version and categories; one of them when `id` is given. */
export async function describeLayers(db: RequestDatabase, id: string | null): Promise<LayerRow[]> {
  return db.query<LayerRow>({
    name: 'describe-layers',
    text: `
      select l.id, l.title_zh as title, l.title_en as "titleEn", l.theme, l.kind, l.geometry, l.minzoom, l.maxzoom,
             l.counts_below_zoom as "countsBelowZoom", l.sensitivity, v.version, l.fields,
             coalesce((select json_agg(json_build_object('code', d.code, 'title', d.name, 'titleEn', coalesce(d.name_en, d.name)) order by d.sort, d.code)
                       from dictionaries d where d.type = l.category_type and d.valid), '[]') as categories
      from tile_layers l join tile_layer_versions v on v.layer = l.id
      where $1::text is null or l.id = $1
      order by l.sort`,
    values: [id],
  });
}

/** West, south, east, north of what the reader opens the map with; null on an empty map. */
export async function readHomeBox(db: RequestDatabase, jurisdiction: string): Promise<Box | null> {
  const [row] = await db.query<{ west: number | null; south: number; east: number; north: number }>({
    name: 'home-box',
    text: readSql(import.meta.url, './sql/home.sql'),
    values: [jurisdiction],
  });
  return row && row.west !== null ? [row.west, row.south, row.east, row.north] : null;
}
