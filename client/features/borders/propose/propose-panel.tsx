import { Sparkles } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Proposal } from '#contract/partition.ts';
import { formatCount } from '../../../shared/format.ts';
import { Empty, Failure, Skeleton } from '../../../shared/ui/states.tsx';
import { useWords, wordFor } from '../../../shared/words/words.ts';
import { Alternatives } from './alternatives.tsx';
import { useProposals } from './api.ts';
import { FoundCommunities } from './found-communities.tsx';
import type { ProposePanelProps } from './panel-props.ts';
import { ProposeForm } from './propose-form.tsx';
import { ProposeProgress } from './propose-progress.tsx';
import styles from './propose.module.css';
import { hideProposal } from './store.ts';
import { readWishes, type Wishes, wishesOf } from './wishes.ts';

/** Grids drawn by the machine: wishes, progress, alternatives side by side with their reasons, and the way into the draft. */
export function ProposePanel({ plan, mayFound, isUnsaved, onGoTo, onTaken }: ProposePanelProps) {
  const words = useWords().propose;
  const query = useProposals(plan.id);
  // The form goes while the machine works: what was wished stays.
  const [wishes, setWishes] = useState<Wishes | null>(null);
  useEffect(() => hideProposal, []);
  if (!plan.mayEdit) return <Empty icon={<Sparkles size={22} aria-hidden />} title={words.readOnly} />;
  if (plan.communities.length === 0) return <FoundCommunities plan={plan} mayFound={mayFound} />;
  if (query.isPending) return <Skeleton rows={8} />;
  if (query.isError) return <Failure error={query.error} onRetry={() => query.refetch()} />;
  const [latest] = query.data;
  return (
    <div className={styles.panel}>
      <p className={styles.intro}>{words.intro}</p>
      {latest?.state === 'running' ? <ProposeProgress proposal={latest} /> : <ProposeForm plan={plan} latest={latest ?? null} wishes={wishes ?? (latest ? readWishes(latest.asked, plan) : wishesOf(plan))} onChange={setWishes} />}
      {latest && <Outcome proposal={latest} plan={plan} isUnsaved={isUnsaved} onGoTo={onGoTo} onTaken={onTaken} />}
    </div>
  );
}

function Outcome({ proposal, ...rest }: { proposal: Proposal } & Omit<ProposePanelProps, 'mayFound'>) {
  const words = useWords().propose;
  if (proposal.state === 'running') return null;
  if (proposal.state === 'cancelled') return <p className={styles.note} role="status">{words.cancelled}</p>;
  if (proposal.state === 'failed') {
    return (
      <p className={styles.failed} role="alert">
        <b>{words.failed}</b> {wordFor(words.failures, proposal.problem?.code ?? 'error')}
      </p>
    );
  }
  return (
    <>
      <p className={styles.note}>{words.ground(formatCount(proposal.buildings ?? 0), formatCount(proposal.households ?? 0), formatCount(proposal.units ?? 0))}</p>
      {proposal.buildings === 0 && (
        <p className={styles.estimated} role="note">
          <b>{words.noBuildings}</b> {words.noBuildingsHint}
        </p>
      )}
      {proposal.isEstimated && proposal.buildings !== 0 && (
        <p className={styles.estimated} role="note">
          <b>{words.estimated}</b> {words.estimatedHint}
        </p>
      )}
      <Alternatives proposal={proposal} {...rest} />
    </>
  );
}
