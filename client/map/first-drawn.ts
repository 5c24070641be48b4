import type { Map as GlMap } from 'maplibre-gl';
import { roleOf } from './layer-kinds.ts';
import type { ShownLayer } from './types.ts';

const awaitedRoles = new Set(['ground', 'regions', 'grids']);

/**
 * Tells once when the ground, regions and grids in view have been drawn; single elements may still be coming.
 * @param layers what is shown, or false while the style is still on its way
 */
export function onceDrawn(map: GlMap, layers: () => ShownLayer[] | false, tell: () => void): () => void {
  const watch = map.on('render', () => {
    const shown = layers();
    if (shown === false) return;
    const awaited = shown.filter(({ isVisible, layer }) => isVisible && awaitedRoles.has(roleOf(layer)));
    if (!awaited.every(({ layer }) => map.isSourceLoaded(layer.id))) return;
    watch.unsubscribe();
    tell();
  });
  return () => watch.unsubscribe();
}
