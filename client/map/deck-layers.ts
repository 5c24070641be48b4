import { ScatterplotLayer } from '@deck.gl/layers';
import { MapboxOverlay } from '@deck.gl/mapbox';
import type { Map as GlMap } from 'maplibre-gl';
import { kindColor } from './color-scales.ts';
import { itemsGoBelow } from './style.ts';
import { paletteOf } from './palette.ts';
import type { MapItem, Theme } from './types.ts';

export interface DeckInput {
  items: MapItem[];
  hovered: MapItem | null;
  theme: Theme;
}

type Rgb = [number, number, number];

export function rgb(hex: string): Rgb {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as Rgb;
}

/**
 * Draws items with deck.gl inside the GL map's own frame, below names and markers. Interleaved mode works on
 * maplibre-gl 5 with `@deck.gl/mapbox`; on maplibre-gl 6 it distorts labels (visgl/deck.gl#10700), so 5 it is.
 */
export class DeckItems {
  #overlay: MapboxOverlay;

  /** @param isInterleaved false draws above the map on a canvas of its own: after the map's context was lost, since luma.gl keeps the old context's objects. */
  constructor(
    private map: GlMap,
    isInterleaved: boolean,
  ) {
    this.#overlay = new MapboxOverlay({ interleaved: isInterleaved, layers: [] });
    map.addControl(this.#overlay);
  }

  show(input: DeckInput): void {
    this.#overlay.setProps({ layers: itemLayers(input) });
  }

  remove(): void {
    this.map.removeControl(this.#overlay);
  }
}

function itemLayers({ items, hovered, theme }: DeckInput) {
  const palette = paletteOf(theme);
  const edge = rgb(palette.markerEdge);
  const changed = { added: rgb(palette.selected), chosen: rgb(palette.selected), gone: rgb(palette.warning) };
  const colors = new Map<string, Rgb>();
  const colorOf = (kind: string): Rgb => {
    const known = colors.get(kind) ?? rgb(kind === 'building' ? palette.area : kindColor(kind, theme, palette));
    colors.set(kind, known);
    return known;
  };
  const shared = { beforeId: itemsGoBelow, lineWidthUnits: 'pixels' as const, stroked: true, parameters: { depthCompare: 'always' as const } };
  return [
    new ScatterplotLayer<MapItem>({
      ...shared, id: 'items', data: items,
      // Close up a disc wider than a marker, which stands on it and keeps its icon.
      getPosition: (item) => item.position, getRadius: 9, radiusMinPixels: 4, radiusMaxPixels: 15, getFillColor: (item) => colorOf(item.kind), opacity: 0.75,
      getLineColor: (item) => (item.change === undefined ? edge : changed[item.change]), getLineWidth: (item) => (item.change === undefined ? 1.2 : item.change === 'chosen' ? 2.5 : 4),
      updateTriggers: { getFillColor: theme, getLineColor: theme },
    }),
    new ScatterplotLayer<MapItem>({
      ...shared, id: 'hovered-item', data: hovered === null ? [] : [hovered], radiusUnits: 'pixels',
      getPosition: (item) => item.position, getRadius: 18, getFillColor: [...rgb(palette.hover), 90], getLineColor: rgb(palette.hover), getLineWidth: 3,
    }),
  ];
}
