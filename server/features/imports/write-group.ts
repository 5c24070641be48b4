/** Maps, checks and writes the layers of one source. Runs inside the import's transaction. */
import { ImportFault } from './fault.ts';
import { type GroupWork, reportOf } from './group-work.ts';
import { moveVertices, toWgs84, type WebDatum } from './move-datum.ts';
import type { ImportOptions } from './options.ts';
import type { PreparedLayer } from './prepare-layer.ts';
import { ask, countDecided, countMapped, describeLayer, readRejects, run, type Session } from './queries.ts';
import { refreshCounty, refreshSearch } from './refresh-county.ts';
import { writeElements } from './write-elements.ts';
import { writeNewCounty } from './write-new-county.ts';
import { ensureCounty, requireRegion, writeFigures, writeRegions } from './write-regions.ts';

/**
 * Brings the layers of one source into `mapped`, checked and joined: nothing of it leaves the private schema.
 * @returns what the usable rows are: element, ground, region, figures …
 */
export async function mapGroup(session: Session, layers: PreparedLayer[], work: GroupWork): Promise<Set<string>> {
  const first = layers[0];
  if (!first?.mapping) return new Set();
  await session.query('truncate mapped, decided_elements; drop table if exists decided_ground, decided_counts');
  for (const layer of layers) await mapLayer(session, layer, work);
  await moveCoordinates(session, layers, work);
  const targets = await check(session, layers, work, first.mapping.joinsPieces);
  if (targets.has('name')) await run(session, 'give-names');
  if (targets.has('address')) await run(session, 'give-addresses');
  return targets;
}

/**
 * @param targets what mapGroup answered
 * @param isCommitted whether other sessions see `mapped`
 */
export async function writeGroup(session: Session, layers: PreparedLayer[], work: GroupWork, targets: Set<string>, isCommitted: boolean): Promise<void> {
  const first = layers[0];
  if (!first?.mapping) return;
  const source = `${first.mapping.source}:${first.facts.dataset}`;
  if (targets.has('region')) await writeRegions(session, layers, source, work);
  if (targets.has('figures')) await writeFigures(session, layers, work);
  if (targets.has('element') || targets.has('ground')) await writeThings(session, layers, source, work, isCommitted && !targets.has('region'));
  await report(session, layers, work);
}

async function mapLayer(session: Session, layer: PreparedLayer, { around, reports }: GroupWork): Promise<void> {
  const { mapping } = layer;
  if (mapping === null) return;
  around.progress(`mapping ${layer.facts.name}`, layer.rows);
  reports[layer.fileNumber]?.recognisedAs.push(mapping.title);
  await describeLayer(session, layer.table.table, layer.names, layer.firstRow);
  if (mapping.name === 'generic') await run(session, 'map-generic', [layer.layerNumber, mapping.kind, JSON.stringify(mapping.columns), mapping.target]);
  else await run(session, `map-${mapping.name}`, [layer.layerNumber]);
  await session.query('select take_mapped_layer()');
  if (layer.columns.includes('import_fault')) await session.query(`update mapped set reason = attrs ->> 'import_fault' where attrs ? 'import_fault'`);
}

const SHAPES_AT_ONCE = 2000;

