import { type FormEvent, useState } from 'react';
import type { OpenDuties as Open } from '#contract/border-duties.ts';
import type { BorderPlan } from '#contract/borders.ts';
import { useTitles } from '../../shared/dictionaries.ts';
import { formatCount } from '../../shared/format.ts';
import { whyRefused } from '../../shared/refusal-text.ts';
import { Button } from '../../shared/ui/button.tsx';
import { notify } from '../../shared/ui/notices.tsx';
import { describeFailure } from '../../shared/ui/states.tsx';
import { useWords } from '../../shared/words/words.ts';
import { useDecideDuties, useOpenDuties } from './api.ts';
import styles from './borders.module.css';
import dialogs from './dialogs.module.css';
import own from './open-duties.module.css';
import { householdsSourceOf, householdsText } from './households.ts';
import { type Choices, mostShown, noChoices, toDecisions, withAppointed, withDecided } from './duty-choices.ts';

interface OpenDutiesProps {
  plan: BorderPlan;
  onGrid: (code: string) => void;
}

/** What the adoption has left to people: duties with several successors, and grids with nobody in charge. Nothing where all is decided. */
export function OpenDuties({ plan, onGrid }: OpenDutiesProps) {
  const all = useWords();
  const words = all.borders;
  const query = useOpenDuties(plan.id);
  const decide = useDecideDuties(plan.id);
  const [choices, setChoices] = useState<Choices>(noChoices);
  const open = query.data;
  if (!open || open.undecided.length + open.unattended.length === 0) return null;
  const decisions = toDecisions(choices, open);
  const send = (event: FormEvent) => {
    event.preventDefault();
    decide.mutate(decisions, {
      onSuccess: () => {
        setChoices(noChoices);
        notify(words.dutiesDecided, 'good');
      },
    });
  };
  const isNothingChosen = decisions.decided.length + decisions.appointed.length === 0;
  return (
    <form className={own.openDuties} aria-label={words.openDuties} onSubmit={send}>
      <h3>{words.openDuties}</h3>
      <Undecided open={open} choices={choices} onChoices={setChoices} />
      <Unattended plan={plan} open={open} choices={choices} onChoices={setChoices} onGrid={onGrid} />
      {decide.error && (
        <p className={dialogs.wrong} role="alert">
          {whyRefused(decide.error, all) ?? describeFailure(decide.error, all)}
        </p>
      )}
      {open.mayDecide ? (
        <Button type="submit" size="s" look="primary" disabled={isNothingChosen || decide.isPending}>
          {words.decideDuties}
        </Button>
      ) : (
        <p className={styles.note}>{words.mayNotDecide}</p>
      )}
    </form>
  );
}

interface PartProps {
  open: Open;
  choices: Choices;
  onChoices: (choices: Choices) => void;
}

function Undecided({ open: { undecided, mayDecide }, choices, onChoices }: PartProps) {
  const words = useWords().borders;
  const titles = useTitles();
  if (undecided.length === 0) return null;
  return (
    <fieldset className={own.openPart}>
      <legend>
        {words.undecidedDuties} <small>{formatCount(undecided.length)}</small>
      </legend>
      <p className={styles.note}>{words.undecidedHint}</p>
      {undecided.slice(0, mostShown).map((duty) => {
        const person = words.personInCharge(duty.holder, titles.code('duty_role', duty.role) ?? duty.role, duty.from.name);
        return (
          <label key={duty.dutyId}>
            <span>{person}</span>
            <select aria-label={words.belongsTo(person)} disabled={!mayDecide} value={choices.decided.get(duty.dutyId) ?? ''} onChange={(event) => onChoices(withDecided(choices, duty.dutyId, event.target.value))}>
              <option value="">{words.undecidedMeanwhile(duty.choices.find(({ code }) => code === duty.at)?.name ?? duty.at)}</option>
              {duty.choices.map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        );
      })}
      <More count={undecided.length - mostShown} />
    </fieldset>
  );
}

function Unattended({ plan, open: { unattended, people, mayDecide }, choices, onChoices, onGrid }: PartProps & OpenDutiesProps) {
  const all = useWords();
  const words = all.borders;
  const titles = useTitles();
  if (unattended.length === 0) return null;
  return (
    <section className={own.openPart} aria-label={words.unattended}>
      <h4>
        {words.unattended} <small>{formatCount(unattended.length)}</small>
      </h4>
      <p className={styles.note}>{words.unattendedChoose}</p>
      {unattended.slice(0, mostShown).map(({ code, name, households, candidates }) => (
        <fieldset key={code} disabled={!mayDecide}>
          <legend>
            <button type="button" className={styles.link} onClick={() => onGrid(code)}>
              {name}
            </button>{' '}
            <small>{householdsText(households, householdsSourceOf(plan, code.slice(0, 12)), all)}</small>
          </legend>
          {candidates.length === 0 && <p className={styles.note}>{words.noCandidates}</p>}
          {people
            .filter(({ dutyId }) => candidates.includes(dutyId))
            .map(({ dutyId, holder, role, place }) => (
              <label key={dutyId}>
                <input type="checkbox" checked={choices.appointed.get(code)?.has(dutyId) ?? false} onChange={(event) => onChoices(withAppointed(choices, code, dutyId, event.target.checked))} />
                <span>{words.personInCharge(holder, titles.code('duty_role', role) ?? role, place)}</span>
              </label>
            ))}
        </fieldset>
      ))}
      <More count={unattended.length - mostShown} />
    </section>
  );
}

function More({ count }: { count: number }) {
  const words = useWords().borders;
  return count > 0 ? <p className={styles.note}>{words.moreOpen(formatCount(count))}</p> : null;
}
