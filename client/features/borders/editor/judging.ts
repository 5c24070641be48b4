import { checkBorderPlan, judgeGrids } from '#contract/borders.ts';
import { ApiError, call } from '../../../shared/api-call.ts';
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

function say(state: Judgement['state'], problems = editor().judgement.problems): void {
  useEditor.setState({ judgement: { state, problems } });
}

async function judge(): Promise<void> {
  const { plan, mayEdit, base, work } = editor();
  if (!plan) return;
  asking = new AbortController();
  const { signal } = asking;
  say('asking');
  try {
    const params = { id: plan.id };
    if (!mayEdit || !hasUnsaved()) say('done', (await call(checkBorderPlan, { params }, { signal })).problems);
    else {
      const { grids, removed } = netChanges(base, work.document);
      const body = { grids: grids.map(({ name: _, predecessors: __, ...grid }) => grid), removed };
      say('done', (await call(judgeGrids, { params, body }, { signal })).problems);
    }
  } catch (error) {
    if (signal.aborted) return;
    const isOffline = error instanceof ApiError && error.kind === 'offline';
    say(isOffline ? 'offline' : 'failed');
    if (error instanceof ApiError && error.isPassing) timer = setTimeout(() => void judge(), retryMs);
  }
}
