import { GitCompareArrows, History, Layers2, MessageSquareText, PencilRuler, Sparkles } from 'lucide-react';
import { Tabs } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import type { PlanStatus } from '#contract/border-rules.ts';
import type { SessionInfo } from '#contract/identity.ts';
import { usePlan } from '../../features/borders/api.ts';
import { PlanHead } from '../../features/borders/plan-head.tsx';
import { PlanList } from '../../features/borders/plan-list.tsx';
import { useRegion } from '../../features/regions/api.ts';
import { type GridsTab, gridsTabs, isTabOffered } from '../../shared/grids-link.ts';
import { changeGridsLink, useGridsLink } from '../../shared/grids-link-store.ts';
import { Failure, Skeleton } from '../../shared/ui/states.tsx';
import { useWords } from '../../shared/words/words.ts';
import styles from './grids.module.css';

const icons: Record<GridsTab, ReactNode> = {
  edit: <PencilRuler size={14} aria-hidden />,
  compare: <GitCompareArrows size={14} aria-hidden />,
  review: <MessageSquareText size={14} aria-hidden />,
  propose: <Sparkles size={14} aria-hidden />,
  plans: <Layers2 size={14} aria-hidden />,
  history: <History size={14} aria-hidden />,
};

/** The plans and the days of the past, or the open plan with its own tabs. */
export function SidePanel({ session }: { session: SessionInfo }) {
  const words = useWords().borders;
  const tab = useGridsLink((link) => link.tab);
  const plan = useGridsLink((link) => link.plan);
  return (
    <aside className={styles.side} aria-label={words.panel} data-tab={tab}>
      {plan !== null && <OpenPlanHead id={plan} />}
      <Tabs.Root asChild value={tab} onValueChange={(value) => changeGridsLink({ tab: value as GridsTab }, 'replace')}>
        <div className={styles.tabbed}>
          <Tabs.List className={styles.tabs} aria-label={words.panel}>
            {gridsTabs
              .filter((one) => isTabOffered(one, plan))
              .map((one) => (
                <Tabs.Trigger key={one} value={one}>
                  {icons[one]}
                  {words.tabs[one]}
                </Tabs.Trigger>
              ))}
          </Tabs.List>
          <Tabs.Content value={tab} className={styles.scroll}>
            {tab === 'plans' && <Plans session={session} />}
          </Tabs.Content>
        </div>
      </Tabs.Root>
    </aside>
  );
}

function OpenPlanHead({ id }: { id: string }) {
  const query = usePlan(id);
  const close = () => changeGridsLink({ plan: null, tab: 'plans', grid: null }, 'push');
  if (query.isPending) return <Skeleton rows={2} />;
  if (query.isError) return <Failure error={query.error} onRetry={() => query.refetch()} />;
  return <PlanHead plan={query.data} isUnsaved={false} onBack={close} />;
}

function Plans({ session }: { session: SessionInfo }) {
  const within = useGridsLink((link) => link.within);
  const region = useRegion(within).data;
  const [status, setStatus] = useState<PlanStatus | null>(null);
  return (
    <PlanList
      within={within === null ? null : { code: within, name: region?.name ?? within }}
      status={status}
      mayWrite={session.rights.includes('borders.write')}
      onStatus={setStatus}
      onWhole={() => changeGridsLink({ within: null }, 'push')}
      onOpen={({ id }) => changeGridsLink({ plan: id, tab: 'edit', grid: null }, 'push')}
      onNew={() => undefined}
    />
  );
}
