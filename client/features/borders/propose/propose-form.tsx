import { Sparkles } from 'lucide-react';
import { useId } from 'react';
import type { BorderPlan } from '#contract/borders.ts';
import type { Proposal } from '#contract/partition.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { Failure } from '../../../shared/ui/states.tsx';
import { useWords } from '../../../shared/words/words.ts';
import { usePropose } from './api.ts';
import styles from './propose.module.css';
import { hideProposal } from './store.ts';
import { levelOf, type Wish, type Wishes, wishNames, isWhole, toBody, villageBands } from './wishes.ts';

/** What is wanted: ground, band, four wishes, seed. */
export function ProposeForm({ plan, latest, wishes, onChange }: { plan: BorderPlan; latest: Proposal | null; wishes: Wishes; onChange: (wishes: Wishes) => void }) {
  const words = useWords().propose;
  const propose = usePropose(plan.id);
  const change = (part: Partial<Wishes>) => onChange({ ...wishes, ...part });
  const body = toBody(wishes);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!body) return;
        hideProposal();
        onChange(wishes);
        propose.mutate(body);
      }}
    >
      {plan.communities.length > 1 && (
        <label className={styles.field}>
          {words.scope}
          <select value={wishes.within} onChange={(event) => change({ within: event.target.value })}>
            <option value="">{words.scopeAll}</option>
            {plan.communities.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <Band wishes={wishes} plan={plan} onChange={change} />
      <fieldset className={styles.wishes}>
        <legend>{words.wishes}</legend>
        {wishNames.map((name) => (
          <Choice key={name} name={name} label={words[name]} level={levelOf(wishes, name)} onChange={(level) => change({ levels: { ...wishes.levels, [name]: level } })} />
        ))}
      </fieldset>
      <label className={styles.field} title={words.seedHint}>
        {words.seed}
        <input type="number" inputMode="numeric" min={0} max={4294967295} step={1} value={wishes.seed} aria-invalid={!isWhole(wishes.seed, 0, 4294967295)} onChange={(event) => change({ seed: event.target.value })} />
      </label>
      {propose.isError && <Failure error={propose.error} />}
      <Button type="submit" look="primary" icon={<Sparkles size={14} aria-hidden />} disabled={!body || propose.isPending}>
        {propose.isPending ? words.starting : latest?.state === 'done' ? words.again : words.start}
      </Button>
    </form>
  );
}

function Band({ wishes, plan, onChange }: { wishes: Wishes; plan: BorderPlan; onChange: (part: Partial<Wishes>) => void }) {
  const words = useWords().propose;
  const hint = useId();
  const { target, tolerance } = wishes;
  const villages = villageBands(plan, wishes);
  const isGood = isWhole(target, 1, 100_000);
  const share = Number(tolerance) / 100;
  return (
    <fieldset className={styles.band}>
      <legend>{words.band}</legend>
      <label>
        {words.target}
        <input type="number" inputMode="numeric" min={1} max={100000} step={1} value={target} aria-invalid={!isGood} aria-describedby={hint} onChange={(event) => onChange({ target: event.target.value })} />
      </label>
      <label>
        {words.tolerance}
        <select value={tolerance} onChange={(event) => onChange({ tolerance: event.target.value })}>
          {['5', '10', '15', '20', '25', '33', '50'].map((percent) => (
            <option key={percent} value={percent}>
              ±{percent} %
            </option>
          ))}
        </select>
      </label>
      <small id={hint}>{isGood ? words.bandShown(Math.max(1, Math.ceil(Number(target) * (1 - share))), Math.floor(Number(target) * (1 + share))) : words.numberWrong(1, 100_000)}</small>
      {villages.bands.length > 0 && <small>{words.villageBands(villages.bands, villages.count)}</small>}
    </fieldset>
  );
}

function Choice({ name, label, level, onChange }: { name: Wish; label: string; level: number; onChange: (level: number) => void }) {
  const words = useWords().propose;
  const group = useId();
  return (
    <div className={styles.choice} role="radiogroup" aria-label={label}>
      <span>{label}</span>
      {words.levels.map((word, index) => (
        <label key={word} data-chosen={index === level}>
          <input type="radio" name={group + name} checked={index === level} onChange={() => onChange(index)} />
          {word}
        </label>
      ))}
    </div>
  );
}
