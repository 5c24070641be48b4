import { CloudOff } from 'lucide-react';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { SessionInfo } from '#contract/identity.ts';
import { useKnownSession } from '../../features/identity/api.ts';
import { SessionDialog } from '../../features/identity/session-dialog.tsx';
import { useLayers, useMapSettings } from '../../features/layers/api.ts';
import { type ArrangedLayers, useArrangedLayers } from '../../features/layers/use-arranged-layers.ts';
import { StatusBar } from '../../features/map-tools/status-bar.tsx';
import { putToolAway, useTools } from '../../features/map-tools/store.ts';
import { ToolReadout } from '../../features/map-tools/tool-readout.tsx';
import { ToolStrip } from '../../features/map-tools/tool-strip.tsx';
import { useAreaRows } from '../../features/search/api.ts';
import type { SearchBoxHandle } from '../../features/search/search-box.tsx';
import type { MapItem } from '../../map/types.ts';
import { useConnection } from '../../shared/connection.ts';
import { middleOf } from '../../shared/geometry.ts';
import { changeLink, currentLink, followAddress, useLink, useLinkStore } from '../../shared/link-store.ts';
import { usePreferences } from '../../shared/preferences.ts';
import { useDocumentPreferences } from '../../shared/theme/theme.ts';
import { notify, Notices } from '../../shared/ui/notices.tsx';
import { useMedia } from '../../shared/ui/use-media.ts';
import { useWords } from '../../shared/words/words.ts';
import styles from './console.module.css';
import { MapView } from './map-view.tsx';
import { PhoneSheet } from './phone-sheet.tsx';
import { ShortcutsHelp, useShortcuts } from './shortcuts.tsx';
import { EmptyLeftPanel, LeftPanel, RightPanel } from './side-panels.tsx';
import { goTo, setCovered, useStage } from './stage-store.ts';
import { TopBar } from './top-bar.tsx';
import { useHome } from './use-stage.ts';

/** How long the panels wait for the first map. */
const longestWaitMs = 1500;

/** The console: one map that stays, and panels over it. */
export function ConsoleScreen() {
  const session = useKnownSession();
  const isRead = useFollowedLink();
  return session && isRead ? <Console session={session} /> : null;
}

/** Reads the address before anything is drawn from it. */
function useFollowedLink(): boolean {
  const [isRead, setRead] = useState(false);
  useEffect(() => {
    const end = followAddress();
    setRead(true);
    return end;
  }, []);
  return isRead;
}

function Console({ session }: { session: SessionInfo }) {
  const words = useWords();
  const home = useHome(session);
  const arrangement = useArrangedLayers();
  const searchBox = useRef<SearchBoxHandle>(null);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const isPhone = useMedia('(max-width: 760px)');
  const isWall = useMedia('(min-width: 2200px)');
  const arePanelsDue = useArePanelsDue(arrangement);
  useDocumentPreferences(words.productLong);
  useLinkNotices(arrangement);
  useAreaItems();
  usePanelSpace(isPhone);
  const goHome = useMemo(() => () => home && goTo(home), [home]);
  const actions = useMemo(() => ({ search: () => searchBox.current?.focus(), help: () => setHelpOpen(true), home: goHome, escape: leaveOneThing }), [goHome]);
  useShortcuts(actions);
  return (
    <div className={styles.console}>
      <button type="button" className={styles.skip} onClick={focusMap}>
        {words.common.skipToMap}
      </button>
      {arePanelsDue ? <TopBar session={session} searchBox={searchBox} onHelp={() => setHelpOpen(true)} /> : <header className={styles.bar} />}
      <div className={styles.middle} data-right={useHasRight() && !isPhone}>
        <MapView arrangement={arrangement} home={home} />
        {arePanelsDue ? (
          <>
            <OfflineBanner />
            {!isPhone && <LeftPanel />}
            <Tools onHome={goHome} />
            {isPhone ? <PhoneSheet session={session} /> : <RightPanel session={session} isWall={isWall} />}
          </>
        ) : (
          !isPhone && <EmptyLeftPanel />
        )}
      </div>
      {arePanelsDue && <Status />}
      <ShortcutsHelp isOpen={isHelpOpen} onClose={() => setHelpOpen(false)} />
      <SessionDialog />
      <Notices />
    </div>
  );
}

