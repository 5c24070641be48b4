import { useWords } from '../../shared/words/words.ts';
import styles from './borders.module.css';
import type { Communities } from './households.ts';

/** What of the plan's households is no register's, once beside the figures. */
export function HouseholdsNote({ plan }: { plan: Communities }) {
  const words = useWords().borders;
  const sources = new Set(plan.communities.map(({ householdsSource }) => householdsSource));
  return (
    <>
      {(['estimated', 'unknown'] as const).map((source) =>
        sources.has(source) ? (
          <p key={source} className={styles.sourceNote} role="note">
            {words.householdsNote[source]}
          </p>
        ) : null,
      )}
    </>
  );
}
