import { useState } from 'react';
import { careKind } from '#contract/areas.ts';
import type { BriefDetail, BriefItem, BriefTotal } from '#contract/briefs.ts';
import { useTitles } from '../../shared/dictionaries.ts';
import { formatMoment } from '../../shared/china-time.ts';
import { formatCount, formatDistance } from '../../shared/format.ts';
import { openCard } from '../../shared/link-store.ts';
import { usePreferences } from '../../shared/preferences.ts';
import { themeKey } from '../../shared/question-code.ts';
import { Button } from '../../shared/ui/button.tsx';
import { CardSection, Note } from '../../shared/ui/card.tsx';
import { KindIcon } from '../../shared/ui/kind-icon.tsx';
import { Failure, Skeleton } from '../../shared/ui/states.tsx';
import { useWords } from '../../shared/words/words.ts';
import { useBriefItems } from './api.ts';
import styles from './briefs.module.css';
import type { ItemFilter } from './store.ts';
import { useThemeTitles } from './theme-title.ts';

/** Totals by theme, each of which opens its list; and the earlier lists by their dates. */
export function BriefContent({ brief }: { brief: BriefDetail }) {
  const words = useWords().briefs;
  const language = usePreferences((state) => state.language);
  const [theme, setTheme] = useState<BriefTotal | null>(null);
  const [snapshot, setSnapshot] = useState<number | null>(null);
  const isOlder = snapshot !== null && snapshot !== brief.snapshots[0]?.id;
  return (
    <>
      {!isOlder && <Totals brief={brief} chosen={theme} onChoose={setTheme} />}
      <CardSection title={words.list} {...(theme && brief.countedOnly.includes(theme.kind) ? { hint: words.countedOnly } : {})}>
        {brief.snapshots.length > 1 && (
          <label className={styles.field}>
            <span>{words.earlier}</span>
            <select value={snapshot ?? brief.snapshots[0]?.id} onChange={(event) => setSnapshot(Number(event.target.value))}>
              {brief.snapshots.map(({ id, takenAt, items }, index) => (
                <option key={id} value={id}>
                  {`${formatMoment(takenAt, language)} · ${index === 0 ? words.present : words.earlierItems(formatCount(items))}`}
                </option>
              ))}
            </select>
          </label>
        )}
        <Items id={brief.id} filter={{ ...(isOlder ? { snapshot } : {}), ...(theme && !isOlder ? { kind: theme.kind, category: theme.category } : {}) }} />
      </CardSection>
    </>
  );
}

function Totals({ brief, chosen, onChoose }: { brief: BriefDetail; chosen: BriefTotal | null; onChoose: (theme: BriefTotal | null) => void }) {
  const words = useWords().briefs;
  const titles = useTitles();
  const titleOf = useThemeTitles();
  const hasPeople = brief.totals.some(({ kind }) => kind === 'person' || kind === 'household' || kind === careKind);
  if (brief.totals.length + brief.notTold.length === 0) return null;
  return (
    <CardSection title={words.totals}>
      <div className={styles.totals}>
        {brief.totals.map((total) => {
          const isChosen = chosen !== null && themeKey(chosen) === themeKey(total);
          return (
            <button key={themeKey(total)} type="button" className={styles.total} aria-pressed={isChosen} onClick={() => onChoose(isChosen ? null : total)}>
              <KindIcon kind={total.kind} />
              {titleOf(total)}
              <b>{total.count === null ? words.few : formatCount(total.count)}</b>
            </button>
          );
        })}
      </div>
      {brief.isPeopleByGrid && hasPeople && <Note>{words.peopleByGrid}</Note>}
      {brief.notTold.length > 0 && <Note>{words.notTold(brief.notTold.map(titles.kind).join('、'))}</Note>}
    </CardSection>
  );
}

/** @param onShow what a row does, where it does not open its card */
export function Items({ id, filter, shown, onShow }: { id: string; filter: ItemFilter; shown?: string | null; onShow?: (item: BriefItem) => void }) {
  const words = useWords().briefs;
  const query = useBriefItems(id, filter);
  if (query.isPending) return <Skeleton rows={4} />;
  if (query.isError) return <Failure error={query.error} onRetry={() => query.refetch()} />;
  const items = query.data.pages.flatMap((page) => page.items);
  const total = query.data.pages[0]?.total ?? 0;
  if (items.length === 0) return <p>{words.listEmpty}</p>;
  return (
    <>
      <ItemRows items={items} shown={shown} onShow={onShow} />
      {query.hasNextPage && (
        <Button size="s" look="quiet" disabled={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
          {`${words.more}（${words.listOf(formatCount(items.length), formatCount(total))}）`}
        </Button>
      )}
    </>
  );
}

interface ItemRowsProps {
  items: BriefItem[];
  /** Code of the one that the map was sent to. */
  shown?: string | null | undefined;
  onShow?: ((item: BriefItem) => void) | undefined;
}

/** Things of a brief; each opens its card, or is shown as the reader of the list wants it. */
export function ItemRows({ items, shown, onShow = ({ code }) => openCard({ type: 'element', code }, 'if-hidden') }: ItemRowsProps) {
  const words = useWords();
  const titleOf = useThemeTitles();
  return (
    <ul className={styles.rows} aria-label={words.briefs.list}>
      {items.map((item) => (
        <li key={`${item.kind}/${item.category}/${item.code}`}>
          <button type="button" className={styles.row} aria-current={item.code === shown || undefined} onClick={() => onShow(item)}>
            <span>
              {item.name || words.common.unnamed} {!item.isCurrent && <mark>{words.briefs.gone}</mark>}
            </span>
            <em>{item.distanceMeters === null ? '' : formatDistance(item.distanceMeters)}</em>
            <small>{[titleOf(item), item.address].filter(Boolean).join(' · ')}</small>
          </button>
        </li>
      ))}
    </ul>
  );
}
