import type { BorderPlan } from '#contract/borders.ts';
import { applyEdit, type Change, type Coverage, type CoverageEdit, emptyEdit, reverseEdit } from '#contract/coverage/coverage.ts';

export type GridKind = BorderPlan['grids']['features'][number]['properties']['kind'];

/** What a grid is beside its shape. */
export interface GridFacts {
  readonly name: string;
  readonly kind: GridKind;
  /** Grids of today or of before whose ground it took over. */
  readonly predecessors: readonly string[];
  /** Made by this plan: its code is known to nobody else. */
  readonly isNew: boolean;
}

/** What is edited: the borders, and what each grid is beside its shape. */
export interface PlanDocument {
  readonly coverage: Coverage;
  readonly facts: ReadonlyMap<string, GridFacts>;
}

/** What one gesture does, as a value; its reverse is the same with before and after exchanged. */
export interface PlanEdit {
  readonly borders: CoverageEdit;
  readonly facts: readonly Change<string, GridFacts>[];
}

export function applyPlanEdit(document: PlanDocument, { borders, facts }: PlanEdit): PlanDocument {
  if (facts.length === 0) return { ...document, coverage: applyEdit(document.coverage, borders) };
  const after = new Map(document.facts);
  for (const change of facts) {
    if (change.after === null) after.delete(change.key);
    else after.set(change.key, change.after);
  }
  return { coverage: applyEdit(document.coverage, borders), facts: after };
}

export function reversePlanEdit({ borders, facts }: PlanEdit): PlanEdit {
  return { borders: reverseEdit(borders), facts: facts.map(({ key, before, after }) => ({ key, before: after, after: before })) };
}

/** An edit of shapes alone. */
export function shapeEdit(borders: CoverageEdit): PlanEdit {
  return { borders, facts: [] };
}

/** An edit of what grids are beside their shapes. */
export function factsEdit(facts: PlanEdit['facts']): PlanEdit {
  return { borders: emptyEdit, facts };
}

/** Whether the edit fits this document: everything that it means to change is as it was when it was made. */
export function fits({ coverage, facts }: PlanDocument, edit: PlanEdit): boolean {
  return (
    edit.borders.positions.every(({ key, before }) => sameJson(coverage.positions.get(key) ?? null, before)) &&
    edit.borders.faces.every(({ key, before }) => sameJson(coverage.faces.get(key) ?? null, before)) &&
    edit.facts.every(({ key, before }) => sameJson(facts.get(key) ?? null, before))
  );
}

/** Plain values of a fixed order of keys: written the same, they are the same. */
function sameJson(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** Two edits, the second made on what the first left, as one. */
export function joinEdits(first: CoverageEdit, second: CoverageEdit): CoverageEdit {
  return { positions: joinChanges(first.positions, second.positions), faces: joinChanges(first.faces, second.faces), zones: joinChanges(first.zones, second.zones) };
}

export function joinPlanEdits(first: PlanEdit, second: PlanEdit): PlanEdit {
  return { borders: joinEdits(first.borders, second.borders), facts: joinChanges(first.facts, second.facts) };
}

function joinChanges<Key, Value>(first: readonly Change<Key, Value>[], second: readonly Change<Key, Value>[]): Change<Key, Value>[] {
  const joined = new Map(first.map((change) => [change.key, change]));
  for (const change of second) {
    const earlier = joined.get(change.key);
    joined.set(change.key, earlier ? { ...change, before: earlier.before } : change);
  }
  return [...joined.values()].filter(({ before, after }) => before !== after);
}

/** Grids whose shape or facts the edit changes itself; those that follow a moved vertex are not among them. */
export function gridsOf({ borders, facts }: PlanEdit): string[] {
  return [...new Set([...borders.faces, ...facts].map(({ key }) => key))];
}
