import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { kindColor } from './color-scales.ts';
import { type CountSpot, spotsOf } from './count-spots.ts';
import { byState, isCount } from './expressions.ts';
import type { StyleContext } from './style-context.ts';
import { fonts } from './palette.ts';
import type { MapLanguage, ShownLayer } from './types.ts';

export function isCountLayer({ id }: { id: string }): boolean {
  return id.endsWith('/count');
}

/**
 * Circles with numbers for the zooms at which a layer carries counts; none for a layer that never does. All of them are
 * drawn, whatever they meet: a number that is missing would be read as nothing there.
 * @param counting all layers that show counts, in their order: their circles at one spot stand side by side
 */
export function countLayers(shown: ShownLayer, { palette, theme, language }: StyleContext, counting: ShownLayer[]): LayerSpecification[] {
  const { layer } = shown;
  if (layer.countsBelowZoom === null) return [];
  const color = layer.kind === 'building' ? palette.textSoft : kindColor(layer.kind, theme, palette);
  const spots = spotsOf(layer.id, counting.map((other) => ({ id: other.layer.id, below: other.layer.countsBelowZoom ?? 0 })));
  const translate = byStep(spots, ({ x, y }) => ['literal', [x, y]]);
  const size = byStep(spots, ({ share }) => ['step', ['get', 'count'], 0.62 * share, 10, 0.72 * share, 100, 0.86 * share, 1000, share, 10000, (share === 1 ? 1.2 : 1) * share]);
  return [
    {
      id: `${layer.id}/count`, type: 'symbol', source: layer.id, 'source-layer': layer.id, filter: isCount,
      layout: {
        'icon-image': discImage, 'icon-size': size as never, 'icon-padding': 0, 'icon-overlap': 'always',
        'text-field': countText(language), 'text-font': fonts.bold, 'text-size': byStep(spots, ({ share }) => textPixels(share)), 'text-padding': 0, 'text-overlap': 'always',
        // Where places stand closer than their circles the smaller lie on the larger.
        'symbol-sort-key': ['-', 0, ['get', 'count']],
      },
      paint: {
        'icon-color': color, 'icon-opacity': 0.92, 'icon-translate': translate as never, 'icon-halo-width': byState(2.5, 2, 1.2),
        'icon-halo-color': byState(palette.selected, palette.hover, palette.markerEdge),
        'text-color': palette.countText, 'text-translate': translate as never,
      },
    },
  ];
}

const textPixels = (share: number) => Math.max(8, Math.round(10.5 * share * 2) / 2);

/** One value for each stretch of zooms. */
function byStep(spots: CountSpot[], value: (spot: CountSpot) => unknown): ExpressionSpecification {
  const [first, ...rest] = spots;
  if (first === undefined) throw new Error('a layer that counts has a spot');
  const output = value(first);
  // MapLibre types no steps of computed length.
  return (rest.length === 0 ? output : ['step', ['zoom'], output, ...rest.flatMap((spot) => [spot.fromZoom, value(spot)])]) as unknown as ExpressionSpecification;
}

/** The disc under a count, as a distance field that MapLibre colours and rims. */
export const discImage = 'count-disc';
const discPixels = 40;
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
