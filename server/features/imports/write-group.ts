/** Maps, checks and writes the layers of one source. Runs inside the import's transaction. */
import { type GroupWork, reportOf } from './group-work.ts';
import type { PreparedLayer } from './prepare-layer.ts';
import { moveCoordinates, rejectFar, requireDegrees, tellElsewhere } from './positions.ts';
import { ask, countDecided, countMapped, describeLayer, readRejects, run, type Session } from './queries.ts';
import { refreshCounty, refreshSearch } from './refresh-county.ts';
import { shorten } from './report.ts';
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
  work.around.progress('checking', rowsOf(layers));
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

async function check(session: Session, layers: PreparedLayer[], work: GroupWork, joinsPieces: boolean): Promise<Set<string>> {
  await run(session, 'check', [work.options.isRepairing]);
  if (await ask<boolean>(session, `select exists (select from faults where reason like 'coordinates outside%') as value`)) await requireDegrees(session, layers, work.options);
  await run(session, 'mark-faults');
  await rejectFar(session, layers, work);
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

/** @param mayShare whether a second session sees all that the elements are made of */
async function writeThings(session: Session, layers: PreparedLayer[], source: string, work: GroupWork, mayShare: boolean): Promise<void> {
  work.around.progress('writing', rowsOf(layers));
  const county = await findCounty(session, source, layers, work);
  await tellElsewhere(session, layers, work);
  const isNew = mayShare && county !== null && (await ask<boolean>(session, 'select is_new_county($1) as value', [county])) === true;
  work.summary.missing += isNew ? await writeNewCounty(session, source, county, work) : await writeElements(session, source, county);
  for (const count of await countDecided(session)) {
    const report = reportOf(layers, work.reports, count.layer);
    if (!report) continue;
    report.written += count.written;
    report.unchanged += count.unchanged;
  }
  await tellUnknownCategories(session, layers, work);
  if (!isNew) work.around.progress('counts and documents of the search', 0);
  await refreshCounties(session, isNew, work);
}

const rowsOf = (layers: PreparedLayer[]) => layers.reduce((sum, layer) => sum + layer.rows, 0);

const MOST_CATEGORIES = 12;

/** They are kept as they are, but have no title, and nobody finds them under one. */
async function tellUnknownCategories(session: Session, layers: PreparedLayer[], { reports }: GroupWork): Promise<void> {
  const found = await run<{ layer: number; kind: string; category: string; rows: number }>(session, 'unknown-categories');
  for (const layer of layers) {
    for (const kind of new Set(found.filter((row) => row.layer === layer.layerNumber).map((row) => row.kind))) {
      const own = found.filter((row) => row.layer === layer.layerNumber && row.kind === kind);
      const list = shorten(own.map(({ category, rows }) => `${category} (${rows.toLocaleString('en-US')})`), MOST_CATEGORIES);
      reportOf(layers, reports, layer.layerNumber)?.notes.push(`${own.length === 1 ? '1 category is' : `${own.length} categories are`} not in the dictionary of ${kind} and kept as written, with the number of rows: ${list}`);
    }
  }
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
  if (title) summary.regions.push(`region ${title}`);
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

