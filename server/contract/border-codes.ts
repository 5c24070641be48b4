/** Three digits number the grids of a community. */
export const lastSequence = 999;

/** The first number from `next` on that is not taken, or null where none is left. */
export function freeSequence(next: number, taken: ReadonlySet<number>): number | null {
  for (let number = next; number <= lastSequence; number += 1) if (!taken.has(number)) return number;
  return null;
}
