import { lazy, Suspense, useEffect, useLayoutEffect, useState } from 'react';
import type { SessionInfo } from '#contract/identity.ts';
import { useKnownSession } from '../../features/identity/api.ts';
import { useLayers } from '../../features/layers/api.ts';
import { type ArrangedLayers, useArrangedLayers } from '../../features/layers/use-arranged-layers.ts';
import { currentLink, followAddress, readAddress, useLink } from '../../shared/link-store.ts';
import { usePreferences } from '../../shared/preferences.ts';
import { useDocumentPreferences } from '../../shared/theme/theme.ts';
import { Skeleton } from '../../shared/ui/states.tsx';
import { useMedia } from '../../shared/ui/use-media.ts';
import { useWords } from '../../shared/words/words.ts';
import styles from './console.module.css';
import { MapView } from './map-view.tsx';
import { leaveRoom, phoneMedia } from './panel-room.ts';
import { awaitArea, useStage } from './stage-store.ts';
import { useHome } from './use-stage.ts';

const Panels = lazy(() => import('./panels.tsx').then((module) => ({ default: module.Panels })));
/** How long the panels wait for the first map. */
const longestWaitMs = 1500;

/** The console: one map that stays, and panels over it. */
export function ConsoleScreen() {
  const session = useKnownSession();
  const isRead = useFollowedLink();
  return session && isRead ? <Console session={session} /> : null;
}

/** Reads the address before anything is drawn from it, unless the first map was. */
function useFollowedLink(): boolean {
  const [isRead, setRead] = useState(false);
  useLayoutEffect(() => {
    if (useStage.getState().stage === null) readAddress();
    const { area, view } = currentLink();
    if (area && !view) awaitArea(); // a link written by hand means its area
    setRead(true);
    return followAddress();
  }, []);
  return isRead;
}

function Console({ session }: { session: SessionInfo }) {
  const words = useWords();
  const home = useHome(session);
  const arrangement = useArrangedLayers();
  const isPhone = useMedia(phoneMedia);
  const arePanelsDue = useArePanelsDue(arrangement);
  useDocumentPreferences(words.productLong);
  usePanelRoom(isPhone);
  return (
    <div className={styles.console}>
      {arePanelsDue ? (
        <Suspense fallback={<EmptyPanels isPhone={isPhone} />}>
          <Panels session={session} arrangement={arrangement} home={home ?? null} isPhone={isPhone} />
        </Suspense>
      ) : (
        <EmptyPanels isPhone={isPhone} />
      )}
      <div className={styles.middle}>
        <MapView arrangement={arrangement} home={home} />
      </div>
    </div>
  );
}

/**
 * The first map goes before the panels: their code and the layout of their text take a few hundred milliseconds, in
 * which nothing could be drawn. They come when it is there, when it cannot be, or when it takes long.
 */
function useArePanelsDue({ layers }: ArrangedLayers): boolean {
  const isMapOver = useStage((state) => state.isDrawn || state.hasTrouble || state.failure !== null);
  const query = useLayers();
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), longestWaitMs);
    return () => clearTimeout(timer);
  }, []);
  return isMapOver || isLate || query.isError || (query.isSuccess && layers.length === 0);
}

/** Where the panels will be. */
function EmptyPanels({ isPhone }: { isPhone: boolean }) {
  const isLeftOpen = usePreferences((state) => state.isLeftOpen);
  return (
    <>
      <header className={styles.bar} />
      <div className={styles.over}>
        {isLeftOpen && !isPhone && (
          <div className={styles.left}>
            <Skeleton rows={12} />
          </div>
        )}
      </div>
    </>
  );
}

function usePanelRoom(isPhone: boolean): void {
  const stage = useStage((state) => state.stage);
  const isLeftOpen = usePreferences((state) => state.isLeftOpen);
  const hasCard = useLink((link) => link.open !== null);
  const hasArea = useLink((link) => link.area !== null);
  const panel = useLink((link) => link.panel);
  // Before the other effects: a change of the room ends a flight that is under way.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the panel and the answer decide how wide the sides are, which is read from the style sheet and the link
  useLayoutEffect(() => leaveRoom(stage, { isPhone, isLeftOpen, hasRight: hasCard || hasArea }), [stage, isPhone, isLeftOpen, hasCard, hasArea, panel]);
}
