import { CloudOff, Lock, Map as MapIcon, MonitorX } from 'lucide-react';
import { useEffect, useLayoutEffect, useState } from 'react';
import type { SessionInfo } from '#contract/identity.ts';
import { useKnownSession } from '../../features/identity/api.ts';
import { SessionDialog } from '../../features/identity/session-dialog.tsx';
import { useConnection } from '../../shared/connection.ts';
import { followGridsAddress, readGridsAddress, useGridsLink, useGridsLinkStore } from '../../shared/grids-link-store.ts';
import { useDocumentPreferences } from '../../shared/theme/theme.ts';
import { Button } from '../../shared/ui/button.tsx';
import { TipProvider } from '../../shared/ui/icon-button.tsx';
import { Notices, notify } from '../../shared/ui/notices.tsx';
import { Empty } from '../../shared/ui/states.tsx';
import { useWords } from '../../shared/words/words.ts';
import styles from './grids.module.css';
import { MainMap } from './main-map.tsx';
import { useGridsMap } from './map-store.ts';
import { SidePanel } from './side-panel.tsx';
import { TopBar } from './top-bar.tsx';

/** The grid administrator's screen: plans beside one map; what is done to borders happens here. */
export function GridsScreen() {
  const words = useWords();
  const session = useKnownSession();
  const isRead = useFollowedLink();
  useDocumentPreferences(`${words.borders.title} · ${words.productLong}`);
  if (!session || !isRead) return null;
  return (
    <TipProvider>
      <div className={styles.screen}>
        <TopBar session={session} />
        {session.rights.includes('borders.read') ? <Grids session={session} /> : <NoRight />}
      </div>
      <SessionDialog />
      <Notices />
    </TipProvider>
  );
}

/** Reads the address before anything is drawn from it, and follows Back and Forward. */
function useFollowedLink(): boolean {
  const [isRead, setRead] = useState(false);
  useLayoutEffect(() => {
    readGridsAddress();
    setRead(true);
    return followGridsAddress();
  }, []);
  return isRead;
}

function NoRight() {
  const words = useWords();
  return (
    <main className={styles.alone}>
      <Empty icon={<Lock size={22} aria-hidden />} title={words.borders.noRight} hint={words.borders.noRightHint} />
    </main>
  );
}

function Grids({ session }: { session: SessionInfo }) {
  const words = useWords();
  const plan = useGridsLink((link) => link.plan);
  const asOf = useGridsLink((link) => link.asOf);
  useLinkNotices();
  return (
    <>
      <SidePanel session={session} />
      <main className={styles.ground} aria-label={words.borders.map}>
        <MainMap session={session} hasTodaysGrids={plan === null && asOf === null} />
        <MapState />
        <OfflineBanner />
      </main>
    </>
  );
}

/** Says what of a link could not be shown. */
function useLinkNotices(): void {
  const words = useWords();
  const repaired = useGridsLinkStore((state) => state.repaired);
  useEffect(() => {
    if (repaired.length > 0) notify(words.states.linkRepaired(repaired.map((part) => words.borders.linkParts[part]).join('、')), 'warn');
  }, [repaired, words]);
}

/** That the map is still being drawn, or why it cannot be. */
function MapState() {
  const words = useWords();
  const { failure, isDrawn } = useGridsMap();
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

function OfflineBanner() {
  const words = useWords();
  const isOnline = useConnection((state) => state.isOnline);
  if (isOnline) return null;
  return (
    <div className={styles.offline} role="alert">
      <CloudOff size={16} aria-hidden />
      <b>{words.states.offlineTitle}</b>
      <span>{words.states.offlineHint}</span>
    </div>
  );
}
