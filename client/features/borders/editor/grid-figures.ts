import type { Coverage, Position, VertexId } from '#contract/coverage/coverage.ts';
import { type Figures, figuresOf, type Tally } from './counts.ts';
import type { EditorState } from './store.ts';

export type Known = Pick<EditorState, 'plan' | 'base' | 'units'>;

/**
 * What a grid holds. A grid that is as it was saved has the people whom the server counted in it: of single buildings it
 * may tell less. Null where there is no such grid.
 */
export function gridFigures(code: string, coverage: Coverage, tally: Tally | null | undefined, { plan, base, units }: Known): Figures | null {
  const face = coverage.faces.get(code);
  if (!face || !tally) return null;
  const figures = figuresOf(tally, face, (id: VertexId) => coverage.positions.get(id) as Position, units);
  const saved = isAsSaved(code, coverage, base.coverage) ? plan?.grids.features.find(({ id }) => id === code)?.properties.counts : undefined;
  return saved ? { ...figures, people: saved.people, keyPersons: saved.keyPersons } : figures;
}

/** Whether the grid has the outline that was saved. */
function isAsSaved(code: string, now: Coverage, saved: Coverage): boolean {
  const [face, old] = [now.faces.get(code), saved.faces.get(code)];
  if (now === saved) return true;
  if (!face || !old || face.rings.length !== old.rings.length) return false;
  return face.rings.every((ring, at) => ring.length === old.rings[at]?.length && ring.every((id, place) => isSamePlace(now.positions.get(id), saved.positions.get(old.rings[at]![place]!))));
}

function isSamePlace(a: Position | undefined, b: Position | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && a[0] === b[0] && a[1] === b[1]);
}
