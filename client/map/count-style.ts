import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { kindColor } from './color-scales.ts';
import { byState, byZoom, isCount } from './expressions.ts';
import type { StyleContext } from './style-context.ts';
import { fonts } from './palette.ts';
import type { MapLanguage, ShownLayer } from './types.ts';

/** Where the circles of several layers stand around one spot, in units of a circle; the first stands on it. */
const slots: [number, number][] = [[0, 0], [1, 0], [-1, 0], [0.5, 0.87], [-0.5, 0.87], [0.5, -0.87], [-0.5, -0.87], [2, 0], [-2, 0], [1.5, 0.87], [-1.5, 0.87]];
const circlePixels = 26;

export function isCountLayer({ id }: { id: string }): boolean {
  return id.endsWith('/count');
}

/** Circles with numbers for the zooms at which a layer carries counts; none for a layer that never does. */
export function countLayers(shown: ShownLayer, { palette, theme, language }: StyleContext, slot: number): LayerSpecification[] {
  const { layer } = shown;
  if (layer.countsBelowZoom === null) return [];
  const [x, y] = slots[slot % slots.length] as [number, number];
  const translate: [number, number] = [x * circlePixels, y * circlePixels];
  const color = layer.kind === 'building' ? palette.textSoft : kindColor(layer.kind, theme, palette);
  const size = ['step', ['get', 'count'], 0.62, 10, 0.72, 100, 0.86, 1000, 1, 10000, 1.2] as unknown as ExpressionSpecification; // typed by MapLibre as a fixed number of stops
  return [
    {
      id: `${layer.id}/count`, type: 'symbol', source: layer.id, 'source-layer': layer.id, filter: isCount,
      layout: {
        'icon-image': discImage, 'icon-size': size, 'icon-padding': 1,
        'text-field': countText(language), 'text-font': fonts.bold, 'text-size': byZoom(9, 9.5, 14, 11), 'text-padding': 0,
        // Where there is no room for all, the largest stay.
        'symbol-sort-key': ['-', 0, ['get', 'count']],
      },
      paint: {
        'icon-color': color, 'icon-opacity': 0.92, 'icon-translate': translate, 'icon-halo-width': byState(2.5, 2, 1.2),
        'icon-halo-color': byState(palette.selected, palette.hover, palette.markerEdge),
        'text-color': palette.countText, 'text-translate': translate,
      },
    },
  ];
}

/** The disc under a count, as a distance field that MapLibre colours and rims. */
export const discImage = 'count-disc';
const discPixels = 48;
const discRadius = 30;

export function drawDisc(): ImageData {
  const image = new ImageData(2 * discPixels, 2 * discPixels);
  for (let y = 0; y < 2 * discPixels; y += 1) {
    for (let x = 0; x < 2 * discPixels; x += 1) {
      const outside = Math.hypot(x + 0.5 - discPixels, y + 0.5 - discPixels) - discRadius;
      // MapLibre takes 0.75 as the edge and eight pixels for the rest of the field.
      image.data[(y * 2 * discPixels + x) * 4 + 3] = 255 * Math.min(1, Math.max(0, 0.75 - outside / 16));
    }
  }
  return image;
}

/** 1234 as it is, 23456 as 2.3万 or 23.5k. */
function countText(language: MapLanguage): ExpressionSpecification {
  const count: ExpressionSpecification = ['get', 'count'];
  const [unit, suffix] = language === 'zh' ? [10000, '万'] : [1000, 'k'];
  return ['case', ['<', count, 10000], ['to-string', count], ['concat', ['to-string', ['/', ['round', ['*', 10, ['/', count, unit]]], 10]], suffix]];
}
