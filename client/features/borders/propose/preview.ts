import { useMemo } from 'react';
import type { PlanGrid } from '#contract/borders.ts';
import type { ProposedGrid } from '#contract/partition.ts';
import { useWords } from '../../../shared/words/words.ts';
import { isSameGround } from '../editor/same-ground.ts';
import { householdsSourceOf, householdsText } from '../households.ts';
import type { DrawnGrid, Tone } from '../plan-features.ts';
import { useProposeView } from './store.ts';

/** How a drawn grid stands out: not at all where the plan has it already, else by whether it fits the band, is new or goes on. */
export function toneOf({ geometry, properties: { kind, isInBand, continues } }: Pick<ProposedGrid, 'geometry'> & { properties: Pick<ProposedGrid['properties'], 'kind' | 'isInBand' | 'continues'> }, before: PlanGrid | undefined): Tone {
  if (before && before.properties.kind === kind && isSameGround(openRings(before.geometry), openRings(geometry))) return 'same';
  if (kind === 'base' && !isInBand) return 'ended';
  return continues === null ? 'new' : 'changed';
}

/** Without the first point repeated at the end. */
const openRings = ({ coordinates }: { coordinates: [number, number][][] }) => coordinates.map((ring) => ring.slice(0, -1));

/** The grids of the alternative that is looked at, as the map draws them; null where none of this plan is. */
export function useProposedOnMap(planId: string | null): { grids: DrawnGrid[]; chosen: string | null } | null {
  const words = useWords();
  const shown = useProposeView((view) => view.shown);
  const chosen = useProposeView((view) => view.chosen);
  const grids = useMemo(() => {
    const before = new Map(shown?.plan.grids.features.map((grid) => [grid.properties.code, grid]));
    return (
      shown?.grids.map((grid): DrawnGrid => {
        const { number, kind, households, continues, communityCode } = grid.properties;
        const note = kind === 'dedicated' ? words.propose.dedicatedGrid : householdsText(households, householdsSourceOf(shown.plan, communityCode), words);
        return { code: String(number), name: words.propose.number(number), geometry: grid.geometry, tone: toneOf(grid, before.get(continues ?? '')), note };
      }) ?? []
    );
  }, [shown, words]);
  return shown && shown.plan.id === planId ? { grids, chosen: chosen === null ? null : String(chosen) } : null;
}

/** A click on the map chooses the grid of the alternative that is shown. */
export function chooseProposedGrid(code: string | null): void {
  useProposeView.setState({ chosen: code === null ? null : Number(code) });
}
