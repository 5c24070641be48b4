import { Star } from 'lucide-react';
import type { MatterAnswer } from '#contract/matters.ts';
import { formatDay } from '../../shared/china-time.ts';
import { openCard } from '../../shared/link-store.ts';
import { usePreferences } from '../../shared/preferences.ts';
import { CardSection } from '../../shared/ui/card.tsx';
import { useWords } from '../../shared/words/words.ts';
import styles from './matters-panel.module.css';

/** How such cases were solved at the worst places: what was done how often, and single cases. */
export function SimilarSection({ answer }: { answer: MatterAnswer }) {
  const words = useWords();
  const language = usePreferences((state) => state.language);
  if (answer.similar.length === 0) return null;
  return (
    <CardSection title={words.matters.similar} hint={words.matters.similarHint}>
      <ul className={styles.solutions}>
        {answer.solutions.map((solution) => (
          <li key={solution.note}>
            <b>{solution.note}</b>
            <small>{words.matters.solution(solution.cases, solution.medianHours, solution.returns, solution.meanRating)}</small>
          </li>
        ))}
      </ul>
      <ul className={styles.cases}>
        {answer.similar.map((one) => (
          <li key={one.id}>
            <button type="button" onClick={() => openCard({ type: 'event', code: one.id }, 'if-hidden')}>
              <span>{one.title}</span>
              <small>
                {formatDay(one.closedAt, language)} · {words.matters.took(one.hours)} · {one.departmentTitle ?? ''}
                {one.rating !== null && (
                  <span className={styles.rating} title={words.events.rating(one.rating)}>
                    <Star size={11} aria-hidden /> {one.rating}
                  </span>
                )}
                {one.returns > 0 && ` · ${words.matters.why.returns(one.returns)}`}
              </small>
              <small>{one.solution}</small>
            </button>
          </li>
        ))}
      </ul>
    </CardSection>
  );
}
