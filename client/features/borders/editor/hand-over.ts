import type { BorderCounts } from '#contract/borders.ts';
import type { Coverage } from '#contract/coverage/coverage.ts';
import { addRow, emptyTally, type Figures, type Tally } from './counts.ts';
import { gridFigures, type Known } from './grid-figures.ts';
import type { Counting, Preview } from './live.ts';
import { movedSince } from './people.ts';
import type { LiveRow } from './store.ts';
import { type Taken, takenByLasso } from './tools/building-tools.ts';
import type { HandState } from './tools/registry.ts';
import type { Scene, ToolRefusal } from './tools/tool.ts';

/** What the hand gives to a grid: buildings, or the ground as it is drawn (`taken` null). */
export interface HandOver {
  toKey: string;
  taken: Taken | null;
  /** Another for everything else that is given. */
  key: string;
}

/** What letting go would do: both sides with the new borders between them, or why it cannot be. */
export type Outlook = { preview: Preview } | { refusal: ToolRefusal };

/** What depends on where exactly the new border runs, which is not reckoned at every move. */
const byShape = ['places', 'squareMeters', 'compactness'] as const satisfies (keyof BorderCounts)[];
const all = ['households', 'people', 'buildings', 'keyPersons', ...byShape] as const satisfies (keyof BorderCounts)[];

export function handOverIn(hand: HandState, scene: Scene): HandOver | null {
  if (hand.tool === 'paint' && hand.name === 'Painting') return { toKey: hand.toKey, taken: hand.taken, key: keyOf(hand.taken) };
  if (hand.tool !== 'lasso' || hand.name !== 'Lassoing') return null;
  if (scene.lassoTakes === 'ground') return { toKey: hand.toKey, taken: null, key: `ground ${hand.trail.length}` };
  const taken = takenByLasso(hand, scene);
  return { toKey: hand.toKey, taken, key: keyOf(taken) };
}

const keyOf = (taken: Taken) => [...taken.keys()].join();

/** What both sides would hold. What the new border decides is told once it is reckoned; until then as it was a moment ago, and marked. */
export function handOverLive({ toKey, taken }: HandOver, { now, earlier }: { now: Outlook | null; earlier: Outlook | null }, counting: Counting): LiveRow[] {
  if (now && 'preview' in now) return inOrder(now.preview.rows, toKey, taken);
  const names = taken ? byShape : all;
  const rows = taken ? handOverRows(taken, toKey, counting) : standing(toKey, counting);
  if (taken?.size === 0) return rows;
  if (now) return rows.map((row) => ({ ...row, pending: { names, as: 'none' } }));
  const last = earlier && 'preview' in earlier ? earlier.preview.rows : [];
  if (!taken) return last.length > 0 ? inOrder(last, toKey, null).map((row) => ({ ...row, pending: { names, as: 'about' } })) : rows.map((row) => ({ ...row, pending: { names, as: 'open' } }));
  return rows.map((row) => withShapeOf(row, last.find(({ key }) => key === row.key)?.after ?? null));
}

/** The receiver, then the givers as the hand met them; a neighbour that has only been given a vertex is none of them. */
function inOrder(rows: readonly LiveRow[], toKey: string, taken: Taken | null): LiveRow[] {
  const met = [toKey, ...new Set(taken?.values())];
  const rank = ({ key }: LiveRow) => (met.indexOf(key) + met.length + 1) % (met.length + 1);
  return rows.filter(({ key, before, after }) => met.includes(key) || JSON.stringify(before) !== JSON.stringify(after)).sort((a, b) => rank(a) - rank(b));
}

/** With what a moment ago was reckoned of the border. */
function withShapeOf(row: LiveRow, earlier: Figures | null): LiveRow {
  if (!earlier || !row.after) return { ...row, pending: { names: byShape, as: 'open' } };
  const { places, squareMeters, compactness } = earlier;
  return { ...row, after: { ...row.after, places, squareMeters, compactness }, pending: { names: byShape, as: 'about' } };
}

/** The receiver as it is: of ground that is drawn nothing is known before it is cut. */
function standing(key: string, { work, tallies, ...known }: Counting): LiveRow[] {
  const figures = gridFigures(key, work.document.coverage, tallies.get(key), known);
  return figures ? [{ key, before: figures, after: figures }] : [];
}

/** What both sides would hold after buildings are handed over, as far as the buildings alone decide it. */
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
