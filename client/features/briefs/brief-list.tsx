import { FileText } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { formatMoment } from '../../shared/china-time.ts';
import { openCard } from '../../shared/link-store.ts';
import { usePreferences } from '../../shared/preferences.ts';
import { Empty, Failure, Skeleton } from '../../shared/ui/states.tsx';
import { useWords } from '../../shared/words/words.ts';
import { useBriefs } from './api.ts';
import styles from './briefs.module.css';

/** The briefs that the reader wrote or may read, last changed first. */
export function BriefList({ openId }: { openId: string | null }) {
  const words = useWords().briefs;
  const [text, setText] = useState('');
  const [isMine, setMine] = useState(false);
  const q = useDeferredValue(text.trim());
  const query = useBriefs(q, isMine);
  return (
    <>
      <div className={styles.search}>
        <input type="search" value={text} maxLength={100} aria-label={words.search} placeholder={words.search} onChange={(event) => setText(event.target.value)} />
        <label className={styles.check}>
          <input type="checkbox" checked={isMine} onChange={(event) => setMine(event.target.checked)} />
          <small>{words.onlyMine}</small>
        </label>
      </div>
      {query.isPending && <Skeleton rows={5} />}
      {query.isError && <Failure error={query.error} onRetry={() => query.refetch()} />}
      {query.data?.briefs.length === 0 && <Empty icon={<FileText size={22} aria-hidden />} title={q || isMine ? words.noneFound : words.noBriefs} {...(q || isMine ? {} : { hint: words.noBriefsHint })} />}
      <Rows briefs={query.data?.briefs ?? []} openId={openId} />
    </>
  );
}

function Rows({ briefs, openId }: { briefs: NonNullable<ReturnType<typeof useBriefs>['data']>['briefs']; openId: string | null }) {
  const words = useWords().briefs;
  const language = usePreferences((state) => state.language);
  return (
    <ul className={styles.list} aria-label={words.briefs}>
      {briefs.map(({ id, number, title, place, owner, updatedAt }) => (
        <li key={id}>
          <button type="button" className={styles.item} aria-current={openId === id || undefined} onClick={() => openCard({ type: 'brief', code: id }, 'if-hidden')}>
            <b>{title}</b>
            <small>{`${number} · ${place} · ${owner}`}</small>
            <small>{formatMoment(updatedAt, language)}</small>
          </button>
        </li>
      ))}
    </ul>
  );
}
