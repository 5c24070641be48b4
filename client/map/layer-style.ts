import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { colorExpression, kindColor } from './color-scales.ts';
import { countLayers } from './count-style.ts';
import { both, byState, byZoom, isLine, isPoint, isPolygon, isSingle } from './expressions.ts';
import { markerExpression } from './marker-glyphs.ts';
import { roleOf } from './layer-kinds.ts';
import { fonts, type Palette } from './palette.ts';
import type { StyleContext } from './style-context.ts';
import type { ShownLayer } from './types.ts';

/** The shapes of a data layer, and its labels, which go above the shapes of all layers. */
export interface LayerStyle {
  shapes: LayerSpecification[];
  labels: LayerSpecification[];
}

/** A style layer's id is its data layer's id, a slash and its part. */
export function dataLayerOf(styleLayerId: string): string {
  return styleLayerId.split('/')[0] as string;
}

/**
 * How a data layer of regions, grids or elements is drawn.
 * @param counting all layers that show counts, so that their circles at one spot stand side by side.
 */
export function layerStyle(shown: ShownLayer, context: StyleContext, counting: ShownLayer[]): LayerStyle {
  switch (roleOf(shown.layer)) {
    case 'ground':
      return { shapes: [], labels: [] };
    case 'regions':
      return regionStyle(shown, context);
    case 'region-names':
      return regionNames(shown, context);
    case 'grids':
      return gridStyle(shown, context);
    case 'grid-names':
      return gridNames(shown, context);
    case 'buildings':
      return buildingStyle(shown, context, counting);
    case 'elements':
      return elementStyle(shown, context, counting);
  }
}

function from(shown: ShownLayer, part: string) {
  return { id: `${shown.layer.id}/${part}`, source: shown.layer.id, 'source-layer': shown.layer.id };
}

const name: ExpressionSpecification = ['get', 'name'];
const text = { 'text-field': name, 'text-max-width': 8, 'text-padding': 4 };
const halo = (palette: Palette, width: number) => ({ 'text-halo-color': palette.halo, 'text-halo-width': width, 'text-halo-blur': 0.4 });

function regionStyle(shown: ShownLayer, { palette }: StyleContext): LayerStyle {
  const width = (community: number, street: number, county: number) => ['match', ['get', 'level'], 'community', community, 'street', street, county];
  return {
    shapes: [
      { ...from(shown, 'band'), type: 'line', filter: ['!=', ['get', 'level'], 'community'], layout: { 'line-join': 'round' },
        paint: { 'line-color': palette.regionSoft, 'line-opacity': 0.28, 'line-width': byZoom(8, width(0, 1.5, 4), 13, width(0, 5, 8), 18, width(0, 9, 14)) } },
      { ...from(shown, 'line'), type: 'line', layout: { 'line-join': 'round' },
        paint: { 'line-color': palette.region, 'line-dasharray': [4, 2], 'line-width': byZoom(8, width(0.2, 0.6, 1.2), 13, width(0.8, 1.3, 1.8), 18, width(1.4, 2, 2.6)) } },
    ],
    labels: [],
  };
}

function gridStyle(shown: ShownLayer, { palette, theme }: StyleContext): LayerStyle {
  const isDedicated: ExpressionSpecification = ['==', ['get', 'category'], 'dedicated'];
  const tint = shown.colorBy === null ? 0 : 0.55;
  const color = byState(palette.selected, palette.hover, palette.grid);
  const width = byZoom(10, 0.4, 13, byState(2.4, 1.8, 0.7), 15, byState(3, 2.4, 1.1), 18, byState(4, 3, 1.8));
  return {
    shapes: [
      { ...from(shown, 'fill'), type: 'fill',
        paint: { 'fill-antialias': false, 'fill-color': colorExpression(shown.layer, shown.colorBy, theme, palette, palette.grid), 'fill-opacity': byState(tint + 0.12, tint + 0.08, tint) } },
      { ...from(shown, 'line'), type: 'line', filter: ['!', isDedicated], layout: { 'line-join': 'round' },
        paint: { 'line-color': color, 'line-width': width, 'line-opacity': byZoom(10, 0.4, 13, 0.6, 16, 0.85) } },
      { ...from(shown, 'dashes'), type: 'line', filter: isDedicated, layout: { 'line-join': 'round' },
        paint: { 'line-color': color, 'line-width': width, 'line-dasharray': [3, 1.5], 'line-opacity': byZoom(10, 0.4, 13, 0.6, 16, 0.85) } },
    ],
    labels: [],
  };
}

