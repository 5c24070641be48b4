import { ChevronRight } from 'lucide-react';
import type { RegionRef } from '#contract/shapes.ts';
import { openCard } from '../link-store.ts';
import { levelWord } from '../region-names.ts';
import { useWords, wordFor } from '../words/words.ts';
import styles from './where.module.css';

interface WhereProps {
  chain: RegionRef[];
  grid: { code: string; name: string; kind: string } | null;
  /** False on a grid's own card. */
  isGridShown?: boolean;
}

/** Region chain and grid: each opens its own card. */
export function Where({ chain, grid, isGridShown = true }: WhereProps) {
  const words = useWords();
  return (
    <div className={styles.where}>
      {chain.length === 0 ? (
        <p className={styles.none}>{words.card.noRegion}</p>
      ) : (
        <ol className={styles.chain}>
          {chain.map((region, index) => (
            <li key={region.code}>
              {index > 0 && <ChevronRight size={12} aria-hidden />}
              <button type="button" title={levelWord(region, words)} onClick={() => openCard({ type: 'region', code: region.code }, 'always')}>
                {region.name}
              </button>
            </li>
          ))}
        </ol>
      )}
      {isGridShown && (
        <p className={styles.grid}>
          <span>{words.card.inGrid}</span>
          {grid ? (
            <button type="button" onClick={() => openCard({ type: 'grid', code: grid.code }, 'always')}>
              {grid.name} <small>{wordFor(words.regions.gridKinds, grid.kind)}</small>
            </button>
          ) : (
            words.card.noGrid
          )}
        </p>
      )}
    </div>
  );
}
