import path from 'node:path';
import { z } from 'zod';

const title = z.string().min(1).max(60);
const id = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'an id is small letters, digits and hyphens');
const maxzoom = z.number().int().min(1).max(24).default(18);
const attribution = z.string().max(300).default('');
/** A template of tiles on another host, such as https://host/{z}/{x}/{y}.png. */
const template = z
  .string()
  .refine(isTileTemplate, 'a template is an http or https address with {z}, {x} and {y} (WMTS may call them {TileMatrix}, {TileCol}, {TileRow}), with neither braces nor a password before its path');

const baseMap = z.discriminatedUnion('type', [
  z.object({ type: z.literal('tianditu'), id: id.default('tianditu'), key: z.string().regex(/^[0-9a-zA-Z]{8,64}$/, 'a Tianditu key is letters and digits') }),
  z.object({ type: z.literal('xyz'), id, title, tiles: z.array(template).min(1).max(8), attribution, maxzoom }),
  z.object({ type: z.literal('wmts'), id, title, tiles: z.array(template).min(1).max(8), attribution, maxzoom }),
  z.object({
    type: z.literal('pmtiles'),
    id,
    title,
    file: z.string().regex(/^[\w-]+(\/[\w-]+)*\.pmtiles$/, 'a file is a path inside DATA_DIR that ends with .pmtiles'),
    attribution,
    maxzoom,
  }),
]);
const baseMapList = z.array(baseMap).max(20);

/** A base map as the client gets it. */
export interface BaseMap {
  id: string;
  title: string;
  type: 'xyz' | 'wmts' | 'pmtiles' | 'tianditu';
  tiles: string[];
  attribution: string;
  maxzoom: number;
}
export interface BaseMaps {
  bases: BaseMap[];
  /** PMTiles files that this server hands out, absolute, by id. */
  files: Map<string, string>;
}

/** Reads BASE_MAPS (a JSON list, see README). Throws an Error that names the entry and what is wrong with it. */
export function readBaseMaps(text: string, dataDir: string): BaseMaps {
  const result = baseMapList.safeParse(parseJson(text));
  if (!result.success) {
    const issue = result.error.issues[0];
    throw new Error(`BASE_MAPS cannot be used: entry ${issue?.path.join('.') || '(all)'}: ${issue?.message}`);
  }
  const bases = result.data.flatMap(toBases);
  const twice = bases.find((base, index) => bases.findIndex((other) => other.id === base.id) !== index);
  if (twice) throw new Error(`BASE_MAPS cannot be used: the id "${twice.id}" is given twice`);
  const files = new Map(result.data.flatMap((entry) => (entry.type === 'pmtiles' ? [[entry.id, path.join(dataDir, entry.file)] as const] : [])));
  return { bases, files };
}

function toBases(entry: z.output<typeof baseMap>): BaseMap[] {
  if (entry.type === 'tianditu') return tiandituLayers.map(([layer, name]) => tiandituBase(entry.id, entry.key, layer, name));
  if (entry.type === 'pmtiles') {
    const { id: baseId, title: name, type, attribution: credit, maxzoom: last } = entry;
    return [{ id: baseId, title: name, type, tiles: [`pmtiles:///api/base-maps/${baseId}.pmtiles`], attribution: credit, maxzoom: last }];
  }
  // MapLibre fills in {z}, {x}, {y} alone.
  const tiles = entry.tiles.map((address) => address.replaceAll(/\{TileMatrix\}/gi, '{z}').replaceAll(/\{TileCol\}/gi, '{x}').replaceAll(/\{TileRow\}/gi, '{y}'));
  return [{ id: entry.id, title: entry.title, type: entry.type, tiles, attribution: entry.attribution, maxzoom: entry.maxzoom }];
}

const tiandituLayers: [string, string][] = [
  ['vec', '天地图 矢量'],
  ['cva', '天地图 矢量注记'],
  ['img', '天地图 影像'],
  ['cia', '天地图 影像注记'],
];

function tiandituBase(baseId: string, key: string, layer: string, name: string): BaseMap {
  const query = `SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=${layer}&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk=${key}`;
  const tiles = [0, 1, 2, 3, 4, 5, 6, 7].map((server) => `https://t${server}.tianditu.gov.cn/${layer}_w/wmts?${query}`);
  return { id: `${baseId}-${layer}`, title: name, type: 'tianditu', tiles, attribution: '© 天地图', maxzoom: 18 };
}

function isTileTemplate(text: string): boolean {
  const hasAll = [/\{(z|TileMatrix)\}/i, /\{(x|TileCol)\}/i, /\{(y|TileRow)\}/i].every((part) => part.test(text));
  const filled = fillTemplate(text);
  if (!hasAll || !URL.canParse(filled)) return false;
  const url = new URL(filled);
  return /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' && !/[\s"';<>]/.test(text) && !/^https?:\/\/[^/]*\{/.test(text);
}

function fillTemplate(text: string): string {
  return text.replaceAll(/\{[A-Za-z]+\}/g, '0');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error('BASE_MAPS cannot be used: it is not JSON', { cause });
  }
}
