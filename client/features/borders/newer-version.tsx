import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { BorderPlan } from '#contract/borders.ts';
import { useToldPlans } from '../../shared/live.ts';
import { useWords } from '../../shared/words/words.ts';
import { planKey } from './api.ts';
import styles from './behind.module.css';

/** What is told of may be what was just saved here: its answer is on its way and comes first. */
const ownAnswerMs = 1_500;

/** Follows what others make of the open plan: shown at once where nothing is lost by it, else told of. */
export function NewerVersion({ plan, isUnsaved }: { plan: BorderPlan; isUnsaved: boolean }) {
  const words = useWords().borders;
  const queries = useQueryClient();
  const told = useToldPlans((state) => state[plan.id]?.version ?? 0);
  const [seen, setSeen] = useState(0);
  useEffect(() => {
    if (told <= plan.version) return;
    const timer = setTimeout(() => setSeen(told), ownAnswerMs);
    return () => clearTimeout(timer);
  }, [told, plan.version]);
  const isNewer = seen > plan.version;
  useEffect(() => {
    if (isNewer && !isUnsaved) void queries.invalidateQueries({ queryKey: planKey(plan.id) });
  }, [isNewer, isUnsaved, queries, plan.id]);
  if (!isNewer || !isUnsaved) return null;
  return (
    <div className={styles.behind} role="status">
      <p>{words.newerVersion(seen)}</p>
    </div>
  );
}
