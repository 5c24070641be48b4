/** `npm run import`: files of real ground into the database. See --help. */
import { ImportFault } from '../server/features/imports/fault.ts';
import { importFiles } from '../server/features/imports/import.ts';
import { help, parseOptions } from '../server/features/imports/options.ts';
import { describeReport, exitCodeOf } from '../server/features/imports/report.ts';
import { readConfig } from '../server/platform/config.ts';
import { openDatabaseSource } from '../server/platform/database-source.ts';
import { migrate } from '../server/platform/migrate.ts';
import { ensurePackages } from './packages.ts';
import { printError } from './terminal.ts';

/** @returns exit status: 0 all written, 3 some rejected, 1 nothing could be written */
export async function main(args: string[]): Promise<number> {
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  const progress = createProgress();
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
      progress.clear();
      for (const line of describeReport(report)) console.log(line);
      return exitCodeOf(report);
    } finally {
      await source.release();
    }
  } catch (error) {
    progress.clear();
    if (error instanceof ImportFault) console.error(error.message);
    else printError(error);
    return 1;
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}

/** A line that is rewritten on a terminal; elsewhere one line for each step and every few seconds. */
function createProgress(): { show(step: string, rows: number): void; clear(): void } {
  const isTerminal = process.stderr.isTTY === true;
  let step = '';
  let started = 0;
  let printed = 0;
  return {
    show(nextStep, rows) {
      const now = performance.now();
      const isNew = nextStep !== step;
      if (isNew) {
        step = nextStep;
        started = now;
      }
      if (!isTerminal && !isNew && now - printed < 5000) return;
      printed = now;
      const seconds = (now - started) / 1000;
      const rate = rows > 0 && seconds > 0.5 ? `, ${Math.round(rows / seconds).toLocaleString('en-US')} rows/s` : '';
      const line = `${step} …${rows > 0 ? ` ${rows.toLocaleString('en-US')} rows${rate}` : ''}`;
      process.stderr.write(isTerminal ? `\r\u001b[K${line}` : `${line}\n`);
    },
    clear() {
      if (isTerminal) process.stderr.write('\r\u001b[K');
    },
  };
}
