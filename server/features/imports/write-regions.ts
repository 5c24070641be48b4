/** Writes the regions of a source and the figures for regions; finds the county that other ground hangs on. */
import { titleOf } from './dataset.ts';
import { ImportFault } from './fault.ts';
import { type GroupWork, reportOf } from './group-work.ts';
import type { ImportOptions } from './options.ts';
import type { PreparedLayer } from './prepare-layer.ts';
import { ask, run, type Session } from './queries.ts';
import { shorten } from './report.ts';

const levels = [['province', 2], ['prefecture', 4], ['county', 6], ['street', 9], ['community', 12]] as const;

export async function writeRegions(session: Session, layers: PreparedLayer[], source: string, work: GroupWork): Promise<void> {
  const wanted = await ask<string[]>(session, `select array_agg(distinct kind) as value from mapped where target = 'region' and reason is null`);
  if (wanted === null) return;
  work.around.progress('writing regions', layers.reduce((sum, layer) => sum + layer.rows, 0));
  await run(session, 'settle-countries');
  await run(session, 'find-region-parents');
  await run(session, 'fill-region-levels');
  await run(session, 'hang-on-filled-counties');
  const anchor = await anchorOf(session, source, layers, work, wanted);
  for (const [level, length] of levels) {
    const parent = level === 'province' ? '' : anchor(level);
    const counts = await run<{ file_no: number; written: number; unchanged: number }>(session, 'write-regions', [level, source, parent, length]);
    for (const count of counts) {
      const report = reportOf(layers, work.reports, count.file_no);
      if (!report) continue;
      report.written += count.written;
      report.unchanged += count.unchanged;
    }
  }
  work.summary.regions.push(...(await listRegions(session, source)));
  await replaceElements(session, source, work);
}

const MOST_REGIONS = 20;
const plurals: Record<string, string> = { province: 'provinces', prefecture: 'prefectures', county: 'counties', street: 'streets or townships', community: 'communities or villages' };

/** A line for each level with its regions. */
async function listRegions(session: Session, source: string): Promise<string[]> {
  const found = await run<{ level: string; title: string }>(session, 'list-regions', [source]);
  return levels.flatMap(([level]) => {
    const titles = found.filter((row) => row.level === level).map((row) => row.title);
    if (titles.length === 0) return [];
    return [titles.length === 1 ? `${level} ${titles[0]}` : `${titles.length.toLocaleString('en-US')} ${plurals[level]}: ${shorten(titles, MOST_REGIONS)}`];
  });
}

/** The code under which regions without a parent hang: --region, else imported ground's own. */
async function anchorOf(session: Session, source: string, layers: PreparedLayer[], { options }: GroupWork, wanted: string[]): Promise<(level: string) => string> {
  const orphans = await ask<string[]>(session, `select array_agg(distinct kind) as value from mapped where target = 'region' and reason is null and parent_source_id is null and code is null and kind <> 'province'`);
  if (options.region !== null) {
    await requireRegion(session, options.region);
    const lengths = new Map<string, number>(levels);
    const tooHigh = (orphans ?? []).find((level) => (lengths.get(level) ?? 0) <= (options.region?.length ?? 0));
    if (tooHigh) throw new ImportFault(`A ${tooHigh} cannot lie under --region ${options.region}.`);
    return () => options.region ?? '';
  }
  if (wanted.includes('province') || orphans === null) return () => '';
  await run(session, 'ensure-imported-province');
  if (!orphans.some((level) => level === 'street' || level === 'community')) return () => '90';
  const county = await ensureCounty(session, source, layers, options);
  return (level) => (level === 'street' || level === 'community' ? county : '90');
}

/** Elements that are there already learn of the new streets and communities. */
async function replaceElements(session: Session, source: string, { summary }: GroupWork): Promise<void> {
  const changed = await ask<boolean>(session, 'select exists (select from regions where source = $1 and updated_at = now()) as value', [source]);
  if (!changed) return;
  const touched = await session.query<{ county_code: string }>(
    `select distinct e.county_code from elements e
     where e.county_code in (select distinct left(code, 6) from regions where source = $1 and length(code) > 6)`, [source]);
  for (const { county_code } of touched.rows) {
    await session.query('select place_elements($1)', [county_code]);
    await session.query('select place_open_events($1)', [county_code]);
    summary.counties.add(county_code);
    summary.stale.add(county_code);
  }
}

export async function writeFigures(session: Session, layers: PreparedLayer[], work: GroupWork): Promise<void> {
  const counts = await run<{ file_no: number; written: number; unchanged: number }>(session, 'write-figures', [null]);
  for (const count of counts) {
    const report = reportOf(layers, work.reports, count.file_no);
    if (!report) continue;
    report.written += count.written;
    report.unchanged += count.unchanged;
  }
}

/**
 * What is derived from borders (generalised shapes, points for names, tiles) follows the regions that this transaction
 * wrote: one statement outside of bulk mode lets their triggers do it once.
 */
export async function followRegions(session: Session): Promise<void> {
  await session.query(`set local getu.bulk = 'off'`);
  const changed = await ask<boolean>(session, 'select exists (select from regions where updated_at = now()) as value');
  if (changed) await session.query('update regions set updated_at = now() where updated_at = now()');
  await session.query(`set local getu.bulk = 'on'`);
}

export async function ensureCounty(session: Session, source: string, layers: PreparedLayer[], options: ImportOptions): Promise<string> {
  if (options.region === null) await run(session, 'ensure-imported-province');
  else await requireRegion(session, options.region);
  const [row] = await run<{ code: string }>(session, 'ensure-county-region', [source, options.name ?? titleOf(layers[0]?.facts.dataset ?? 'data'), options.region ?? '90']);
  if (!row) throw new Error('the data set has no county');
  return row.code;
}

export async function requireRegion(session: Session, code: string): Promise<void> {
  const isKnown = await ask<boolean>(session, 'select exists (select from regions where code = $1) as value', [code]);
  if (!isKnown) throw new ImportFault(`There is no region ${code} (--region); import its border first, or leave --region out.`);
}
