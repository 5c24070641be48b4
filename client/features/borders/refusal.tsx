import { LocateFixed } from 'lucide-react';
import type { FieldError } from '#contract/shapes.ts';
import { ApiError } from '../../shared/api-call.ts';
import { Button } from '../../shared/ui/button.tsx';
import { refusalText } from '../../shared/refusal-text.ts';
import { describeFailure } from '../../shared/ui/states.tsx';
import { type Words, useWords } from '../../shared/words/words.ts';
import styles from './plan-steps.module.css';

type Position = [number, number];

/** Of many places the first are enough to begin with. */
const mostShown = 8;

/** Why something was not done and what to do about it; places of a wrong border can be flown to. */
export function Refusal({ error, onGoTo }: { error: unknown; onGoTo?: (position: Position) => void }) {
  const words = useWords();
  if (!error) return null;
  const api = error instanceof ApiError ? error : null;
  const advice = (api?.problem && refusalText(api.problem, words)) ?? adviceOn(api, error, words);
  // A value that is refused says the same as the whole.
  const places = (api?.problem?.errors ?? []).filter(({ reason, location }) => location !== undefined || reason === undefined || reason !== api?.problem?.reason);
  return (
    <div className={styles.refusal} role="alert">
      <p>
        <b>{words.borders.refused}</b> {advice}
      </p>
      <FaultList faults={places} {...(onGoTo && { onGoTo })} />
      {places.length === 0 && api?.problem?.detail && api.problem.reason === undefined && (
        <details>
          <summary>{words.common.serverSays}</summary>
          <span lang="en">{api.problem.detail}</span>
        </details>
      )}
    </div>
  );
}

function adviceOn(api: ApiError | null, error: unknown, words: Words): string {
  return api && Object.hasOwn(words.borders.refusals, api.problemName) ? (words.borders.refusals[api.problemName] ?? '') : describeFailure(error, words);
}

/** What is wrong, each with its place. */
export function FaultList({ faults, onGoTo }: { faults: readonly FieldError[]; onGoTo?: (position: Position) => void }) {
  const words = useWords().borders;
  if (faults.length === 0) return null;
  return (
    <ul className={styles.faults}>
      {faults.slice(0, mostShown).map((fault) => (
        <li key={`${fault.detail}${fault.location}`}>
          <FaultText fault={fault} />
          {fault.location && onGoTo && (
            <Button size="s" look="quiet" icon={<LocateFixed size={13} aria-hidden />} onClick={() => fault.location && onGoTo(fault.location)}>
              {words.seeProblem}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** One fault in the reader's words: by its reason, or by the kind of a border's fault; else as the server says it. */
function FaultText({ fault }: { fault: FieldError }) {
  const words = useWords();
  const kinds: Record<string, string> = { ...words.borderEditor.refusals, ...words.borderEditor.problem };
  const text = refusalText(fault, words) ?? (fault.kind !== undefined && Object.hasOwn(kinds, fault.kind) ? kinds[fault.kind] : null);
  return text ? <span>{text}</span> : <span lang="en">{fault.detail}</span>;
}
