import { type FormEvent, useState } from 'react';
import { accountStates } from '#contract/users.ts';
import { Button } from '../../shared/ui/button.tsx';
import { useWords } from '../../shared/words/words.ts';
import type { AccountFilter } from './users-api.ts';
import styles from './users.module.css';

/** Words are asked for when they are sent, a choice at once. */
export function AccountFilterForm({ filter, onShow }: { filter: AccountFilter; onShow: (filter: AccountFilter) => void }) {
  const words = useWords();
  const [q, setQ] = useState(filter.q);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onShow({ ...filter, q: q.trim() });
  };
  return (
    <form className={styles.filter} aria-label={words.users.filter} onSubmit={submit}>
      <label className={styles.wide}>
        {words.users.words}
        <input type="search" value={q} maxLength={60} placeholder={words.users.wordsHint} onChange={(event) => setQ(event.target.value)} />
      </label>
      <label>
        {words.users.role}
        <select value={filter.role} onChange={(event) => onShow({ ...filter, q: q.trim(), role: event.target.value })}>
          <option value="">{words.users.everyRole}</option>
          {Object.entries(words.roles).map(([role, title]) => (
            <option key={role} value={role}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <label>
        {words.users.state}
        <select value={filter.state} onChange={(event) => onShow({ ...filter, q: q.trim(), state: event.target.value })}>
          <option value="">{words.users.everyState}</option>
          {accountStates.map((state) => (
            <option key={state} value={state}>
              {words.users.states[state]}
            </option>
          ))}
        </select>
      </label>
      <div className={styles.filterEnd}>
        <Button type="submit" look="primary">
          {words.users.show}
        </Button>
        <Button
          look="quiet"
          disabled={q === '' && filter.role === '' && filter.state === ''}
          onClick={() => {
            setQ('');
            onShow({ q: '', role: '', state: '' });
          }}
        >
          {words.users.clear}
        </Button>
      </div>
    </form>
  );
}
