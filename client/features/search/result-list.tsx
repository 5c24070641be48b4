import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { FilterX } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { AreaResult, SearchItem } from '#contract/search.ts';
import { useTitles } from '../../shared/dictionaries.ts';
import { formatCount, formatDistance } from '../../shared/format.ts';
import { changeLink, openCard, useLink } from '../../shared/link-store.ts';
import { Button } from '../../shared/ui/button.tsx';
import { KindIcon } from '../../shared/ui/kind-icon.tsx';
import { Empty, Failure, Skeleton } from '../../shared/ui/states.tsx';
import { type AreaFilter, noFilter } from '../../shared/question-code.ts';
import { useWords } from '../../shared/words/words.ts';
import styles from './area-panel.module.css';
import { setHovered, useHovered } from './store.ts';

interface ResultListProps {
  query: UseInfiniteQueryResult<InfiniteData<AreaResult>>;
  filter: AreaFilter;
  /** Rows that fit the filter, loaded or not. */
  total: number;
}
const rowHeight = 46;

/** The rows of an area: only those in sight are in the page; the next hundred come when the end comes near. */
export function ResultList({ query, filter, total }: ResultListProps) {
  const words = useWords();
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  const isFiltered = filter !== noFilter && JSON.stringify(filter) !== JSON.stringify(noFilter);
  return (
    <div className={styles.listPart}>
      <div className={styles.listHead}>
        <h3>{words.area.list}</h3>
        <span role="status">{query.data ? words.area.listOf(formatCount(rows.length), formatCount(total)) : ''}</span>
        {isFiltered && (
          <Button look="quiet" size="s" icon={<FilterX size={13} aria-hidden />} onClick={() => changeLink({ filter: noFilter }, 'push')}>
            {words.area.unfilter}
          </Button>
        )}
      </div>
      <TextFilter filter={filter} />
      {query.isPending && <Skeleton rows={6} />}
      {query.isError && rows.length === 0 && <Failure error={query.error} onRetry={() => query.refetch()} />}
      {query.data && rows.length === 0 && <Empty title={words.area.emptyFiltered} />}
      {rows.length > 0 && <Rows rows={rows} total={total} query={query} />}
    </div>
  );
}

/** Written to the link once the typing pauses. */
function TextFilter({ filter }: { filter: AreaFilter }) {
  const words = useWords();
  const [text, setText] = useState(filter.q);
  useEffect(() => setText(filter.q), [filter.q]);
  useEffect(() => {
    if (text.trim() === filter.q) return;
    const timer = setTimeout(() => changeLink({ filter: { ...filter, q: text.trim() } }, 'replace'), 300);
    return () => clearTimeout(timer);
  }, [text, filter]);
  return <input type="search" className={styles.filterText} value={text} maxLength={100} placeholder={words.area.filterText} aria-label={words.area.filterText} onChange={(event) => setText(event.target.value)} />;
}

function Rows({ rows, total, query }: { rows: SearchItem[]; total: number; query: ResultListProps['query'] }) {
  const words = useWords();
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => box.current, estimateSize: () => rowHeight, overscan: 8, getItemKey: (index) => rows[index]?.id ?? index });
  const visible = virtual.getVirtualItems();
  const last = visible.at(-1)?.index ?? 0;
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query;
  useEffect(() => {
    if (last >= rows.length - 15 && hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage();
  }, [last, rows.length, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);
  const hovered = useHovered();
  const hoveredIndex = hovered.from === 'map' ? rows.findIndex((row) => row.id === hovered.id) : -1;
  useEffect(() => {
    if (hoveredIndex >= 0) virtual.scrollToIndex(hoveredIndex, { align: 'auto' });
  }, [hoveredIndex, virtual]);
  return (
    <>
      <div ref={box} className={styles.rows} tabIndex={-1}>
        <ul style={{ height: virtual.getTotalSize() }} aria-label={words.area.list}>
          {visible.map((item) => {
            const row = rows[item.index];
            return row && <Row key={item.key} row={row} top={item.start} place={item.index + 1} total={total} isHovered={hovered.id === row.id} />;
          })}
        </ul>
      </div>
      {isFetchNextPageError && <Failure error={query.error} onRetry={() => fetchNextPage()} />}
      {isFetchingNextPage && <p className={styles.more}>{words.area.loadingMore}</p>}
    </>
  );
}

function Row({ row, top, place, total, isHovered }: { row: SearchItem; top: number; place: number; total: number; isHovered: boolean }) {
  const words = useWords();
  const titles = useTitles();
  const category = titles.category(row.kind, row.category);
  const texts = [row.name, row.address, category].filter(Boolean);
  const isOpen = useLink((link) => link.open?.type === 'element' && link.open.code === row.code);
  return (
    <li className={styles.row} style={{ transform: `translateY(${top}px)`, height: rowHeight }} aria-setsize={total} aria-posinset={place} data-hovered={isHovered}>
      <button
        type="button"
        aria-current={isOpen || undefined}
        onClick={() => openCard({ type: 'element', code: row.code }, 'if-hidden')}
        onPointerEnter={() => setHovered(row.id, 'list')}
        onPointerLeave={() => setHovered(null, 'list')}
        onFocus={() => setHovered(row.id, 'list')}
        onBlur={() => setHovered(null, 'list')}
      >
        <KindIcon kind={row.kind} size={15} />
        <span className={styles.texts}>
          {/* What has no name is called by its address, else by what it is. */}
          <span className={styles.name}>{texts[0] ?? words.common.unnamed}</span>
          <small>{[category, row.address].filter((text) => text && text !== texts[0]).join(' · ')}</small>
        </span>
        <span className={styles.distance}>{formatDistance(row.distanceMeters)}</span>
      </button>
    </li>
  );
}
