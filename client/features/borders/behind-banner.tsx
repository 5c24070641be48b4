import { useState } from 'react';
import type { ConflictChoice } from '#contract/border-review.ts';
import type { BorderPlan } from '#contract/borders.ts';
import { ApiError } from '../../shared/api-call.ts';
import { Button } from '../../shared/ui/button.tsx';
import { notify } from '../../shared/ui/notices.tsx';
import { useWords } from '../../shared/words/words.ts';
import { useRebasePlan } from './api.ts';
import styles from './behind.module.css';
import { type Conflict, ConflictChoices } from './conflict-choices.tsx';
import { Refusal } from './refusal.tsx';

interface BehindBannerProps {
  plan: BorderPlan;
  isUnsaved: boolean;
  onGoTo: (position: [number, number]) => void;
}

/** Today's grids have changed since the plan began: it has to follow before it can be handed in or adopted. */
export function BehindBanner({ plan, isUnsaved, onGoTo }: BehindBannerProps) {
  const words = useWords().borders;
  const rebase = useRebasePlan(plan.id);
  const [decided, setDecided] = useState<Record<string, ConflictChoice>>({});
  const [conflicts, setConflicts] = useState<Conflict[]>([]);
  const update = (choices: Record<string, ConflictChoice>) => {
    // What was decided before stays decided: taking one grid back can show another conflict.
    const all = { ...decided, ...choices };
    setDecided(all);
    rebase.mutate({ version: plan.version, choices: all }, { onSuccess: () => notify(words.rebased, 'good'), onSettled: (_, error) => setConflicts(conflictsOf(error)) });
  };
  return (
    <div className={styles.behind} role="status">
      <p>
        <b>{words.behind}</b> {isUnsaved ? words.rebaseUnsaved : plan.status === 'draft' ? words.behindHint : words.behindHandedIn}
      </p>
      {plan.mayEdit && conflicts.length === 0 && (
        <Button size="s" disabled={isUnsaved || rebase.isPending} onClick={() => update({})}>
          {words.rebase}
        </Button>
      )}
      {conflicts.length > 0 ? <ConflictChoices key={conflicts.map(({ code }) => code).join()} conflicts={conflicts} isBusy={rebase.isPending || isUnsaved} onDecided={update} onGoTo={onGoTo} /> : <Refusal error={rebase.error} onGoTo={onGoTo} />}
    </div>
  );
}

/** The grids that nobody has decided about yet; none where it was refused for another reason. */
function conflictsOf(error: unknown): Conflict[] {
  const problem = error instanceof ApiError ? error.problem : null;
  if (problem?.reason !== 'plan-meets-others') return [];
  return (problem.errors ?? []).flatMap(({ gridCodes: [code] = [], values, reason, location }) => (code === undefined ? [] : [{ code, values, reason, location }]));
}
