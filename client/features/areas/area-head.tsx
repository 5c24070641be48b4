import { Expand, ScanSearch, X } from 'lucide-react';
import type { LinkArea } from '../../shared/area-code.ts';
import { formatArea, formatDistance } from '../../shared/format.ts';
import { type Bounds, boundsOf, shapeName } from '../../shared/geometry.ts';
import { usePreferences } from '../../shared/preferences.ts';
import { clearArea } from '../../shared/question.ts';
import { useResolvedArea } from '../../shared/resolved-area.ts';
import { IconButton } from '../../shared/ui/icon-button.tsx';
import { useWords } from '../../shared/words/words.ts';
import styles from './area-head.module.css';

/** What the area is: its pieces, its size, and the ways to look at it and to leave it. */
export function AreaHead({ area, onFit }: { area: LinkArea; onFit: (bounds: Bounds) => void }) {
  const words = useWords();
  const language = usePreferences((state) => state.language);
  const resolved = useResolvedArea(area).data;
  const bounds = boundsOf(resolved?.geometry ?? null);
  const [only] = area.parts.length === 1 ? area.parts : [];
  const title = only?.from === 'circle' ? words.area.shape.circle : words.area.shape[shapeName(resolved?.geometry ?? { type: 'Polygon', coordinates: [] })];
  return (
    <header className={styles.head}>
      <span className={styles.icon}>
        <ScanSearch size={18} aria-hidden />
      </span>
      <div className={styles.titles}>
        <h2>{resolved?.parts.find((part) => part.title)?.title || title}</h2>
        <p>
          {only?.from === 'circle' && `${words.area.radius} ${formatDistance(only.radiusMeters)} · `}
          {resolved && `${words.area.size} ${formatArea(resolved.squareMeters, language)}`}
        </p>
      </div>
      {bounds && (
        <IconButton size="s" label={words.area.fit} onClick={() => onFit(bounds)}>
          <Expand size={15} aria-hidden />
        </IconButton>
      )}
      <IconButton size="s" label={words.area.clear} onClick={clearArea}>
        <X size={16} aria-hidden />
      </IconButton>
    </header>
  );
}
