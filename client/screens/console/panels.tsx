import { CloudOff, Map as MapIcon, MonitorX } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { SessionInfo } from '#contract/identity.ts';
import { SaveDialog } from '../../features/areas/save-dialog.tsx';
import { useSavedAreaOfLink } from '../../features/areas/saved-link.tsx';
import { SavedAreasDialog } from '../../features/areas/saved-list.tsx';
import { ShareDialog, useCopyLink } from '../../features/areas/share-dialog.tsx';
import { openAreaDialog } from '../../features/areas/store.ts';
import { AreaDrop, useAreaPicker } from '../../features/areas/upload.tsx';
import { Chooser } from '../../features/elements/chooser.tsx';
import { SessionDialog } from '../../features/identity/session-dialog.tsx';
import { useLayers, useMapSettings } from '../../features/layers/api.ts';
import type { ArrangedLayers } from '../../features/layers/use-arranged-layers.ts';
import { StatusBar } from '../../features/map-tools/status-bar.tsx';
import { putToolAway, useTools } from '../../features/map-tools/store.ts';
import { ToolReadout } from '../../features/map-tools/tool-readout.tsx';
import { ToolStrip } from '../../features/map-tools/tool-strip.tsx';
import { useAnswer } from '../../features/search/store.ts';
import type { SearchBoxHandle } from '../../features/search/search-box.tsx';
import type { Bounds } from '../../map/types.ts';
import { useConnection } from '../../shared/connection.ts';
import { changeLink, currentLink, useLink, useLinkStore } from '../../shared/link-store.ts';
import { Button } from '../../shared/ui/button.tsx';
import { TipProvider } from '../../shared/ui/icon-button.tsx';
import { Notices, notify } from '../../shared/ui/notices.tsx';
import { Empty } from '../../shared/ui/states.tsx';
import { useMedia } from '../../shared/ui/use-media.ts';
import { type OpenCard, round } from '../../shared/url-state.ts';
import { useWords } from '../../shared/words/words.ts';
import styles from './console.module.css';
import { useMatterOnMap } from './matters-here.tsx';
import { useMapItems } from './map-items.ts';
import { PaperDialogs } from './papers.tsx';
import { wallMedia } from './panel-room.ts';
import { PhoneSheet } from './phone-sheet.tsx';
import { ShortcutsHelp, useShortcuts } from './shortcuts.tsx';
import { LeftPanel, RightPanel } from './side-panels.tsx';
import { awaitArea, goTo, useStage } from './stage-store.ts';
import { TopBar } from './top-bar.tsx';

interface PanelsProps {
  session: SessionInfo;
  arrangement: ArrangedLayers;
  home: Bounds | null;
  isPhone: boolean;
}

/** Everything over and around the map. */
export function Panels({ session, arrangement, home, isPhone }: PanelsProps) {
  const words = useWords();
  const searchBox = useRef<SearchBoxHandle>(null);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const isWall = useMedia(wallMedia);
  const hasRight = useLink((link) => link.open !== null || link.area !== null);
  const hasAnswer = useLink((link) => link.area !== null && (link.open === null || isWall));
  useLinkNotices(arrangement);
  useMatterOnMap(session);
  useSavedAreaOfLink();
  useMapItems();
  const goHome = useMemo(() => () => home && goTo(home), [home]);
  const actions = useMemo(() => ({ search: () => searchBox.current?.focus(), help: () => setHelpOpen(true), home: goHome, escape: leaveOneThing }), [goHome]);
  useShortcuts(actions);
  return (
    <TipProvider>
      <button type="button" className={styles.skip} onClick={focusMap}>
        {words.common.skipToMap}
      </button>
      <TopBar session={session} searchBox={searchBox} onHelp={() => setHelpOpen(true)} />
      <div className={styles.over} data-right={hasRight && !isPhone} data-answer={hasAnswer && !isPhone}>
        <MapState />
        <OfflineBanner />
        {!isPhone && <LeftPanel session={session} />}
        <Tools onHome={goHome} />
        {isPhone ? <PhoneSheet session={session} /> : <RightPanel session={session} isWall={isWall} />}
        <ClickChooser />
        <AreaDrop onShow={awaitArea} />
      </div>
      <Status />
      <ShortcutsHelp isOpen={isHelpOpen} onClose={() => setHelpOpen(false)} />
      <SaveDialog />
      <ShareDialog />
      <SavedAreasDialog onLoad={awaitArea} />
      <PaperDialogs />
      <SessionDialog />
      <Notices />
    </TipProvider>
  );
}

