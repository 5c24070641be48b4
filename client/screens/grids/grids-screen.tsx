import { CloudOff, Lock } from 'lucide-react';
import { useEffect, useLayoutEffect, useState } from 'react';
import type { SessionInfo } from '#contract/identity.ts';
import { useKnownSession } from '../../features/identity/api.ts';
import { SessionDialog } from '../../features/identity/session-dialog.tsx';
import { useConnection } from '../../shared/connection.ts';
import { followGridsAddress, readGridsAddress, useGridsLinkStore } from '../../shared/grids-link-store.ts';
import { useDocumentPreferences } from '../../shared/theme/theme.ts';
import { TipProvider } from '../../shared/ui/icon-button.tsx';
import { Notices, notify } from '../../shared/ui/notices.tsx';
import { Empty } from '../../shared/ui/states.tsx';
import { useWords } from '../../shared/words/words.ts';
import styles from './grids.module.css';
import { Ground } from './ground.tsx';
import { PlaceDialogs } from './place-dialogs.tsx';
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
  useLinkNotices();
  return (
    <>
      <SidePanel session={session} />
      <Ground session={session} />
      <OfflineBanner />
      <PlaceDialogs session={session} />
    </>
  );
}

/** Says what of a link could not be shown. */
function useLinkNotices(): void {
  const words = useWords();
  const repaired = useGridsLinkStore((state) => state.repaired);
  useEffect(() => {
    if (repaired.length > 0) notify(words.states.linkRepaired(repaired.map((part) => words.borders.linkParts[part])), 'warn');
  }, [repaired, words]);
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