function gridNames(shown: ShownLayer, { palette }: StyleContext): LayerStyle {
  return {
    shapes: [],
    labels: [
      { ...from(shown, 'name'), type: 'symbol', minzoom: 14.8,
        layout: { ...text, 'text-max-width': 13, 'text-font': fonts.regular, 'text-size': byZoom(14.8, 10, 18, 13), 'text-letter-spacing': 0.04 },
        paint: { 'text-color': palette.gridText, ...halo(palette, 1.6) } },
    ],
  };
}

/** Places of a region's name around its point, the best first; offsets in ems. */
const nameAnchors: (string | [number, number])[] = [
  'center', [0, 0], ...[0.2, 1, 1.8, 2.6].flatMap((ems): (string | [number, number])[] => ['top', [0, ems], 'bottom', [0, -ems]]),
];

/** Names of regions, each level at the zooms at which its regions fill the screen. */
function regionNames(shown: ShownLayer, { palette }: StyleContext): LayerStyle {
  const level = (name: string, minzoom: number, maxzoom: number, smallest: number, largest: number): LayerSpecification => ({
    ...from(shown, name), type: 'symbol', minzoom, maxzoom, filter: ['==', ['get', 'level'], name],
    layout: { ...text, 'text-font': fonts.bold, 'text-size': byZoom(minzoom, smallest, maxzoom, largest), 'text-letter-spacing': 0.08, 'text-padding': 3,
      // Counts stand on the same spot and around it at some zooms, and never give way: the name then goes where room is.
      'text-variable-anchor-offset': nameAnchors },
    paint: { 'text-color': palette.text, ...halo(palette, 1.8) },
  });
  return {
    shapes: [],
    labels: [level('community', 11.8, 16.5, 10.5, 14), level('street', 9.5, 14, 11.5, 17), level('county', 8, 11, 12, 20), level('prefecture', 5, 8.5, 12, 18), level('province', 3, 6, 12, 17)],
  };
}

function buildingStyle(shown: ShownLayer, context: StyleContext, counting: ShownLayer[]): LayerStyle {
  const { palette, theme } = context;
  const color = byState(palette.selected, palette.hover, colorExpression(shown.layer, shown.colorBy, theme, palette, palette.building));
  const footprint = both(isPolygon, isSingle);
  const flat: LayerSpecification[] = [
    { ...from(shown, 'fill'), type: 'fill', filter: footprint,
      paint: { 'fill-antialias': false, 'fill-color': color, 'fill-opacity': byZoom(12, 0.6, 15, 1) } },
    { ...from(shown, 'line'), type: 'line', minzoom: 14, filter: footprint,
      paint: { 'line-color': byState(palette.selected, palette.hover, palette.buildingEdge), 'line-width': byZoom(14, 0.3, 17, byState(2.5, 2, 0.8), 20, byState(3, 2.5, 1.4)) } },
  ];
  const solid: LayerSpecification[] = [
    { ...from(shown, 'solid'), type: 'fill-extrusion', minzoom: 13, filter: footprint,
      paint: {
        'fill-extrusion-color': color,
        'fill-extrusion-height': byZoom(13, 0, 14, buildingHeight),
        'fill-extrusion-base': byZoom(13, 0, 14, ['to-number', ['get', 'min_height']]),
        'fill-extrusion-opacity': 0.94,
        'fill-extrusion-vertical-gradient': true,
      } },
  ];
  const counts = countLayers(shown, context, counting);
  return {
    shapes: context.is3d ? solid : flat,
    labels: [
      { ...from(shown, 'name'), type: 'symbol', minzoom: 16.6, filter: isSingle,
        layout: { ...text, 'text-font': fonts.regular, 'text-size': byZoom(16.6, 10, 19, 14), 'text-padding': 2 },
        paint: { 'text-color': palette.buildingText, ...halo(palette, 1.2) } },
      ...counts,
    ],
  };
}

