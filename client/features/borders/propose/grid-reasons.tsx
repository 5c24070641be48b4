import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { BorderPlan, HouseholdsSource } from '#contract/borders.ts';
import type { ProposedGrid } from '#contract/partition.ts';
import type { Bounds } from '../../../map/types.ts';
import { formatArea, formatCount } from '../../../shared/format.ts';
import { boundsOf } from '../../../shared/geometry.ts';
import { usePreferences } from '../../../shared/preferences.ts';
import { useWords } from '../../../shared/words/words.ts';
import { householdsSourceOf, householdsText } from '../households.ts';
import { describeReason } from './describe.ts';
import styles from './propose.module.css';
import { useProposeView } from './store.ts';

const rowPixels = 54;

/** Every grid of the alternative; the chosen one says why it is as it is. A county has a thousand of them. */
export function GridReasons({ grids, plan, onGoTo }: { grids: ProposedGrid[]; plan: BorderPlan; onGoTo: (bounds: Bounds) => void }) {
  const words = useWords().propose;
  const chosen = useProposeView((view) => view.chosen);
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({ count: grids.length, getScrollElement: () => scroller.current, estimateSize: () => rowPixels, overscan: 8, getItemKey: (index) => grids[index]?.properties.number ?? index });
  const at = grids.findIndex(({ properties }) => properties.number === chosen);
  useEffect(() => {
    if (at >= 0) rows.scrollToIndex(at, { align: 'auto' });
  }, [at, rows]);
  const choose = (grid: ProposedGrid) => {
    useProposeView.setState({ chosen: grid.properties.number });
    const bounds = boundsOf(grid.geometry);
    if (bounds) onGoTo(bounds);
  };
  const communities = new Map(plan.communities.map(({ code, name }) => [code, name]));
  return (
    <>
      <h3>{words.grids}</h3>
      <div ref={scroller} className={styles.grids}>
        <ul style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index, start, key }) => {
            const grid = grids[index]!;
            return (
              <li key={key} data-index={index} ref={rows.measureElement} style={{ transform: `translateY(${start}px)` }}>
                <GridRow grid={grid} community={communities.get(grid.properties.communityCode) ?? ''} source={householdsSourceOf(plan, grid.properties.communityCode)} isChosen={grid.properties.number === chosen} onChoose={() => choose(grid)} />
              </li>
            );
          })}
        </ul>
      </div>
    </>
  );
}

function GridRow({ grid, community, source, isChosen, onChoose }: { grid: ProposedGrid; community: string; source: HouseholdsSource; isChosen: boolean; onChoose: () => void }) {
  const all = useWords();
  const words = all.propose;
  const language = usePreferences((state) => state.language);
  const { number, kind, households, buildings, squareMeters, isInBand, continues, reasons } = grid.properties;
  return (
    <>
      <button type="button" className={styles.gridRow} aria-expanded={isChosen} onClick={onChoose}>
        <span>
          {words.number(number)} <small>{community}</small>
        </span>
        <b data-outside={kind === 'base' && !isInBand}>{kind === 'dedicated' ? words.dedicatedGrid : householdsText(households, source, all)}</b>
        <small>
          {words.buildings(formatCount(buildings))} · {formatArea(squareMeters, language)}
        </small>
      </button>
      {isChosen && (
        <ul className={styles.reasons}>
          {reasons.map((reason) => (
            <li key={JSON.stringify(reason)}>{describeReason(reason, words)}</li>
          ))}
          {continues === null && kind === 'base' && <li>{words.reasons.fresh}</li>}
        </ul>
      )}
    </>
  );
}