/** Escape goes back one thing at a time: the tool in hand, the measure, the card. */
function leaveOneThing(): void {
  const tools = useTools.getState();
  if (useAnswer.getState().isPicking) useAnswer.setState({ isPicking: false });
  else if (tools.tool) putToolAway();
  else if (tools.measured) useTools.setState({ measured: null });
  else if (currentLink().open) changeLink({ open: null }, 'push');
  else if (currentLink().cases) changeLink({ cases: null }, 'push');
}

function focusMap(): void {
  document.querySelector<HTMLElement>('#map canvas')?.focus();
}

/** Says what of a link could not be shown. */
function useLinkNotices({ unknown, layers }: ArrangedLayers): void {
  const words = useWords();
  const repaired = useLinkStore((state) => state.repaired);
  useEffect(() => {
    if (repaired.length > 0) notify(words.states.linkRepaired(repaired.map((part) => words.states.linkParts[part])), 'warn');
  }, [repaired, words]);
  const hasUnknown = layers.length > 0 && unknown.length > 0;
  useEffect(() => {
    if (hasUnknown) notify(words.states.unknownLayers, 'warn');
  }, [hasUnknown, words]);
}

/** That the map is still being drawn, or why it cannot be. */
function MapState() {
  const words = useWords();
  const { failure, isDrawn } = useStage();
  if (!failure)
    return isDrawn ? null : (
      <p className={styles.drawing} role="status">
        <MapIcon size={16} aria-hidden /> {words.states.loadingMap}
      </p>
    );
  const isOld = failure === 'no-webgl';
  return (
    <div className={styles.failure} role="alert">
      <Empty icon={<MonitorX size={22} aria-hidden />} title={isOld ? words.states.noWebgl : words.states.mapFailed} hint={isOld ? words.states.noWebglHint : words.states.mapFailedHint}>
        {!isOld && (
          <Button look="primary" onClick={() => location.reload()}>
            {words.states.reload}
          </Button>
        )}
      </Empty>
    </div>
  );
}

function closeChooser(): void {
  useStage.setState({ asked: null });
}

/** Which of several elements under the pointer is meant. */
function ClickChooser() {
  const asked = useStage((state) => state.asked);
  if (!asked) return null;
  const open = (card: OpenCard) => {
    closeChooser();
    changeLink({ open: card }, 'push');
  };
  const [lng, lat] = asked.position;
  return <Chooser choices={asked.choices} at={asked.at} onChoose={(code) => open({ type: 'element', code })} onGround={() => open({ type: 'place', position: [round(lng, 6), round(lat, 6)] })} onClose={closeChooser} />;
}

function Tools({ onHome }: { onHome: () => void }) {
  const words = useWords();
  const { stage, view } = useStage();
  const bases = useMapSettings().data?.bases ?? [];
  const { picker, open } = useAreaPicker(awaitArea);
  const copyLink = useCopyLink();
  const clearMeasure = () => {
    useTools.setState({ measured: null });
    stage?.setMeasure(null);
  };
  return (
    <>
      <section className={styles.tools} aria-label={words.tools.strip}>
        <ToolStrip bases={bases} bearing={view?.bearing ?? 0} onHome={onHome} onNorth={() => stage?.jumpTo({ bearing: 0, pitch: 0 })} onZoom={(by) => stage?.flyTo({ zoom: stage.getView().zoom + by })} onSavedAreas={() => openAreaDialog('list')} onUpload={open} onShare={copyLink} />
        {picker}
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