/** Metres; three a storey where only storeys are known. */
const buildingHeight = ['case', ['has', 'height_meters'], ['to-number', ['get', 'height_meters']], ['*', 3, ['to-number', ['get', 'floors'], 2]]];

/** Points as discs that grow into icons, areas as tints, lines as lines: whatever geometry a row has. */
function elementStyle(shown: ShownLayer, context: StyleContext, counting: ShownLayer[]): LayerStyle {
  const { palette, theme } = context;
  const plain = kindColor(shown.layer.kind, theme, palette);
  const color = colorExpression(shown.layer, shown.colorBy, theme, palette, plain);
  const edge = byState(palette.selected, palette.hover, color);
  const shapes: LayerSpecification[] = [];
  if (shown.layer.geometry !== 'point') {
    shapes.push(
      { ...from(shown, 'fill'), type: 'fill', filter: both(isPolygon, isSingle), paint: { 'fill-color': color, 'fill-opacity': byState(0.45, 0.4, 0.22) } },
      { ...from(shown, 'line'), type: 'line', filter: both(['!', isPoint], isSingle), paint: { 'line-color': edge, 'line-width': byZoom(13, 0.8, 17, byState(3.5, 3, 1.6)) } },
    );
  }
  // Every point has a dot; where there is room a marker with its icon and name covers the dot.
  shapes.push({
    ...from(shown, 'dot'), type: 'circle', filter: both(isPoint, isSingle),
    paint: {
      'circle-color': color,
      'circle-radius': dotRadius([12, 1.4, 4], [14.5, 2.2, 6], [16, 3.6, 14], [19, 5, 18]),
      'circle-stroke-color': byState(palette.selected, palette.hover, palette.markerEdge),
      'circle-stroke-width': byZoom(12, byState(2, 2, 0.3), 15, byState(3, 2.5, 0.8)),
      'circle-pitch-alignment': 'viewport',
    },
  });
  return { shapes, labels: [markerLayer(shown, context, color), ...countLayers(shown, context, counting)] };
}

/** A ramp over zooms may only stand outermost, so the state is asked at each of its stops. */
function dotRadius(...stops: [zoom: number, pixels: number, marked: number][]): ExpressionSpecification {
  return byZoom(...stops.flatMap(([zoom, pixels, marked]) => [zoom, byState(marked, marked, pixels)]));
}

function markerLayer(shown: ShownLayer, { palette, theme }: StyleContext, color: string | ExpressionSpecification): LayerSpecification {
  const fromZoom = quietKinds.has(shown.layer.kind) ? 17 : 15.6;
  return {
    ...from(shown, 'marker'), type: 'symbol', minzoom: fromZoom, filter: both(['!', isLine], isSingle),
    layout: {
      ...text, 'text-field': ['step', ['zoom'], '', fromZoom + 0.8, name], 'text-font': fonts.regular, 'text-size': byZoom(16, 10.5, 19, 13), 'text-anchor': 'top', 'text-offset': [0, 1.05], 'text-optional': true,
      'icon-image': markerExpression(shown.layer.kind, theme, color), 'icon-size': byZoom(15.6, 0.72, 17, 0.92, 19, 1.15), 'icon-padding': 0,
    },
    paint: { 'text-color': palette.text, ...halo(palette, 1.5) },
  };
}

/** Kinds that stand by the thousand along the streets: their markers come late. */
const quietKinds = new Set(['facility', 'camera', 'device']);
