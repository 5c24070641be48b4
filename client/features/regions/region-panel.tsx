import { useQueries } from '@tanstack/react-query';
import { ChevronRight, MapPinned, Search } from 'lucide-react';
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useRef, useState } from 'react';
import type { RegionSummary } from '#contract/regions.ts';
import { formatCount } from '../../shared/format.ts';
import { Empty, Failure, Skeleton } from '../../shared/ui/states.tsx';
import { useWords } from '../../shared/words/words.ts';
import { levelWord } from '../../shared/region-names.ts';
import { regionChildren, useRegionSearch } from './api.ts';
import styles from './region-panel.module.css';
import { stepInTree, type TreeRow, visibleRows } from './tree.ts';

export interface RegionPanelProps {
  /** Code of the region or grid whose card is open. */
  selected: string | null;
  /** Opens a region's or grid's card and goes there. */
  onJump: (region: RegionSummary) => void;
  /** Offers this region alone, with what it holds and the way to it; without it all. */
  within?: string;
}

/** Regions from the top down, loaded as they are opened, and a search over names and codes. */
export function RegionPanel({ selected, onJump, within = '' }: RegionPanelProps) {
  const words = useWords();
  const listId = useId();
  const panel = useRef<HTMLDivElement>(null);
  const [text, setText] = useState('');
  const [active, setActive] = useState(-1);
  const q = useDeferredValue(text.trim());
  const query = useRegionSearch(q);
  const isTyped = text.trim() !== '';
  const found = isTyped ? (query.data?.regions ?? []).filter(({ code }) => code.startsWith(within)) : [];
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return; // Enter and arrows belong to the input method while it composes
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      if (found.length > 0) setActive((active < 0 && step < 0 ? found.length - 1 : active + step + found.length) % found.length);
      else if (!isTyped && step > 0) panel.current?.querySelector<HTMLElement>('[role="treeitem"][tabindex="0"]')?.focus();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const region = found[Math.max(0, active)];
      // What is shown still may be the answer to the text before.
      if (region && q === text.trim() && !query.isPlaceholderData) onJump(region);
    }
  };
  return (
    <div ref={panel} className={styles.panel}>
      <div className={styles.search}>
        <Search size={14} aria-hidden />
        <input
          type="search"
          role="combobox"
          aria-expanded={found.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={active >= 0 && active < found.length ? `${listId}-${active}` : undefined}
          value={text}
          maxLength={100}
          autoComplete="off"
          aria-label={words.regions.search}
          placeholder={words.regions.searchHint}
          onChange={(event) => {
            setText(event.target.value);
            setActive(-1);
          }}
          onKeyDown={press}
        />
      </div>
      {isTyped ? <FoundRegions id={listId} q={q} query={query} regions={found} active={active} selected={selected} onJump={onJump} /> : <RegionTree selected={selected} onJump={onJump} within={within} />}
    </div>
  );
}

interface FoundRegionsProps extends Pick<RegionPanelProps, 'selected' | 'onJump'> {
  id: string;
  q: string;
  query: ReturnType<typeof useRegionSearch>;
  regions: RegionSummary[];
  /** The row that the arrows are at; the focus stays in the box. */
  active: number;
}

function FoundRegions({ id, q, query, regions, active, selected, onJump }: FoundRegionsProps) {
  const words = useWords();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => list.current?.querySelector(`[id="${id}-${active}"]`)?.scrollIntoView({ block: 'nearest' }), [id, active]);
  if (query.isPending) return <Skeleton rows={5} />;
  if (query.isError) return <Failure error={query.error} onRetry={() => query.refetch()} />;
  if (regions.length === 0) return <Empty icon={<MapPinned size={22} aria-hidden />} title={words.regions.notFound(q)} />;
  return (
    <div ref={list} role="listbox" id={id} aria-label={words.regions.search} className={styles.found}>
      {regions.map((region, index) => (
        <div key={region.code} id={`${id}-${index}`} role="option" tabIndex={-1} className={styles.row} aria-selected={index === active} aria-current={selected === region.code || undefined} onMouseDown={(event) => event.preventDefault()} onClick={() => onJump(region)} onKeyDown={() => undefined}>
          <span className={styles.name}>{region.name}</span>
          <small>{levelWord(region, words)}</small>
          <code>{region.code}</code>
        </div>
      ))}
    </div>
  );
}

