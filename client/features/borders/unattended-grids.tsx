import type { BorderImpact } from '#contract/border-review.ts';
import { formatCount } from '../../shared/format.ts';
import { useWords } from '../../shared/words/words.ts';
import styles from './borders.module.css';
import own from './dialogs.module.css';
import { mostShown } from './duty-choices.ts';
import { type Communities, householdsSourceOf, householdsText } from './households.ts';

/** Grids that nobody will be in charge of, and what to do about it; with `onGrid` each leads to its place. */
export function UnattendedGrids({ plan, grids, onGrid }: { plan: Communities; grids: BorderImpact['unattended']; onGrid?: (code: string) => void }) {
  const all = useWords();
  const words = all.borders;
  if (grids.length === 0) return null;
  return (
    <section className={own.unattended} data-in={onGrid ? 'panel' : 'dialog'} aria-label={words.unattended}>
      <h4>
        {words.unattended} <small>{formatCount(grids.length)}</small>
      </h4>
      <ul className={own.duties}>
        {grids.slice(0, mostShown).map(({ code, name, households }) => (
          <li key={code}>
            {onGrid ? (
              <button type="button" className={styles.link} onClick={() => onGrid(code)}>
                {name}
              </button>
            ) : (
              <span>{name}</span>
            )}
            <b>{householdsText(households, householdsSourceOf(plan, code.slice(0, 12)), all)}</b>
          </li>
        ))}
      </ul>
      {grids.length > mostShown && <p className={styles.note}>{words.moreUnattended(formatCount(grids.length - mostShown))}</p>}
      <p className={styles.note}>{words.unattendedHint}</p>
    </section>
  );
}
