import type { LayerDescription } from '#contract/layers.ts';
import type { LngLat, MapFeature } from '../../map/types.ts';
import type { OpenCard } from '../../shared/url-state.ts';

export interface ClickChoice {
  code: string;
  name: string;
  kind: string;
  category: string;
}
export type ClickMeaning =
  | { does: 'open'; open: OpenCard }
  | { does: 'choose'; choices: ClickChoice[] }
  /** A count stands for many: come nearer to see them. */
  | { does: 'approach'; position: LngLat };

const elementCodeLength = 19;

/**
 * What a click on the map means. Elements come before the ground: one opens, several are asked about, a count is
 * approached; on bare ground (streets, grids, regions) the place itself opens.
 */
export function readClick(position: LngLat, features: MapFeature[], layers: LayerDescription[]): ClickMeaning {
  const kinds = new Map(layers.map((layer) => [layer.id, layer.kind]));
  const elements = new Map<string, ClickChoice>();
  for (const feature of features) {
    if (feature.count !== null || feature.code.length !== elementCodeLength || elements.has(feature.code)) continue;
    elements.set(feature.code, { code: feature.code, name: feature.name, kind: kinds.get(feature.layerId) ?? '', category: feature.category });
  }
  const [first] = elements.values();
  if (first && elements.size === 1) return { does: 'open', open: { type: 'element', code: first.code } };
  if (first) return { does: 'choose', choices: [...elements.values()] };
  const counted = features.find((feature) => feature.count !== null);
  if (counted) return { does: 'approach', position: counted.position };
  const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6;
  return { does: 'open', open: { type: 'place', position: [round(position[0]), round(position[1])] } };
}
