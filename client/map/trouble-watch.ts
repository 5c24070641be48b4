import type { ErrorEvent, Map as GlMap } from 'maplibre-gl';
import type { MapEvents } from './types.ts';

/** Tells when tiles cannot be fetched and when they come again; asks again by itself when the network is back. */
export function watchTrouble(map: GlMap, tell: (trouble: MapEvents['trouble']) => void): () => void {
  const troubled = new Set<string>();
  map.on('error', (event: ErrorEvent & { sourceId?: string }) => {
    if (event.sourceId === undefined) {
      reportError(event.error);
      return;
    }
    const status = 'status' in event.error && typeof event.error.status === 'number' ? event.error.status : null;
    if (troubled.size === 0) tell({ status: status === 0 ? null : status, layerId: event.sourceId });
    troubled.add(event.sourceId);
  });
  map.on('sourcedata', ({ sourceId, tile }) => {
    if (tile === undefined || tile.state !== 'loaded' || !troubled.delete(sourceId) || troubled.size > 0) return;
    tell(null);
  });
  const retry = () => {
    for (const sourceId of troubled) if (map.getSource(sourceId) !== undefined) map.refreshTiles(sourceId);
  };
  addEventListener('online', retry);
  return () => removeEventListener('online', retry);
}