/** GCJ-02 and BD-09 vertex by vertex here; the coordinates of a table in a stated system by the database. */
async function moveCoordinates(session: Session, layers: PreparedLayer[], { options, reports }: GroupWork): Promise<void> {
  const { crs } = options;
  if (crs === null) return;
  if (crs.kind === 'epsg') {
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

async function check(session: Session, layers: PreparedLayer[], work: GroupWork, joinsPieces: boolean): Promise<Set<string>> {
  await run(session, 'check', [work.options.isRepairing]);
  if (await ask<boolean>(session, `select exists (select from faults where reason like 'coordinates outside%') as value`)) await requireDegrees(session, layers, work.options);
  await run(session, 'mark-faults');
  const counts = await countMapped(session);
  for (const count of counts) {
    const report = reportOf(layers, work.reports, count.layer);
    if (report) report.read += count.read;
  }
  if (!joinsPieces) await run(session, 'reject-repeated');
  else {
    await session.query('analyze mapped (target, kind, source_id, reason)');
    for (const { layer, joined } of await run<{ layer: number; joined: number }>(session, 'join-pieces')) {
      const report = reportOf(layers, work.reports, layer);
      if (report) report.joined += joined;
    }
  }
  return new Set(counts.flatMap((count) => count.targets));
}

interface OutOfRange {
  outside: number; shapes: number; first_row: number | null; x: number | null; y: number | null; looks_swapped: boolean;
}
/** Most rows outside the world: the file is wrong as a whole, and one sentence says how. */
async function requireDegrees(session: Session, layers: PreparedLayer[], options: ImportOptions): Promise<void> {
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

/** @param mayShare whether a second session sees all that the elements are made of */
async function writeThings(session: Session, layers: PreparedLayer[], source: string, work: GroupWork, mayShare: boolean): Promise<void> {
  work.around.progress('writing', layers.reduce((sum, layer) => sum + layer.rows, 0));
  const county = await findCounty(session, source, layers, work);
  const isNew = mayShare && county !== null && (await ask<boolean>(session, 'select is_new_county($1) as value', [county])) === true;
  work.summary.missing += isNew ? await writeNewCounty(session, source, county, work) : await writeElements(session, source, county);
  for (const count of await countDecided(session)) {
    const report = reportOf(layers, work.reports, count.layer);
    if (!report) continue;
    report.written += count.written;
    report.unchanged += count.unchanged;
  }
  await refreshCounties(session, isNew, work);
}

/** @param isNew whether the one county was refreshed when it was made */
async function refreshCounties(session: Session, isNew: boolean, { summary }: GroupWork): Promise<void> {
  const touched = await session.query<{ county_code: string }>(
    `select distinct county_code from decided_counts where state <> 'unchanged'`);
  for (const { county_code } of touched.rows) {
    summary.counties.add(county_code);
    if (!isNew) summary.stale.add(county_code);
  }
  for (const county of summary.stale) {
    await refreshCounty(session, county);
    await refreshSearch(session, county, false);
  }
  summary.stale.clear();
}

/**
 * The one county of all rows, or null after each row got its own.
 * Order: --region, the data set's own counties, counties that are there, a new one.
 */
async function findCounty(session: Session, source: string, layers: PreparedLayer[], work: GroupWork): Promise<string | null> {
  const { options, summary } = work;
  if (options.region !== null && options.region.length >= 6) {
    await requireRegion(session, options.region.slice(0, 6));
    return options.region.slice(0, 6);
  }
  const own = await session.query<{ code: string; has_geom: boolean; source_id: string }>(`select code, geom is not null as has_geom, source_id from regions where level = 'county' and source = $1 order by code`, [source]);
  if (own.rows.some((row) => row.source_id !== 'data set' && row.has_geom)) {
    await run(session, 'place-in-counties', [source]);
    return null;
  }
  if (own.rows.length === 0) await run(session, 'place-in-known-counties');
  const isPlaced = await ask<boolean>(session, `select not exists (select from mapped where target in ('element', 'ground') and reason is null and county_code is null) as value`);
  if (isPlaced) return null;
  const county = await ensureCounty(session, source, layers, options);
  const title = await ask<string>(session, `select concat_ws(' ', code, name) as value from regions where code = $1`, [county]);
  if (title) summary.regions.push(title);
  const isWhole = await ask<boolean>(session, `select not exists (select from mapped where county_code is not null) as value`);
  if (isWhole) return county;
  await session.query(`update mapped set county_code = $1 where target in ('element', 'ground') and county_code is null`, [county]);
  return null;
}

async function report(session: Session, layers: PreparedLayer[], work: GroupWork): Promise<void> {
  const counts = await countMapped(session);
  for (const layer of layers) {
    const count = counts.find((candidate) => candidate.layer === layer.layerNumber);
    const report = work.reports[layer.fileNumber];
    if (!count || !report) continue;
    report.rejected += count.rejected;
    report.unused += count.unused;
    if (count.rejected === 0) continue;
    await describeLayer(session, layer.table.table, layer.names, layer.firstRow);
    for await (const reject of readRejects(session, layer.layerNumber)) await work.rejects.add(layer.facts.name, reject.row + layer.rowOffset, reject.reason, reject.content);
  }
}

