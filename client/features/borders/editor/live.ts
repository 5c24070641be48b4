import { applyEdit, type Coverage, type CoverageEdit } from '#contract/coverage/coverage.ts';
import { facesAt } from '#contract/coverage/owners.ts';
import { type Figures, recount, type Tallies, type Tally } from './counts.ts';
import { gridFigures, type Known } from './grid-figures.ts';
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
  const standing = figuresBefore(before, tallies, known);
  const rows = [...after].map(([key, tally]) => ({ key, before: standing(key), after: gridFigures(key, coverage, tally, known) }));
  return { coverage, tallies: after, rows };
}

/** What grids hold while the hand works on them: the same at every move of one gesture. */
let standing: { of: readonly unknown[]; figures: Map<string, Figures | null> } | null = null;
function figuresBefore(coverage: Coverage, tallies: Tallies, known: Known): (key: string) => Figures | null {
  const of = [coverage, tallies, known.plan, known.base, known.baseTallies, known.units];
  if (!standing || of.some((value, at) => value !== standing?.of[at])) standing = { of, figures: new Map() };
  const { figures } = standing;
  return (key) => {
    if (!figures.has(key)) figures.set(key, gridFigures(key, coverage, tallies.get(key), known));
    return figures.get(key) ?? null;
  };
}
