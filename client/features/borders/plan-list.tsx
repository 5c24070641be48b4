import { Layers2, MessageSquareText, Plus, UserRoundX } from 'lucide-react';
import { planStatuses, type PlanStatus } from '#contract/border-rules.ts';
import type { PlanSummary } from '#contract/borders.ts';
import { formatDay, formatMoment } from '../../shared/china-time.ts';
import { usePreferences } from '../../shared/preferences.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Empty, Failure, Skeleton } from '../../shared/ui/states.tsx';
import { useWords, wordFor } from '../../shared/words/words.ts';
import { usePlans } from './api.ts';
import { UnsavedMark } from './editor/unsaved-mark.tsx';
import styles from './plan-list.module.css';

interface PlanListProps {
  /** The region whose plans are listed; null is all. */
  within: { code: string; name: string } | null;
  status: PlanStatus | null;
  mayWrite: boolean;
  onStatus: (status: PlanStatus | null) => void;
  onWhole: () => void;
  onOpen: (plan: PlanSummary) => void;
  onNew: () => void;
}

/** Plans of an area by state, newest first; several drafts of one community stand side by side. */
export function PlanList({ within, status, mayWrite, onStatus, onWhole, onOpen, onNew }: PlanListProps) {
  const words = useWords().borders;
  return (
    <div className={styles.list}>
      <div className={styles.filters}>
        <label>
          <span className="visually-hidden">{words.status}</span>
          <select value={status ?? ''} onChange={(event) => onStatus(planStatuses.find((one) => one === event.target.value) ?? null)}>
            <option value="">{words.allStatuses}</option>
            {planStatuses.map((one) => (
              <option key={one} value={one}>
                {wordFor(words.statuses, one)}
              </option>
            ))}
          </select>
        </label>
        {mayWrite && (
          <Button size="s" look="primary" icon={<Plus size={14} aria-hidden />} onClick={onNew}>
            {words.newPlan}
          </Button>
        )}
      </div>
      {within && (
        <p className={styles.scope}>
          {words.scope} <b>{within.name}</b>
          <Button size="s" look="quiet" onClick={onWhole}>
            {words.wholeScope}
          </Button>
        </p>
      )}
      <Plans within={within?.code ?? null} status={status} mayWrite={mayWrite} onOpen={onOpen} onNew={onNew} />
    </div>
  );
}

function Plans({ within, status, mayWrite, onOpen, onNew }: { within: string | null; status: PlanStatus | null; mayWrite: boolean; onOpen: (plan: PlanSummary) => void; onNew: () => void }) {
  const words = useWords().borders;
  const query = usePlans(within, status);
  if (query.isPending) return <Skeleton rows={6} />;
  if (query.isError) return <Failure error={query.error} onRetry={() => query.refetch()} />;
  const { plans } = query.data;
  if (plans.length === 0 && (status !== null || within !== null)) return <Empty icon={<Layers2 size={22} aria-hidden />} title={words.noneOfStatus} hint={words.noneOfStatusHint} />;
  if (plans.length === 0)
    return (
      <Empty icon={<Layers2 size={22} aria-hidden />} title={words.noPlans} hint={words.noPlansHint}>
        {mayWrite && (
          <Button size="s" onClick={onNew} icon={<Plus size={14} aria-hidden />}>
            {words.newPlan}
          </Button>
        )}
      </Empty>
    );
  return (
    <ul className={styles.plans} aria-label={words.panel}>
      {plans.map((plan) => (
        <li key={plan.id}>
          <PlanRow plan={plan} onOpen={() => onOpen(plan)} />
        </li>
      ))}
    </ul>
  );
}

function PlanRow({ plan, onOpen }: { plan: PlanSummary; onOpen: () => void }) {
  const words = useWords().borders;
  const language = usePreferences((state) => state.language);
  const when = plan.adoptedAt ? words.adoptedOn(formatDay(plan.adoptedAt, language)) : plan.effectiveAt ? words.effective(formatMoment(plan.effectiveAt, language)) : words.updated(formatMoment(plan.updatedAt, language));
  return (
    <button type="button" className={styles.row} onClick={onOpen}>
      <span className={styles.rowHead}>
        <b>{plan.name}</b>
        <StatusTag status={plan.status} />
      </span>
      <small>
        {plan.community.name} · {plan.owner.name} · {words.changed(plan.changedGrids)}
      </small>
      <small>{when}</small>
      <UnsavedMark planId={plan.id} className={styles.toDecide} />
      {plan.openComments > 0 && (
        <small className={styles.remarks}>
          <MessageSquareText size={12} aria-hidden /> {words.comments(plan.openComments)}
        </small>
      )}
      {plan.openDuties > 0 && (
        <small className={styles.toDecide}>
          <UserRoundX size={12} aria-hidden /> {words.openDutiesCount(plan.openDuties)}
        </small>
      )}
    </button>
  );
}

export function StatusTag({ status }: { status: PlanStatus }) {
  const words = useWords().borders;
  return (
    <span className={styles.state} data-state={status}>
      {wordFor(words.statuses, status)}
    </span>
  );
}
