import { type FormEvent, useState } from 'react';
import { borderLimits, type BorderPlan } from '#contract/borders.ts';
import type { BorderImpact } from '#contract/border-review.ts';
import { farthestYears } from '#contract/border-rules.ts';
import { dayAfter, momentOfDay, today, yearsAfter } from '../../shared/china-time.ts';
import { useTitles } from '../../shared/dictionaries.ts';
import { formatCount, groupCode } from '../../shared/format.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { notify } from '../../shared/ui/notices.tsx';
import { Skeleton } from '../../shared/ui/states.tsx';
import { useWords, wordFor } from '../../shared/words/words.ts';
import { useAdoptPlan, useImpact, useOpenDuties } from './api.ts';
import styles from './borders.module.css';
import own from './dialogs.module.css';
import { Refusal } from './refusal.tsx';
import { UnattendedGrids } from './unattended-grids.tsx';

interface AdoptDialogProps {
  plan: BorderPlan;
  onGoTo: (position: [number, number]) => void;
  onClose: () => void;
}

/** Puts a plan into effect, at once or on a day to come; afterwards it says which codes the new grids have. */
export function AdoptDialog({ plan, onGoTo, onClose }: AdoptDialogProps) {
  const words = useWords();
  const adopt = useAdoptPlan(plan.id);
  const [isLater, setLater] = useState(false);
  const [day, setDay] = useState('');
  const [note, setNote] = useState('');
  const [isDayMissing, setDayMissing] = useState(false);
  const choose = (value: string) => {
    setDay(value);
    setDayMissing(false);
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    const isMissing = isLater && !(day > today());
    setDayMissing(isMissing);
    if (isMissing || adopt.isPending) return;
    adopt.mutate(
      { version: plan.version, note: note.trim(), ...(isLater ? { effectiveAt: momentOfDay(day) } : {}) },
      {
        onSuccess: ({ status }) => {
          notify(status === 'scheduled' ? words.borders.stepDone.schedule : words.borders.stepDone.adopt, 'good');
          if (status === 'scheduled') onClose();
        },
      },
    );
  };
  if (adopt.data?.status === 'adopted') return <AdoptedDialog planId={plan.id} codes={adopt.data.codes} onClose={onClose} />;
  return (
    <Dialog title={words.borders.adoptTitle} lead={plan.name} isOpen onClose={onClose} width={560}>
      <form className={own.form} onSubmit={send} noValidate>
        <fieldset className={own.when}>
          <legend>{words.borders.adoptWhen}</legend>
          <label>
            <input type="radio" name="when" checked={!isLater} onChange={() => {
                setLater(false);
                setDayMissing(false);
              }}
            />
            <span>
              {words.borders.adoptNow} <small>{words.borders.adoptNowHint}</small>
            </span>
          </label>
          <label>
            <input type="radio" name="when" checked={isLater} onChange={() => setLater(true)} />
            <span>
              {words.borders.adoptLater} <small>{words.borders.adoptLaterHint}</small>
            </span>
          </label>
          {isLater && <input type="date" aria-label={words.borders.adoptDay} min={dayAfter(today())} max={yearsAfter(today(), farthestYears)} value={day} onChange={(event) => choose(event.target.value)} />}
        </fieldset>
        {isDayMissing && (
          <p className={own.wrong} role="alert">
            {words.borders.dayMissing}
          </p>
        )}
        {plan.status === 'submitted' && <p className={styles.note}>{words.borders.approvesToo}</p>}
        <Consequences plan={plan} />
        <label className={own.field}>
          <span>{words.borders.noteOptional}</span>
          <textarea rows={2} value={note} maxLength={borderLimits.commentLength} onChange={(event) => setNote(event.target.value)} />
        </label>
        <Refusal
          error={adopt.error}
          onGoTo={(position) => {
            onClose();
            onGoTo(position);
          }}
        />
        <div className={own.formEnd}>
          <Button onClick={onClose}>{words.common.cancel}</Button>
          <Button type="submit" look="primary" disabled={adopt.isPending}>
            {adopt.isPending ? words.borders.adopting : words.borders.adoptSubmit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** What an adoption does to the people in charge, the open events and the visits. */
function Consequences({ plan }: { plan: BorderPlan }) {
  const words = useWords().borders;
  const query = useImpact(plan.id, plan.version);
  return (
    <section className={own.consequences} aria-label={words.afterAdoption}>
      <h3>{words.afterAdoption}</h3>
      {query.isPending ? <Skeleton rows={3} /> : query.data ? <ConsequenceRows plan={plan} impact={query.data} /> : null}
    </section>
  );
}

function ConsequenceRows({ plan, impact }: { plan: BorderPlan; impact: BorderImpact }) {
  const words = useWords().borders;
  const [followers, others] = [impact.duties.filter(follows), impact.duties.filter((duty) => !follows(duty))];
  return (
    <>
      <UnattendedGrids plan={plan} grids={impact.unattended} />
      <p>{words.eventsFollow(impact.openEvents.length)}</p>
      {impact.visits !== null && impact.visits > 0 && <p>{words.visitsFollow(impact.visits)}</p>}
      {impact.duties.length === 0 && <p>{words.noDuties}</p>}
      {others.length > 0 && <DutyRows duties={others} impact={impact} />}
      {followers.length > 0 && (
        <details className={own.followers}>
          <summary>{words.dutiesFollow(formatCount(followers.length))}</summary>
          <DutyRows duties={followers} impact={impact} />
        </details>
      )}
    </>
  );
}

/** What merely goes on needs no look. */
function follows({ decision }: BorderImpact['duties'][number]): boolean {
  return decision === 'follows';
}

function DutyRows({ duties, impact }: { duties: BorderImpact['duties']; impact: BorderImpact }) {
  const words = useWords().borders;
  const titles = useTitles();
  const names = new Map(impact.grids.map(({ code, name }) => [code, name]));
  const nameOf = (code: string) => names.get(code) ?? code;
  return (
    <ul className={own.duties} aria-label={words.dutiesTitle}>
      {duties.map((duty) => (
        <li key={duty.id} data-decision={duty.decision}>
          <span>
            {duty.holder} <small>{[titles.code('duty_role', duty.role) ?? duty.role, nameOf(duty.from)].join(' · ')}</small>
          </span>
          <b>
            {wordFor(words.decisions, duty.decision)}
            {duty.to[0] !== undefined && duty.to[0] !== duty.from && duty.decision !== 'to-decide' && `：${nameOf(duty.to[0])}`}
          </b>
        </li>
      ))}
    </ul>
  );
}

function AdoptedDialog({ planId, codes, onClose }: { planId: string; codes: { provisional: string; final: string }[]; onClose: () => void }) {
  const words = useWords().borders;
  const open = useOpenDuties(planId).data;
  const openCount = open ? open.undecided.length + open.unattended.length : 0;
  return (
    <Dialog title={words.adoptedTitle} lead={words.adoptedHint} isOpen onClose={onClose} width={560}>
      <section className={own.consequences} aria-label={words.codesTitle}>
        <h3>{words.codesTitle}</h3>
        <p>{codes.length === 0 ? words.codesNone : words.codesHint}</p>
        {codes.length > 0 && (
          <table className={own.codes}>
            <thead>
              <tr>
                <th scope="col">{words.provisional}</th>
                <th scope="col">{words.final}</th>
              </tr>
            </thead>
            <tbody>
              {codes.map(({ provisional, final }) => (
                <tr key={provisional}>
                  <td>
                    <code>{spaced(provisional)}</code>
                  </td>
                  <td>
                    <code>{spaced(final)}</code>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      {openCount > 0 && (
        <p className={own.unattended} role="status">
          {words.openAfterAdoption(formatCount(openCount))}
        </p>
      )}
      <div className={own.formEnd}>
        <Button look="primary" onClick={onClose}>
          {words.done}
        </Button>
      </div>
    </Dialog>
  );
}

function spaced(code: string): string {
  return groupCode(code)
    .map(({ text }) => text)
    .join(' ');
}
