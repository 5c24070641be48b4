/** One import from files to committed rows: load, map, check, write in one transaction, drop what was private. */
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import vocabulary from '../../../data/import-mappings/vocabulary.json' with { type: 'json' };
import { ImportFault } from './fault.ts';
import { inspectFile } from './file-facts.ts';
import { type LoadedFile, loadFile } from './load-file.ts';
import { requireCrs } from './positions.ts';
import { ignoreFailure, prepareLayer, type PreparedLayer } from './prepare-layer.ts';
import type { ImportOptions } from './options.ts';
import { cancelStatement, connectionOf, dropLeftovers, dropStaging, loadedRows, openSession, openStaging, recordEnd, recordStart, renameTable, type Session } from './queries.ts';
import { RejectsFile } from './rejects.ts';
import { addUp, type FileReport, type ImportReport } from './report.ts';
import type { ImportSurroundings } from './surroundings.ts';
import { mapGroup, writeGroup } from './write-group.ts';
import { followRegions, requireRegion } from './write-regions.ts';

/**
 * Imports the files as one: all of it is committed, or nothing.
 * @throws ImportFault with one sentence where nothing could be imported
 */
export async function importFiles(options: ImportOptions, around: ImportSurroundings): Promise<ImportReport> {
  const started = performance.now();
  const facts = [];
  for (const file of options.files) facts.push(await inspectFile(file, options.encoding));
  const schema = `import_${randomBytes(8).toString('hex')}`;
  const folder = path.join(around.dataDir, 'imports');
  const temporaryFolder = path.join(folder, schema);
  const session = await openSession(around.adminUrl);
  const stop = () => void cancelStatement(around.adminUrl, session);
  around.signal.addEventListener('abort', stop, { once: true });
  try {
    // Before anything is read: a region that is not there is a slip of the hand.
    if (options.region !== null) await requireRegion(session, options.region);
    await requireCrs(session, options);
    await cleanUp(session, folder);
    await mkdir(temporaryFolder, { recursive: true, mode: 0o700 });
    await openStaging(session, schema, vocabularyRows());
    const target = { adminUrl: around.adminUrl, schema, temporaryFolder, ...connectionOf(session) };
    const files: { facts: (typeof facts)[number]; loaded: LoadedFile; run: number }[] = [];
    for (const [n, file] of facts.entries()) {
      const step = `reading ${file.name}`;
      const watch = await watchLoad(around, schema, step);
      const loaded = await loadFile(file, n, options, target, around.signal, around.debug).finally(watch);
      around.progress(step, loaded.tables.reduce((sum, { rows }) => sum + (rows ?? 0), 0), true);
      if (file.format === 'osm') {
        for (const table of loaded.tables) {
          await renameTable(session, table.table, `raw_${n}_${table.layer}`);
          table.table = `raw_${n}_${table.layer}`;
        }
      }
      const run = options.isDryRun ? 0 : await recordStart(session, { file: file.name, sha256: loaded.sha256, layer: options.layer ?? 'recognised', schema });
      files.push({ facts: file, loaded, run });
    }
    return await write(session, files, folder, schema);
  } catch (error) {
    throw asFault(error, around.signal);
  } finally {
    around.signal.removeEventListener('abort', stop);
    await leave(session, schema, temporaryFolder, around);
  }

  async function write(session: Session, files: { facts: Awaited<ReturnType<typeof inspectFile>>; loaded: LoadedFile; run: number }[], folder: string, schema: string): Promise<ImportReport> {
    const rejects = new RejectsFile(folder, `${new Date().toISOString().replaceAll(/[:.]/g, '-')}-${files[0]?.facts.dataset ?? 'import'}`);
    const reports: FileReport[] = files.map(({ facts, loaded }) => ({ name: facts.name, recognisedAs: [], read: 0, written: 0, unchanged: 0, rejected: 0, joined: 0, unused: 0, notes: loaded.notes }));
    try {
      const layers: PreparedLayer[] = [];
      for (const [n, { facts, loaded }] of files.entries()) {
        for (const table of loaded.tables) {
          const layer = await prepareLayer(session, { fileNumber: n, layerNumber: layers.length, facts, table }, options);
          layers.push(layer);
          reports[n]?.notes.push(...layer.notes);
        }
      }
      requireSomething(layers, files.map(({ facts }) => facts.name));
      const summary = { missing: 0, counties: new Set<string>(), stale: new Set<string>(), regions: [] as string[] };
      const work = { options, around, schema, reports, rejects, summary };
      // What the first source maps is committed in the private schema, where a second session can help; the public transaction begins after it.
      await session.query('begin');
      for (const [n, group] of groupLayers(layers).entries()) {
        const targets = await mapGroup(session, group, work);
        if (n === 0) await session.query('commit; begin');
        await session.query(`set local getu.bulk = 'on'`);
        await writeGroup(session, group, work, targets, n === 0);
      }
      around.progress('borders and commit', 0);
      await followRegions(session);
      for (const [n, { run }] of files.entries()) {
        const report = reports[n];
        if (report && run > 0) await recordEnd(session, run, 'done', report.notes.join('; '), report, [...summary.counties].sort()[0] ?? null, [...new Set(report.recognisedAs)].join(', ') || null);
      }
      if (around.signal.aborted) throw new ImportFault('Stopped; nothing was written.');
      await session.query(options.isDryRun ? 'rollback' : 'commit');
      await rejects.close();
      return { files: reports, total: addUp(reports), missing: summary.missing, regions: summary.regions, rejectsPath: rejects.rows > 0 ? rejects.path : null, isDryRun: options.isDryRun, seconds: (performance.now() - started) / 1000 };
    } catch (error) {
      await ignoreFailure(session.query('rollback'));
      await rejects.close();
      const fault = asFault(error, around.signal);
      const note = fault instanceof ImportFault ? fault.message : 'an unexpected error';
      for (const { run } of files) if (run > 0) await ignoreFailure(recordEnd(session, run, 'failed', note, null, null));
      throw error;
    } finally {
      around.debug(`staging ${schema} done`);
    }
  }
}

