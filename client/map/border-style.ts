import type { ExpressionSpecification, FilterSpecification, LayerSpecification, SourceSpecification } from 'maplibre-gl';
import type { FeatureCollection } from 'geojson';
import { byZoom } from './expressions.ts';
import { hatchImage, nothing } from './overlay-style.ts';
import { fonts, type Palette } from './palette.ts';

/** What the border editor shows, from the bottom: grids at rest, those that the hand moves, vertices, and what follows the pointer. */
export const borderSources = ['borders', 'borders-hot', 'borders-vertices', 'borders-marks'] as const;
export type BorderSource = (typeof borderSources)[number];
export type BorderData = Record<BorderSource, FeatureCollection>;

export const noBorders = (): BorderData => ({ borders: nothing, 'borders-hot': nothing, 'borders-vertices': nothing, 'borders-marks': nothing });

/** How a grid's households stand to the band that it should keep. */
export const bandTones = ['far-below', 'below', 'within', 'above', 'far-above', 'none'] as const;
export type BandTone = (typeof bandTones)[number];

export function bandColor(tone: BandTone, palette: Palette): string {
  return { 'far-below': palette.bandFarBelow, below: palette.bandBelow, within: palette.bandWithin, above: palette.bandAbove, 'far-above': palette.bandFarAbove, none: palette.noData }[tone];
}

/** Features are told apart by their `key`, which their state (`hot`, `chosen`) hangs on. */
export function borderSourceSpecs(data: BorderData): Record<string, SourceSpecification> {
  return Object.fromEntries(borderSources.map((name) => [name, { type: 'geojson', data: data[name], promoteId: 'key', tolerance: 0, buffer: 32 } satisfies SourceSpecification]));
}

const role = (...names: string[]): ExpressionSpecification => ['match', ['get', 'role'], names, true, false];
const is = (flag: string): ExpressionSpecification => ['==', ['get', flag], true];
const state = (name: string): ExpressionSpecification => ['boolean', ['feature-state', name], false];
const round = { 'line-join': 'round', 'line-cap': 'round' } as const;
/** Not drawn at rest while the hand moves it. */
const unlessHot = (opacity: unknown): ExpressionSpecification => ['case', state('hot'), 0, opacity] as unknown as ExpressionSpecification; // MapLibre types no nested cases of computed values

/**
 * Features say what they are by `role`: `face` with its `tone`, `arc` (a border between two junctions), `name` at a
 * point inside, `vertex`, and what marks.ts of the editor draws for the hand.
 */
export function borderLayers(palette: Palette): LayerSpecification[] {
  return [...faceLayers('borders', palette), ...faceLayers('borders-hot', palette), ...nameLayers('borders', palette), ...nameLayers('borders-hot', palette), ...vertexLayers(palette), ...markLayers(palette)];
}

function faceLayers(source: 'borders' | 'borders-hot', palette: Palette): LayerSpecification[] {
  const tones = bandTones.flatMap((tone) => [tone, bandColor(tone, palette)]);
  const tone = ['match', ['get', 'tone'], ...tones, palette.noData] as unknown as ExpressionSpecification; // as above
  const isHot = source === 'borders-hot';
  const filled = (filter: FilterSpecification) => ({ source, filter });
  return [
    { id: `${source}/fill`, type: 'fill', ...filled(role('face')), paint: { 'fill-antialias': false, 'fill-color': tone, 'fill-opacity': unlessHot(['case', state('chosen'), 0.5, isHot ? 0.42 : 0.3]) } },
    { id: `${source}/changed`, type: 'line', ...filled(['all', role('face'), ['any', is('isNew'), is('isChanged')]]), layout: round,
      paint: { 'line-color': ['case', is('isNew'), palette.planNew, palette.planChanged], 'line-width': byZoom(11, 2, 14, 5, 18, 9), 'line-offset': byZoom(11, 0.8, 14, 2, 18, 3.5), 'line-opacity': unlessHot(0.65) } },
    { id: `${source}/halo`, type: 'line', ...filled(role('arc')), layout: round, paint: { 'line-color': palette.halo, 'line-width': byZoom(11, 1.4, 14, 4, 18, 6.5), 'line-opacity': unlessHot(0.8) } },
    { id: `${source}/line`, type: 'line', ...filled(['all', role('arc'), ['!', is('isNested')]]), layout: round,
      paint: { 'line-color': palette.grid, 'line-width': ['interpolate', ['linear'], ['zoom'], 11, ['case', is('isEdge'), 1.4, 0.7], 14, ['case', is('isEdge'), 2.6, 1.8], 18, ['case', is('isEdge'), 4.4, 3.2]], 'line-opacity': unlessHot(1) } },
    { id: `${source}/nested`, type: 'line', ...filled(['all', role('arc'), is('isNested')]), paint: { 'line-color': palette.grid, 'line-width': byZoom(12, 0.8, 16, 1.8), 'line-dasharray': [3, 1.6], 'line-opacity': unlessHot(0.9) } },
    { id: `${source}/chosen`, type: 'line', ...filled(role('face')), layout: round, paint: { 'line-color': palette.selected, 'line-width': byZoom(11, 2, 15, 4, 18, 6), 'line-opacity': ['case', state('hot'), 0, state('chosen'), 1, 0] } },
  ];
}

