import type { LayerDescription } from '#contract/layers.ts';
import type { ShownLayer } from '../../map/types.ts';
import type { LinkLayer } from '../../shared/url-state.ts';

/** Order of the themes in the tree. */
export const themeOrder = ['borders', 'housing', 'people', 'places', 'safety', 'resources', 'things', 'base'] as const;
/** What is on before anybody has chosen: the ground, who is responsible where, houses and places; never people. */
const themesAtStart = new Set(['base', 'borders', 'housing', 'places']);

/** The server's layers as they are shown before anybody has chosen. */
export function defaultLayers(layers: LayerDescription[]): LinkLayer[] {
  return layers.map((layer) => ({ id: layer.id, isVisible: isOnAtStart(layer), opacity: 1, colorBy: null }));
}

function isOnAtStart(layer: LayerDescription): boolean {
  return layer.sensitivity === 'open' && themesAtStart.has(layer.theme);
}

/**
 * Brings a link's layers together with the server's: in the link's order, without those that the server does not know,
 * and with those that the link does not name hidden on top.
 */
export function arrangeLayers(layers: LayerDescription[], fromLink: LinkLayer[] | null): { arranged: LinkLayer[]; unknown: string[] } {
  if (!fromLink) return { arranged: defaultLayers(layers), unknown: [] };
  const known = new Set(layers.map((layer) => layer.id));
  const named = new Set(fromLink.map((layer) => layer.id));
  const rest = layers.filter((layer) => !named.has(layer.id)).map((layer) => ({ id: layer.id, isVisible: false, opacity: 1, colorBy: null }));
  return { arranged: [...fromLink.filter((layer) => known.has(layer.id)), ...rest], unknown: fromLink.filter((layer) => !known.has(layer.id)).map((layer) => layer.id) };
}

/** What the map draws. */
export function toShownLayers(layers: LayerDescription[], arranged: LinkLayer[]): ShownLayer[] {
  const byId = new Map(layers.map((layer) => [layer.id, layer]));
  return arranged.flatMap(({ id, ...how }) => {
    const layer = byId.get(id);
    return layer ? [{ layer, ...how }] : [];
  });
}

export function changeLayer(arranged: LinkLayer[], id: string, change: Partial<Omit<LinkLayer, 'id'>>): LinkLayer[] {
  return arranged.map((layer) => (layer.id === id ? { ...layer, ...change } : layer));
}

/** Puts a layer at another place of the drawing order (0 is the bottom); out of range is the nearest end. */
export function moveLayer(arranged: LinkLayer[], id: string, place: number): LinkLayer[] {
  const layer = arranged.find((candidate) => candidate.id === id);
  if (!layer) return arranged;
  const others = arranged.filter((candidate) => candidate.id !== id);
  const target = Math.min(others.length, Math.max(0, place));
  return [...others.slice(0, target), layer, ...others.slice(target)];
}

/** Layers by theme in the tree's order; themes that we do not know come last. */
export function groupByTheme(layers: LayerDescription[]): { theme: string; layers: LayerDescription[] }[] {
  const themes = [...new Set([...themeOrder, ...layers.map((layer) => layer.theme)])];
  return themes.map((theme) => ({ theme, layers: layers.filter((layer) => layer.theme === theme) })).filter((group) => group.layers.length > 0);
}
