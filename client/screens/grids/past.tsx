import { History } from 'lucide-react';
import { useMemo } from 'react';
import type { SessionInfo } from '#contract/identity.ts';
import { usePastEvents, usePastGrids } from '../../features/borders/api.ts';
import { endOfPast, tellPast } from '../../shared/china-time.ts';
import { registeredText } from '../../features/borders/households.ts';
import type { DrawnGrid, DrawnPoint } from '../../features/borders/plan-features.ts';
import { formatCount } from '../../shared/format.ts';
import { changeGridsLink, useGridsLink } from '../../shared/grids-link-store.ts';
import { usePreferences } from '../../shared/preferences.ts';
import { Button } from '../../shared/ui/button.tsx';
import { describeFailure } from '../../shared/ui/states.tsx';
import { useWords } from '../../shared/words/words.ts';
import styles from './grids.module.css';
import { useGridsMap } from './map-store.ts';
import { useGridsOnMap } from './plan-on-map.ts';

/** The moment that is looked back at, and the ground that is asked about. */
export function usePast(session: SessionInfo): { asOf: string | null; moment: string | null; within: string } {
  const asOf = useGridsLink((link) => link.asOf);
  const within = useGridsLink((link) => link.within);
  return { asOf, moment: asOf === null ? null : endOfPast(asOf), within: within ?? session.jurisdiction.code };
}

/** The grids of a past day with the cases that were open then, and a plain sign that this is the past. */
export function Past({ session }: { session: SessionInfo }) {
  const words = useWords();
  const language = usePreferences((state) => state.language);
  const stage = useGridsMap((state) => state.stage);
  const { asOf, moment, within } = usePast(session);
  const grids = usePastGrids(within, moment);
  const events = usePastEvents(within, moment);
  const drawn = useMemo(
    () => (grids.data?.features ?? []).map(({ geometry, properties: { code, name, households } }): DrawnGrid => ({ code, name, geometry, tone: 'same', note: registeredText(households, words) })),
    [grids.data, words],
  );
  const points = useMemo(() => (events.data?.items ?? []).map(({ position }): DrawnPoint => ({ role: 'mover', position: [position[0], position[1]] })), [events.data]);
  useGridsOnMap(stage, drawn, points, true);
  if (asOf === null) return null;
  return (
    <div className={styles.past} role="status">
      <History size={17} aria-hidden />
      <div>
        <b>{words.borders.asOfShown(tellPast(asOf, language))}</b>
        <small>
          {grids.isPending ? words.common.loading : grids.isError ? describeFailure(grids.error, words) : grids.data.features.length === 0 ? words.borders.asOfTooEarly : words.borders.asOfRead}
          {events.data ? ` · ${words.borders.eventsThen(formatCount(events.data.total))}` : events.isError ? ` · ${words.borders.eventsThenUnknown}` : ''}
        </small>
      </div>
      <Button size="s" onClick={() => changeGridsLink({ asOf: null, grid: null }, 'push')}>
        {words.borders.backToToday}
      </Button>
    </div>
  );
}
