import { BarChart3, CheckCheck, Crosshair, LocateFixed } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Theme } from '#contract/areas.ts';
import type { LinkArea } from '../../shared/area-code.ts';
import { formatCount } from '../../shared/format.ts';
import { changeLink } from '../../shared/link-store.ts';
import { changeSelection, useSelection } from '../../shared/question.ts';
import type { AreaFilter } from '../../shared/question-code.ts';
import { chooseThemes } from '../../shared/selection.ts';
import { Button } from '../../shared/ui/button.tsx';
import { IconButton } from '../../shared/ui/icon-button.tsx';
import { Empty, Failure, Skeleton } from '../../shared/ui/states.tsx';
import { useWords } from '../../shared/words/words.ts';
import type { AreaRowsQuery } from './area-api.ts';
import styles from './area-panel.module.css';
import { CountedOnly } from './counted-only.tsx';
import { ItemRows } from './item-rows.tsx';
import { NotTold, OnlyOwn } from './not-told.tsx';
import { PlaceBars } from './place-bars.tsx';
import { useAnswer } from './store.ts';
import { countedThemes, countListed, isNotTold } from './totals.ts';

interface ResultListProps {
  area: LinkArea;
  query: AreaRowsQuery;
  filter: AreaFilter;
  /** The middle of the map. */
  center: [number, number] | null;
}

/** The second column: the rows of the chosen themes, nearest first, and how they are spread. */
export function ResultList({ area, query, filter, center }: ResultListProps) {
  const words = useWords();
  const { isChartOpen, isPicking } = useAnswer();
  const [first] = query.data?.pages ?? [];
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  const listed = first ? countListed(first.totals, first.countedOnly) : 0;
  return (
    <section className={styles.listPart} aria-label={words.area.list}>
      <div className={styles.listHead}>
        <h3>{words.area.list}</h3>
        <span role="status">{first && listed > 0 ? words.area.listOf(formatCount(rows.length), formatCount(listed)) : ''}</span>
        <span className={styles.listTools}>
          <NearTools center={center} filter={filter} />
          <IconButton size="s" label={words.area.byPlace} isPressed={isChartOpen} onClick={() => useAnswer.setState({ isChartOpen: !isChartOpen })}>
            <BarChart3 size={15} aria-hidden />
          </IconButton>
        </span>
      </div>
      <div className={styles.listBar}>
        <TextFilter filter={filter} />
        {filter.themes.length > 0 && <ChooseAll themes={filter.themes} />}
      </div>
      {isPicking && (
        <p className={styles.countedOnly} role="status">
          {words.area.pickNearHint}
        </p>
      )}
      {isChartOpen && <PlaceBars area={area} hasCountedOnly={first !== undefined && countedThemes(first.totals, first.countedOnly).length > 0} />}
      {first && <CountedOnly answer={first} themes={filter.themes} hasWords={filter.q !== ''} />}
      {query.isPending && <Skeleton rows={6} />}
      {query.isError && rows.length === 0 && <Failure error={query.error} onRetry={() => query.refetch()} />}
      {first && <NotTold notTold={first.notTold} themes={filter.themes} />}
      {first && <OnlyOwn onlyOwn={first.onlyOwn} themes={filter.themes} />}
      {first && first.totals.length === 0 && !isNotTold(filter.themes, first.notTold) && <Empty title={words.area.emptyFiltered} />}
      {query.hasNextPage && rows.length > 0 && <OnMap shown={rows.length} query={query} />}
      {rows.length > 0 && <ItemRows label={words.area.list} rows={rows} total={listed} query={query} />}
    </section>
  );
}

/** The map shows what is listed: a part, as long as the list is not read to its end. */
function OnMap({ shown, query: { isFetchingNextPage, fetchNextPage } }: { shown: number; query: AreaRowsQuery }) {
  const words = useWords();
  return (
    <p className={styles.onMap}>
      <span role="status">{words.area.onMap(formatCount(shown))}</span>
      <Button size="s" look="quiet" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
        {isFetchingNextPage ? words.common.loading : words.area.listMore}
      </Button>
    </p>
  );
}

function ChooseAll({ themes }: { themes: Theme[] }) {
  const words = useWords();
  const { selection } = useSelection();
  return (
    <Button size="s" look="primary" icon={<CheckCheck size={14} aria-hidden />} onClick={() => changeSelection(chooseThemes(selection, themes))}>
      {words.area.chooseShown}
    </Button>
  );
}

/** Where the list begins: at a click on the map, or at the map's middle for those who use keys. */
function NearTools({ center, filter }: { center: [number, number] | null; filter: AreaFilter }) {
  const words = useWords();
  const isPicking = useAnswer((state) => state.isPicking);
  return (
    <>
      <IconButton size="s" label={words.area.pickNear} isPressed={isPicking} onClick={() => useAnswer.setState({ isPicking: !isPicking })}>
        <Crosshair size={15} aria-hidden />
      </IconButton>
      <IconButton size="s" label={words.area.nearCenter} disabledReason={center ? null : words.states.loadingMap} onClick={() => center && changeLink({ filter: { ...filter, nearTo: center } }, 'push')}>
        <LocateFixed size={15} aria-hidden />
      </IconButton>
    </>
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
