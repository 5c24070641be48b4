import type { LayerDescription } from '#contract/layers.ts';
import type { ShownLayer } from './types.ts';

/** What a data layer is to the map: decides how it is drawn and whether it answers the pointer. */
export type LayerRole = 'ground' | 'regions' | 'region-names' | 'grids' | 'grid-names' | 'buildings' | 'elements';

export function roleOf({ kind, theme, geometry }: LayerDescription): LayerRole {
  if (theme === 'base') return 'ground';
  if (kind === 'region') return geometry === 'point' ? 'region-names' : 'regions';
  if (kind === 'grid') return geometry === 'point' ? 'grid-names' : 'grids';
  return kind === 'building' ? 'buildings' : 'elements';
}

/** Layers that are shown and whose features are elements. */
export function elementLayers(layers: ShownLayer[]): ShownLayer[] {
  return layers.filter(({ isVisible, layer }) => isVisible && ['buildings', 'elements'].includes(roleOf(layer)));
}
