import { GitCompareArrows, History, Layers2, MessageSquareText, PencilRuler, Sparkles } from 'lucide-react';
import { Tabs } from 'radix-ui';
import type { ReactNode } from 'react';
import type { SessionInfo } from '#contract/identity.ts';
import { usePlan } from '../../features/borders/api.ts';
import { type GridsTab, gridsTabs, isTabOffered } from '../../shared/grids-link.ts';
import { changeGridsLink, useGridsLink } from '../../shared/grids-link-store.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Failure, Skeleton } from '../../shared/ui/states.tsx';
import { useWords } from '../../shared/words/words.ts';
import { EditTab } from './edit-tab.tsx';
import styles from './grids.module.css';
import { closePlan, PlanPanel } from './plan-panel.tsx';
import { CompareTab, HistoryTab, PlansTab, ProposeTab, ReviewTab } from './tabs.tsx';

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
  const words = useWords();
  const id = useGridsLink((link) => link.plan);
  const query = usePlan(id);
  return (
    <aside className={styles.side} aria-label={words.borders.panel}>
      {id !== null && query.isPending && <Skeleton rows={8} />}
      {id !== null && query.isError && (
        <Failure error={query.error} onRetry={() => query.refetch()}>
          <Button size="s" onClick={closePlan}>
            {words.borders.back}
          </Button>
        </Failure>
      )}
      {query.data && id !== null && <PlanPanel plan={query.data} session={session} isUnsaved={false} />}
      {(id === null || query.data) && <TabbedContent session={session} />}
    </aside>
  );
}

function TabbedContent({ session }: { session: SessionInfo }) {
  const words = useWords().borders;
  const tab = useGridsLink((link) => link.tab);
  const id = useGridsLink((link) => link.plan);
  const plan = usePlan(id).data;
  return (
    <Tabs.Root asChild value={tab} onValueChange={(value) => changeGridsLink({ tab: value as GridsTab }, 'replace')}>
      <div className={styles.tabbed}>
        <Tabs.List className={styles.tabs} aria-label={words.panel}>
          {gridsTabs
            .filter((one) => isTabOffered(one, id))
            .map((one) => (
              <Tabs.Trigger key={one} value={one}>
                {icons[one]}
                {words.tabs[one]}
              </Tabs.Trigger>
            ))}
        </Tabs.List>
        <Tabs.Content value={tab} className={styles.scroll}>
          {tab === 'plans' && <PlansTab session={session} />}
          {tab === 'history' && <HistoryTab session={session} />}
          {tab === 'edit' && plan && <EditTab plan={plan} />}
          {tab === 'compare' && plan && <CompareTab plan={plan} />}
          {tab === 'review' && plan && <ReviewTab plan={plan} />}
          {tab === 'propose' && plan && <ProposeTab plan={plan} session={session} />}
        </Tabs.Content>
      </div>
    </Tabs.Root>
  );
}
