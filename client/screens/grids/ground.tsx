import { Map as MapIcon, MonitorX } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { BorderPlan } from '#contract/borders.ts';
import type { SessionInfo } from '#contract/identity.ts';
import { usePlan } from '../../features/borders/api.ts';
import { chooseProposedGrid, useProposedOnMap } from '../../features/borders/propose/preview.ts';
import { gridAt, planFeatures } from '../../features/borders/plan-features.ts';
import { PlanLegend } from '../../features/borders/plan-legend.tsx';
import { EditorOverlay } from '../../features/borders/editor/editor-overlay.tsx';
import type { MapStage } from '../../map/map-stage.ts';
import { useGridsLink } from '../../shared/grids-link-store.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Empty } from '../../shared/ui/states.tsx';
import { useMedia } from '../../shared/ui/use-media.ts';
import { useWords } from '../../shared/words/words.ts';
import { TodayMap } from './compare-maps.tsx';
import { GridCard } from './grid-card.tsx';
import styles from './grids.module.css';
import { MainMap } from './main-map.tsx';
import { useGridsMap } from './map-store.ts';
import { phoneMedia } from './media.ts';
import { NewPlan, TodaysClicks } from './new-plan.tsx';
import { Past } from './past.tsx';
import { useCommentPoints, useFirstLook, useGridsBefore, useGridsOnMap, useOverlayCleared, usePlanGrids } from './plan-on-map.ts';

/** The map of the screen with what stands over it: the plan's grids, today's beside them, or those of a past day. */
export function Ground({ session }: { session: SessionInfo }) {
  const words = useWords().borders;
  const id = useGridsLink((link) => link.plan);
  const tab = useGridsLink((link) => link.tab);
  const asOf = useGridsLink((link) => link.asOf);
  const isPhone = useMedia(phoneMedia);
  const mode = useGridsLink((link) => link.compare);
  const plan = usePlan(id).data;
  const isCompared = plan !== undefined && tab === 'compare';
  const shownMode = isPhone ? 'swipe' : mode;
  const proposed = useProposedOnMap(tab === 'propose' ? id : null);
  useFirstLook();
  return (
    <main className={styles.ground} aria-label={words.map} data-mode={isCompared ? shownMode : 'single'}>
      <div className={styles.main} id="map">
        <MainMap session={session} hasTodaysGrids={id === null && asOf === null} />
      </div>
      {plan && !proposed && <PlanOnMap plan={plan} isEdited={tab === 'edit' && plan.mayEdit && !isPhone} hasComments={tab === 'review'} hasEnded={isCompared} />}
      {proposed && <ProposedOnMap {...proposed} />}
      {isCompared && <Comparison plan={plan} session={session} mode={shownMode} />}
      {id === null && (asOf === null ? <TodaysClicks /> : <Past session={session} />)}
      <MapState />
      <GridCard session={session} plan={plan ?? null} />
      <NewPlan session={session} />
    </main>
  );
}

/** The plan's grids; where they are edited, the editor draws them. */
function PlanOnMap({ plan, isEdited, hasComments, hasEnded }: { plan: BorderPlan; isEdited: boolean; hasComments: boolean; hasEnded: boolean }) {
  const stage = useGridsMap((state) => state.stage);
  useGridsOnMap(stage, usePlanGrids(plan), useCommentPoints(plan, hasComments), !isEdited);
  if (isEdited) return <EditorOverlay />;
  return plan.grids.features.some(({ properties: { isNew, isChanged } }) => isNew || isChanged) ? <PlanLegend hasEnded={hasEnded} /> : null;
}

/** The grids that the machine has drawn, in the place of the plan's own. */
function ProposedOnMap({ grids, chosen }: NonNullable<ReturnType<typeof useProposedOnMap>>) {
  const stage = useGridsMap((state) => state.stage);
  useEffect(() => stage?.setOverlay('plan', planFeatures(grids, [], chosen)), [stage, grids, chosen]);
  useOverlayCleared(stage);
  useEffect(() => stage?.on('click', ({ position }) => chooseProposedGrid(gridAt(position, grids)?.code ?? null)), [stage, grids]);
  return null;
}

const noPoints: never[] = [];

function Comparison({ plan, session, mode }: { plan: BorderPlan; session: SessionInfo; mode: 'side' | 'swipe' }) {
  const [today, setToday] = useState<MapStage | null>(null);
  useGridsOnMap(today, useGridsBefore(plan), noPoints, true);
  return <TodayMap session={session} mode={mode} isAdopted={plan.adoptedAt !== null} onStage={setToday} />;
}

/** That the map is still being drawn, or why it cannot be. */
function MapState() {
  const words = useWords();
  const { failure, isDrawn } = useGridsMap();
  if (!failure)
    return isDrawn ? null : (
      <p className={styles.drawing} role="status">
        <MapIcon size={16} aria-hidden /> {words.states.loadingMap}
      </p>
    );
  const isOld = failure === 'no-webgl';
  return (
    <div className={styles.failure} role="alert">
      <Empty icon={<MonitorX size={22} aria-hidden />} title={isOld ? words.states.noWebgl : words.states.mapFailed} hint={isOld ? words.states.noWebglHint : words.states.mapFailedHint}>
        {!isOld && (
          <Button look="primary" onClick={() => location.reload()}>
            {words.states.reload}
          </Button>
        )}
      </Empty>
    </div>
  );
}
