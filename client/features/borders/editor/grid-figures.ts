import type { Coverage, Position, VertexId } from '#contract/coverage/coverage.ts';
import { type Figures, figuresOf, type Tally } from './counts.ts';
import { countsIn, type Moved, movedSince, peopleAfter } from './people.ts';
import type { EditorState } from './store.ts';

export type Known = Pick<EditorState, 'plan' | 'base' | 'baseTallies' | 'units'>;

/**
 * What a grid holds. Its people are those whom the server counted in it, as long as no building has come or gone since: of
 * single buildings it may tell less. Null where there is no such grid.
 * @param moved buildings that have come and gone, where the borders do not show it yet
 */
export function gridFigures(code: string, coverage: Coverage, tally: Tally | null | undefined, { plan, base, baseTallies, units }: Known, moved?: Moved): Figures | null {
  const face = coverage.faces.get(code);
  if (!face || !tally) return null;
  const figures = figuresOf(tally, face, (id: VertexId) => coverage.positions.get(id) as Position, units);
  const saved = { plan, base: base.coverage, baseTallies, units };
  const change = moved ?? movedSince(code, coverage, saved);
  const counts = change.size === 0 ? countsIn(plan).get(code) : undefined;
  const { people, keyPersons } = counts ?? peopleAfter(code, change, saved);
  return { ...figures, people, keyPersons };
}
