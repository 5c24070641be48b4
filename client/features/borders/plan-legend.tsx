import { useWords, wordFor } from '../../shared/words/words.ts';
import styles from './plan-legend.module.css';

/** What the colours of a plan's grids mean where it is looked at, not edited. */
export function PlanLegend({ hasEnded }: { hasEnded: boolean }) {
  const words = useWords().borders;
  return (
    <ul className={styles.legend} aria-label={words.planLegend}>
      {(['new', 'changed', ...(hasEnded ? (['ended'] as const) : [])] as const).map((tone) => (
        <li key={tone}>
          <i data-tone={tone} aria-hidden /> {wordFor(words.changes, tone)}
        </li>
      ))}
    </ul>
  );
}
