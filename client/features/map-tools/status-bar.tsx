import { LogOut, TriangleAlert, Wifi, WifiOff } from 'lucide-react';
import type { LngLat, View } from '../../map/types.ts';
import { useConnection } from '../../shared/connection.ts';
import { formatClock } from '../../shared/china-time.ts';
import { formatDistance, formatPosition } from '../../shared/format.ts';
import { useSessionEnd } from '../../shared/query-client.ts';
import { usePreferences } from '../../shared/preferences.ts';
import { useWords } from '../../shared/words/words.ts';
import { scaleBar } from './scale.ts';
import styles from './status-bar.module.css';

interface StatusBarProps {
  view: View | null;
  pointer: LngLat | null;
  /** When the server last said what the layers hold; null before it did. */
  asOf: number | null;
  hasTrouble: boolean;
  attribution: string;
}

/** Scale, zoom, where the pointer is, how old the data is, and whether the server answers this reader. */
export function StatusBar({ view, pointer, asOf, hasTrouble, attribution }: StatusBarProps) {
  const words = useWords();
  const language = usePreferences((state) => state.language);
  const isOnline = useConnection((state) => state.isOnline);
  const bar = view && scaleBar(view.center[1], view.zoom, 96);
  return (
    <section className={styles.bar} aria-label={words.status.bar}>
      {bar && (
        <span className={styles.scale} role="img" aria-label={`${words.status.scale} ${formatDistance(bar.meters)}`}>
          <i style={{ width: bar.pixels }} />
          {formatDistance(bar.meters)}
        </span>
      )}
      {view && (
        <span>
          {words.status.zoom} <b>{view.zoom.toFixed(1)}</b>
        </span>
      )}
      {pointer && (
        <span className={styles.pointer} title={words.status.pointer}>
          {formatPosition(pointer)}
        </span>
      )}
      {attribution && <span className={styles.attribution}>{attribution}</span>}
      <span className={styles.end}>
        {asOf !== null && <span>{words.status.asOf(formatClock(asOf, language))}</span>}
        <Connection isOnline={isOnline} hasTrouble={hasTrouble} />
      </span>
    </section>
  );
}

function Connection({ isOnline, hasTrouble }: { isOnline: boolean; hasTrouble: boolean }) {
  const words = useWords();
  const hasEnded = useSessionEnd((state) => state.hasEnded);
  if (!isOnline)
    return (
      <span className={styles.offline}>
        <WifiOff size={13} aria-hidden /> {words.status.offline}
      </span>
    );
  // The server answers, but not to this reader: nothing on the screen is renewed until somebody signs in.
  if (hasEnded)
    return (
      <span className={styles.offline}>
        <LogOut size={13} aria-hidden /> {words.status.sessionEnded}
      </span>
    );
  if (hasTrouble)
    return (
      <span className={styles.trouble}>
        <TriangleAlert size={13} aria-hidden /> {words.status.trouble}
      </span>
    );
  return (
    <span className={styles.online}>
      <Wifi size={13} aria-hidden /> {words.status.online}
    </span>
  );
}
