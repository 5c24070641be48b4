import { ExternalLink, Grid2x2, X } from 'lucide-react';
import { Link } from 'wouter';
import type { BorderPlan } from '#contract/borders.ts';
import { getBorderSheet } from '#contract/exports.ts';
import { useGrid } from '../../features/regions/api.ts';
import { formatArea, formatCount, groupCode } from '../../shared/format.ts';
import { changeGridsLink, useGridsLink } from '../../shared/grids-link-store.ts';
import { usePreferences } from '../../shared/preferences.ts';
import { Figures } from '../../shared/ui/card.tsx';
import { DownloadButton } from '../../shared/ui/download-button.tsx';
import { IconButton } from '../../shared/ui/icon-button.tsx';
import { emptyLink, encodeLink } from '../../shared/url-state.ts';
import { useWords } from '../../shared/words/words.ts';
import styles from './grids.module.css';

/** The chosen grid, as the open plan has it or as it is today. */
export function GridCard({ plan }: { plan: BorderPlan | null }) {
  const words = useWords();
  const language = usePreferences((state) => state.language);
  const tab = useGridsLink((link) => link.tab);
  const code = useGridsLink((link) => link.grid);
  const asOf = useGridsLink((link) => link.asOf);
  const ofPlan = plan?.grids.features.find(({ properties }) => properties.code === code)?.properties;
  const today = useGrid(plan === null && asOf === null ? code : null).data?.properties;
  if (code === null || (plan?.mayEdit && tab === 'edit')) return null;
  const name = ofPlan?.name ?? today?.name;
  if (name === undefined) return null;
  const counts = ofPlan?.counts ?? today;
  const figures = [
    { label: words.borders.counts.households, value: formatCount(counts?.households ?? 0) },
    { label: words.borders.counts.buildings, value: formatCount(counts?.buildings ?? 0) },
    { label: words.borders.counts.people, value: counts?.people == null ? words.regions.hiddenCount : formatCount(counts.people) },
  ];
  return (
    <article className={styles.gridCard} aria-label={name}>
      <header>
        <Grid2x2 size={15} aria-hidden />
        <h2>{name}</h2>
        <IconButton size="s" label={words.common.close} onClick={() => changeGridsLink({ grid: null }, 'replace')}>
          <X size={15} aria-hidden />
        </IconButton>
      </header>
      <p className={styles.codeLine}>
        <code>
          {groupCode(code)
            .map(({ text }) => text)
            .join(' ')}
        </code>
        {ofPlan && <span>{formatArea(ofPlan.counts.squareMeters, language)}</span>}
      </p>
      <Figures figures={figures} />
      <p className={styles.cardEnd}>
        <DownloadButton endpoint={getBorderSheet} input={{ params: { code }, query: plan ? { plan: plan.id } : {} }} title={words.borders.sheetOf}>
          {words.borders.sheetOf}
        </DownloadButton>
        {today && (
          <Link href={`/?${encodeLink({ ...emptyLink, open: { type: 'grid', code } })}`}>
            <ExternalLink size={13} aria-hidden /> {words.borders.toConsole}
          </Link>
        )}
      </p>
    </article>
  );
}
