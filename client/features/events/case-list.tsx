import { ArrowLeft, CircleDashed, Lock } from 'lucide-react';
import type { EventSummary } from '#contract/events.ts';
import { formatMoment } from '../../shared/china-time.ts';
import { formatCount } from '../../shared/format.ts';
import { openCard, useLink } from '../../shared/link-store.ts';
import { usePreferences } from '../../shared/preferences.ts';
import { Button } from '../../shared/ui/button.tsx';
import { IconButton } from '../../shared/ui/icon-button.tsx';
import { Empty, Failure, Skeleton } from '../../shared/ui/states.tsx';
import { useWords } from '../../shared/words/words.ts';
import { type CaseQuestion, useCases } from './api.ts';
import styles from './events.module.css';

interface CaseListProps {
  /** Null while it is not known yet what is asked. */
  question: CaseQuestion | null;
  title: string;
  /** What narrows the list, in words. */
  tags: string[];
  onBack: () => void;
}

/** The cases behind a number, newest first. */
export function CaseList({ question, title, tags, onBack }: CaseListProps) {
  const words = useWords();
  const query = useCases(question);
  const first = query.data?.pages[0];
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className={styles.list} aria-label={words.events.list}>
      <header className={styles.listHead}>
        <IconButton size="s" label={words.common.back} onClick={onBack}>
          <ArrowLeft size={15} aria-hidden />
        </IconButton>
        <div>
          <h2>{title}</h2>
          <p className={styles.tags}>{tags.map((tag) => <span key={tag}>{tag}</span>)}</p>
        </div>
        <b role="status">{first ? words.events.count(formatCount(first.total)) : ''}</b>
      </header>
      {query.isPending && <Skeleton rows={10} />}
      {query.isError && rows.length === 0 && <Failure error={query.error} onRetry={() => query.refetch()} />}
      {first && first.countedOnly !== 0 && (
        <p className={styles.withheld}>
          <Lock size={13} aria-hidden /> {first.countedOnly === null ? words.matters.countedFew : words.matters.counted(formatCount(first.countedOnly))}
        </p>
      )}
      {first && rows.length === 0 && <Empty icon={<CircleDashed size={22} aria-hidden />} title={words.matters.noCases} />}
      <ul>
        {rows.map((row) => (
          <CaseRow key={row.id} row={row} />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button className={styles.nextPage} disabled={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
          {query.isFetchingNextPage ? words.common.loading : words.events.next(formatCount((first?.total ?? 0) - rows.length))}
        </Button>
      )}
    </section>
  );
}

function CaseRow({ row }: { row: EventSummary }) {
  const words = useWords();
  const language = usePreferences((state) => state.language);
  const isOpen = useLink((link) => link.open?.type === 'event' && link.open.code === row.id);
  return (
    <li>
      <button type="button" className={styles.case} aria-current={isOpen || undefined} onClick={() => openCard({ type: 'event', code: row.id }, 'if-hidden')}>
        <span className={styles.caseTitle}>{row.title}</span>
        <State state={row.state} title={row.stateTitle} isOverdue={row.isOverdue} />
        <small>
          {[formatMoment(row.reportedAt, language), row.matter.name, row.areaName, row.departmentTitle].filter(Boolean).join(' · ')}
          {row.returns > 0 && ` · ${words.matters.why.returns(row.returns)}`}
        </small>
      </button>
    </li>
  );
}

export function State({ state, title, isOverdue }: { state: string; title: string; isOverdue: boolean }) {
  const words = useWords();
  const tone = isOverdue ? 'late' : state === 'closed' ? 'done' : state === 'rejected' || state === 'cancelled' ? 'none' : 'open';
  return (
    <span className={styles.state} data-tone={tone}>
      {title}
      {isOverdue && ` · ${words.events.overdue}`}
    </span>
  );
}
