import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { rebaseBorderPlan } from '#contract/border-review.ts';
import { editBorderPlan } from '#contract/borders.ts';
import { cancelProposal, foundCommunities, getProposedGrids, listProposals, type ProposedGrid, proposeGrids } from '#contract/partition.ts';
import { listRegions } from '#contract/regions.ts';
import { call, type CallInput } from '../../../shared/api-call.ts';
import { useAction } from '../../../shared/use-action.ts';
import { planKey, unitsKey } from '../api.ts';

const proposalsKey = (planId: string) => ['border-proposals', planId] as const;
/** A running proposal is asked this often how far it is. */
const progressMs = 700;

/** Proposals of a plan, newest first; asked again and again while one is running. */
export function useProposals(planId: string) {
  return useQuery({
    queryKey: proposalsKey(planId),
    queryFn: async ({ signal }) => (await call(listProposals, { params: { id: planId } }, { signal })).proposals,
    refetchInterval: ({ state }) => (state.data?.some((one) => one.state === 'running') ? progressMs : false),
  });
}

export function useProposedGrids(planId: string, proposalId: string | null, number: number) {
  return useQuery<ProposedGrid[]>({
    queryKey: ['proposed-grids', proposalId, number],
    queryFn: proposalId === null ? skipToken : async ({ signal }) => (await call(getProposedGrids, { params: { id: planId, proposalId, number } }, { signal })).features,
    staleTime: Infinity,
  });
}

export function usePropose(planId: string) {
  const client = useQueryClient();
  return useAction({
    mutationFn: (body: NonNullable<CallInput<typeof proposeGrids>['body']>) => call(proposeGrids, { params: { id: planId }, body }),
    onSettled: () => client.invalidateQueries({ queryKey: proposalsKey(planId) }),
  });
}

export function useCancelProposal(planId: string) {
  const client = useQueryClient();
  return useAction({
    mutationFn: (proposalId: string) => call(cancelProposal, { params: { id: planId, proposalId } }),
    onSettled: () => client.invalidateQueries({ queryKey: proposalsKey(planId) }),
  });
}

/** Puts the grids of an alternative into the draft. */
export function useTakeProposal(planId: string) {
  const client = useQueryClient();
  return useAction({
    mutationFn: ({ version, proposalId, alternative }: { version: number; proposalId: string; alternative: number }) =>
      call(editBorderPlan, { params: { id: planId }, body: { version, op: 'takeProposal', proposalId, alternative } }),
    onSettled: () => client.invalidateQueries({ queryKey: planKey(planId) }),
  });
}

/** Names of the streets of a county that have a border; none where the ground is a street itself. */
export function useStreets(code: string) {
  return useQuery({
    queryKey: ['regions', 'streets', code],
    queryFn: async ({ signal }) => (await call(listRegions, { query: { parent: code, limit: 500 } }, { signal })).regions.flatMap(({ level, name, bbox }) => (level === 'street' && bbox ? [name] : [])),
  });
}

/** Founds communities over imported ground that has none, and brings the plan, which began without them, up to date. */
export function useFoundCommunities({ id, version }: { id: string; version: number }) {
  const client = useQueryClient();
  return useAction({
    mutationFn: async (body: NonNullable<CallInput<typeof foundCommunities>['body']>) => {
      const { communities } = await call(foundCommunities, { body });
      await call(rebaseBorderPlan, { params: { id }, body: { version } });
      return communities;
    },
    // What stands on the ground belongs to a community now: units that were asked for before are none.
    onSettled: () => Promise.all([planKey(id), unitsKey(id), ['regions']].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}
