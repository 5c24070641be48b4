import type { ExpressionSpecification, LayerSpecification, SourceSpecification } from 'maplibre-gl';
import type { FeatureCollection } from 'geojson';
import { byZoom } from './expressions.ts';
import { fonts, type Palette } from './palette.ts';
import { planLayers } from './plan-style.ts';

/** Slanted strokes in the warning colour of either theme; drawn when the map first asks for it. */
export const hatchImage = 'hatch';
const hatchPixels = 9;
export const hatchRatio = 2;

/** One tile of the hatch, in device pixels. */
export function drawHatch(): ImageData {
  const size = hatchPixels * hatchRatio;
  const image = new ImageData(size, size);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) image.data.set([224, 74, 64, (x + y) % size < 2 * hatchRatio ? 255 : 20], (y * size + x) * 4);
  }
  return image;
}

/** Pixels double with every zoom: the ribbon stays as many metres wide. */
const ribbonWidth: ExpressionSpecification = ['interpolate', ['exponential', 2], ['zoom'], 0, ['get', 'pixels'], 24, ['*', ['get', 'pixels'], 2 ** 24]];

/** What the map shows of its own, above all data: each a GeoJSON source of that name. */
export const overlayNames = ['plan', 'matter', 'selection', 'area', 'measure', 'draft'] as const;
export type OverlayName = (typeof overlayNames)[number];
export type OverlayData = Record<OverlayName, FeatureCollection>;

export const nothing: FeatureCollection = { type: 'FeatureCollection', features: [] };
export const emptyOverlays = (): OverlayData => ({ plan: nothing, matter: nothing, selection: nothing, area: nothing, measure: nothing, draft: nothing });

export function overlaySources(data: OverlayData): Record<string, SourceSpecification> {
  return Object.fromEntries(overlayNames.map((name) => [name, { type: 'geojson', data: data[name] }]));
}

/**
 * Layers over the overlay sources. Features say what they are by `role` (see sketch-features.ts);
 * a feature with `isWrong` is drawn in the warning colour.
 */
export function overlayLayers(palette: Palette): LayerSpecification[] {
  return [...planLayers(palette), ...matterLayers(palette), ...selectionLayers(palette), ...pieceLayers(palette), ...drawingLayers('area', palette.area, palette), ...drawingLayers('measure', palette.measure, palette), ...drawingLayers('draft', palette.area, palette)];
}

/** Where a matter happens. Features say what they are by `role`: `area` (its `tone` is hot99 … cold90), `cluster`, `place` with its `rank` and `score`. */
function matterLayers(palette: Palette): LayerSpecification[] {
  const source = 'matter';
  const role = (name: string): ExpressionSpecification => ['==', ['get', 'role'], name];
  const tones = (['hot99', 'hot95', 'hot90', 'cold99', 'cold95'] as const).flatMap((tone) => [tone, palette[tone]]);
  const tone = ['match', ['get', 'tone'], ...tones, palette.cold90] as unknown as ExpressionSpecification;
  return [
    { id: 'matter/area', type: 'fill', source, filter: role('area'), paint: { 'fill-color': tone, 'fill-opacity': 0.42 } },
    { id: 'matter/area-edge', type: 'line', source, filter: role('area'), paint: { 'line-color': tone, 'line-width': 1.4 } },
    { id: 'matter/cluster-halo', type: 'line', source, filter: role('cluster'), layout: { 'line-join': 'round' }, paint: { 'line-color': palette.halo, 'line-width': 4.5, 'line-opacity': 0.8 } },
    { id: 'matter/cluster', type: 'line', source, filter: role('cluster'), layout: { 'line-join': 'round' }, paint: { 'line-color': palette.cluster, 'line-width': 2.4, 'line-dasharray': [2, 1.4] } },
    {
      id: 'matter/place', type: 'circle', source, filter: role('place'),
      paint: { 'circle-radius': ['interpolate', ['linear'], ['get', 'score'], 0, 4, 100, 13], 'circle-color': palette.spot, 'circle-opacity': 0.88, 'circle-stroke-color': palette.markerEdge, 'circle-stroke-width': 1.5 },
    },
    {
      id: 'matter/rank', type: 'symbol', source, filter: ['all', role('place'), ['!=', ['get', 'rank'], '']],
      layout: { 'text-field': ['get', 'rank'], 'text-font': fonts.bold, 'text-size': 12, 'text-allow-overlap': true, 'text-ignore-placement': true },
      paint: { 'text-color': palette.countText },
    },
  ];
}

/** Several points are no line from one to the next. */
const isDrawnAsLine: ExpressionSpecification = ['match', ['geometry-type'], ['Point', 'MultiPoint'], false, true];

