import type { LinkArea } from '../../shared/area-code.ts';
import { formatCount } from '../../shared/format.ts';
import { changeLink, useLink } from '../../shared/link-store.ts';
import { Failure, Skeleton } from '../../shared/ui/states.tsx';
import { useWords } from '../../shared/words/words.ts';
import { usePlaceCounts } from './area-api.ts';
import styles from './area-panel.module.css';

/** How the filter's things are spread over grids, most first; a bar narrows everything to its grid. */
export function PlaceBars({ area, hasCountedOnly }: { area: LinkArea; hasCountedOnly: boolean }) {
  const words = useWords();
  const filter = useLink((link) => link.filter);
  const { data: places, isError, error, refetch } = usePlaceCounts(area, filter);
  if (isError) return <Failure error={error} onRetry={() => refetch()} />;
  if (!places) return <Skeleton rows={4} />;
  const largest = places[0]?.count ?? 1;
  return (
    <>
      <ul className={styles.bars} aria-label={words.area.byPlace}>
        {places.map(({ code, name, count }) => (
          <li key={code}>
            <button type="button" aria-pressed={filter.within === code} aria-label={words.area.filterBy(name, formatCount(count))} onClick={() => changeLink({ filter: { ...filter, within: filter.within === code ? null : code } }, 'push')}>
              <span className={styles.barName}>{name}</span>
              <span className={styles.bar} aria-hidden="true">
                <i style={{ width: `${Math.max(2, (count / largest) * 100)}%` }} />
              </span>
              <b>{formatCount(count)}</b>
            </button>
          </li>
        ))}
      </ul>
      {hasCountedOnly && <p className={styles.barsNote}>{words.area.fewNotTold}</p>}
    </>
  );
}
