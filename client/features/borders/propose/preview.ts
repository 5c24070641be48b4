import { useMemo } from 'react';
import { formatCount } from '../../../shared/format.ts';
import { useWords } from '../../../shared/words/words.ts';
import type { DrawnGrid } from '../plan-features.ts';
import { useProposeView } from './store.ts';

/** The grids of the alternative that is looked at, as the map draws them; null where none of this plan is. */
export function useProposedOnMap(planId: string | null): { grids: DrawnGrid[]; chosen: string | null } | null {
  const words = useWords().propose;
  const shown = useProposeView((view) => view.shown);
  const chosen = useProposeView((view) => view.chosen);
  const grids = useMemo(
    () =>
      shown?.grids.map(({ geometry, properties: { number, kind, households, isInBand, continues } }): DrawnGrid => ({
        code: String(number),
        name: words.number(number),
        geometry,
        tone: kind === 'base' && !isInBand ? 'ended' : continues === null ? 'new' : 'changed',
        note: kind === 'dedicated' ? words.dedicatedGrid : words.households(formatCount(households)),
      })) ?? [],
    [shown, words],
  );
  return shown && shown.planId === planId ? { grids, chosen: chosen === null ? null : String(chosen) } : null;
}

/** A click on the map chooses the grid of the alternative that is shown. */
export function chooseProposedGrid(code: string | null): void {
  useProposeView.setState({ chosen: code === null ? null : Number(code) });
}
