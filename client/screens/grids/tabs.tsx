import { Columns2, MapPinned, SlidersHorizontal, SquareSplitHorizontal } from 'lucide-react';
import { useState } from 'react';
import type { PlanStatus } from '#contract/border-rules.ts';
import type { BorderPlan } from '#contract/borders.ts';
import type { SessionInfo } from '#contract/identity.ts';
import { useUnsaved } from '../../features/borders/editor/store.ts';
import { ExportButtons } from '../../features/borders/export-buttons.tsx';
import { HistoryPanel } from '../../features/borders/history-panel.tsx';
import { ImpactTable } from '../../features/borders/impact-table.tsx';
import { PlanList } from '../../features/borders/plan-list.tsx';
import { ProposePanel } from '../../features/borders/propose/propose-panel.tsx';
import { type BorderComment, ReviewPanel } from '../../features/borders/review-panel.tsx';
import { useRegion } from '../../features/regions/api.ts';
import { boundsOf } from '../../shared/geometry.ts';
import type { Comparison } from '../../shared/grids-link.ts';
import { changeGridsLink, useGridsLink } from '../../shared/grids-link-store.ts';
import { Button } from '../../shared/ui/button.tsx';
import { useMedia } from '../../shared/ui/use-media.ts';
import { useWords } from '../../shared/words/words.ts';
import styles from './grids.module.css';
import { goTo } from './map-store.ts';
import { openNewPlan } from './new-plan.tsx';
import { phoneMedia } from './media.ts';
import { leavePlan, usePlanView } from './plan-view.ts';

const goToPosition = ([lng, lat]: [number, number]) => goTo([lng, lat, lng, lat]);

export function PlansTab({ session }: { session: SessionInfo }) {
  const words = useWords().borders;
  const within = useGridsLink((link) => link.within);
  const region = useRegion(within).data;
  const [status, setStatus] = useState<PlanStatus | null>(null);
  return (
    <>
      <PlanList
        within={within === null ? null : { code: within, name: region?.name ?? within }}
        status={status}
        mayWrite={session.rights.includes('borders.write')}
        onStatus={setStatus}
        onWhole={() => changeGridsLink({ within: null }, 'push')}
        onOpen={openPlanById}
        onNew={openNewPlan}
      />
      <div className={styles.foot}>
        <Button size="s" look="quiet" icon={<MapPinned size={14} aria-hidden />} onClick={() => usePlanView.setState({ dialog: 'within' })}>
          {words.scope}
        </Button>
        <Button size="s" look="quiet" icon={<SlidersHorizontal size={14} aria-hidden />} onClick={() => usePlanView.setState({ dialog: 'bands' })}>
          {words.bands}
        </Button>
      </div>
      {/* Whoever answers for everything exports an area of it. */}
      {(within ?? session.jurisdiction.code) !== '' && <ExportButtons within={within ?? session.jurisdiction.code} plan={null} />}
    </>
  );
}

export function openPlanById({ id }: { id: string }): void {
  leavePlan();
  changeGridsLink({ plan: id, tab: 'edit', grid: null, asOf: null }, 'push');
}

export function HistoryTab({ session }: { session: SessionInfo }) {
  const asOf = useGridsLink((link) => link.asOf);
  const within = useGridsLink((link) => link.within);
  return (
    <HistoryPanel
      asOf={asOf}
      within={within}
      mayWrite={session.rights.includes('borders.write')}
      onAsOf={(moment) => changeGridsLink({ asOf: moment, tab: 'history' }, 'push')}
      onReverted={openPlanById}
      onPlan={(id) => openPlanById({ id })}
    />
  );
}

const modes: { mode: Comparison; Icon: typeof Columns2 }[] = [
  { mode: 'side', Icon: Columns2 },
  { mode: 'swipe', Icon: SquareSplitHorizontal },
];

export function CompareTab({ plan }: { plan: BorderPlan }) {
  const words = useWords().borders;
  const compare = useGridsLink((link) => link.compare);
  const isPhone = useMedia(phoneMedia);
  return (
    <>
      {!isPhone && (
        <fieldset className={styles.modes} aria-label={words.compareMode}>
          {modes.map(({ mode, Icon }) => (
            <Button key={mode} size="s" aria-pressed={compare === mode} icon={<Icon size={14} aria-hidden />} onClick={() => changeGridsLink({ compare: mode }, 'replace')}>
              {words[mode]}
            </Button>
          ))}
        </fieldset>
      )}
      <ImpactTable plan={plan} onGrid={(code) => chooseGrid(plan, code)} onGoTo={goToPosition} />
      <ExportButtons within={plan.community.code} plan={plan.id} />
    </>
  );
}

/** Chooses a grid of the plan and goes there; one that the plan ends is looked for among today's by the map of today. */
export function chooseGrid(plan: BorderPlan, code: string): void {
  changeGridsLink({ grid: code }, 'replace');
  const grid = plan.grids.features.find(({ properties }) => properties.code === code);
  const bounds = boundsOf(grid?.geometry ?? null);
  if (bounds) goTo(bounds);
}

export function ReviewTab({ plan }: { plan: BorderPlan }) {
  const { spot, isPicking, comment } = usePlanView();
  const choose = ({ id, location, gridCode }: BorderComment) => {
    usePlanView.setState({ comment: id });
    if (location) goToPosition([location[0], location[1]]);
    else if (gridCode) chooseGrid(plan, gridCode);
  };
  return (
    <ReviewPanel
      plan={plan}
      spot={spot}
      isPicking={isPicking}
      chosen={comment}
      onPick={() => usePlanView.setState({ isPicking: !isPicking, ...(isPicking ? {} : { sheet: 'bar' }) })}
      onSpot={(next) => usePlanView.setState({ spot: next, isPicking: false })}
      onChoose={choose}
    />
  );
}

export function ProposeTab({ plan, session }: { plan: BorderPlan; session: SessionInfo }) {
  return (
    <ProposePanel key={plan.id} plan={plan} mayFound={session.rights.includes('regions.write')} isUnsaved={useUnsaved(plan.id)} onGoTo={goTo} onTaken={() => changeGridsLink({ tab: 'edit', grid: null }, 'push')} />
  );
}
