import { useEffect, useMemo } from 'react';
import type { BorderPlan } from '#contract/borders.ts';
import { useComments, usePastGrids, usePlan, useTodaysGrids } from '../../features/borders/api.ts';
import { householdsSourceOf, householdsText, registeredText } from '../../features/borders/households.ts';
import { type DrawnGrid, type DrawnPoint, gridAt, gridsOfPlan, planFeatures } from '../../features/borders/plan-features.ts';
import type { MapStage } from '../../map/map-stage.ts';
import { boundsOf } from '../../shared/geometry.ts';
import { changeGridsLink, currentGridsLink, useGridsLink } from '../../shared/grids-link-store.ts';
import { useWords } from '../../shared/words/words.ts';
import { goTo, useGridsMap } from './map-store.ts';
import { usePlanView } from './plan-view.ts';

const none: DrawnGrid[] = [];

/** Shows grids and points on a map, and says which grid was clicked. */
export function useGridsOnMap(stage: MapStage | null, grids: DrawnGrid[], points: DrawnPoint[], isShown: boolean): void {
  const chosen = useGridsLink((link) => link.grid);
  useEffect(() => {
    stage?.setOverlay('plan', isShown && grids.length + points.length > 0 ? planFeatures(grids, points, chosen) : null);
  }, [stage, grids, points, chosen, isShown]);
  useOverlayCleared(stage);
  useEffect(
    () =>
      isShown
        ? stage?.on('click', ({ position }) => {
            const grid = gridAt(position, grids);
            if (usePlanView.getState().isPicking) usePlanView.setState({ isPicking: false, sheet: 'half', spot: { position: [round(position[0]), round(position[1])], grid: grid && { code: grid.code, name: grid.name } } });
            else changeGridsLink({ grid: grid?.code ?? null }, 'replace');
          })
        : undefined,
    [stage, grids, isShown],
  );
}

/** Who leaves takes along what was shown: the map would show a plan or a past day as if it were today. */
export function useOverlayCleared(stage: MapStage | null): void {
  useEffect(() => () => stage?.setOverlay('plan', null), [stage]);
}

function round(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}

/** The open plan's grids with the number of their households. */
export function usePlanGrids(plan: BorderPlan | undefined): DrawnGrid[] {
  const words = useWords();
  return useMemo(() => (plan ? gridsOfPlan(plan, ({ properties }) => householdsText(properties.counts.households, householdsSourceOf(plan, properties.communityCode), words)) : none), [plan, words]);
}

/** The grids that the plan is compared with on its ground, today's or those before it was adopted: what it ends or changes stands out. */
export function useGridsBefore(plan: BorderPlan | undefined): DrawnGrid[] {
  const words = useWords();
  const code = plan?.community.code ?? null;
  const adoptedAt = plan?.adoptedAt ?? null;
  const now = useTodaysGrids(adoptedAt === null ? code : null).data;
  const then = usePastGrids(code ?? '', adoptedAt === null ? null : new Date(Date.parse(adoptedAt) - 1).toISOString()).data;
  const today = adoptedAt === null ? now : then;
  return useMemo(() => {
    if (!plan || !today) return none;
    const after = new Map(plan.grids.features.map(({ properties }) => [properties.code, properties]));
    return today.features.map(({ geometry, properties: { code, name, households } }) => {
      const there = after.get(code);
      return { code, name, geometry, tone: there ? (there.isChanged ? 'changed' : 'same') : 'ended', note: registeredText(households, words) };
    });
  }, [plan, today, words]);
}

const noPoints: DrawnPoint[] = [];

/** The comments of a plan on the map: by their place, else in the middle of their grid. */
export function useCommentPoints(plan: BorderPlan | undefined, isShown: boolean): DrawnPoint[] {
  const { data } = useComments(isShown && plan ? plan.id : null);
  const spot = usePlanView((state) => state.spot);
  const chosen = usePlanView((state) => state.comment);
  return useMemo(() => {
    if (!isShown || !plan) return noPoints;
    const points = (data?.comments ?? []).flatMap(({ id, location, gridCode, resolvedAt }, index): DrawnPoint[] => {
      const grid = plan.grids.features.find(({ properties }) => properties.code === gridCode);
      const box = boundsOf(grid?.geometry ?? null);
      const position = location ?? (box && [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]);
      return position ? [{ role: 'comment', position: [position[0], position[1]], number: String(index + 1), isResolved: resolvedAt !== null, isChosen: id === chosen }] : [];
    });
    return spot ? [...points, { role: 'comment', position: spot.position, number: '+', isChosen: true }] : points;
  }, [data, plan, spot, chosen, isShown]);
}

/** Goes to the plan's ground when it is opened by a link without a view. */
export function useFirstLook(): void {
  const id = useGridsLink((link) => link.plan);
  const plan = usePlan(id).data;
  const stage = useGridsMap((state) => state.stage);
  const key = plan?.id;
  useEffect(() => {
    if (!stage || !plan || key === undefined || seen.has(key)) return;
    seen.add(key);
    const bounds = boundsOf(plan.community.geometry);
    const [west, south, east, north] = bounds ?? [0, 0, 0, 0];
    const [lng, lat] = currentGridsLink().view?.center ?? [Number.NaN, Number.NaN];
    const isThere = lng >= west && lng <= east && lat >= south && lat <= north;
    if (bounds && !isThere) goTo(bounds);
  }, [stage, plan, key]);
}
/** Plans whose ground the map has been to. */
const seen = new Set<string>();
