import type { UseQueryResult } from '@tanstack/react-query';
import { ChevronDown, SearchX } from 'lucide-react';
import { useEffect } from 'react';
import { useTitles } from '../../shared/dictionaries.ts';
import { formatCount } from '../../shared/format.ts';
import { KindIcon } from '../../shared/ui/kind-icon.tsx';
import { Empty, Failure, Skeleton } from '../../shared/ui/states.tsx';
import { levelWord } from '../../shared/region-names.ts';
import { useWords, wordFor } from '../../shared/words/words.ts';
import type { FoundItem, FoundItems } from './api.ts';
import { highlight } from './highlight.ts';
import type { ResultGroup, ResultRow } from './kind-groups.ts';
import { SaveSearchButton } from './saved-searches.tsx';
import styles from './search-box.module.css';

interface SearchResultsProps {
  id: string;
  q: string;
  query: UseQueryResult<FoundItems>;
  groups: ResultGroup[];
  /** Which of all their rows the keys are at. */
  active: number;
  onTake: (row: ResultRow) => void;
  onHover: (index: number) => void;
}

export function SearchResults({ id, q, query, groups, active, onTake, onHover }: SearchResultsProps) {
  const words = useWords();
  const titles = useTitles();
  useEffect(() => {
    if (active >= 0) document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, active]);
  if (query.isError) return <Failure error={query.error} title={words.search.failed} onRetry={() => query.refetch()} />;
  if (!query.data || q === '') return <Skeleton rows={3} />;
  const rows = groups.flatMap((group) => group.rows);
  const titleOf = ({ kind, use }: ResultGroup) => (use ? wordFor(words.search.estates, use) : titles.kind(kind));
  if (rows.length === 0 && !query.isFetching) return <Empty icon={<SearchX size={22} aria-hidden />} title={words.search.none(q)} hint={words.search.noneHint} />;
  return (
    <>
      <div role="listbox" id={id} aria-label={words.search.label} aria-busy={query.isFetching} className={styles.list}>
        {groups.map((group) => (
          <fieldset key={group.key} aria-label={titleOf(group)}>
            <div className={styles.groupHead} aria-hidden="true">
              {titleOf(group)}
            </div>
            {group.rows.map((row) => {
              const index = rows.indexOf(row);
              const props = { id: `${id}-${index}`, isActive: index === active, onTake: () => onTake(row), onHover: () => onHover(index) };
              return row.type === 'item' ? <ResultOption key={row.item.code} item={row.item} q={q} {...props} /> : <MoreOption key="more" row={row} title={titleOf(group)} {...props} />;
            })}
          </fieldset>
        ))}
      </div>
      <div className={styles.foot}>
        <span>{words.search.results(`${formatCount(query.data.total)}${query.data.isTotalCapped ? '+' : ''}`)}</span>
        <span className={styles.keys}>{words.search.keys}</span>
        <SaveSearchButton text={q} />
      </div>
    </>
  );
}

interface OptionProps {
  id: string;
  isActive: boolean;
  onTake: () => void;
  onHover: () => void;
}

function MoreOption({ row, title, id, isActive, onTake, onHover }: OptionProps & { row: ResultRow & { type: 'more' }; title: string }) {
  const words = useWords();
  const text = row.count === null ? words.search.loadMore : words.search.moreOfKind(formatCount(row.count));
  return (
    <div id={id} role="option" tabIndex={-1} aria-label={`${title} ${text}`} aria-selected={isActive} className={`${styles.option} ${styles.more}`} onMouseDown={(event) => event.preventDefault()} onMouseMove={onHover} onClick={onTake} onKeyDown={() => undefined}>
      <ChevronDown size={15} aria-hidden />
      {text}
    </div>
  );
}

function ResultOption({ item, q, id, isActive, onTake, onHover }: OptionProps & { item: FoundItem; q: string }) {
  const words = useWords();
  const titles = useTitles();
  const category = item.kind === 'region' ? levelWord({ level: item.category, name: item.name }, words) : titles.category(item.kind, item.category);
  const name = item.name || item.address || category || words.common.unnamed;
  const people = item.inCharge?.map(({ holder, roleTitle, unitNo }) => [holder, roleTitle, unitNo === null ? '' : words.card.unit(unitNo)].filter(Boolean).join(' · '));
  const title = people ? `${people.join(' / ')} · ${name}` : name;
  const second = item.matched === 'code' ? item.code : [item.address, category].find((text) => text && text !== name);
  return (
    // The focus stays in the input, as the combobox pattern says; its keys choose.
    <div id={id} role="option" tabIndex={-1} aria-selected={isActive} className={styles.option} onMouseDown={(event) => event.preventDefault()} onMouseMove={onHover} onClick={onTake} onKeyDown={() => undefined}>
      <KindIcon kind={item.kind} size={15} />
      <span className={styles.texts}>
        <span className={styles.name}>
          <Marked text={title} q={q} />
        </span>
        {second && (
          <small>
            <Marked text={second} q={q} />
          </small>
        )}
      </span>
      <small className={styles.matched}>{wordFor(words.search.matched, item.matched)}</small>
    </div>
  );
}

function Marked({ text, q }: { text: string; q: string }) {
  return highlight(text, q).map((part) => (part.isMatch ? <mark key={part.start}>{part.text}</mark> : part.text));
}
