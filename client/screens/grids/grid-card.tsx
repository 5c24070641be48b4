import { ExternalLink, Grid2x2, X } from 'lucide-react';
import { Link } from 'wouter';
import type { BorderPlan } from '#contract/borders.ts';
import { getBorderSheet } from '#contract/exports.ts';
import type { SessionInfo } from '#contract/identity.ts';
import { usePastEvents, usePastGrids } from '../../features/borders/api.ts';
import { householdsSourceOf, householdsText } from '../../features/borders/households.ts';
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
import { goTo } from './map-store.ts';
import { usePast } from './past.tsx';

/** The chosen grid, as the open plan has it or as it is today. */
export function GridCard({ plan, session }: { plan: BorderPlan | null; session: SessionInfo }) {
  const words = useWords();
  const language = usePreferences((state) => state.language);
  const tab = useGridsLink((link) => link.tab);
  const code = useGridsLink((link) => link.grid);
  const { moment, within } = usePast(session);
  const isPast = plan === null && moment !== null;
  const ofPlan = plan?.grids.features.find(({ properties }) => properties.code === code)?.properties;
  const today = useGrid(plan === null && !isPast ? code : null).data?.properties;
  const then = usePastGrids(within, isPast ? moment : null).data?.features.find(({ properties }) => properties.code === code)?.properties;
  if (code === null || (plan?.mayEdit && tab === 'edit')) return null;
  const name = ofPlan?.name ?? today?.name ?? then?.name;
  if (name === undefined) return null;
  const source = householdsSourceOf(plan, code.slice(0, 12));
  const counts = ofPlan?.counts ?? today ?? then;
  const figures = [
    { label: words.borders.counts.households, value: ofPlan && source !== 'registered' ? householdsText(ofPlan.counts.households, source, words) : counts?.households == null ? words.regions.notRegistered : formatCount(counts.households) },
    { label: words.borders.counts.buildings, value: counts?.buildings == null ? words.regions.hiddenCount : formatCount(counts.buildings) },
    { label: words.borders.counts.people, value: counts?.people == null ? words.regions.hiddenPersons : formatCount(counts.people) },
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
      {isPast && <EventsThen code={code} moment={moment} />}
      <p className={styles.cardEnd}>
        {/* A sheet shows the grid as it is or will be, never as it was. */}
        {!isPast && (
          <DownloadButton endpoint={getBorderSheet} input={{ params: { code }, query: plan ? { plan: plan.id } : {} }} title={words.borders.sheetOf}>
            {words.borders.sheetOf}
          </DownloadButton>
        )}
        {today && (
          <Link href={`/?${encodeLink({ ...emptyLink, open: { type: 'grid', code } })}`}>
            <ExternalLink size={13} aria-hidden /> {words.borders.toConsole}
          </Link>
        )}
      </p>
    </article>
  );
}

/** The cases of a grid that were open then. */
function EventsThen({ code, moment }: { code: string; moment: string }) {
  const words = useWords().borders;
  const { data, isError } = usePastEvents(code, moment);
  if (isError) return <p className={styles.then}>{words.eventsThenUnknown}</p>;
  if (!data) return null;
  return (
    <div className={styles.then}>
      <p>{words.eventsThen(formatCount(data.total))}</p>
      <ul>
        {data.items.slice(0, 6).map(({ id, title, stateTitle, position }) => (
          <li key={id}>
            <button type="button" onClick={() => goTo([position[0], position[1], position[0], position[1]])}>
              {title}
            </button>
            <small>{stateTitle}</small>
          </li>
        ))}
      </ul>
    </div>
  );
}