function nameLayers(source: 'borders' | 'borders-hot', palette: Palette): LayerSpecification[] {
  return [
    {
      id: `${source}/name`, type: 'symbol', source, filter: role('name'),
      layout: {
        'text-field': ['format', ['get', 'name'], { 'font-scale': 0.92 }, '\n', {}, ['get', 'households'], { 'font-scale': 1.12 }], 'text-font': fonts.bold,
        'text-size': byZoom(11.5, 9.5, 15, 12.5, 18, 16), 'text-max-width': 10, 'text-padding': 2, 'text-variable-anchor': ['center', 'top', 'bottom', 'left', 'right'], 'text-radial-offset': 0.3, 'text-line-height': 1.25, 'text-allow-overlap': source === 'borders-hot', 'text-ignore-placement': source === 'borders-hot',
      },
      paint: { 'text-color': palette.text, 'text-halo-color': palette.halo, 'text-halo-width': 2, 'text-opacity': unlessHot(1) },
    },
  ];
}

function vertexLayers(palette: Palette): LayerSpecification[] {
  const source = 'borders-vertices';
  return [
    { id: 'borders/middle', type: 'circle', source, filter: role('middle'), paint: { 'circle-radius': byZoom(14, 2, 18, 4), 'circle-color': palette.halo, 'circle-opacity': 0.8, 'circle-stroke-color': palette.grid, 'circle-stroke-width': 1.2, 'circle-stroke-opacity': 0.8 } },
    { id: 'borders/vertex', type: 'circle', source, filter: role('vertex'),
      paint: { 'circle-radius': ['interpolate', ['linear'], ['zoom'], 13, ['case', is('isJunction'), 3, 2], 18, ['case', is('isJunction'), 7, 5]], 'circle-color': ['case', is('isFixed'), palette.noData, palette.halo], 'circle-stroke-color': palette.grid, 'circle-stroke-width': ['case', is('isJunction'), 2.4, 1.8] } },
    { id: 'borders/picked', type: 'circle', source, filter: role('picked'), paint: { 'circle-radius': byZoom(13, 4.5, 18, 7.5), 'circle-color': palette.selected, 'circle-stroke-color': palette.halo, 'circle-stroke-width': 2.2 } },
  ];
}

function markLayers(palette: Palette): LayerSpecification[] {
  const source = 'borders-marks';
  const ink: ExpressionSpecification = ['case', is('isWrong'), palette.warning, palette.selected];
  return [
    { id: 'borders/building', type: 'fill', source, filter: role('building'), paint: { 'fill-color': ink, 'fill-opacity': 0.55, 'fill-outline-color': ink } },
    { id: 'borders/fault-fill', type: 'fill', source, filter: ['all', role('fault'), ['==', ['geometry-type'], 'Polygon']], paint: { 'fill-pattern': hatchImage, 'fill-opacity': 0.9 } },
    { id: 'borders/fault-line', type: 'line', source, filter: ['all', role('fault'), ['!=', ['geometry-type'], 'Point']], layout: round, paint: { 'line-color': ['case', is('isWarning'), palette.planChanged, palette.warning], 'line-width': 3 } },
    { id: 'borders/shape', type: 'fill', source, filter: role('shape'), paint: { 'fill-color': ink, 'fill-opacity': 0.12 } },
    { id: 'borders/sketch-halo', type: 'line', source, filter: role('sketch', 'shape'), layout: round, paint: { 'line-color': palette.halo, 'line-width': 6, 'line-opacity': 0.8 } },
    { id: 'borders/sketch', type: 'line', source, filter: role('sketch', 'shape'), layout: round, paint: { 'line-color': ink, 'line-width': 2.6 } },
    { id: 'borders/edge', type: 'line', source, filter: role('edge'), layout: round, paint: { 'line-color': palette.hover, 'line-width': byZoom(13, 3.5, 18, 6), 'line-opacity': 0.85 } },
    { id: 'borders/box', type: 'line', source, filter: role('box'), paint: { 'line-color': palette.selected, 'line-width': 1.5, 'line-dasharray': [4, 2] } },
    { id: 'borders/corner', type: 'circle', source, filter: role('corner'), paint: { 'circle-radius': 4, 'circle-color': palette.halo, 'circle-stroke-color': ink, 'circle-stroke-width': 2 } },
    { id: 'borders/fault', type: 'circle', source, filter: ['all', role('fault'), ['==', ['geometry-type'], 'Point']],
      paint: { 'circle-radius': 11, 'circle-color': ['case', is('isWarning'), palette.planChanged, palette.warning], 'circle-opacity': 0.25, 'circle-stroke-color': ['case', is('isWarning'), palette.planChanged, palette.warning], 'circle-stroke-width': 2.5 } },
    { id: 'borders/under', type: 'circle', source, filter: role('under'), paint: { 'circle-radius': byZoom(13, 6, 18, 10), 'circle-color': palette.hover, 'circle-opacity': 0.3, 'circle-stroke-color': palette.hover, 'circle-stroke-width': 2.5 } },
    { id: 'borders/snap', type: 'circle', source, filter: role('snap'), paint: { 'circle-radius': 8, 'circle-color': palette.measure, 'circle-opacity': 0.15, 'circle-stroke-color': palette.measure, 'circle-stroke-width': 2.5 } },
    {
      id: 'borders/snap-name', type: 'symbol', source, filter: role('snap', 'label'),
      layout: { 'text-field': ['get', 'text'], 'text-font': fonts.bold, 'text-size': 12.5, 'text-anchor': 'bottom-left', 'text-offset': [0.8, -0.6], 'text-allow-overlap': true, 'text-ignore-placement': true, 'text-max-width': 20 },
      paint: { 'text-color': ['case', is('isWrong'), palette.warning, palette.measure], 'text-halo-color': palette.halo, 'text-halo-width': 2.2 },
    },
  ];
}
