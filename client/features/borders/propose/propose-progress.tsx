import { Square } from 'lucide-react';
import type { Proposal } from '#contract/partition.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { notify } from '../../../shared/ui/notices.tsx';
import { describeFailure } from '../../../shared/ui/states.tsx';
import { useWords, wordFor } from '../../../shared/words/words.ts';
import { useCancelProposal } from './api.ts';
import styles from './propose.module.css';

/** How far the machine is, and the way to stop it. */
export function ProposeProgress({ proposal: { id, planId, stage, share } }: { proposal: Proposal }) {
  const all = useWords();
  const words = all.propose;
  const cancel = useCancelProposal(planId);
  const stop = () => cancel.mutateAsync(id).then(() => notify(words.cancelled, 'good'), (error: unknown) => notify(describeFailure(error, all), 'warn'));
  return (
    <section className={styles.progress} aria-live="polite">
      <div className={styles.progressHead}>
        <span>{wordFor(words.stages, stage)}…</span>
        <b>{Math.floor(share * 100)} %</b>
      </div>
      <progress max={1} value={share} aria-label={words.progress} />
      <Button size="s" icon={<Square size={12} aria-hidden />} disabled={cancel.isPending} onClick={() => void stop()}>
        {words.cancel}
      </Button>
    </section>
  );
}
