import { useWords, wordFor } from '../../shared/words/words.ts';
import styles from './plan-legend.module.css';
import { ToneList } from './tone-list.tsx';

/** Over the map of a plan that is looked at, not edited. */
export function PlanLegend({ hasEnded }: { hasEnded: boolean }) {
  const words = useWords().borders;
  const tones = (['new', 'changed', 'ended'] as const).filter((tone) => hasEnded || tone !== 'ended');
  return <ToneList className={styles.legend} label={words.planLegend} tones={tones.map((tone) => [tone, wordFor(words.changes, tone)])} />;
}
