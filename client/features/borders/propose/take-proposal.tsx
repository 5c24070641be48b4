import { Check } from 'lucide-react';
import { useState } from 'react';
import type { BorderPlan } from '#contract/borders.ts';
import type { Proposal, ProposalAlternative } from '#contract/partition.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { notify } from '../../../shared/ui/notices.tsx';
import { useWords, wordFor } from '../../../shared/words/words.ts';
import { Refusal } from '../refusal.tsx';
import { useTakeProposal } from './api.ts';
import styles from './propose.module.css';
import { hideProposal } from './store.ts';

interface TakeProposalProps {
  plan: BorderPlan;
  proposal: Proposal;
  alternative: ProposalAlternative;
  isUnsaved: boolean;
  onTaken: () => void;
}

/** Takes the chosen alternative into the draft, after one question. */
export function TakeProposal({ plan, proposal, alternative, isUnsaved, onTaken }: TakeProposalProps) {
  const words = useWords().propose;
  const [isAsking, setAsking] = useState(false);
  const take = useTakeProposal(plan.id);
  const send = () =>
    take.mutate(
      { version: plan.version, proposalId: proposal.id, alternative: alternative.number },
      {
        onSuccess: () => {
          setAsking(false);
          hideProposal();
          notify(words.taken, 'good');
          onTaken();
        },
      },
    );
  return (
    <>
      <Button look="primary" icon={<Check size={14} aria-hidden />} disabled={isUnsaved} title={isUnsaved ? words.takeUnsaved : undefined} onClick={() => setAsking(true)}>
        {words.take}
      </Button>
      {isUnsaved && <p className={styles.note}>{words.takeUnsaved}</p>}
      <Dialog title={words.takeTitle(wordFor(words.kinds, alternative.kind))} lead={words.takeHint} isOpen={isAsking} onClose={() => setAsking(false)}>
        <Refusal error={take.error} />
        <div className={styles.dialogEnd}>
          <Button onClick={() => setAsking(false)}>{words.notNow}</Button>
          <Button look="primary" disabled={take.isPending} onClick={send}>
            {words.take}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
