/** `npm run import`: files of real ground into the database. See --help. */
import { ImportFault } from '../server/features/imports/fault.ts';
import { importFiles } from '../server/features/imports/import.ts';
import { help, parseOptions } from '../server/features/imports/options.ts';
import { describeReport, exitCodeOf } from '../server/features/imports/report.ts';
import { readConfig } from '../server/platform/config.ts';
import { openDatabaseSource } from '../server/platform/database-source.ts';
import { migrate } from '../server/platform/migrate.ts';
import { createProgress } from './import-progress.ts';
import { ensurePackages } from './packages.ts';
import { printError } from './terminal.ts';

const tickMs = 250;

/** @returns exit status: 0 all written, 3 some rejected, 1 nothing could be written */
export async function main(args: string[]): Promise<number> {
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  const progress = createProgress({ isTerminal: process.stderr.isTTY === true, write: (text) => process.stderr.write(text), now: () => performance.now() });
  const clock = setInterval(progress.tick, tickMs);
  try {
    const options = parseOptions(args);
    if (options === 'help') {
      console.log(help);
      return 0;
    }
    const config = readConfig();
    const debug = (message: string) => { if (config.logLevel === 'debug' || config.logLevel === 'trace') console.error(message); };
    await ensurePackages(config.databaseUrl === null ? ['database', 'gdal'] : ['gdal'], console.error);
    const source = await openDatabaseSource(config, debug);
    try {
      await migrate(source.adminUrl, debug);
      const report = await importFiles(options, { adminUrl: source.adminUrl, dataDir: config.dataDir, signal: stop.signal, progress: progress.show, debug });
      progress.end(true);
      for (const line of describeReport(report)) console.log(line);
      return exitCodeOf(report);
    } finally {
      await source.release();
    }
  } catch (error) {
    progress.end(false);
    if (error instanceof ImportFault) console.error(error.message);
    else printError(error);
    return 1;
  } finally {
    clearInterval(clock);
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}