function RegionTree({ selected, onJump, within }: Required<RegionPanelProps>) {
  const words = useWords();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [focused, setFocused] = useState<string | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const parents = [null, ...open];
  const queries = useQueries({ queries: parents.map((parent) => regionChildren(parent)) });
  const loaded = new Map(parents.map((parent, index) => [parent, queries[index]?.data?.regions.filter(({ code }) => code.startsWith(within) || within.startsWith(code))]));
  const rows = visibleRows((code) => loaded.get(code), open);
  const top = queries[0];
  useOpenedTop(rows, setOpen);
  if (!top || top.isPending) return <Skeleton rows={6} />;
  if (top.isError) return <Failure error={top.error} onRetry={() => top.refetch()} />;
  if (rows.length === 0) return <Empty icon={<MapPinned size={22} aria-hidden />} title={words.regions.empty} hint={words.regions.emptyHint} />;

  const toggle = (code: string) => setOpen(open.has(code) ? new Set([...open].filter((one) => one !== code)) : new Set([...open, code]));
  // The way to the offered region is shown; what lies above it is not offered.
  const jump = (region: RegionSummary) => region.code.startsWith(within) && onJump(region);
  const press = (event: KeyboardEvent, row: TreeRow<RegionSummary>) => {
    if (event.key === 'Enter' || event.key === ' ') jump(row.region);
    const step = stepInTree(rows, row.region.code, event.key);
    if (step || event.key === 'Enter' || event.key === ' ') event.preventDefault();
    if (!step) return;
    if ('focus' in step) {
      setFocused(step.focus);
      list.current?.querySelector<HTMLElement>(`[data-code="${step.focus}"]`)?.focus();
    } else toggle('open' in step ? step.open : step.close);
  };
  const reachable = rows.some((row) => row.region.code === focused) ? focused : rows[0]?.region.code;
  return (
    <div ref={list} role="tree" aria-label={words.regions.tree} className={styles.tree}>
      {rows.map((row) => (
        <RegionRow key={row.region.code} row={row} isSelected={selected === row.region.code} isReachable={reachable === row.region.code} onToggle={() => toggle(row.region.code)} isOutside={!row.region.code.startsWith(within)} onJump={() => jump(row.region)} onFocus={() => setFocused(row.region.code)} onKeyDown={(event) => press(event, row)} />
      ))}
    </div>
  );
}

/** A chain of single regions at the top (province, city, county) is opened by itself, once. */
function useOpenedTop(rows: TreeRow<RegionSummary>[], setOpen: (change: (open: ReadonlySet<string>) => ReadonlySet<string>) => void): void {
  const opened = useRef(new Set<string>());
  const last = rows.at(-1);
  const code = last && rows.length === last.depth && last.region.childCount > 0 ? last.region.code : null;
  useEffect(() => {
    if (code === null || opened.current.has(code)) return;
    opened.current.add(code);
    setOpen((open) => new Set([...open, code]));
  }, [code, setOpen]);
}

interface RegionRowProps {
  row: TreeRow<RegionSummary>;
  isSelected: boolean;
  isReachable: boolean;
  /** Above what is offered: it leads there and cannot be chosen. */
  isOutside: boolean;
  onToggle: () => void;
  onJump: () => void;
  onFocus: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

function RegionRow({ row, isSelected, isReachable, isOutside, onToggle, onJump, onFocus, onKeyDown }: RegionRowProps) {
  const words = useWords();
  const { region, depth, isOpen, isLoading } = row;
  return (
    <div
      role="treeitem"
      data-code={region.code}
      aria-level={depth}
      aria-expanded={region.childCount > 0 ? isOpen : undefined}
      aria-selected={isSelected}
      aria-disabled={isOutside || undefined}
      aria-busy={isLoading}
      tabIndex={isReachable ? 0 : -1}
      className={styles.row}
      style={{ paddingLeft: 8 + (depth - 1) * 16 }}
      title={isOutside ? words.regions.outside : words.regions.jump(region.name)}
      onClick={onJump}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
    >
      <span
        className={styles.chevron}
        data-open={isOpen}
        aria-hidden="true"
        onClick={(event) => {
          event.stopPropagation();
          onToggle();
        }}
      >
        {region.childCount > 0 && <ChevronRight size={14} />}
      </span>
      <span className={styles.name}>{region.name}</span>
      <small>{levelWord(region, words)}</small>
      {region.gridCount > 0 && <small className={styles.grids}>{words.regions.grids(formatCount(region.gridCount))}</small>}
    </div>
  );
}
