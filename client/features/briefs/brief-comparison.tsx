import { GitCompareArrows, RefreshCw, X } from 'lucide-react';
import { useEffect } from 'react';
import type { BriefDetail, BriefDifference } from '#contract/briefs.ts';
import { formatMoment } from '../../shared/china-time.ts';
import { formatCount } from '../../shared/format.ts';
import { usePreferences } from '../../shared/preferences.ts';
import { themeKey } from '../../shared/question-code.ts';
import { Button } from '../../shared/ui/button.tsx';
import { CardSection } from '../../shared/ui/card.tsx';
import { IconButton } from '../../shared/ui/icon-button.tsx';
import { notify } from '../../shared/ui/notices.tsx';
import { describeFailure } from '../../shared/ui/states.tsx';
import { useWords } from '../../shared/words/words.ts';
import { useCompareBrief, useRenewBrief } from './api.ts';
import { BriefArea } from './brief-area.tsx';
import { ItemRows } from './brief-content.tsx';
import styles from './briefs.module.css';
import { showDifference, useBriefStore } from './store.ts';
import { useThemeTitles } from './theme-title.ts';

/** The brief asked of today's data: what is new, what is gone, listed here and ringed on the map; and taking it over. */
export function BriefComparison({ brief, mayRenew }: { brief: BriefDetail; mayRenew: boolean }) {
  const words = useWords();
  const compare = useCompareBrief(brief.id);
  const open = useBriefStore((state) => (state.difference?.briefId === brief.id ? state.difference.result : null));
  const id = brief.id;
  // What is ringed on the map belongs to the card that is open.
  useEffect(() => () => (useBriefStore.getState().difference?.briefId === id ? showDifference(id, null) : undefined), [id]);
  const start = () =>
    compare.mutate(undefined, { onSuccess: (result) => showDifference(id, result), onError: (error) => notify(describeFailure(error, words), 'warn') });
  if (!open)
    return (
      <div className={styles.actions}>
        <Button size="s" icon={<GitCompareArrows size={13} aria-hidden />} disabled={compare.isPending} onClick={start}>
          {compare.isPending ? words.briefs.comparing : words.briefs.compare}
        </Button>
        <BriefArea brief={brief} mayChange={mayRenew} />
      </div>
    );
  return <Difference brief={brief} difference={open} mayRenew={mayRenew} />;
}

function Difference({ brief, difference, mayRenew }: { brief: BriefDetail; difference: BriefDifference; mayRenew: boolean }) {
  const words = useWords();
  const language = usePreferences((state) => state.language);
  const renew = useRenewBrief(brief.id);
  const { totals, added, gone, asOf, isCut } = difference;
  const changed = totals.filter((total) => total.added !== 0 || total.gone !== 0);
  const take = () =>
    renew.mutate(brief.version, {
      onSuccess: () => {
        showDifference(brief.id, null);
        notify(words.briefs.renewed, 'good');
      },
      onError: (error) => notify(describeFailure(error, words), 'warn'),
    });
  return (
    <CardSection
      title={words.briefs.compareTitle}
      hint={formatMoment(asOf, language)}
      action={
        <IconButton size="s" label={words.briefs.closeCompare} onClick={() => showDifference(brief.id, null)}>
          <X size={14} aria-hidden />
        </IconButton>
      }
    >
      {changed.length === 0 ? (
        <p>{words.briefs.same}</p>
      ) : (
        <>
          <DifferenceTable rows={changed} />
          {isCut && <p>{words.briefs.cut}</p>}
          {added.length > 0 && <h4 className={styles.added}>{words.briefs.added(formatCount(added.length))}</h4>}
          <ItemRows items={added} />
          {gone.length > 0 && <h4 className={styles.lost}>{words.briefs.lost(formatCount(gone.length))}</h4>}
          <ItemRows items={gone} />
          {mayRenew && (
            <Button size="s" look="primary" icon={<RefreshCw size={13} aria-hidden />} disabled={renew.isPending} onClick={take}>
              {words.briefs.renew}
            </Button>
          )}
        </>
      )}
    </CardSection>
  );
}

function DifferenceTable({ rows }: { rows: BriefDifference['totals'] }) {
  const words = useWords().briefs;
  const titleOf = useThemeTitles();
  const say = (count: number | null) => (count === null ? words.few : formatCount(count));
  return (
    <table className={styles.differences}>
      <thead>
        <tr>
          <th scope="col">{words.taskAbout}</th>
          <th scope="col">{words.before}</th>
          <th scope="col">{words.after}</th>
          <th scope="col">＋</th>
          <th scope="col">－</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={themeKey(row)}>
            <td>{titleOf(row)}</td>
            <td>{say(row.before)}</td>
            <td>{say(row.after)}</td>
            <td className={styles.added}>{say(row.added)}</td>
            <td className={styles.lost}>{say(row.gone)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
