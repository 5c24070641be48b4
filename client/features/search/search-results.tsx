import type { UseQueryResult } from '@tanstack/react-query';
import { SearchX } from 'lucide-react';
import { useEffect } from 'react';
import { useTitles } from '../../shared/dictionaries.ts';
import { formatCount } from '../../shared/format.ts';
import { KindIcon } from '../../shared/ui/kind-icon.tsx';
import { Empty, Failure, Skeleton } from '../../shared/ui/states.tsx';
import { useWords, wordFor } from '../../shared/words/words.ts';
import type { FoundItem, FoundItems } from './api.ts';
import { highlight } from './highlight.ts';
import { SaveSearchButton } from './saved-searches.tsx';
import styles from './search-box.module.css';

interface SearchResultsProps {
  id: string;
  q: string;
  query: UseQueryResult<FoundItems>;
  /** In the order in which they are shown. */
  ordered: FoundItem[];
  active: number;
  onChoose: (item: FoundItem) => void;
  onHover: (index: number) => void;
}

/** Items by kind, kinds in the order of their best item. */
export function groupByKind(items: FoundItem[]): { kind: string; items: FoundItem[] }[] {
  const kinds = [...new Set(items.map((item) => item.kind))];
  return kinds.map((kind) => ({ kind, items: items.filter((item) => item.kind === kind) }));
}

export function SearchResults({ id, q, query, ordered, active, onChoose, onHover }: SearchResultsProps) {
  const words = useWords();
  const titles = useTitles();
  useEffect(() => {
    if (active >= 0) document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, active]);
  if (query.isError) return <Failure error={query.error} title={words.search.failed} onRetry={() => query.refetch()} />;
  if (!query.data || q === '') return <Skeleton rows={3} />;
  if (ordered.length === 0 && !query.isFetching) return <Empty icon={<SearchX size={22} aria-hidden />} title={words.search.none(q)} hint={words.search.noneHint} />;
  return (
    <>
      <div role="listbox" id={id} aria-label={words.search.label} aria-busy={query.isFetching} className={styles.list}>
        {groupByKind(ordered).map((group) => (
          <fieldset key={group.kind} aria-label={titles.kind(group.kind)}>
            <div className={styles.groupHead} aria-hidden="true">
              {titles.kind(group.kind)}
            </div>
            {group.items.map((item) => (
              <ResultOption key={`${item.kind}${item.code}`} item={item} q={q} id={`${id}-${ordered.indexOf(item)}`} isActive={ordered.indexOf(item) === active} onChoose={() => onChoose(item)} onHover={() => onHover(ordered.indexOf(item))} />
            ))}
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

function ResultOption({ item, q, id, isActive, onChoose, onHover }: { item: FoundItem; q: string; id: string; isActive: boolean; onChoose: () => void; onHover: () => void }) {
  const words = useWords();
  const titles = useTitles();
  const category = titles.category(item.kind, item.category);
  const title = item.name || item.address || category || words.common.unnamed;
  const second = item.matched === 'code' ? item.code : [item.address, category].find((text) => text && text !== title);
  return (
    // The focus stays in the input, as the combobox pattern says; its keys choose.
    <div id={id} role="option" tabIndex={-1} aria-selected={isActive} className={styles.option} onMouseDown={(event) => event.preventDefault()} onMouseMove={onHover} onClick={onChoose} onKeyDown={() => undefined}>
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
