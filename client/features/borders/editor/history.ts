import { type PlanDocument, type PlanEdit, applyPlanEdit, reversePlanEdit } from './plan-edit.ts';

/** What a step did, for the words of undo and redo. */
export const stepKinds = ['move', 'insert', 'delete', 'reshape', 'split', 'merge', 'handOver', 'carve', 'nest', 'rename', 'kind', 'remove', 'moveAlone', 'fix', 'take'] as const;
export type StepKind = (typeof stepKinds)[number];

/** One gesture: what it was, the grids meant, and what it changed. */
export interface Step {
  readonly kind: StepKind;
  readonly grids: readonly string[];
  readonly edit: PlanEdit;
}

/** What was done since the plan was saved last: steps that count, then steps that can be made again. */
export interface Trail {
  readonly steps: readonly Step[];
  readonly done: number;
}

/** Gestures that were made, the oldest first, and those taken back, the next to redo last. */
export interface History {
  readonly done: readonly Step[];
  readonly undone: readonly Step[];
}

/** More steps than a working day has; the oldest are kept no longer. */
export const mostSteps = 20_000;

export const emptyHistory: History = { done: [], undone: [] };

/** A document and how it came to be. */
export interface Work {
  readonly document: PlanDocument;
  readonly history: History;
}

/** Makes a step; what had been taken back before cannot be made again. */
export function make({ document, history }: Work, step: Step): Work {
  const done = history.done.length >= mostSteps ? history.done.slice(1) : history.done;
  return { document: applyPlanEdit(document, step.edit), history: { done: [...done, step], undone: [] } };
}

/** Takes the last step back; the same work where there is none. */
export function undo(work: Work): Work {
  const step = work.history.done.at(-1);
  if (!step) return work;
  const { done, undone } = work.history;
  return { document: applyPlanEdit(work.document, reversePlanEdit(step.edit)), history: { done: done.slice(0, -1), undone: [...undone, step] } };
}

/** Makes the step again that was taken back last; the same work where there is none. */
export function redo(work: Work): Work {
  const step = work.history.undone.at(-1);
  if (!step) return work;
  const { done, undone } = work.history;
  return { document: applyPlanEdit(work.document, step.edit), history: { done: [...done, step], undone: undone.slice(0, -1) } };
}
