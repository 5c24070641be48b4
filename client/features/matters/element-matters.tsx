import { useState } from 'react';
import type { SessionInfo } from '#contract/identity.ts';
import { formatDay } from '../../shared/china-time.ts';
import { changeLink, openMatter } from '../../shared/link-store.ts';
import { usePreferences } from '../../shared/preferences.ts';
import { CardSection, Note } from '../../shared/ui/card.tsx';
import { Failure, Skeleton } from '../../shared/ui/states.tsx';
import { useWords } from '../../shared/words/words.ts';
import { useElementMatters } from './api.ts';
import styles from './matters-panel.module.css';

const shownAtFirst = 6;

/** On an element's card: which matters concern it, and what happened there. */
export function ElementMatters({ code, session }: { code: string; session: SessionInfo }) {
  return session.rights.includes('events.read') ? <Section code={code} /> : null;
}

function Section({ code }: { code: string }) {
  const words = useWords();
  const language = usePreferences((state) => state.language);
  const query = useElementMatters(code);
  const [isWhole, setWhole] = useState(false);
  const data = query.data;
  const list = (filter: object) => changeLink({ cases: { element: code, ...filter }, panel: 'matters' }, 'push');
  return (
    <CardSection title={words.matters.ofElement} hint={data ? words.matters.casesAt(data.cases, data.open) : ''}>
      {query.isPending && <Skeleton rows={3} />}
      {query.isError && <Failure error={query.error} onRetry={() => query.refetch()} />}
      {data && data.matters.length === 0 && <Note>{words.matters.noneConcern}</Note>}
      {data && data.cases > 0 && (
        <p className={styles.placeActions}>
          <button type="button" onClick={() => list({})}>{words.matters.casesHere(data.cases)}</button>
          {data.open > 0 && <button type="button" onClick={() => list({ state: 'open' })}>{words.matters.openHere(data.open)}</button>}
        </p>
      )}
      <ul className={styles.rows}>
        {(isWhole ? data?.matters : data?.matters.slice(0, shownAtFirst))?.map((matter) => (
          <li key={matter.code}>
            <button type="button" className={styles.rowName} onClick={() => openMatter(matter.code)}>
              {matter.name} <small>{matter.lastAt ? words.matters.lastAt(formatDay(matter.lastAt, language)) : matter.ownerTitle}</small>
            </button>
            <button type="button" className={styles.count} disabled={matter.cases === 0} onClick={() => list({ matter: matter.code })}>{words.matters.times(matter.cases)}</button>
          </li>
        ))}
      </ul>
      {data && data.matters.length > shownAtFirst && (
        <button type="button" className={styles.more} onClick={() => setWhole(!isWhole)}>
          {isWhole ? words.common.less : words.matters.moreMatters(data.matters.length)}
        </button>
      )}
    </CardSection>
  );
}
