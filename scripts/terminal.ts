/** What the commands print: one line per step with its name and time. */

/** Seconds with one decimal, for people: `3.4 s`. */
export function formatSeconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

/** What a step's work may print about itself while it runs. */
export type Say = (message: string) => void;

/**
 * Runs one named step and prints `✓ name 1.2 s`, or `✗ name 1.2 s` before the error goes on to the caller.
 * What the work returns is returned; what it says is printed below the name, indented.
 */
export async function step<T>(name: string, work: (say: Say) => T | Promise<T>): Promise<T> {
  const startedAt = performance.now();
  const elapsed = () => formatSeconds(performance.now() - startedAt);
  try {
    const result = await work((message) => console.log(`    ${message}`));
    console.log(`✓ ${name} ${elapsed()}`);
    return result;
  } catch (error) {
    console.log(`✗ ${name} ${elapsed()}`);
    throw error;
  }
}

/** An error whose message is meant for the person at the terminal, so that no stack is printed with it. */
export class Stop extends Error {
  override name = 'Stop';
}

/** Prints an error the way a person needs it: a known stop as its sentence, anything else with its stack. */
export function printError(error: unknown): void {
  if (error instanceof Error && 'isForPeople' in error) console.error(`\n${error.message}`);
  else console.error(error);
}
