/** What `npm run import` was asked to do. Pure: arguments in, options or a fault out. */
import { parseArgs } from 'node:util';
import { ImportFault } from './fault.ts';

export interface ImportOptions {
  files: string[];
  /** Element kind, ground theme or level of region; null: recognise by the columns. */
  layer: string | null;
  /** Region that the imported ground lies in or under; null: made for the data set. */
  region: string | null;
  /** Coordinate system of the files where they do not say it. */
  crs: { kind: 'epsg'; code: number } | { kind: 'gcj02' } | { kind: 'bd09' } | null;
  /** Columns named by hand: target → column. */
  map: Record<string, string>;
  /** Name of the region that is made for the data set. */
  name: string | null;
  encoding: string | null;
  /** Row of the column names in a spreadsheet or CSV, from 1; null: found. */
  headerRow: number | null;
  sheet: string | null;
  isDryRun: boolean;
  /** Mend self-crossing shapes instead of rejecting them. */
  isRepairing: boolean;
}

export const elementLayers = ['building', 'dwelling', 'organisation', 'place', 'facility', 'hazard', 'resource', 'asset', 'camera', 'device', 'worker_post'] as const;
export const groundLayers = ['road', 'water', 'landuse', 'railway', 'label', 'barrier', 'boundary'] as const;
export const regionLayers = ['province', 'prefecture', 'county', 'street', 'community'] as const;
const layers: readonly string[] = [...elementLayers, ...groundLayers, ...regionLayers];

export const mapTargets = ['lng', 'lat', 'wkt', 'id', 'code', 'name', 'address', 'category', 'floors', 'height', 'min_height', 'built_year', 'population', 'rank'] as const;

export const help = `npm run import -- FILE… [options]

Reads GeoJSON, GeoJSONSeq (.gz), Shapefile (.zip), GeoPackage, OSM PBF and XML, CSV and XLSX, recognises what the
columns say, and writes regions, buildings, places, roads, water and land use. The same file again changes nothing.

  --layer KIND        what the rows are, where the columns do not say it:
                      ${elementLayers.join(', ')};
                      ${groundLayers.join(', ')};
                      ${regionLayers.join(', ')}
  --region CODE       region in which (6 digits or more) or under which (2 or 4) the ground lies
  --name NAME         name of the region that is made for the data set otherwise
  --crs CRS           EPSG:n, gcj02 or bd09, where the file does not say it; the way back from gcj02 and bd09 is approximate
  --map TARGET=COLUMN column by hand, repeatable: ${mapTargets.join(', ')}
  --encoding NAME     text encoding of a CSV or DBF, where it cannot be found out: utf-8, gb18030, big5, windows-1252 …
  --header-row N      row of the column names in a CSV or spreadsheet
  --sheet NAME        sheet of a spreadsheet, where it is not the first
  --repair            mend shapes that cross themselves instead of rejecting them
  --dry-run           read, check and count, write nothing

Exit status: 0 all written, 3 some rows rejected (the path of the list is printed), 1 nothing could be written.

Examples
  npm run import -- lujiazui/*.geojson
  npm run import -- liechtenstein.osm.pbf
  npm run import -- beijing.shp townships_pop.csv
  npm run import -- cameras.csv --layer camera --region 330106 --crs gcj02 --map name=点位名称`;

/**
 * @throws ImportFault with one sentence for an argument that cannot be used
 */
export function parseOptions(args: string[]): ImportOptions | 'help' {
  const { values, positionals } = read(args);
  if (values.help) return 'help';
  if (positionals.length === 0) throw new ImportFault('Name the file to import, for instance: npm run import -- buildings.geojson (more with --help).');
  if (values.layer !== undefined && !layers.includes(values.layer)) {
    throw new ImportFault(`--layer ${values.layer} is not known; it is one of ${layers.join(', ')}.`);
  }
  return {
    files: positionals,
    layer: values.layer ?? null,
    region: parseRegion(values.region),
    crs: parseCrs(values.crs),
    map: parseMap(values.map ?? []),
    name: values.name?.trim() || null,
    encoding: parseEncoding(values.encoding),
    headerRow: parseHeaderRow(values['header-row']),
    sheet: values.sheet ?? null,
    isDryRun: values['dry-run'] ?? false,
    isRepairing: values.repair ?? false,
  };
}

function read(args: string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        layer: text, region: text, crs: text, name: text, encoding: text, sheet: text, 'header-row': text,
        map: { type: 'string', multiple: true }, 'dry-run': flag, repair: flag, help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (cause) {
    throw new ImportFault(`${cause instanceof Error ? cause.message.split('. To specify')[0] : cause} (see --help).`, { cause });
  }
}

function parseRegion(given: string | undefined): string | null {
  if (given === undefined) return null;
  if (!/^\d{2}(\d{2}(\d{2}(\d{3}(\d{3})?)?)?)?$/.test(given)) throw new ImportFault(`--region ${given} is not a region code of 2, 4, 6, 9 or 12 digits.`);
  return given;
}

function parseCrs(given: string | undefined): ImportOptions['crs'] {
  if (given === undefined) return null;
  const text = given.toLowerCase().replaceAll('-', '');
  if (text === 'gcj02' || text === 'bd09') return { kind: text };
  const code = /^epsg:(\d{4,6})$/.exec(text)?.[1];
  if (!code) throw new ImportFault(`--crs ${given} is not understood: say EPSG:n (for instance EPSG:4547), gcj02 or bd09.`);
  return { kind: 'epsg', code: Number(code) };
}

function parseMap(pairs: string[]): Record<string, string> {
  const map: Record<string, string> = {};
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    const target = pair.slice(0, at);
    const isKnown = (mapTargets as readonly string[]).includes(target);
    if (at < 1 || at === pair.length - 1 || !isKnown) {
      throw new ImportFault(`--map ${pair} is not target=column with a target of ${mapTargets.join(', ')}.`);
    }
    map[target] = pair.slice(at + 1);
  }
  return map;
}

function parseEncoding(given: string | undefined): string | null {
  if (given === undefined) return null;
  try {
    return new TextDecoder(given).encoding;
  } catch (cause) {
    throw new ImportFault(`--encoding ${given} is not known; usual ones are utf-8, gb18030, big5 and windows-1252.`, { cause });
  }
}

function parseHeaderRow(given: string | undefined): number | null {
  if (given === undefined) return null;
  const row = Number(given);
  if (!Number.isInteger(row) || row < 1 || row > 10_000) throw new ImportFault(`--header-row ${given} is not a row number from 1.`);
  return row;
}
