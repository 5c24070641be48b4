import type { AuditEntry } from '#contract/audit.ts';
import { formatDay, formatClock } from '../../shared/china-time.ts';
import { type Titles, useTitles } from '../../shared/dictionaries.ts';
import { usePreferences } from '../../shared/preferences.ts';
import { useWords, type Words, wordFor } from '../../shared/words/words.ts';
import { describeDetails, describeObject, describePerson } from './describe.ts';
import type { AuditFilter } from './filter.ts';
import styles from './audit.module.css';

type Narrow = (filter: Partial<AuditFilter>) => void;

/** One row for each entry; a person and an object can be followed. */
export function AuditTable({ entries, onNarrow }: { entries: AuditEntry[]; onNarrow: Narrow }) {
  const words = useWords();
  const titles = useTitles();
  return (
    <table className={styles.table} aria-label={words.audit.entries}>
      <thead>
        <tr>
          {[words.audit.when, words.audit.who, words.audit.did, words.audit.what, words.audit.more].map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <Row key={entry.id} entry={entry} words={words} titles={titles} onNarrow={onNarrow} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ entry, words, titles, onNarrow }: { entry: AuditEntry; words: Words; titles: Titles; onNarrow: Narrow }) {
  const language = usePreferences((state) => state.language);
  const { name, username } = describePerson(entry, words);
  return (
    <tr data-outcome={entry.outcome}>
      <td className={styles.when}>
        <time dateTime={entry.at}>
          {formatDay(entry.at, language)} {formatClock(new Date(entry.at), language)}
        </time>
      </td>
      <td className={styles.who}>
        {username === null ? (
          <span className={styles.soft}>{name}</span>
        ) : (
          <button type="button" title={words.audit.ofPerson(name)} onClick={() => onNarrow({ person: username })}>
            {name} <small>{username}</small>
          </button>
        )}
      </td>
      <td className={styles.did}>
        {wordFor(words.audit.actions, entry.action)}
        {entry.outcome === 'failure' && <b className={styles.failed}>{words.audit.failed}</b>}
      </td>
      <td className={styles.what}>
        <ObjectCell entry={entry} words={words} onNarrow={onNarrow} />
      </td>
      <td className={styles.more}>
        {describeDetails(entry, words, titles).map((line) => (
          <span key={line}>{line}</span>
        ))}
      </td>
    </tr>
  );
}

function ObjectCell({ entry, words, onNarrow }: { entry: AuditEntry; words: Words; onNarrow: Narrow }) {
  const object = describeObject(entry, words);
  if (!object) return null;
  return (
    <>
      <span className={styles.soft}>{object.kind}</span> {object.name}{' '}
      {object.code !== '' && (
        <button type="button" title={words.audit.ofObject(object.code)} onClick={() => onNarrow({ object: entry.object })}>
          <code>{object.code}</code>
        </button>
      )}
    </>
  );
}
