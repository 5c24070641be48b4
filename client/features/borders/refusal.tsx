import { LocateFixed } from 'lucide-react';
import { ApiError } from '../../shared/api-call.ts';
import { Button } from '../../shared/ui/button.tsx';
import { describeFailure } from '../../shared/ui/states.tsx';
import { useWords } from '../../shared/words/words.ts';
import styles from './borders.module.css';

type Position = [number, number];

/** Why something was not done and what to do about it; places of a wrong border can be flown to. */
export function Refusal({ error, onGoTo }: { error: unknown; onGoTo?: (position: Position) => void }) {
  const words = useWords();
  if (!error) return null;
  const api = error instanceof ApiError ? error : null;
  const advice = api && Object.hasOwn(words.borders.refusals, api.problemName) ? words.borders.refusals[api.problemName] : describeFailure(error, words);
  const places = api?.problem?.errors ?? [];
  return (
    <div className={styles.refusal} role="alert">
      <p>
        <b>{words.borders.refused}</b> {advice}
      </p>
      {places.length > 0 && (
        <ul>
          {places.slice(0, 8).map(({ detail, location }) => (
            <li key={`${detail}${location}`}>
              <span lang="en">{detail}</span>
              {location && onGoTo && (
                <Button size="s" look="quiet" icon={<LocateFixed size={13} aria-hidden />} onClick={() => onGoTo(location)}>
                  {words.borders.seeProblem}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {places.length === 0 && api?.problem?.detail && (
        <details>
          <summary>{words.common.serverSays}</summary>
          <span lang="en">{api.problem.detail}</span>
        </details>
      )}
    </div>
  );
}
