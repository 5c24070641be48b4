import { type FormEvent, useId, useState } from 'react';
import { Button } from '../../shared/ui/button.tsx';
import { useWords, wordFor } from '../../shared/words/words.ts';
import { type AuditFilter, wholeLog } from './filter.ts';
import styles from './audit.module.css';

/** What the log is narrowed by. Asked when it is sent and not with every key: every reading is an entry of the log. */
export function AuditFilterForm({ filter, onShow }: { filter: AuditFilter; onShow: (filter: AuditFilter) => void }) {
  const words = useWords();
  const [typed, setTyped] = useState(filter);
  const [isWrong, setWrong] = useState(false);
  const fault = useId();
  const set = (change: Partial<AuditFilter>) => setTyped({ ...typed, ...change });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isBackwards = typed.from !== '' && typed.to !== '' && typed.to < typed.from;
    setWrong(isBackwards);
    if (!isBackwards) onShow({ ...typed, person: typed.person.trim(), object: typed.object.replaceAll(/(?<=\d)\s+(?=\d)/g, '').trim() });
  };
  // A link may name an action that has no word yet: it stands in the list as it is.
  const actions = [...new Set([...Object.keys(words.audit.actions), ...(typed.action ? [typed.action] : [])])];
  const isNarrowed = Object.values(typed).some((value) => value !== '');
  return (
    <form className={styles.filter} aria-label={words.audit.filter} onSubmit={submit}>
      <label>
        {words.audit.person}
        <input type="search" value={typed.person} maxLength={60} placeholder={words.audit.personHint} onChange={(event) => set({ person: event.target.value })} />
      </label>
      <label>
        {words.audit.action}
        <select value={typed.action} onChange={(event) => set({ action: event.target.value })}>
          <option value="">{words.audit.everyAction}</option>
          {actions.map((action) => (
            <option key={action} value={action}>
              {wordFor(words.audit.actions, action)}
            </option>
          ))}
        </select>
      </label>
      <label className={styles.wide}>
        {words.audit.object}
        <input type="search" value={typed.object} maxLength={60} placeholder={words.audit.objectHint} onChange={(event) => set({ object: event.target.value })} />
      </label>
      <label>
        {words.audit.from}
        <input type="date" value={typed.from} onChange={(event) => set({ from: event.target.value })} />
      </label>
      <label>
        {words.audit.to}
        <input type="date" value={typed.to} aria-invalid={isWrong} aria-describedby={isWrong ? fault : undefined} onChange={(event) => set({ to: event.target.value })} />
      </label>
      <div className={styles.filterEnd}>
        <Button type="submit" look="primary">
          {words.audit.show}
        </Button>
        <Button look="quiet" disabled={!isNarrowed} onClick={() => onShow(wholeLog)}>
          {words.audit.clear}
        </Button>
      </div>
      <p id={fault} className={styles.fault} role="alert">
        {isWrong ? words.audit.badPeriod : ''}
      </p>
    </form>
  );
}
