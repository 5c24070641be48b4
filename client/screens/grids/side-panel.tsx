import { ChevronDown, ChevronUp, GitCompareArrows, History, Layers2, MessageSquareText, PencilRuler, Sparkles } from 'lucide-react';
import { Tabs } from 'radix-ui';
import type { ReactNode } from 'react';
import type { SessionInfo } from '#contract/identity.ts';
import { useUnsaved } from '../../features/borders/editor/store.ts';
import { usePlan } from '../../features/borders/api.ts';
import { type GridsTab, gridsTabs, isTabOffered } from '../../shared/grids-link.ts';
import { changeGridsLink, useGridsLink } from '../../shared/grids-link-store.ts';
import { Button } from '../../shared/ui/button.tsx';
import { IconButton } from '../../shared/ui/icon-button.tsx';
import { Failure, Skeleton } from '../../shared/ui/states.tsx';
import { useMedia } from '../../shared/ui/use-media.ts';
import { useWords } from '../../shared/words/words.ts';
import { EditTab } from './edit-tab.tsx';
import styles from './grids.module.css';
import { phoneMedia } from './media.ts';
import { closePlan, PlanPanel } from './plan-panel.tsx';
import { usePlanView } from './plan-view.ts';
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
  const level = usePlanView((state) => state.sheet);
  const isPhone = useMedia(phoneMedia);
  const isUnsaved = useUnsaved(id);
  return (
    <aside className={styles.side} aria-label={words.borders.panel} data-level={level}>
      {isPhone && <SheetHandle />}
      {id !== null && query.isPending && <Skeleton rows={8} />}
      {id !== null && query.isError && (
        <Failure error={query.error} onRetry={() => query.refetch()}>
          <Button size="s" onClick={closePlan}>
            {words.borders.back}
          </Button>
        </Failure>
      )}
      {query.data && id !== null && <PlanPanel plan={query.data} session={session} isUnsaved={isUnsaved} />}
      {(id === null || query.data) && <TabbedContent session={session} />}
    </aside>
  );
}

/** On a phone the panel is a sheet at the bottom: its handle raises and lowers it. */
function SheetHandle() {
  const words = useWords().panels;
  const { sheet } = usePlanView();
  return (
    <div className={styles.handle}>
      <span aria-hidden="true" />
      <IconButton size="s" label={words.lower} disabledReason={sheet === 'bar' ? words.sheet : null} onClick={() => usePlanView.setState({ sheet: sheet === 'full' ? 'half' : 'bar' })}>
        <ChevronDown size={16} aria-hidden />
      </IconButton>
      <IconButton size="s" label={words.raise} disabledReason={sheet === 'full' ? words.sheet : null} onClick={() => usePlanView.setState({ sheet: sheet === 'bar' ? 'half' : 'full' })}>
        <ChevronUp size={16} aria-hidden />
      </IconButton>
    </div>
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
        <Tabs.Content key={tab} value={tab} className={styles.scroll}>
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