/** Layers of one source are written together: regions first, then what lies in them; figures for regions come last. */
function groupLayers(layers: PreparedLayer[]): PreparedLayer[][] {
  const groups = new Map<string, PreparedLayer[]>();
  for (const layer of layers) {
    if (layer.mapping === null) continue;
    const key = layer.mapping.name === 'township-figures' ? 'figures' : `${layer.mapping.source}:${layer.facts.dataset}`;
    groups.set(key, [...(groups.get(key) ?? []), layer]);
  }
  const order = (group: PreparedLayer[]) => (group[0]?.mapping?.name === 'township-figures' ? 1 : 0);
  return [...groups.values()].sort((a, b) => order(a) - order(b));
}

function requireSomething(layers: PreparedLayer[], names: string[]): void {
  if (layers.every((layer) => layer.rows === 0)) throw new ImportFault(names.length === 1 ? `${names[0]} has no rows.` : `None of the ${names.length} files has rows.`);
}

function vocabularyRows(): unknown[][] {
  const shapes: Record<string, unknown[][]> = { point: vocabulary.point, line: vocabulary.line, polygon: vocabulary.polygon, building: vocabulary.building };
  return Object.entries(shapes).flatMap(([shape, rows]) => rows.map((row) => [shape, ...row]));
}

/** Says twice a second how many rows the load has brought, over a connection of its own. */
async function watchLoad(around: ImportSurroundings, schema: string, step: string): Promise<() => Promise<void>> {
  const session = await openSession(around.adminUrl);
  let isAsking = false;
  const timer = setInterval(() => {
    if (isAsking) return;
    isAsking = true;
    loadedRows(session, schema).then((rows) => around.progress(step, rows, true), () => undefined).finally(() => { isAsking = false; });
  }, 500);
  around.progress(step, 0, true);
  return async () => {
    clearInterval(timer);
    await session.end();
  };
}

/** Schemas and folders of importers that were killed. */
async function cleanUp(session: Session, folder: string): Promise<void> {
  await dropLeftovers(session);
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((candidate) => /^import_[0-9a-f]{16}$/.test(candidate))) {
    const lives = await session.query('select from pg_namespace where nspname = $1', [name]);
    if (lives.rowCount === 0) await rm(path.join(folder, name), { recursive: true, force: true });
  }
}

async function leave(session: Session, schema: string, temporaryFolder: string, around: ImportSurroundings): Promise<void> {
  await ignoreFailure(session.query('rollback'));
  // A statement that was cancelled may have ended the session; the next import would clean up, but we need not wait for it.
  await ignoreFailure(dropStaging(session, schema));
  await ignoreFailure(session.end());
  await rm(temporaryFolder, { recursive: true, force: true });
  around.debug(`${schema} dropped`);
}

function asFault(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return new ImportFault('Stopped; nothing was written.', { cause: error });
  const message = error instanceof Error ? error.message : '';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const isLost = /^(57P0|08|ECONN|EPIPE)/.test(code) || /connection (terminated|error)|Connection terminated/i.test(message);
  return isLost ? new ImportFault('The database stopped during the import, which is written as a whole or not at all; start it again.', { cause: error }) : error;
}
