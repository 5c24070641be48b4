import { type FormEvent, useState } from 'react';
import { type PlanStatus, type PlanStep, planSteps } from '#contract/border-rules.ts';
import type { BorderPlan } from '#contract/borders.ts';
import { formatMoment } from '../../shared/china-time.ts';
import { usePreferences } from '../../shared/preferences.ts';
import { Button } from '../../shared/ui/button.tsx';
import { notify } from '../../shared/ui/notices.tsx';
import { useWords, wordFor } from '../../shared/words/words.ts';
import { type PlainStep, useStepPlan } from './api.ts';
import styles from './borders.module.css';
import own from './plan-steps.module.css';
import { offeredSteps } from './offered-steps.ts';
import { FaultList, Refusal } from './refusal.tsx';

interface PlanStepsProps {
  plan: BorderPlan;
  /** Nothing is handed in that is only in this browser. */
  isUnsaved: boolean;
  onAdopt: () => void;
  onDiscard: () => void;
  onGoTo: (position: [number, number]) => void;
}

/** The steps that the plan's state allows: each a button, one that cannot be taken says why. */
export function PlanSteps({ plan, isUnsaved, onAdopt, onDiscard, onGoTo }: PlanStepsProps) {
  const words = useWords().borders;
  const step = useStepPlan(plan.id);
  const [asked, setAsked] = useState<PlainStep | null>(null);
  const steps = offeredSteps(plan, isUnsaved);
  const take = (name: PlainStep, note = '') => {
    setAsked(null);
    step.mutate({ step: name, version: plan.version, note }, { onSuccess: () => notify(words.stepDone[name], 'good') });
  };
  const press = (name: PlanStep) => {
    step.reset();
    if (name === 'adopt') onAdopt();
    else if (name === 'discard') onDiscard();
    else if (planSteps[name].needsNote) setAsked(name);
    else take(name);
  };
  if (steps.length === 0) return null;
  const obstacles = [...new Set(steps.map(({ obstacle }) => obstacle))].filter((obstacle) => obstacle !== null);
  return (
    <section className={own.steps} aria-label={words.stepsTitle}>
      <div className={styles.buttons}>
        {steps.map(({ name, obstacle, isMain }) => (
          <Button key={name} size="s" look={isMain ? 'primary' : 'plain'} disabled={obstacle !== null || step.isPending} aria-describedby={obstacle ? `obstacle-${obstacle}` : undefined} onClick={() => press(name)}>
            {words.steps[name]}
          </Button>
        ))}
      </div>
      {obstacles.map((obstacle) => (
        <p key={obstacle} id={`obstacle-${obstacle}`} className={own.obstacle}>
          {words.list(steps.filter((one) => one.obstacle === obstacle).map(({ name }) => words.steps[name].replace('…', '')))}：{words.obstacles[obstacle]}
        </p>
      ))}
      {asked && <WhyForm title={words.steps[asked]} onSend={(note) => take(asked, note)} onCancel={() => setAsked(null)} />}
      <Refusal error={step.error} onGoTo={onGoTo} />
    </section>
  );
}

function WhyForm({ title, onSend, onCancel }: { title: string; onSend: (note: string) => void; onCancel: () => void }) {
  const words = useWords();
  const [note, setNote] = useState('');
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (note.trim() !== '') onSend(note.trim());
  };
  return (
    <form className={own.why} onSubmit={send}>
      <textarea value={note} rows={2} maxLength={1000} aria-label={`${title}：${words.borders.why}`} placeholder={words.borders.whyReturn} onChange={(event) => setNote(event.target.value)} />
      <div className={styles.buttons}>
        <Button size="s" type="submit" look="primary" disabled={note.trim() === ''}>
          {words.borders.send}
        </Button>
        <Button size="s" onClick={onCancel}>
          {words.common.cancel}
        </Button>
      </div>
    </form>
  );
}

const way: PlanStatus[] = ['draft', 'submitted', 'approved', 'adopted'];

/** How far the plan has come on its way. */
export function StatusLine({ status }: { status: PlanStatus }) {
  const words = useWords().borders;
  const at = way.indexOf(status === 'scheduled' ? 'approved' : status);
  if (at < 0) return null;
  return (
    <ol className={own.way} aria-label={words.status}>
      {way.map((one, index) => (
        <li key={one} data-past={index <= at} aria-current={index === at ? 'step' : undefined}>
          {wordFor(words.statuses, index === at ? status : one)}
        </li>
      ))}
    </ol>
  );
}

/** Who took which step, newest first. */
export function PlanLog({ plan, onGoTo }: { plan: BorderPlan; onGoTo: PlanStepsProps['onGoTo'] }) {
  const words = useWords().borders;
  const language = usePreferences((state) => state.language);
  if (plan.log.length === 0) return null;
  const newest = [...plan.log].sort((a, b) => b.at.localeCompare(a.at));
  return (
    <details className={own.log}>
      <summary>
        {words.log} <small>{plan.log.length}</small>
      </summary>
      <ol>
        {newest.map((entry) => (
          <li key={`${entry.at}${entry.step}`}>
            <time dateTime={entry.at}>{formatMoment(entry.at, language)}</time>
            <span>
              {entry.by || words.byDay} {wordFor(words.logSteps, entry.step)}
            </span>
            {entry.note && <q>{entry.note}</q>}
            <FaultList faults={entry.obstacles} onGoTo={onGoTo} />
          </li>
        ))}
      </ol>
    </details>
  );
}
