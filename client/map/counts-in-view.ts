import type { Map as GlMap } from 'maplibre-gl';
import { countInside } from './feature-counts.ts';
import { roleOf } from './layer-kinds.ts';
import type { Bounds, ShownLayer } from './types.ts';

const countedRoles = new Set(['regions', 'grids', 'buildings', 'elements']);
const quietMs = 250;
/** Where tiles keep coming the map is not idle for long: what is there by then is counted, and all of it when it is. */
const patienceMs = 1500;
const whenFree: (work: () => void) => void = typeof requestIdleCallback === 'function' ? (work) => requestIdleCallback(work, { timeout: 1000 }) : (work) => setTimeout(work, 0);

/**
 * Counts the features in view of each visible layer when the map has settled: one layer at a time, when the browser is
 * free, begun anew when the map moves on. A number of the view before is taken away: it says nothing of this one.
 */
export function countsInView(map: GlMap, layers: () => ShownLayer[], tell: (counts: Record<string, number>) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let round = 0;
  const stop = () => {
    clearTimeout(timer);
    round += 1;
  };
  const count = () => {
    const mine = ++round;
    const waiting = layers().filter(({ isVisible, layer }) => isVisible && countedRoles.has(roleOf(layer)) && map.getSource(layer.id) !== undefined && map.isSourceLoaded(layer.id));
    const counts: Record<string, number> = {};
    const next = () => {
      if (mine !== round) return;
      const shown = waiting.shift();
      if (shown === undefined) return tell(counts);
      counts[shown.layer.id] = countInside(map.querySourceFeatures(shown.layer.id, { sourceLayer: shown.layer.id }), boundsOf(map));
      whenFree(next);
    };
    whenFree(next);
  };
  const countIn = (milliseconds: number) => {
    clearTimeout(timer);
    timer = setTimeout(count, milliseconds);
  };
  map.on('idle', () => countIn(quietMs));
  map.on('moveend', () => countIn(patienceMs));
  map.on('movestart', () => {
    stop();
    tell({});
  });
  map.on('webglcontextlost', stop);
  return stop;
}

export function boundsOf(map: GlMap): Bounds {
  return map.getBounds().toArray().flat() as Bounds;
}
