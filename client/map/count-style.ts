import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { kindColor } from './color-scales.ts';
import { byState, byZoom, isCount } from './expressions.ts';
import type { StyleContext } from './style-context.ts';
import { fonts } from './palette.ts';
import type { MapLanguage, ShownLayer } from './types.ts';

/** Where the circles of several layers stand around one spot, in units of a circle; the first stands on it. */
const slots: [number, number][] = [[0, 0], [1, 0], [-1, 0], [0.5, 0.87], [-0.5, 0.87], [0.5, -0.87], [-0.5, -0.87], [2, 0], [-2, 0], [1.5, 0.87], [-1.5, 0.87]];
const circlePixels = 30;

/** Circles with numbers for the zooms at which a layer carries counts; none for a layer that never does. */
export function countLayers(shown: ShownLayer, { palette, theme, language }: StyleContext, slot: number): LayerSpecification[] {
  const { layer } = shown;
  if (layer.countsBelowZoom === null) return [];
  const [x, y] = slots[slot % slots.length] as [number, number];
  const translate: [number, number] = [x * circlePixels, y * circlePixels];
  const color = layer.kind === 'building' ? palette.textSoft : kindColor(layer.kind, theme, palette);
  const source = { source: layer.id, 'source-layer': layer.id, filter: isCount };
  const radius = ['step', ['get', 'count'], 9, 10, 11, 100, 13, 1000, 16, 10000, 19] as unknown as ExpressionSpecification; // typed by MapLibre as a fixed number of stops
  return [
    {
      ...source, id: `${layer.id}/count`, type: 'circle',
      paint: {
        'circle-color': color, 'circle-opacity': 0.88, 'circle-radius': radius, 'circle-translate': translate,
        'circle-stroke-color': byState(palette.selected, palette.hover, palette.markerEdge), 'circle-stroke-width': byState(3, 2.5, 1.2),
      },
    },
    {
      ...source, id: `${layer.id}/number`, type: 'symbol',
      layout: { 'text-field': countText(language), 'text-font': fonts.bold, 'text-size': byZoom(10, 9.5, 14, 11), 'text-allow-overlap': true, 'text-ignore-placement': true },
      paint: { 'text-color': palette.countText, 'text-translate': translate },
    },
  ];
}

/** 1234 as it is, 23456 as 2.3万 or 23.5k. */
function countText(language: MapLanguage): ExpressionSpecification {
  const count: ExpressionSpecification = ['get', 'count'];
  const [unit, suffix] = language === 'zh' ? [10000, '万'] : [1000, 'k'];
  return ['case', ['<', count, 10000], ['to-string', count], ['concat', ['to-string', ['/', ['round', ['*', 10, ['/', count, unit]]], 10]], suffix]];
}
