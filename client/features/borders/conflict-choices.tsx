import { LocateFixed } from 'lucide-react';
import { useState } from 'react';
import type { ConflictChoice } from '#contract/border-review.ts';
import type { FieldError } from '#contract/shapes.ts';
import { refusalText } from '../../shared/refusal-text.ts';
import { Button } from '../../shared/ui/button.tsx';
import { useWords } from '../../shared/words/words.ts';
import own from './behind.module.css';
import styles from './borders.module.css';

export type Conflict = Pick<FieldError, 'reason' | 'values' | 'location'> & { code: string };
interface ConflictChoicesProps {
  conflicts: Conflict[];
  isBusy: boolean;
  onDecided: (choices: Record<string, ConflictChoice>) => void;
  onGoTo: (position: [number, number]) => void;
}
const sides = ['plan', 'today'] as const;

/** Grids that the plan and others have changed: for each the way there, and whose borders count. */
export function ConflictChoices({ conflicts, isBusy, onDecided, onGoTo }: ConflictChoicesProps) {
  const all = useWords();
  const words = all.borders;
  const [choices, setChoices] = useState<Record<string, ConflictChoice>>({});
  const chooseAll = (side: ConflictChoice) => setChoices(Object.fromEntries(conflicts.map(({ code }) => [code, side])));
  return (
    <section className={own.conflicts} aria-label={words.conflicts}>
      <p>{words.conflictsLead}</p>
      <ul>
        {conflicts.map((conflict) => (
          <li key={conflict.code}>
            <p>
              {refusalText(conflict, all) ?? conflict.code}
              {conflict.location && (
                <Button size="s" look="quiet" icon={<LocateFixed size={13} aria-hidden />} onClick={() => conflict.location && onGoTo(conflict.location)}>
                  {words.seeProblem}
                </Button>
              )}
            </p>
            <fieldset disabled={isBusy} aria-label={refusalText(conflict, all) ?? conflict.code}>
              {sides.map((side) => (
                <label key={side} title={words.conflictHints[side]}>
                  <input type="radio" name={`conflict-${conflict.code}`} checked={choices[conflict.code] === side} onChange={() => setChoices({ ...choices, [conflict.code]: side })} /> {words.conflictChoices[side]}
                </label>
              ))}
            </fieldset>
          </li>
        ))}
      </ul>
      <div className={styles.buttons}>
        {conflicts.length > 1 &&
          sides.map((side) => (
            <Button key={side} size="s" look="quiet" disabled={isBusy} onClick={() => chooseAll(side)}>
              {words.conflictAll[side]}
            </Button>
          ))}
        <Button size="s" look="primary" disabled={isBusy || conflicts.some(({ code }) => choices[code] === undefined)} onClick={() => onDecided(choices)}>
          {words.conflictApply}
        </Button>
      </div>
    </section>
  );
}
