import { History } from 'lucide-react';
import type { z } from 'zod';
import type { listAdoptions } from '#contract/border-review.ts';
import type { BorderPlan } from '#contract/borders.ts';
import { dayAfter, dayOfPast, formatMoment, linkMoment, today } from '../../shared/china-time.ts';
import { usePreferences } from '../../shared/preferences.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { notify } from '../../shared/ui/notices.tsx';
import { Empty, Failure, Skeleton } from '../../shared/ui/states.tsx';
import { useWords } from '../../shared/words/words.ts';
import { useState } from 'react';
import { useAdoptions, useRevertPlan } from './api.ts';
import styles from './borders.module.css';
import lists from './plan-list.module.css';
import own from './review.module.css';
import { NameForm } from './plan-dialogs.tsx';

type Adoption = z.infer<typeof listAdoptions.response>['adoptions'][number];
interface HistoryPanelProps {
  /** The past that is shown: a day or a moment; null is today. */
  asOf: string | null;
  within: string | null;
  mayWrite: boolean;
  onAsOf: (asOf: string | null) => void;
  onReverted: (plan: BorderPlan) => void;
  /** Opens the plan of an adoption. */
  onPlan: (id: string) => void;
}

/** Any past day, and the days on which borders changed; each adoption can be taken back by a new plan. */
export function HistoryPanel({ asOf, within, mayWrite, onAsOf, onReverted, onPlan }: HistoryPanelProps) {
  const words = useWords().borders;
  const [reverting, setReverting] = useState<Adoption | null>(null);
  return (
    <div>
      <section className={styles.block} aria-label={words.asOfDay}>
        <h3>{words.asOfDay}</h3>
        <p className={own.day}>
          <input type="date" aria-label={words.asOfDay} max={dayAfter(today(), -1)} value={asOf === null ? '' : dayOfPast(asOf)} onChange={(event) => event.target.value < today() && onAsOf(event.target.value || null)} />
          {asOf !== null && (
            <Button size="s" onClick={() => onAsOf(null)}>
              {words.backToToday}
            </Button>
          )}
        </p>
        <p className={styles.note}>{words.asOfHint}</p>
      </section>
      <section className={styles.block} aria-label={words.history}>
        <h3>{words.history}</h3>
        <Adoptions asOf={asOf} within={within} mayWrite={mayWrite} onAsOf={onAsOf} onRevert={setReverting} onPlan={onPlan} />
      </section>
      {reverting?.planId && <RevertDialog id={reverting.planId} name={reverting.name} onClose={() => setReverting(null)} onReverted={onReverted} />}
    </div>
  );
}

function Adoptions({ asOf, within, mayWrite, onAsOf, onRevert, onPlan }: Omit<HistoryPanelProps, 'onReverted'> & { onRevert: (adoption: Adoption) => void }) {
  const words = useWords().borders;
  const language = usePreferences((state) => state.language);
  const query = useAdoptions(within);
  if (query.isPending) return <Skeleton rows={4} />;
  if (query.isError) return <Failure error={query.error} onRetry={() => query.refetch()} />;
  const { adoptions } = query.data;
  if (adoptions.length === 0) return <Empty icon={<History size={22} aria-hidden />} title={words.noAdoptions} hint={words.noAdoptionsHint} />;
  return (
    <ul className={own.adoptions} aria-label={words.history}>
      {adoptions.map((adoption) => {
        const before = linkMoment(new Date(new Date(adoption.at).getTime() - 1000));
        const after = linkMoment(new Date(new Date(adoption.at).getTime() + 1000));
        return (
          <li key={`${adoption.planId}${adoption.at}${adoption.communityCode}`}>
            <p className={lists.rowHead}>
              {adoption.planId ? (
                <button type="button" className={styles.link} onClick={() => adoption.planId && onPlan(adoption.planId)}>
                  {adoption.name}
                </button>
              ) : (
                <b>{adoption.name || words.firstDrawn}</b>
              )}
              {adoption.isReverted && <span className={lists.state}>{words.reverted}</span>}
            </p>
            <small>
              {[formatMoment(adoption.at, language), adoption.communityName, words.adoptionGrids(adoption.grids), adoption.by].filter(Boolean).join(' · ')}
            </small>
            <span className={styles.buttons}>
              {/* Before the first grids were drawn there is nothing to show. */}
              {adoption.planId && (
                <Button size="s" aria-pressed={asOf === before} onClick={() => onAsOf(before)}>
                  {words.beforeIt}
                </Button>
              )}
              <Button size="s" aria-pressed={asOf === after} onClick={() => onAsOf(after)}>
                {words.afterIt}
              </Button>
              {mayWrite && adoption.planId && !adoption.isReverted && (
                <Button size="s" look="quiet" onClick={() => onRevert(adoption)}>
                  {words.revert}
                </Button>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function RevertDialog({ id, name, onClose, onReverted }: { id: string; name: string; onClose: () => void; onReverted: (plan: BorderPlan) => void }) {
  const words = useWords().borders;
  const revert = useRevertPlan();
  const send = (chosen: string) =>
    revert.mutate(
      { id, name: chosen },
      {
        onSuccess: (plan) => {
          notify(words.revertStarted, 'good');
          onReverted(plan);
        },
      },
    );
  return (
    <Dialog title={words.revert} lead={words.revertLead} isOpen onClose={onClose}>
      <NameForm initial={words.revertName(name).slice(0, 80)} button={words.revert} isBusy={revert.isPending} error={revert.error} onSend={send} onCancel={onClose} />
    </Dialog>
  );
}
