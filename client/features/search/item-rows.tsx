import { useVirtualizer } from '@tanstack/react-virtual';
import { Check, Plus, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { SearchItem } from '#contract/search.ts';
import { useTitles } from '../../shared/dictionaries.ts';
import { formatDistance } from '../../shared/format.ts';
import { openCard, useLink } from '../../shared/link-store.ts';
import { changeSelection, useSelection } from '../../shared/question.ts';
import { isItemChosen, toggleItem } from '../../shared/selection.ts';
import { IconButton } from '../../shared/ui/icon-button.tsx';
import { KindIcon } from '../../shared/ui/kind-icon.tsx';
import { Failure } from '../../shared/ui/states.tsx';
import { useWords } from '../../shared/words/words.ts';
import type { AreaRowsQuery } from './area-api.ts';
import styles from './area-panel.module.css';
import { setHovered, useHovered } from './store.ts';

interface ItemRowsProps {
  label: string;
  rows: SearchItem[];
  /** Rows that fit, loaded or not. */
  total: number;
  query: AreaRowsQuery;
  /** In the list of what was chosen a row can only be taken out. */
  isChosenList?: boolean;
}
const rowHeight = 46;

/** A list of any length: only the rows in sight are in the page; more are fetched when the end comes near. */
export function ItemRows({ label, rows, total, query, isChosenList = false }: ItemRowsProps) {
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
        <ul style={{ height: virtual.getTotalSize() }} aria-label={label}>
          {visible.map((item) => {
            const row = rows[item.index];
            return row && <Row key={item.key} row={row} top={item.start} place={item.index + 1} total={total} isHovered={hovered.id === row.id} isChosenList={isChosenList} />;
          })}
        </ul>
      </div>
      {isFetchNextPageError && <Failure error={query.error} onRetry={() => fetchNextPage()} />}
      {isFetchingNextPage && <p className={styles.more}>{words.area.loadingMore}</p>}
    </>
  );
}

function Row({ row, top, place, total, isHovered, isChosenList }: { row: SearchItem; top: number; place: number; total: number; isHovered: boolean; isChosenList: boolean }) {
  const words = useWords();
  const titles = useTitles();
  const category = row.careTypes && row.careTypes.length > 0 ? row.careTypes.map((type) => titles.category('key_person', type)).join('、') : titles.category(row.kind, row.category);
  const texts = [row.name, row.address, category].filter(Boolean);
  const title = texts[0] ?? words.common.unnamed;
  const isOpen = useLink((link) => link.open?.type === 'element' && link.open.code === row.code);
  const { selection } = useSelection();
  const isChosen = isItemChosen(selection, row);
  return (
    <li className={styles.row} style={{ transform: `translateY(${top}px)`, height: rowHeight }} aria-setsize={total} aria-posinset={place} data-hovered={isHovered} data-chosen={isChosen && !isChosenList}>
      <button
        type="button"
        className={styles.rowMain}
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
          <span className={styles.name}>{title}</span>
          <small>{[category, row.address].filter((text) => text && text !== title).join(' · ')}</small>
        </span>
        <span className={styles.distance}>{formatDistance(row.distanceMeters)}</span>
      </button>
      <IconButton size="s" side="left" className={styles.pick} label={isChosen ? words.area.takeOut(title) : words.area.putIn(title)} isPressed={isChosenList ? undefined : isChosen} onClick={() => changeSelection(toggleItem(selection, row))}>
        {isChosenList ? <X size={14} aria-hidden /> : isChosen ? <Check size={15} aria-hidden /> : <Plus size={15} aria-hidden />}
      </IconButton>
    </li>
  );
}
