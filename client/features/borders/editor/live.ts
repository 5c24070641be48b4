import { applyEdit, type Coverage, type CoverageEdit } from '#contract/coverage/coverage.ts';
import { facesAt } from '#contract/coverage/owners.ts';
import { recount, type Tally } from './counts.ts';
import { gridFigures } from './grid-figures.ts';
import type { EditorState, LiveRow } from './store.ts';

/** What a gesture would change if the hand let go now. */
export interface Preview {
  readonly coverage: Coverage;
  /** Tallies of the grids that it touches; null: the grid would go. */
  readonly tallies: ReadonlyMap<string, Tally | null>;
  readonly rows: readonly LiveRow[];
}

export type Counting = Pick<EditorState, 'work' | 'tallies' | 'units' | 'plan' | 'base' | 'baseTallies'>;

/** Counts both sides of the borders that an edit moves. */
export function previewOf(edit: CoverageEdit, { work, tallies, ...known }: Counting): Preview {
  const before = work.document.coverage;
  const after = recount(tallies, before, edit, (id) => facesAt(before, id), known.units);
  const coverage = applyEdit(before, edit);
  const rows = [...after].map(([key, tally]) => ({ key, before: gridFigures(key, before, tallies.get(key), known), after: gridFigures(key, coverage, tally, known) }));
  return { coverage, tallies: after, rows };
}
