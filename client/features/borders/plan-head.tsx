import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import type { BorderPlan } from '#contract/borders.ts';
import { formatDay } from '../../shared/china-time.ts';
import { usePreferences } from '../../shared/preferences.ts';
import { useWords } from '../../shared/words/words.ts';
import { IconButton } from '../../shared/ui/icon-button.tsx';
import styles from './borders.module.css';
import { StatusTag } from './plan-list.tsx';

/** What is open: its name, state, version and author, and whether everything is saved. */
export function PlanHead({ plan, isUnsaved, onBack, children }: { plan: BorderPlan; isUnsaved: boolean; onBack: () => void; children?: ReactNode }) {
  const words = useWords().borders;
  const language = usePreferences((state) => state.language);
  return (
    <header className={styles.head}>
      <IconButton size="s" label={words.back} onClick={onBack}>
        <ArrowLeft size={15} aria-hidden />
      </IconButton>
      <div className={styles.titles}>
        <h2>{plan.name}</h2>
        <p className={styles.meta}>
          <StatusTag status={plan.status} />
          {plan.status === 'scheduled' && plan.effectiveAt && <b>{words.effectiveFrom(formatDay(plan.effectiveAt, language))}</b>}
          <span>{plan.community.name}</span>
          <span>{words.version(plan.version)}</span>
          <span>
            {words.owner} {plan.owner.name}
          </span>
          {plan.mayEdit && <span data-unsaved={isUnsaved}>{isUnsaved ? words.unsavedState : words.savedState}</span>}
        </p>
      </div>
      {children}
    </header>
  );
}
