import { type BorderPlan, type BorderProblem, checkBorderPlan, judgeGrids } from '#contract/borders.ts';
import { ApiError, call } from '../../../shared/api-call.ts';
import { wholeVerdict } from './judgement.ts';
import { netChanges } from './net-changes.ts';
import { editor, hasUnsaved, type Judgement, useEditor } from './store.ts';

/** How long the hand has to rest before the server is asked. */
const restMs = 700;
const retryMs = 5000;

let timer: ReturnType<typeof setTimeout> | undefined;
let asking = new AbortController();

/** Asks the server for faults and warnings of what is there now, as soon as the hand rests. */
export function judgeSoon(afterMs = restMs): void {
  clearTimeout(timer);
  asking.abort();
  const { plan } = editor();
  if (!plan) return;
  say('waiting');
  timer = setTimeout(() => void judge(), afterMs);
}

export function stopJudging(): void {
  clearTimeout(timer);
  asking.abort();
}

function say(state: Judgement['state'], verdict: Omit<Judgement, 'state'> = editor().judgement): void {
  useEditor.setState({ judgement: { state, problems: verdict.problems, made: verdict.made } });
}

/** What is wrong with a plan as it is saved; asked once for each version. */
let savedVerdict: { planId: string; version: number; problems: BorderProblem[] } | null = null;
async function judgeSaved({ id, version }: BorderPlan, signal: AbortSignal): Promise<BorderProblem[]> {
  if (savedVerdict?.planId === id && savedVerdict.version === version) return savedVerdict.problems;
  const answer = await call(checkBorderPlan, { params: { id } }, { signal });
  savedVerdict = { planId: id, ...answer };
  return answer.problems;
}

async function judge(): Promise<void> {
  const { plan, mayEdit, base, work } = editor();
  if (!plan) return;
  asking = new AbortController();
  const { signal } = asking;
  say('asking');
  try {
    if (!mayEdit || !hasUnsaved()) {
      savedVerdict = null;
      const problems = await judgeSaved(plan, signal);
      say('done', { problems, made: problems });
    } else {
      const { grids, removed } = netChanges(base, work.document);
      const body = { grids: grids.map(({ name: _, predecessors: __, ...grid }) => grid), removed };
      const [saved, offer] = await Promise.all([judgeSaved(plan, signal), call(judgeGrids, { params: { id: plan.id }, body }, { signal })]);
      say('done', wholeVerdict(saved, offer, work.document.coverage));
    }
  } catch (error) {
    if (signal.aborted) return;
    const isOffline = error instanceof ApiError && error.kind === 'offline';
    say(isOffline ? 'offline' : 'failed');
    if (error instanceof ApiError && error.isPassing) timer = setTimeout(() => void judge(), retryMs);
  }
}
