import { RotateCw, ScrollText } from 'lucide-react';
import { useSearchParams } from 'wouter';
import { formatCount } from '../../shared/format.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Empty, Failure, Skeleton } from '../../shared/ui/states.tsx';
import { useWords } from '../../shared/words/words.ts';
import { useAudit, useRefreshAudit } from './api.ts';
import { AuditFilterForm } from './audit-filter-form.tsx';
import { AuditTable } from './audit-table.tsx';
import { ChainCheck } from './chain-check.tsx';
import styles from './audit.module.css';
import { type AuditFilter, filterParameters, readFilter } from './filter.ts';

/** Who looked at what: the log, newest first, with what narrows it in the link, and whether its chain is whole. */
export function AuditPage() {
  const words = useWords();
  const [search, setSearch] = useSearchParams();
  const filter = readFilter(search);
  const query = useAudit(filter);
  const refresh = useRefreshAudit();
  const entries = query.data?.pages.flatMap((page) => page.entries) ?? [];
  const narrow = (next: Partial<AuditFilter>) => setSearch(filterParameters({ ...filter, ...next }));
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <h2>{words.audit.title}</h2>
        <p>{words.audit.lead}</p>
        <ChainCheck />
      </div>
      <AuditFilterForm key={JSON.stringify(filter)} filter={filter} onShow={(next) => (JSON.stringify(next) === JSON.stringify(filter) ? refresh() : setSearch(filterParameters(next)))} />
      <p className={styles.status}>
        <span role="status">{query.data ? words.audit.loaded(formatCount(entries.length)) : ''}</span>
        <Button size="s" look="quiet" icon={<RotateCw size={13} aria-hidden />} onClick={refresh}>
          {words.audit.refresh}
        </Button>
      </p>
      {query.isPending && <Skeleton rows={12} />}
      {query.isError && <Failure error={query.error} onRetry={() => (query.data ? query.fetchNextPage() : query.refetch())} />}
      {query.data && entries.length === 0 && <Empty icon={<ScrollText size={22} aria-hidden />} title={words.audit.none} hint={words.audit.noneHint} />}
      {entries.length > 0 && <AuditTable entries={entries} onNarrow={narrow} />}
      {query.hasNextPage && (
        <Button className={styles.older} disabled={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
          {query.isFetchingNextPage ? words.common.loading : words.audit.older}
        </Button>
      )}
    </div>
  );
}