/**
 * The first map goes before the panels: laying out their text takes a few hundred milliseconds, in which nothing could
 * be drawn. They come when it is there, when it cannot be, or when it takes long.
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

function useHasRight(): boolean {
  return useLink((link) => link.open !== null || link.area !== null);
}

/** Escape goes back one thing at a time: the tool in hand, the card. */
function leaveOneThing(): void {
  const tools = useTools.getState();
  if (tools.tool) putToolAway();
  else if (tools.measured) useTools.setState({ measured: null });
  else if (currentLink().open) changeLink({ open: null }, 'push');
}

function focusMap(): void {
  document.querySelector<HTMLElement>('#map canvas')?.focus();
}

/** Says what of a link could not be shown. */
function useLinkNotices({ unknown, layers }: ArrangedLayers): void {
  const words = useWords();
  const repaired = useLinkStore((state) => state.repaired);
  useEffect(() => {
    if (repaired.length > 0) notify(words.states.linkRepaired(repaired.map((part) => words.states.linkParts[part]).join('、')), 'warn');
  }, [repaired, words]);
  const hasUnknown = layers.length > 0 && unknown.length > 0;
  useEffect(() => {
    if (hasUnknown) notify(words.states.unknownLayers, 'warn');
  }, [hasUnknown, words]);
}

/** The listed rows of the drawn area, as points on the map. */
function useAreaItems(): void {
  const stage = useStage((state) => state.stage);
  const area = useLink((link) => link.area);
  const filter = useLink((link) => link.filter);
  const pages = useAreaRows(area, filter).data?.pages;
  useEffect(() => {
    const rows = area === null ? [] : (pages ?? []).flatMap((page) => page.items);
    const items = rows.flatMap((row): MapItem[] => {
      const position = middleOf(row.geometry);
      return position ? [{ id: row.id, code: row.code, kind: row.kind, name: row.name, position }] : [];
    });
    stage?.setItems(items);
  }, [stage, area, pages]);
}

/** Keeps the map's centre in the part that no lasting panel covers. */
function usePanelSpace(isPhone: boolean): void {
  const stage = useStage((state) => state.stage);
  const isLeftOpen = usePreferences((state) => state.isLeftOpen);
  const hasRight = useHasRight();
  // Before the other effects: a change of the space ends a flight that is under way.
  useLayoutEffect(() => {
    const width = (name: string) => Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue(name));
    stage?.setPadding({ left: isPhone || !isLeftOpen ? 0 : width('--left-width'), right: 0, top: 0, bottom: isPhone && hasRight ? window.innerHeight * 0.4 : 0 });
    setCovered({ right: hasRight && !isPhone ? width('--right-width') + 60 : 60, bottom: 0 });
  }, [stage, isPhone, isLeftOpen, hasRight]);
}

function Tools({ onHome }: { onHome: () => void }) {
  const words = useWords();
  const { stage, view } = useStage();
  const bases = useMapSettings().data?.bases ?? [];
  const clearMeasure = () => {
    useTools.setState({ measured: null });
    stage?.setMeasure(null);
  };
  return (
    <>
      <section className={styles.tools} aria-label={words.tools.strip}>
        <ToolStrip bases={bases} bearing={view?.bearing ?? 0} onHome={onHome} onNorth={() => stage?.jumpTo({ bearing: 0, pitch: 0 })} onZoom={(by) => stage?.flyTo({ zoom: stage.getView().zoom + by })} />
      </section>
      <div className={styles.readout}>
        <ToolReadout onClearMeasure={clearMeasure} />
      </div>
    </>
  );
}

function Status() {
  const { view, pointer, hasTrouble, stage } = useStage();
  const layers = useLayers();
  const attribution = useLink((link) => link.baseId) ? (stage?.attribution ?? '') : '';
  return <StatusBar view={view} pointer={pointer} asOf={layers.data ? layers.dataUpdatedAt : null} hasTrouble={hasTrouble} attribution={attribution} />;
}

function OfflineBanner() {
  const words = useWords();
  const { isOnline, recoveries } = useConnection();
  const known = useRef(recoveries);
  useEffect(() => {
    if (known.current === recoveries) return;
    known.current = recoveries;
    notify(words.states.online, 'good');
  }, [recoveries, words]);
  if (isOnline) return null;
  return (
    <div className={styles.offline} role="alert">
      <CloudOff size={16} aria-hidden />
      <b>{words.states.offlineTitle}</b>
      <span>{words.states.offlineHint}</span>
    </div>
  );
}
