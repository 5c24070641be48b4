import { applyEdit, type Coverage, type CoverageEdit } from '#contract/coverage/coverage.ts';
import { facesAt } from '#contract/coverage/owners.ts';
import { addRow, emptyTally, recount, type Tally } from './counts.ts';
import { gridFigures, type Known } from './grid-figures.ts';
import { movedSince } from './people.ts';
import type { EditorState, LiveRow } from './store.ts';
import type { Taken } from './tools/building-tools.ts';

/** What a gesture would change if the hand let go now. */
export interface Preview {
  readonly coverage: Coverage;
  /** Tallies of the grids that it touches; null: the grid would go. */
  readonly tallies: ReadonlyMap<string, Tally | null>;
  readonly rows: readonly LiveRow[];
}

type Counting = Pick<EditorState, 'work' | 'tallies' | 'units' | 'plan' | 'base' | 'baseTallies'>;

/** Counts both sides of the borders that an edit moves. */
export function previewOf(edit: CoverageEdit, { work, tallies, ...known }: Counting): Preview {
  const before = work.document.coverage;
  const after = recount(tallies, before, edit, (id) => facesAt(before, id), known.units);
  const coverage = applyEdit(before, edit);
  const rows = [...after].map(([key, tally]) => ({ key, before: gridFigures(key, before, tallies.get(key), known), after: gridFigures(key, coverage, tally, known) }));
  return { coverage, tallies: after, rows };
}

/** What both sides would hold after buildings are handed over; the ground is not known before the hand lets go. */
export function handOverRows(taken: Taken, toKey: string, { work, tallies, ...known }: Counting): LiveRow[] {
  const sums = new Map<string, Tally>([[toKey, emptyTally()]]);
  for (const [row, owner] of taken) {
    const of = sums.get(owner) ?? emptyTally();
    addRow(of, known.units, row, -1);
    sums.set(owner, of);
    addRow(sums.get(toKey) as Tally, known.units, row, 1);
  }
  const { coverage } = work.document;
  return [...sums].flatMap(([key, change]) => {
    const [face, tally] = [coverage.faces.get(key), tallies.get(key)];
    if (!face || !tally) return [];
    const after = gridFigures(key, coverage, tally.map((value, column) => value + change[column]!), known, withTaken(key, taken, toKey, coverage, known));
    return [{ key, before: gridFigures(key, coverage, tally, known), after }];
  });
}

/** Buildings that have come and gone since the plan was saved, with those that the hand takes. */
function withTaken(key: string, taken: Taken, toKey: string, coverage: Coverage, { base, ...known }: Known): Map<number, 1 | -1> {
  const moved = movedSince(key, coverage, { ...known, base: base.coverage });
  for (const [row, owner] of taken) {
    const sign = key === toKey ? 1 : owner === key ? -1 : 0;
    if (sign === 0) continue;
    // Home again: as it was.
    if (moved.get(row) === -sign) moved.delete(row);
    else moved.set(row, sign);
  }
  return moved;
}
