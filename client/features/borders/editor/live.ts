import type { BorderCounts } from '#contract/borders.ts';
import { applyEdit, type Coverage, type CoverageEdit, type Position, type VertexId } from '#contract/coverage/coverage.ts';
import { facesAt } from '#contract/coverage/owners.ts';
import { addRow, emptyTally, figuresOf, recount, type Tally } from './counts.ts';
import type { EditorState, LiveRow } from './store.ts';
import type { Taken } from './tools/building-tools.ts';

/** What a gesture would change if the hand let go now. */
export interface Preview {
  readonly coverage: Coverage;
  /** Tallies of the grids that it touches; null: the grid would go. */
  readonly tallies: ReadonlyMap<string, Tally | null>;
  readonly rows: readonly LiveRow[];
}

const placesIn =
  ({ positions }: Coverage) =>
  (id: VertexId) =>
    positions.get(id) as Position;

/** Counts both sides of the borders that an edit moves. */
export function previewOf(edit: CoverageEdit, { work, tallies, units }: Pick<EditorState, 'work' | 'tallies' | 'units'>): Preview {
  const before = work.document.coverage;
  const after = recount(tallies, before, edit, (id) => facesAt(before, id), units);
  const coverage = applyEdit(before, edit);
  const [was, is] = [placesIn(before), placesIn(coverage)];
  const figures = (tally: Tally | null | undefined, key: string, { faces }: Coverage, place: typeof was): BorderCounts | null => {
    const face = faces.get(key);
    return face && tally ? figuresOf(tally, face, place, units) : null;
  };
  const rows = [...after].map(([key, tally]) => ({ key, before: figures(tallies.get(key), key, before, was), after: figures(tally, key, coverage, is) }));
  return { coverage, tallies: after, rows };
}

/** What both sides would hold after buildings are handed over; the ground is not known before the hand lets go. */
export function handOverRows(taken: Taken, toKey: string, { work, tallies, units }: Pick<EditorState, 'work' | 'tallies' | 'units'>): LiveRow[] {
  const sums = new Map<string, Tally>([[toKey, emptyTally()]]);
  for (const [row, owner] of taken) {
    const of = sums.get(owner) ?? emptyTally();
    addRow(of, units, row, -1);
    sums.set(owner, of);
    addRow(sums.get(toKey) as Tally, units, row, 1);
  }
  const { coverage } = work.document;
  return [...sums].flatMap(([key, change]) => {
    const [face, tally] = [coverage.faces.get(key), tallies.get(key)];
    if (!face || !tally) return [];
    const before = figuresOf(tally, face, placesIn(coverage), units);
    return [{ key, before, after: { ...before, ...counted(figuresOf(tally.map((value, column) => value + change[column]!), face, placesIn(coverage), units)) } }];
  });
}

function counted({ households, buildings, people, keyPersons }: BorderCounts): Partial<BorderCounts> {
  return { households, buildings, people, keyPersons };
}
