import { type BorderPlan, type BorderProblem, editBorderPlan, getBorderPlan } from '#contract/borders.ts';
import { ApiError, call } from '../../../shared/api-call.ts';
import { refusedWith } from './judgement.ts';
import { netChanges, type Replacement } from './net-changes.ts';
import { documentOf } from './net-changes.ts';
import { restOn, throwAway } from './session.ts';
import { editor, hasUnsaved, useEditor } from './store.ts';

/** What saving would send: the grids that differ from what was saved last, and those that are gone. */
export function changes(): Replacement {
  const { base, work } = editor();
  return netChanges(base, work.document);
}

/**
 * Saves what was done as one replacement. Answers whether it is saved now; what was wrong is in the store: `conflict`
 * where somebody else saved meanwhile, the faults in the list where the server found some.
 */
export async function save(): Promise<boolean> {
  const { plan, save: now } = editor();
  if (!plan || now.state === 'saving') return false;
  if (!hasUnsaved()) return true;
  return saveInto(plan);
}

/** Saves into a plan: the one that is open, or a copy made of it. @param plan as it is on the server now */
export async function saveInto(plan: BorderPlan): Promise<boolean> {
  const { work, plan: open } = editor();
  const before = open?.id === plan.id && open.version === plan.version ? editor().base : documentOf(plan);
  const replacement = netChanges(before, work.document);
  useEditor.setState({ save: { state: 'saving' } });
  try {
    const answer = replacement.grids.length + replacement.removed.length === 0 ? plan : await call(editBorderPlan, { params: { id: plan.id }, body: { version: plan.version, op: 'replace', ...replacement } });
    const saved = await call(getBorderPlan, { params: { id: plan.id } });
    if (saved.version !== answer.version) return conflict();
    restOn(saved, work.document);
    return true;
  } catch (error) {
    return failed(error);
  }
}

function failed(error: unknown): false {
  if (error instanceof ApiError && error.status === 409) return conflict(error.problemName === 'version-conflict' ? null : error);
  const problems = error instanceof ApiError && error.status === 422 ? problemsOf(error) : [];
  if (problems.length > 0) useEditor.setState({ judgement: refusedWith(problems, editor().judgement) });
  useEditor.setState({ save: { state: 'failed', error } });
  return false;
}

function conflict(error: unknown = null): false {
  useEditor.setState({ save: { state: 'conflict', error } });
  return false;
}

/** The faults that a refusal names, each with its place. */
function problemsOf({ problem }: ApiError): BorderProblem[] {
  return (problem?.errors ?? []).flatMap((error) => ('kind' in error && 'location' in error ? [error as unknown as BorderProblem] : []));
}

/** After a conflict: what I did goes over what they saved. */
export async function keepMine(): Promise<boolean> {
  const { plan } = editor();
  return plan !== null && saveInto(await call(getBorderPlan, { params: { id: plan.id } }));
}

/** After a conflict: what they saved, without what I did. */
export async function takeTheirs(): Promise<void> {
  const { plan } = editor();
  if (plan) throwAway(await call(getBorderPlan, { params: { id: plan.id } }));
}
