import { Check, MapPinned } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Proposal, ProposalAlternative } from '#contract/partition.ts';
import { formatCount } from '../../../shared/format.ts';
import { Failure, Skeleton } from '../../../shared/ui/states.tsx';
import { useWords, wordFor } from '../../../shared/words/words.ts';
import type { Tone } from '../plan-features.ts';
import { useProposedGrids } from './api.ts';
import { GridReasons } from './grid-reasons.tsx';
import type { ProposePanelProps } from './panel-props.ts';
import { ToneList } from '../tone-list.tsx';
import styles from './propose.module.css';
import { useProposeView } from './store.ts';
import { TakeProposal } from './take-proposal.tsx';

const percent = (share: number) => `${(Math.floor(share * 1000) / 10).toFixed(1)} %`;

type AlternativesProps = { proposal: Proposal } & Omit<ProposePanelProps, 'mayFound'>;

/** The alternatives side by side; the chosen one on the map with the reasons of its grids. */
export function Alternatives({ proposal, plan, isUnsaved, onGoTo, onTaken }: AlternativesProps) {
  const words = useWords().propose;
  const [number, setNumber] = useState(proposal.alternatives[0]?.number ?? 0);
  const grids = useProposedGrids(plan.id, proposal.id, number);
  const chosen = proposal.alternatives.find((one) => one.number === number);
  useEffect(() => {
    if (grids.data) useProposeView.setState({ shown: { plan, proposalId: proposal.id, number, grids: grids.data }, chosen: null });
  }, [plan, proposal.id, number, grids.data]);
  if (!chosen) return null;
  return (
    <section className={styles.alternatives} aria-label={words.alternatives}>
      <h3>{words.alternatives}</h3>
      <div className={styles.tableWrap}>
        <Comparison alternatives={proposal.alternatives} number={number} onChoose={setNumber} />
      </div>
      <ToneLegend />
      <Misfits alternative={chosen} />
      <TakeProposal plan={plan} proposal={proposal} alternative={chosen} isUnsaved={isUnsaved} onTaken={onTaken} />
      {grids.isPending && <Skeleton rows={4} />}
      {grids.isError && <Failure error={grids.error} onRetry={() => grids.refetch()} />}
      {grids.data && <GridReasons grids={grids.data} plan={plan} onGoTo={onGoTo} />}
    </section>
  );
}

function Comparison({ alternatives, number, onChoose }: { alternatives: ProposalAlternative[]; number: number; onChoose: (number: number) => void }) {
  const words = useWords().propose;
  const rows: { key: keyof typeof words.figures; text: (one: ProposalAlternative) => string; best: ((one: ProposalAlternative) => number) | null }[] = [
    { key: 'grids', text: ({ figures }) => words.gridsCount(figures.grids, figures.dedicatedGrids), best: null },
    { key: 'shareInBand', text: ({ figures }) => percent(figures.shareInBand), best: ({ figures }) => figures.shareInBand },
    { key: 'compactness', text: ({ figures }) => figures.meanCompactness.toFixed(2), best: ({ figures }) => figures.meanCompactness },
    { key: 'moved', text: ({ figures }) => formatCount(figures.householdsMoved), best: ({ figures }) => -figures.householdsMoved },
    { key: 'onStreets', text: ({ figures }) => percent(figures.shareOnStreets), best: ({ figures }) => figures.shareOnStreets },
    { key: 'torn', text: ({ figures }) => formatCount(figures.tornEstates), best: ({ figures }) => -figures.tornEstates },
  ];
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <td />
          {alternatives.map((one) => (
            <th key={one.number} scope="col" data-chosen={one.number === number}>
              <button type="button" aria-pressed={one.number === number} title={one.number === number ? words.shown : words.show} onClick={() => onChoose(one.number)}>
                {one.number === number ? <Check size={12} aria-hidden /> : <MapPinned size={12} aria-hidden />}
                {wordFor(words.kinds, one.kind)}
              </button>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, text, best }) => {
          const top = best === null ? null : Math.max(...alternatives.map(best));
          return (
            <tr key={key}>
              <th scope="row" title={words.figureHints[key]}>
                {words.figures[key]}
              </th>
              {alternatives.map((one) => (
                <td key={one.number} data-chosen={one.number === number} data-best={best !== null && best(one) === top}>
                  {text(one)}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** What the colours on the map say. */
function ToneLegend() {
  const words = useWords().propose;
  return <ToneList label={words.tonesTitle} tones={tones.map((tone) => [tone, words.tones[tone]])} />;
}
const tones: readonly Tone[] = ['new', 'changed', 'ended', 'same'];

/** Grids outside the band are told with the reason, not hidden in a share. */
function Misfits({ alternative: { misfits } }: { alternative: ProposalAlternative }) {
  const words = useWords().propose;
  const told = Object.entries(misfits);
  if (told.length === 0) return null;
  return (
    <div className={styles.misfits} role="note">
      <b>{words.misfits(told.reduce((total, [, count]) => total + (count ?? 0), 0))}</b>
      <ul>
        {told.map(([why, count]) => (
          <li key={why}>
            {count} · {wordFor(words.misfitWhy, why)}
          </li>
        ))}
      </ul>
    </div>
  );
}
