import { currentWords } from '../../../shared/words/words.ts';
import { notify } from '../../../shared/ui/notices.tsx';
import { isNameTaken } from './codes.ts';
import type { Step } from './history.ts';
import type { GridFacts } from './plan-edit.ts';
import { factsEdit, gridsOf, shapeEdit } from './plan-edit.ts';
import { fixOf, type FixKind, type Problem, problemsOf } from './problems.ts';
import { save } from './saving.ts';
import { commit, pick, redoStep, refuse, undoStep } from './session.ts';
import { editor, hasUnsaved, useEditor } from './store.ts';
import { mergePicked, removeGrid } from './tools/merge-tool.ts';
import type { ToolName } from './tools/tool.ts';

export function chooseTool(tool: ToolName): void {
  if (toolObstacle(tool) === null) useEditor.setState({ tool, refusal: null });
}

/** Why a tool cannot be used now, or null. */
export function toolObstacle(tool: ToolName): string | null {
  const words = currentWords().borderEditor;
  const { mayEdit, unitsAre } = editor();
  if (tool === 'select') return null;
  if (!mayEdit) return words.readOnly;
  if (tool !== 'paint') return null;
  return unitsAre === 'here' ? null : unitsAre === 'failed' ? words.noUnitsHere : words.noUnits;
}

export const lineTools: readonly ToolName[] = ['reshape', 'split', 'carve', 'nest'];

export function toggleTracing(): void {
  useEditor.setState(({ isTracing }) => ({ isTracing: !isTracing }));
}
export function toggleSnapping(): void {
  useEditor.setState(({ isSnapping }) => ({ isSnapping: !isSnapping }));
}

const smallestBrush = 4;
const largestBrush = 160;
export function changeBrush(factor: number): void {
  useEditor.setState(({ brushPixels }) => ({ brushPixels: Math.min(largestBrush, Math.max(smallestBrush, Math.round(brushPixels * factor))) }));
}

export function merge(): void {
  const { work, picked } = editor();
  const { step, refusal, picked: after } = mergePicked(work.document, picked);
  if (step) commit(step, after);
  else if (refusal) refuse(refusal);
}

/** The picked grid that goes on when they are merged. */
export function keepCode(code: string): void {
  const { picked } = editor();
  pick({ ...picked, grids: [code, ...picked.grids.filter((other) => other !== code)] });
}

export function remove(code: string): void {
  const { step, refusal } = removeGrid(editor().work.document, code);
  if (step) commit(step);
  else if (refusal) refuse(refusal);
}

export function changeFacts(code: string, change: Partial<Pick<GridFacts, 'name' | 'kind'>>): void {
  const facts = editor().work.document.facts.get(code);
  if (!facts) return;
  const after = { ...facts, ...change };
  if (change.name !== undefined && isNameTaken(code, change.name, editor().work.document.facts)) {
    notify(currentWords().refusals['grid-name-taken']({ name: change.name }), 'warn');
    return;
  }
  if (after.name === facts.name && after.kind === facts.kind) return;
  commit({ kind: change.kind === undefined ? 'rename' : 'kind', grids: [code], edit: factsEdit([{ key: code, before: facts, after }]) });
}

export function fixProblem(problem: Problem, fix: FixKind): void {
  const words = currentWords().borderEditor;
  const { coverage, facts } = editor().work.document;
  const outcome = fixOf(coverage, problem, fix);
  if (outcome === null) return;
  if (!outcome.ok) {
    refuse(outcome.refusal);
    notify(words.refusals[outcome.refusal.reason] ?? '', 'warn');
    return;
  }
  const gone = outcome.edit.faces.flatMap(({ key, after }) => (after === null ? [{ key, before: facts.get(key) ?? null, after: null }] : []));
  const edit = { ...shapeEdit(outcome.edit), facts: gone };
  commit({ kind: 'fix', grids: gridsOf(edit), edit });
  notify(words.fixed, 'good');
}

/** A line may go through several grids: says which one it has split. @returns how to end it */
export function tellSplits(): () => void {
  return useEditor.subscribe(({ work: { history } }, { work: { history: before } }) => {
    const step = history.done.at(-1);
    if (step?.kind === 'split' && history.done.length === before.done.length + 1 && !before.undone.includes(step)) tellSplit(step);
  });
}

function tellSplit({ grids, edit }: Step): void {
  for (const { key: fresh, after } of edit.facts) {
    const origin = editor().work.document.facts.get(grids.find((code) => code !== fresh) ?? '');
    if (after && origin) notify(currentWords().borderEditor.splitDone(origin.name, after.name), 'good');
  }
}

export function undoLast(): void {
  const words = currentWords().borderEditor;
  const step = editor().work.history.done.at(-1);
  if (!step || !editor().mayEdit) return;
  undoStep();
  notify(words.undone(words.steps[step.kind]));
}

export function redoNext(): void {
  const words = currentWords().borderEditor;
  const step = editor().work.history.undone.at(-1);
  if (!step || !editor().mayEdit) return;
  redoStep();
  notify(words.redone(words.steps[step.kind]));
}

/** Why the plan cannot be saved now, or null. */
export function saveObstacle(): string | null {
  const words = currentWords().borderEditor;
  const { mayEdit, faults, judgement } = editor();
  if (!mayEdit) return words.readOnly;
  if (!hasUnsaved()) return words.nothingToSave;
  const count = problemsOf(faults, judgement.made).filter(({ isFault }) => isFault).length;
  return count > 0 ? words.faultsToFix(count) : null;
}

export async function saveNow(): Promise<void> {
  const obstacle = saveObstacle();
  const words = currentWords().borderEditor;
  if (obstacle !== null) {
    notify(obstacle, 'warn');
    return;
  }
  if (await save()) notify(words.saved, 'good');
}
