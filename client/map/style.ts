import type { LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';
import ground from '../../data/styles/ground.json';
import { absoluteAddress, baseStyle } from './base-maps.ts';
import { type BorderData, borderLayers, borderSourceSpecs } from './border-style.ts';
import { roleOf } from './layer-kinds.ts';
import { isCountLayer } from './count-style.ts';
import { type LayerStyle, layerStyle } from './layer-style.ts';
import { withOpacity } from './opacity.ts';
import { type OverlayData, overlayLayers, overlaySources } from './overlay-style.ts';
import { type Palette, paint, paletteOf } from './palette.ts';
import type { StyleContext } from './style-context.ts';
import type { BaseMap, MapLanguage, ShownLayer, Theme } from './types.ts';

/** A layer that draws nothing: deck.gl's go below it, above the shapes and under the names. */
export const itemsGoBelow = 'items-go-below';

/** Everything that decides how the map is drawn. */
export interface StyleInput {
  theme: Theme;
  language: MapLanguage;
  layers: ShownLayer[];
  bases: BaseMap[];
  /** Null is our own ground. */
  base: BaseMap | null;
  is3d: boolean;
  /** Null in a map's first style: it begins without what shows nothing yet, which would cost shaders and rounds to the workers. */
  overlays: OverlayData | null;
  /** Borders that are edited; null where none are. */
  borders: BorderData | null;
  /** Scheme, host and port that relative tile addresses belong to. */
  origin: string;
}

/**
 * The whole style of the map, from the bottom: land, the base map or our own ground, the shapes of the layers in the
 * reader's order, names, what is drawn by hand. No glyph server: MapLibre then draws characters itself.
 */
export function buildStyle(input: StyleInput): StyleSpecification {
  const palette = paletteOf(input.theme);
  const base = input.base === null ? null : baseStyle(input.base, input.bases, input.origin);
  const shown = input.layers.filter(({ isVisible, layer }) => isVisible && !(base !== null && roleOf(layer) === 'ground'));
  const data = dataStyle(shown, { palette, theme: input.theme, language: input.language, is3d: input.is3d });
  const names = base === null ? groundLayers('labels', shown, input.theme) : [];
  // Solid buildings hide the names of the streets behind them.
  const namesAlong = names.filter(isAlongLine);
  return {
    version: 8,
    ...(input.overlays !== null || input.is3d ? heaven(palette, input.theme) : {}),
    transition: { duration: 150, delay: 0 },
    sources: { ...base?.sources, ...vectorSources(input.layers, input.origin), ...(input.overlays && overlaySources(input.overlays)), ...(input.borders && borderSourceSpecs(input.borders)) },
    layers: [
      { id: 'land', type: 'background', paint: { 'background-color': palette.land } },
      ...(base?.layers ?? groundLayers('shapes', shown, input.theme)),
      ...(input.is3d ? namesAlong : []),
      ...data.shapes,
      { id: itemsGoBelow, type: 'background', layout: { visibility: 'none' } },
      ...(input.is3d ? [] : namesAlong),
      ...names.filter((layer) => !isAlongLine(layer)),
      ...data.labels,
      ...(input.borders ? borderLayers(palette) : []),
      ...(input.overlays ? overlayLayers(palette) : []),
    ],
  };
}

/** What is over the ground and lights it: seen where the map is tilted. */
function heaven(palette: Palette, theme: Theme): Pick<StyleSpecification, 'sky' | 'light'> {
  return {
    sky: { 'sky-color': palette.sky, 'horizon-color': palette.horizon, 'fog-color': palette.horizon, 'sky-horizon-blend': 0.8, 'horizon-fog-blend': 0.6, 'fog-ground-blend': 0.85 },
    light: { anchor: 'map', position: [1.3, 215, 38], color: palette.sun, intensity: theme === 'light' ? 0.26 : 0.42 },
  };
}

/** One vector source per layer of the API, shown or not: MapLibre asks for no tile of a source that no layer draws. */
export function vectorSources(layers: ShownLayer[], origin: string): Record<string, SourceSpecification> {
  return Object.fromEntries(
    layers.map(({ layer }) => [
      layer.id,
      { type: 'vector', tiles: [absoluteAddress(layer.tiles, origin)], minzoom: layer.minzoom, maxzoom: layer.maxzoom },
    ]),
  );
}

function isAlongLine(layer: LayerSpecification): boolean {
  return layer.type === 'symbol' && layer.layout?.['symbol-placement'] === 'line';
}

function groundLayers(part: keyof typeof ground, shown: ShownLayer[], theme: Theme): LayerSpecification[] {
  const opacities = new Map(shown.map(({ layer, opacity }) => [layer.id, opacity]));
  const hasRegionNames = shown.some(({ layer }) => roleOf(layer) === 'region-names');
  // The file is checked by MapLibre's validator in a test; TypeScript cannot read expressions out of JSON.
  const layers = paint(ground[part], paletteOf(theme)) as unknown as (LayerSpecification & { source: string })[];
  return layers.flatMap((layer) => {
    const opacity = opacities.get(layer.source);
    if (opacity === undefined) return [];
    const once = hasRegionNames && layer.source === 'labels' ? withoutRegionNames(layer) : layer;
    return [withOpacity(once, opacity)];
  });
}

/** Leaves out the names that the layer of region names repeats. */
function withoutRegionNames<Layer extends LayerSpecification>(layer: Layer): Layer {
  if (layer.type !== 'symbol') return layer;
  return { ...layer, filter: ['all', ['!', ['has', 'is_region']], layer.filter ?? true] };
}

function dataStyle(shown: ShownLayer[], context: StyleContext): LayerStyle {
  const counting = shown.filter(({ layer }) => layer.countsBelowZoom !== null);
  const styles = shown.filter(({ layer }) => roleOf(layer) !== 'ground').map((entry) => {
    const style = layerStyle(entry, context, counting);
    const faded = (layers: LayerSpecification[]) => layers.map((layer) => withOpacity(layer, entry.opacity));
    return { shapes: faded(style.shapes), labels: faded(style.labels) };
  });
  const labels = styles.flatMap(({ labels }) => labels);
  // What is drawn last is placed first: a name gives way to a number, never the other way round.
  return { shapes: styles.flatMap(({ shapes }) => shapes), labels: [...labels.filter((layer) => !isCountLayer(layer)), ...labels.filter(isCountLayer)] };
}
