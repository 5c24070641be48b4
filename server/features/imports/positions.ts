/** Whether coordinates are where they say: degrees or metres, in the region that was named or far from it. */
import { ImportFault } from './fault.ts';
import { type GroupWork, reportOf } from './group-work.ts';
import { moveVertices, toWgs84, type WebDatum } from './move-datum.ts';
import type { ImportOptions } from './options.ts';
import type { PreparedLayer } from './prepare-layer.ts';
import { ask, run, type Session } from './queries.ts';
import { shorten } from './report.ts';

/**
 * How far outside the region of --region a row may lie, in metres. Borders that are public are off by up to two kilometres,
 * BD-09 taken for WGS 84 by one and a half, and what a county keeps beyond its border (a reservoir, a station) stands near
 * it; a wrong zone, a wrong column or another county's file is off by tens to thousands of kilometres.
 */
const FAR_METERS = 10_000;

const SHAPES_AT_ONCE = 2000;

/** @throws ImportFault where the number of --crs names no coordinate system that is known here */
export async function requireCrs(session: Session, { crs }: ImportOptions): Promise<void> {
  if (crs?.kind !== 'epsg') return;
  const isKnown = await ask<boolean>(session, 'select exists (select from spatial_ref_sys where srid = $1) as value', [crs.code]);
  if (!isKnown) throw new ImportFault(`There is no coordinate system EPSG:${crs.code} (--crs); degrees are EPSG:4326 or EPSG:4490.`);
}

/** GCJ-02 and BD-09 vertex by vertex here; the coordinates of a table in a stated system by the database. */
export async function moveCoordinates(session: Session, layers: PreparedLayer[], { options, reports }: GroupWork): Promise<void> {
  const { crs } = options;
  if (crs === null) return;
  if (crs.kind === 'epsg') {
    await requireMeters(session, layers, crs.code);
    const tables = layers.filter((layer) => layer.table.isPlainTable).map((layer) => layer.layerNumber);
    if (tables.length > 0 && crs.code !== 4326) await session.query('select transform_mapped($1::integer[], $2)', [tables, crs.code]);
    return;
  }
  await requireDegrees(session, layers, options);
  await session.query('create unlogged table moved (at tid, geom geometry)');
  await session.query('declare shapes no scroll cursor for select ctid::text as at, st_asbinary(geom) as wkb from mapped where geom is not null and not st_isempty(geom)');
  for (;;) {
    const { rows } = await session.query<{ at: string; wkb: Buffer }>(`fetch ${SHAPES_AT_ONCE} from shapes`);
    if (rows.length === 0) break;
    for (const row of rows) moveVertices(row.wkb, (lng, lat) => toWgs84(crs.kind as WebDatum, lng, lat));
    await session.query('insert into moved select at::tid, st_geomfromwkb(wkb, 4326) from unnest($1::text[], $2::bytea[]) as given (at, wkb)', [rows.map((row) => row.at), rows.map((row) => row.wkb)]);
  }
  await session.query('close shapes');
  await session.query('update mapped m set geom = s.geom from moved s where m.ctid = s.at; drop table moved');
  for (const layer of layers) reports[layer.fileNumber]?.notes.push(`coordinates moved from ${crs.kind === 'gcj02' ? 'GCJ-02' : 'BD-09'} to WGS 84; the way back is approximate, about a metre`);
}

interface OutOfRange {
  outside: number; shapes: number; first_row: number | null; x: number | null; y: number | null; looks_swapped: boolean;
}

/** Most rows outside the world: the file is wrong as a whole, and one sentence says how. */
export async function requireDegrees(session: Session, layers: PreparedLayer[], options: ImportOptions): Promise<void> {
  // The extent answers at once where all is well.
  const isInside = await ask<boolean>(session, `select coalesce(st_xmin(e) >= -180 and st_xmax(e) <= 180 and st_ymin(e) >= -90 and st_ymax(e) <= 90, true) as value from (select st_extent(geom) as e from mapped) as whole`);
  if (isInside) return;
  for (const layer of layers) {
    const [found] = await run<OutOfRange>(session, 'count-out-of-range', [layer.layerNumber]);
    if (!found || found.outside * 2 <= found.shapes) continue;
    const where = `Row ${(found.first_row ?? 0) + layer.rowOffset} of ${layer.facts.name} is at ${found.x}, ${found.y}`;
    if (found.looks_swapped) throw new ImportFault(`${where}: longitude and latitude look swapped.`);
    if (Math.abs(found.x ?? 0) > 1000) throw new ImportFault(`${where}: these look like metres; say their coordinate system with --crs EPSG:n${options.crs ? ` (${options.crs.kind} does not fit)` : ''}.`);
    throw new ImportFault(`${where}, outside longitude -180…180 and latitude -90…90; say the coordinate system with --crs.`);
  }
}

interface Degrees {
  degrees: number; shapes: number; first_row: number | null; x: number | null; y: number | null;
}
/** Most rows of a layer are degrees, though a projected system was named: as metres they would lie beside its origin. */
async function requireMeters(session: Session, layers: PreparedLayer[], srid: number): Promise<void> {
  const isProjected = await ask<boolean>(session, `select srtext like 'PROJ%' as value from spatial_ref_sys where srid = $1`, [srid]);
  if (isProjected !== true) return;
  for (const layer of layers) {
    const [found] = await run<Degrees>(session, 'count-degrees', [layer.layerNumber, srid, !layer.table.isPlainTable]);
    if (!found || found.degrees * 2 <= found.shapes) continue;
    throw new ImportFault(`Row ${(found.first_row ?? 0) + layer.rowOffset} of ${layer.facts.name} is at ${found.x}, ${found.y}: these are degrees, not the metres of EPSG:${srid}; say --crs EPSG:4326, or leave --crs out.`);
  }
}

/** Rows far outside the region of --region are refused: whoever named it did not mean them. */
export async function rejectFar(session: Session, layers: PreparedLayer[], { options, reports }: GroupWork): Promise<void> {
  if (options.region === null) return;
  for (const { layer, rows, kilometers } of await run<{ layer: number; rows: number; kilometers: number }>(session, 'reject-far', [options.region, FAR_METERS])) {
    reportOf(layers, reports, layer)?.notes.push(`${countOf(rows)} more than ${FAR_METERS / 1000} km outside region ${options.region} (--region), the farthest ${Math.round(kilometers).toLocaleString('en-US')} km: rejected`);
  }
}

/** Says which rows lie elsewhere than in the region of --region, and where they are written all the same. */
export async function tellElsewhere(session: Session, layers: PreparedLayer[], { options, reports }: GroupWork): Promise<void> {
  const { region } = options;
  if (region === null) return;
  const found = await run<{ layer: number; county: string; rows: number }>(session, 'find-elsewhere', [region]);
  for (const layer of layers) {
    const own = found.filter((row) => row.layer === layer.layerNumber);
    if (own.length === 0) continue;
    const total = own.reduce((sum, { rows }) => sum + rows, 0);
    const places = shorten(own.map(({ county, rows }) => `${county === '' ? 'in no county that is known' : `in ${county}`}${own.length > 1 ? ` (${rows.toLocaleString('en-US')})` : ''}`), 8);
    reportOf(layers, reports, layer.layerNumber)?.notes.push(`${countOf(total)} not in region ${region} (--region) but ${places}; written under ${region.length < 6 ? 'the county where each lies' : region.slice(0, 6)}`);
  }
}

const countOf = (rows: number) => `${rows.toLocaleString('en-US')} ${rows === 1 ? 'row lies' : 'rows lie'}`;
