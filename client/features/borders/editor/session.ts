import type { BorderPlan, BorderUnits } from '#contract/borders.ts';
import { findFaults } from '#contract/coverage/faults.ts';
import { facesAt } from '#contract/coverage/owners.ts';
import { indexBorders } from './find-border.ts';
import { countAll, recount, type Tallies } from './counts.ts';
import { DraftKeeper, emptyTrail, extend, readable } from './drafting.ts';
import { emptyHistory, make, redo, type Step, undo, type Work, type Trail } from './history.ts';
import { judgeSoon } from './judging.ts';
import { changesSince, documentOf } from './net-changes.ts';
import { homesOf } from './people.ts';
import { joinPlanEdits, type PlanDocument, type PlanEdit, reversePlanEdit } from './plan-edit.ts';
import { editor, emptyEditor, useEditor } from './store.ts';
import { nothingPicked, type Picked, type ToolRefusal } from './tools/tool.ts';
import { tableOf } from './units.ts';

let trail: Trail = emptyTrail;
const drafts = new DraftKeeper((isKept) => useEditor.setState({ isUnkept: !isKept }));
/** When the draft is written as it is now. */
export const draftSettled = () => drafts.settled;

/** Begins to edit a plan as it was saved last. */
export function openPlan(plan: BorderPlan): void {
  const base = documentOf(plan);
  const { units, unitsAre, brushPixels, isSnapping } = editor();
  const isSame = editor().plan?.id === plan.id;
  const kept = isSame ? { units, unitsAre } : {};
  const tallies = isSame ? countAll(base.coverage, units) : new Map();
  useEditor.setState({
    ...emptyEditor, ...kept, brushPixels, isSnapping, plan, mayEdit: plan.mayEdit, base, work: { document: base, history: emptyHistory }, index: indexBorders(base.coverage),
    tallies, baseTallies: tallies, faults: findFaults(base.coverage),
  });
  trail = emptyTrail;
  judgeSoon();
}

/** Goes on with what this browser kept of the plan, if it fits what was saved. */
export async function restoreDraft(): Promise<void> {
  const { plan, base } = editor();
  if (!plan?.mayEdit) return;
  const [aside, draft] = [await drafts.readAside(plan.id), await drafts.read(plan.id)];
  const now = editor();
  if (now.base !== base || now.work.history.done.length > 0) return;
  if (aside) useEditor.setState({ lostDraft: { draft: aside, read: 0 } });
  if (!draft) return;
  const read = readable(base, draft);
  if (read.steps.length < draft.steps.length) {
    useEditor.setState({ lostDraft: { draft, read: read.steps.length } });
    drafts.setAside(draft);
  }
  if (read.steps.length > 0) goOnWith(read, draft.at);
  else drafts.drop(plan.id);
}

/** The draft that could not be gone on with is not wanted any more. */
export function dropLostDraft(): void {
  const { plan } = editor();
  useEditor.setState({ lostDraft: null });
  if (plan) drafts.dropAside(plan.id);
}

/** Throws away what is not saved, and goes on with the plan as it is on the server. */
export function throwAway(plan = editor().plan): void {
  if (!plan) return;
  drafts.drop(plan.id);
  openPlan(plan);
}

export function closePlan(): void {
  useEditor.setState(emptyEditor);
}

/** What lies on the plan's ground is known. */
export function takeUnits(units: BorderUnits): void {
  const table = tableOf(units);
  const { base, work } = editor();
  homesOf(base.coverage, table);
  useEditor.setState({ units: table, unitsAre: 'here', tallies: countAll(work.document.coverage, table), baseTallies: countAll(base.coverage, table) });
}

/** Makes a step of the history. A nudge that follows another of the same vertices soon is one with it. */
export function commit(step: Step, picked?: Picked): void {
  if (!editor().mayEdit) return;
  const { work } = editor();
  const earlier = follows(step, work.history.done.at(-1)) ? work.history.done.at(-1) : undefined;
  const made = make(work, step);
  lastStep = { at: performance.now() };
  const joined = earlier ? { ...step, edit: joinPlanEdits(earlier.edit, step.edit) } : null;
  const after = joined ? { ...made, history: { done: [...work.history.done.slice(0, -1), joined], undone: [] } } : made;
  trail = extend(trail, joined ? 'join' : 'make', joined ?? step);
  take(after, step.edit, picked);
}
let lastStep = { at: -Infinity };
const nudgeMs = 1200;

