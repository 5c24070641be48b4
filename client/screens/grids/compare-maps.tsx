import { type KeyboardEvent, type PointerEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { SessionInfo } from '#contract/identity.ts';
import type { MapStage } from '../../map/map-stage.ts';
import type { Comparison } from '../../shared/grids-link.ts';
import { useWords } from '../../shared/words/words.ts';
import styles from './grids.module.css';
import { useGroundLayers, useHome } from './main-map.tsx';
import { useGridsMap } from './map-store.ts';
import { StageView } from './stage-view.tsx';

/** How far an arrow key moves the divider, in hundredths of the map. */
const step = 2;
const coarseStep = 10;

interface TodayMapProps {
  session: SessionInfo;
  mode: Comparison;
  /** Then it is the map of before. */
  isAdopted: boolean;
  /** Told the map of today when it is made, and null before it goes. */
  onStage: (stage: MapStage | null) => void;
}

/** The map of today beside or under the plan's: both have one camera. In a swipe a divider says where one ends and the other begins. */
export function TodayMap({ session, mode, isAdopted, onStage }: TodayMapProps) {
  const words = useWords().borders;
  const main = useGridsMap((state) => state.stage);
  const home = useHome(session);
  const shown = useGroundLayers(false);
  const [today, setToday] = useState<MapStage | null>(null);
  const [share, setShare] = useState(50);
  const take = useCallback(
    (stage: MapStage | null) => {
      setToday(stage);
      onStage(stage);
    },
    [onStage],
  );
  useOneCamera(main, today);
  const place = useRef<HTMLDivElement>(null);
  if (!main) return null;
  return (
    <>
      <div ref={place} className={styles.today} style={mode === 'swipe' ? { clipPath: `inset(0 ${100 - share}% 0 0)` } : undefined}>
        <StageView shown={shown} view={main.getView()} home={home} onStage={take} onFailure={() => undefined} />
      </div>
      <span className={styles.sideName} data-side="today">
        {isAdopted ? words.beforeIt : words.today}
      </span>
      <span className={styles.sideName} data-side="plan">
        {words.thisPlan}
      </span>
      {mode === 'swipe' && <Divider share={share} onShare={setShare} place={place} />}
    </>
  );
}

/** Whichever of the two is moved, the other goes with it. */
function useOneCamera(first: MapStage | null, second: MapStage | null): void {
  useEffect(() => {
    if (!first || !second) return;
    let isFollowing = false;
    const lead = (leader: MapStage, follower: MapStage) =>
      leader.on('move', (view) => {
        if (isFollowing) return;
        isFollowing = true;
        follower.jumpTo(view);
        isFollowing = false;
      });
    second.jumpTo(first.getView());
    const ends = [lead(first, second), lead(second, first)];
    return () => {
      for (const end of ends) end();
    };
  }, [first, second]);
}

/** The line between today and the plan: dragged, or moved by the arrow keys. */
function Divider({ share, onShare, place }: { share: number; onShare: (share: number) => void; place: RefObject<HTMLDivElement | null> }) {
  const words = useWords().borders;
  const within = (value: number) => Math.min(100, Math.max(0, value));
  const follow = (event: PointerEvent<HTMLDivElement>) => {
    const box = place.current?.getBoundingClientRect();
    if (box && event.currentTarget.hasPointerCapture(event.pointerId)) onShare(within(((event.clientX - box.left) / box.width) * 100));
  };
  const press = (event: KeyboardEvent) => {
    const by = event.shiftKey ? coarseStep : step;
    const moves: Record<string, number> = { ArrowLeft: share - by, ArrowRight: share + by, Home: 0, End: 100 };
    const to = moves[event.key];
    if (to === undefined) return;
    event.preventDefault();
    onShare(within(to));
  };
  return (
    <div
      className={styles.divider}
      role="slider"
      tabIndex={0}
      aria-label={words.swipeHandle}
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share)}
      style={{ left: `${share}%` }}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={follow}
      onKeyDown={press}
    >
      <i aria-hidden="true" />
    </div>
  );
}
