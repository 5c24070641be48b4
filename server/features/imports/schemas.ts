/** Recognises what a loaded layer is, by its columns. Pure. */
import schemaTable from '../../../data/import-mappings/schemas.json' with { type: 'json' };
import columnTable from '../../../data/import-mappings/columns.json' with { type: 'json' };
import { ImportFault } from './fault.ts';
import { elementLayers, groundLayers, type ImportOptions, regionLayers } from './options.ts';

export interface LoadedLayer {
  file: string;
  layer: string;
  columns: string[];
  hasGeometry: boolean;
}
export type Mapping =
  | { name: 'osm' | 'geofabrik' | 'tilezen' | 'townships' | 'township-figures'; title: string; source: string; joinsPieces: boolean }
  | { name: 'generic'; title: string; source: string; joinsPieces: false; kind: string; target: 'element' | 'ground' | 'region'; columns: Record<string, string> };

interface Schema {
  name: string; title: string; columns: string[]; source: string; joinsPieces: boolean; layers?: string[]; geometry?: boolean;
}
const schemas: Schema[] = schemaTable.schemas;
const aliases: Record<string, string[]> = Object.fromEntries(Object.entries(columnTable).filter((row): row is [string, string[]] => Array.isArray(row[1])));

/**
 * @returns the mapping, or null for a layer that holds nothing we use (OSM's other relations)
 * @throws ImportFault where the columns do not tell, or a named one is missing
 */
export function recognise(loaded: LoadedLayer, options: Pick<ImportOptions, 'layer' | 'map'>): Mapping | null {
  if (options.layer === null) {
    const known = schemas.find((schema) => fits(schema, loaded));
    if (known) {
      if (known.layers && !known.layers.includes(loaded.layer)) return null;
      return { name: known.name as 'osm', title: known.title, source: known.source, joinsPieces: known.joinsPieces };
    }
    throw new ImportFault(`${loaded.file} is not of a kind that is known by its columns; say with --layer what its rows are. ${columnsThere(loaded)}`);
  }
  const columns = findColumns(loaded, options.map);
  return { name: 'generic', title: `rows as ${options.layer}`, source: 'file', joinsPieces: false, kind: options.layer, target: targetOf(options.layer), columns };
}

function fits(schema: Schema, loaded: LoadedLayer): boolean {
  return schema.columns.every((column) => loaded.columns.includes(column)) && (schema.geometry === undefined || schema.geometry === loaded.hasGeometry);
}

function targetOf(layer: string): 'element' | 'ground' | 'region' {
  if ((regionLayers as readonly string[]).includes(layer)) return 'region';
  if ((groundLayers as readonly string[]).includes(layer)) return 'ground';
  if ((elementLayers as readonly string[]).includes(layer)) return 'element';
  throw new ImportFault(`--layer ${layer} is not known.`);
}

function findColumns(loaded: LoadedLayer, map: Record<string, string>): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [target, column] of Object.entries(map)) {
    if (!loaded.columns.includes(column)) throw new ImportFault(`${loaded.file} has no column "${column}" (--map ${target}=${column}). ${columnsThere(loaded)}`);
    found[target] = column;
  }
  const plain = new Map(loaded.columns.map((column) => [plainly(column), column]));
  for (const [target, names] of Object.entries(aliases)) {
    if (found[target] !== undefined) continue;
    const name = names.find((candidate) => plain.has(plainly(candidate)));
    const column = name === undefined ? undefined : plain.get(plainly(name));
    if (column !== undefined) found[target] = column;
  }
  return loaded.hasGeometry ? without(found, ['lng', 'lat', 'wkt']) : requireShape(found, loaded);
}

function requireShape(found: Record<string, string>, loaded: LoadedLayer): Record<string, string> {
  if (found.lng !== undefined && found.lat !== undefined) return without(found, ['wkt']);
  if (found.wkt !== undefined) return without(found, ['lng', 'lat']);
  const missing = found.lng !== undefined ? 'latitude (lat, 纬度)' : found.lat !== undefined ? 'longitude (lng, 经度)' : 'coordinates (lng and lat, 经度 and 纬度, or WKT)';
  throw new ImportFault(`${loaded.file} has no column of ${missing}; name it with --map, for instance --map lng=COLUMN. ${columnsThere(loaded)}`);
}

function without(found: Record<string, string>, targets: string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(found).filter(([target]) => !targets.includes(target)));
}

const plainly = (column: string) => column.toLowerCase().replaceAll(/\s+/g, '');

function columnsThere({ columns }: LoadedLayer): string {
  const shown = columns.slice(0, 20).map((column) => (column.length > 40 ? `${column.slice(0, 40)}…` : column));
  if (shown.length === 0) return 'It has no columns.';
  return `Its columns are ${shown.join(', ')}${columns.length > shown.length ? ` and ${columns.length - shown.length} more` : ''}.`;
}