function follows(step: Step, before: Step | undefined): boolean {
  if (step.kind !== 'move' || before?.kind !== 'move' || performance.now() - lastStep.at > nudgeMs || step.edit.borders.faces.length > 0) return false;
  const [moved, earlier] = [step, before].map(({ edit }) => edit.borders.positions.map(({ key }) => key).join());
  return moved === earlier && isNudging;
}
let isNudging = false;
/** Whether what comes next is done by arrow keys. */
export function setNudging(value: boolean): void {
  isNudging = value;
}

export function undoStep(): void {
  const { work } = editor();
  const step = work.history.done.at(-1);
  if (!step) return;
  trail = extend(trail, 'undo', step);
  take(undo(work), reversePlanEdit(step.edit));
}

export function redoStep(): void {
  const { work } = editor();
  const step = work.history.undone.at(-1);
  if (!step) return;
  trail = extend(trail, 'redo', step);
  take(redo(work), step.edit);
}

/** Goes on with other work: counts what the edit has changed, and looks for faults. */
function take(work: Work, edit: PlanEdit, picked: Picked = stillThere(editor().picked, work.document)): void {
  const { document } = work;
  const isShape = edit.borders.faces.length + edit.borders.positions.length > 0;
  useEditor.setState((state) => ({
    work,
    picked,
    live: null,
    refusal: null,
    index: isShape ? indexBorders(document.coverage) : state.index,
    tallies: isShape ? talliesAfter(edit, state.work.document, state.tallies) : state.tallies,
    ...changesSince(state.base, document),
    faults: isShape ? findFaults(document.coverage) : state.faults,
    save: state.save.state === 'saving' ? state.save : { state: 'rest' },
  }));
  const { plan } = editor();
  if (plan) drafts.keep(plan.id, plan.version, trail);
  judgeSoon();
}

function talliesAfter({ borders }: PlanEdit, { coverage }: PlanDocument, tallies: Tallies): Tallies {
  const after = new Map(tallies);
  for (const [key, tally] of recount(tallies, coverage, borders, (id) => facesAt(coverage, id), editor().units)) {
    if (tally === null) after.delete(key);
    else after.set(key, tally);
  }
  return after;
}

function stillThere({ vertices, grids }: Picked, { coverage }: PlanDocument): Picked {
  const [left, kept] = [[...vertices].filter((id) => coverage.positions.has(id)), grids.filter((key) => coverage.faces.has(key))];
  return left.length === vertices.size && kept.length === grids.length ? { vertices, grids } : { vertices: new Set(left), grids: kept };
}

function goOnWith({ steps, done }: Trail, at: number): void {
  let work: Work = { document: editor().base, history: emptyHistory };
  for (const step of steps) work = make(work, step);
  for (let left = steps.length - done; left > 0; left -= 1) work = undo(work);
  const { coverage } = work.document;
  trail = { steps, done };
  useEditor.setState((state) => ({
    work, picked: nothingPicked, index: indexBorders(coverage), tallies: countAll(coverage, state.units), ...changesSince(state.base, work.document), faults: findFaults(coverage), restoredAt: at,
  }));
  judgeSoon();
}

/** The plan was saved: what is there now is what later changes are compared with. */
export function restOn(plan: BorderPlan, document: PlanDocument): void {
  const former = editor().plan;
  if (former && former.id !== plan.id) drafts.drop(former.id);
  useEditor.setState((state) => ({
    plan, mayEdit: plan.mayEdit, base: document, baseTallies: countAll(document.coverage, state.units), ...changesSince(document, state.work.document), save: { state: 'rest' }, restoredAt: null,
  }));
  trail = emptyTrail;
  drafts.drop(plan.id);
  judgeSoon();
}

export function pick(picked: Picked): void {
  useEditor.setState({ picked });
}

export function refuse(refusal: ToolRefusal | null): void {
  useEditor.setState({ refusal });
}
