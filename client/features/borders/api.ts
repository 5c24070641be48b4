import { keepPreviousData, type QueryClient, queryOptions, skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { decideOpenDuties, listOpenDuties } from '#contract/border-duties.ts';
import {
  addBorderComment,
  adoptBorderPlan,
  approveBorderPlan,
  discardBorderPlan,
  getBorderImpact,
  listAdoptions,
  listBorderComments,
  listGridBands,
  rebaseBorderPlan,
  resolveBorderComment,
  returnBorderPlan,
  revertAdoption,
  setGridBand,
  submitBorderPlan,
  unscheduleBorderPlan,
  withdrawBorderPlan,
} from '#contract/border-review.ts';
import type { PlanStatus, PlanStep } from '#contract/border-rules.ts';
import { type BorderPlan, checkBorderPlan, createBorderPlan, getBorderPlan, listBorderPlans, redoBorderEdit, renameBorderPlan, undoBorderEdit } from '#contract/borders.ts';
import { listEvents } from '#contract/events.ts';
import { listGrids } from '#contract/regions.ts';
import { ApiError, call, type CallInput } from '../../shared/api-call.ts';
import { useAction } from '../../shared/use-action.ts';

type Body<E> = NonNullable<CallInput<E>['body']>;
/** Others work on the same plans: what is open is asked anew this often. */
const freshMs = 20_000;

export const planKey = (id: string | null) => ['border-plan', id] as const;

/** Everything on a plan's ground that is counted. */
export const unitsKey = (id: string) => ['border-units', id] as const;

/** The plans of a region (null: all that the reader may see), newest first. */
export function usePlans(within: string | null, status: PlanStatus | null) {
  return useQuery({
    queryKey: ['border-plans', within, status],
    queryFn: ({ signal }) => call(listBorderPlans, { query: { ...(within ? { within } : {}), ...(status ? { status } : {}), limit: 200 } }, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: freshMs,
    refetchOnWindowFocus: true,
  });
}

/** A plan with its grids. It is not asked anew by itself: the editor works on it. */
export function planQuery(id: string) {
  return queryOptions({ queryKey: planKey(id), queryFn: ({ signal }) => call(getBorderPlan, { params: { id } }, { signal }), staleTime: Infinity });
}

export function usePlan(id: string | null) {
  return useQuery({ queryKey: planKey(id), queryFn: id === null ? skipToken : ({ signal }) => call(getBorderPlan, { params: { id } }, { signal }), staleTime: Infinity });
}

/** All faults and warnings of a plan as it was saved last. */
export function usePlanProblems(id: string | null, version: number) {
  return useQuery({ queryKey: [...planKey(id), 'problems', version], queryFn: id === null ? skipToken : ({ signal }) => call(checkBorderPlan, { params: { id } }, { signal }), placeholderData: keepPreviousData });
}

/** Who and what changes grid by a plan. */
export function useImpact(id: string | null, version: number) {
  return useQuery({ queryKey: [...planKey(id), 'impact', version], queryFn: id === null ? skipToken : ({ signal }) => call(getBorderImpact, { params: { id } }, { signal }) });
}

/** What the adoption of a plan has left to be decided; null asks nothing. */
export function useOpenDuties(id: string | null) {
  return useQuery({ queryKey: [...planKey(id), 'open-duties'], queryFn: id === null ? skipToken : ({ signal }) => call(listOpenDuties, { params: { id } }, { signal }), refetchInterval: freshMs, refetchOnWindowFocus: true });
}

export function useDecideDuties(id: string) {
  const client = useQueryClient();
  return useAction({
    mutationFn: (body: Body<typeof decideOpenDuties>) => call(decideOpenDuties, { params: { id }, body }),
    // The plan's log and impact, and whoever shows the grids' people in charge.
    onSettled: () => {
      for (const queryKey of [planKey(id), ['grids'], ['grid']]) void client.invalidateQueries({ queryKey });
    },
  });
}

export function useComments(id: string | null) {
  return useQuery({ queryKey: [...planKey(id), 'comments'], queryFn: id === null ? skipToken : ({ signal }) => call(listBorderComments, { params: { id } }, { signal }), refetchInterval: freshMs, refetchOnWindowFocus: true });
}

/** When borders changed, newest first. */
export function useAdoptions(within: string | null) {
  return useQuery({ queryKey: ['border-adoptions', within], queryFn: ({ signal }) => call(listAdoptions, { query: { ...(within ? { within } : {}), limit: 200 } }, { signal }), placeholderData: keepPreviousData });
}

export function useBands() {
  return useQuery({ queryKey: ['grid-bands'], queryFn: ({ signal }) => call(listGridBands, {}, { signal }) });
}

/** A plan as the server answered with it is known; the lists are asked anew. */
export function keepPlan(client: QueryClient, plan: BorderPlan): void {
  client.setQueryData(planKey(plan.id), plan);
  void client.invalidateQueries({ queryKey: ['border-plans'] });
}

/** After an adoption everything that knows of grids is asked anew: lists, cards, the layers' tiles. */
export function forgetGrids(client: QueryClient): void {
  for (const queryKey of [['border-adoptions'], ['border-plans'], ['grids'], ['grid'], ['region'], ['regions'], ['layers']]) void client.invalidateQueries({ queryKey });
}

function usePlanChange<Input, Plan extends BorderPlan>(change: (input: Input) => Promise<Plan>, id: string | null = null) {
  const client = useQueryClient();
  return useAction({ mutationFn: change, onSuccess: (plan) => keepPlan(client, plan), onError: (error) => void askAnew(client, id, error) });
}

/** Whether the refusal says that something has changed since the plan was read: the plan, or today's grids. */
function isOutdated({ problemName, problem }: ApiError): boolean {
  return problemName === 'version-conflict' || problem?.reason === 'plan-behind' || problem?.reason === 'step-not-now' || problem?.reason === 'plan-not-draft';
}

/** Where somebody else was first, the plan as it is now is shown beside the refusal. */
async function askAnew(client: QueryClient, id: string | null, error: unknown): Promise<void> {
  if (id !== null && error instanceof ApiError && isOutdated(error)) await client.invalidateQueries({ queryKey: planKey(id) });
}

export function useCreatePlan() {
  return usePlanChange((body: Body<typeof createBorderPlan>) => call(createBorderPlan, { body }));
}
export function useRenamePlan(id: string) {
  return usePlanChange((body: Body<typeof renameBorderPlan>) => call(renameBorderPlan, { params: { id }, body }), id);
}
export function useRebasePlan(id: string) {
  const client = useQueryClient();
  return usePlanChange(async (body: Body<typeof rebaseBorderPlan>) => {
    const plan = await call(rebaseBorderPlan, { params: { id }, body });
    // Communities that have come since bring what stands on their ground.
    void client.invalidateQueries({ queryKey: unitsKey(id) });
    return plan;
  }, id);
}
const turns = { undo: undoBorderEdit, redo: redoBorderEdit };

/** Takes back what was saved last, also by the machine's proposal; or makes it again. */
export function useTurnBack(id: string) {
  return usePlanChange(async ({ turn, version }: { turn: keyof typeof turns; version: number }) => {
    await call(turns[turn], { params: { id }, body: { version } });
    return call(getBorderPlan, { params: { id } });
  }, id);
}
/** A new plan that brings back the borders of before an adopted one. */
export function useRevertPlan() {
  return usePlanChange(({ id, name }: { id: string; name?: string }) => call(revertAdoption, { params: { id }, body: name ? { name } : {} }));
}

const stepEndpoints = { submit: submitBorderPlan, withdraw: withdrawBorderPlan, return: returnBorderPlan, approve: approveBorderPlan, unschedule: unscheduleBorderPlan, discard: discardBorderPlan };
export type PlainStep = Exclude<PlanStep, 'adopt'>;

/** Every step but the adoption. */
export function useStepPlan(id: string) {
  return usePlanChange(({ step, ...body }: { step: PlainStep; version: number; note?: string }) => call(stepEndpoints[step], { params: { id }, body }), id);
}

export function useAdoptPlan(id: string) {
  const client = useQueryClient();
  return useAction({
    mutationFn: (body: Body<typeof adoptBorderPlan>) => call(adoptBorderPlan, { params: { id }, body }),
    onSuccess: (plan) => {
      keepPlan(client, plan);
      forgetGrids(client);
    },
    onError: (error) => void askAnew(client, id, error),
  });
}

function useCommentChange<Input>(id: string, change: (input: Input) => Promise<unknown>) {
  const client = useQueryClient();
  return useAction({
    mutationFn: change,
    onSettled: () => {
      void client.invalidateQueries({ queryKey: [...planKey(id), 'comments'] });
      void client.invalidateQueries({ queryKey: ['border-plans'] });
    },
  });
}
export function useAddComment(id: string) {
  return useCommentChange(id, (body: Body<typeof addBorderComment>) => call(addBorderComment, { params: { id }, body }));
}
export function useResolveComment(id: string) {
  return useCommentChange(id, ({ commentId, isResolved }: { commentId: number; isResolved: boolean }) => call(resolveBorderComment, { params: { id, commentId }, body: { isResolved } }));
}

export function useSetBand() {
  const client = useQueryClient();
  return useAction({
    mutationFn: ({ code, ...body }: { code: string } & Body<typeof setGridBand>) => call(setGridBand, { params: { code }, body }),
    onSuccess: (answer) => {
      client.setQueryData(['grid-bands'], answer);
      void client.invalidateQueries({ queryKey: ['border-plan'] });
    },
  });
}

/** The grids of a region as they were at a moment that has passed. */
export function usePastGrids(within: string, moment: string | null) {
  return useQuery({
    queryKey: ['grids', within, moment],
    queryFn: moment === null ? skipToken : ({ signal }) => call(listGrids, { query: { ...(within ? { within } : {}), asOf: moment, limit: 5000 } }, { signal }),
    staleTime: Infinity,
  });
}

/** The cases of a region or grid that were open at a moment that has passed, where the reader may see cases. */
export function usePastEvents(within: string, moment: string | null) {
  return useQuery({
    queryKey: ['cases', 'past', within, moment],
    queryFn: moment === null ? skipToken : ({ signal }) => call(listEvents, { query: { ...(within ? { within } : {}), asOf: moment, limit: 200 } }, { signal }),
    staleTime: Infinity,
  });
}

/** Today's grids of a region: what a plan is compared with. */
export function useTodaysGrids(within: string | null) {
  return useQuery({ queryKey: ['grids', within], queryFn: within === null ? skipToken : ({ signal }) => call(listGrids, { query: { within, limit: 5000 } }, { signal }) });
}
