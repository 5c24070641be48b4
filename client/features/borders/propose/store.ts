import { create } from 'zustand';
import type { BorderPlan } from '#contract/borders.ts';
import type { ProposedGrid } from '#contract/partition.ts';

interface ProposeView {
  /** The alternative on the map, instead of the plan's own grids. */
  shown: { plan: BorderPlan; proposalId: string; number: number; grids: ProposedGrid[] } | null;
  /** The grid of it that is looked at. */
  chosen: number | null;
}

/** What of a proposal this reader looks at. */
export const useProposeView = create<ProposeView>(() => ({ shown: null, chosen: null }));

export function hideProposal(): void {
  useProposeView.setState({ shown: null, chosen: null });
}
