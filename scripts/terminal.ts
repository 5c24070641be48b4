/** What the commands print: one line per step with its name and time. */

/** Seconds with one decimal, for people: `3.4 s`. */
export function formatSeconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

/** What a step's work may print about itself while it runs. */
export type Say = (message: string) => void;

/**
 * Runs one named step and prints `✓ name 1.2 s`, or `✗ name 1.2 s` before the error goes on to the caller.
 * What the work says is printed above that line with the step's name, since steps may run side by side; what it returns
 * is returned.
 */
export async function step<T>(name: string, work: (say: Say) => T | Promise<T>): Promise<T> {
  const startedAt = performance.now();
  const finish = (mark: string) => console.log(`${mark} ${name} ${formatSeconds(performance.now() - startedAt)}`);
  try {
    const result = await work((message) => console.log(`    ${name}: ${message}`));
    finish('✓');
    return result;
  } catch (error) {
    finish('✗');
    throw error;
  }
}

/** A reason to stop that is meant for the person at the terminal: printed as its sentence, without a stack. */
export class Stop extends Error {
  override name = 'Stop';
}

/** SQLSTATEs and system errors of a database that stopped or crashed while it was being talked to. */
const LOST = ['57P01', '57P02', '57P03', '08006', 'ECONNRESET', 'EPIPE', 'ECONNREFUSED'];

/** Prints a sentence meant for people as that; what nobody foresaw (a TypeError, say) with its stack. */
export function printError(error: unknown): void {
  console.error(describeError(error));
}

/** What `printError` prints. */
export function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const isLost = ('code' in error && LOST.includes(String(error.code))) || error.message.startsWith('Connection terminated');
  if (isLost) return `\nThe database went away in the middle of the work (${error.message}). What was not finished is undone; run the same command again.\n`;
  return ['Error', 'Stop', 'MigrationError'].includes(error.name) ? `\n${error.message}\n` : error;
}