function selectionLayers(palette: Palette): LayerSpecification[] {
  const source = 'selection';
  return [
    { id: 'selection/edge', type: 'line', source, filter: isDrawnAsLine, layout: { 'line-join': 'round', 'line-cap': 'round' }, paint: { 'line-color': palette.halo, 'line-width': 6, 'line-opacity': 0.8 } },
    { id: 'selection/line', type: 'line', source, filter: isDrawnAsLine, layout: { 'line-join': 'round', 'line-cap': 'round' }, paint: { 'line-color': palette.selected, 'line-width': 3 } },
    {
      id: 'selection/point', type: 'circle', source, filter: ['match', ['geometry-type'], ['Point', 'MultiPoint'], true, false],
      paint: { 'circle-radius': byZoom(12, 9, 17, 17), 'circle-color': palette.selected, 'circle-opacity': 0.18, 'circle-stroke-color': palette.selected, 'circle-stroke-width': 3 },
    },
  ];
}

/** Pieces of the area, under the whole: subtle outlines; what is taken away is hatched and dashed. */
function pieceLayers(palette: Palette): LayerSpecification[] {
  const source = 'area';
  const round = { 'line-join': 'round', 'line-cap': 'round' } as const;
  return [
    { id: 'area/cut-fill', type: 'fill', source, filter: ['==', ['get', 'role'], 'cut'], paint: { 'fill-pattern': hatchImage, 'fill-opacity': 0.55 } },
    { id: 'area/piece', type: 'line', source, filter: ['==', ['get', 'role'], 'piece'], layout: round, paint: { 'line-color': palette.area, 'line-width': 1.2, 'line-opacity': 0.65 } },
    { id: 'area/clip', type: 'line', source, filter: ['==', ['get', 'role'], 'clip'], paint: { 'line-color': palette.area, 'line-width': 1.6, 'line-dasharray': [1, 2] } },
    { id: 'area/cut', type: 'line', source, filter: ['==', ['get', 'role'], 'cut'], paint: { 'line-color': palette.warning, 'line-width': 1.6, 'line-dasharray': [4, 2.5] } },
  ];
}

function drawingLayers(source: OverlayName, color: string, palette: Palette): LayerSpecification[] {
  const ink: ['case', ['boolean', ['get', 'isWrong'], false], string, string] = ['case', ['boolean', ['get', 'isWrong'], false], palette.warning, color];
  return [
    { id: `${source}/fill`, type: 'fill', source, filter: ['all', ['==', ['geometry-type'], 'Polygon'], ['==', ['get', 'role'], 'shape']], paint: { 'fill-color': ink, 'fill-opacity': 0.1 } },
    { id: `${source}/ribbon`, type: 'line', source, filter: ['==', ['get', 'role'], 'ribbon'], layout: { 'line-join': 'round', 'line-cap': 'round' }, paint: { 'line-color': color, 'line-opacity': 0.18, 'line-width': ribbonWidth } },
    { id: `${source}/edge`, type: 'line', source, filter: ['==', ['get', 'role'], 'shape'], layout: { 'line-join': 'round', 'line-cap': 'round' }, paint: { 'line-color': palette.halo, 'line-width': 5, 'line-opacity': 0.75 } },
    { id: `${source}/line`, type: 'line', source, filter: ['==', ['get', 'role'], 'shape'], layout: { 'line-join': 'round', 'line-cap': 'round' }, paint: { 'line-color': ink, 'line-width': 2.4 } },
    {
      id: `${source}/handle`, type: 'circle', source, filter: ['match', ['get', 'role'], ['handle', 'vertex', 'middle'], true, false],
      paint: {
        'circle-radius': ['match', ['get', 'role'], 'handle', 6, 'middle', 4, 3.5],
        'circle-color': palette.halo, 'circle-opacity': ['match', ['get', 'role'], 'middle', 0.75, 1],
        'circle-stroke-color': ink, 'circle-stroke-width': ['match', ['get', 'role'], 'middle', 1.2, 2],
      },
    },
    {
      id: `${source}/label`, type: 'symbol', source, filter: ['==', ['get', 'role'], 'label'],
      layout: { 'text-field': ['get', 'text'], 'text-font': fonts.bold, 'text-size': 12.5, 'text-anchor': 'bottom', 'text-offset': [0, -0.7], 'text-allow-overlap': true, 'text-ignore-placement': true, 'text-max-width': 16 },
      paint: { 'text-color': ink, 'text-halo-color': palette.halo, 'text-halo-width': 2 },
    },
  ];
}
