import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { byZoom } from './expressions.ts';
import { fonts, type Palette } from './palette.ts';

const source = 'plan';
const role = (name: string): ExpressionSpecification => ['==', ['get', 'role'], name];
const is = (flag: string): ExpressionSpecification => ['==', ['get', flag], true];
const round = { 'line-join': 'round', 'line-cap': 'round' } as const;

/**
 * The grids of a plan or of a past day. Features say what they are by `role`: `grid` with its `tone` (same, new,
 * changed, ended), `name` at a point inside with `text`, `comment` with its `number`, `mover` (something that comes to
 * lie in another grid, or an event of the past).
 */
export function planLayers(palette: Palette): LayerSpecification[] {
  const tone: ExpressionSpecification = ['match', ['get', 'tone'], 'new', palette.planNew, 'changed', palette.planChanged, 'ended', palette.planEnded, palette.grid];
  const ended: ExpressionSpecification = ['==', ['get', 'tone'], 'ended'];
  return [
    { id: 'plan/fill', type: 'fill', source, filter: role('grid'), paint: { 'fill-antialias': false, 'fill-color': ['case', is('isChosen'), palette.selected, tone], 'fill-opacity': ['case', is('isChosen'), 0.2, ['==', ['get', 'tone'], 'same'], 0.02, 0.2] } },
    { id: 'plan/edge', type: 'line', source, filter: role('grid'), layout: round, paint: { 'line-color': palette.halo, 'line-width': byZoom(11, 1, 14, 3.4, 18, 6), 'line-opacity': 0.7 } },
    { id: 'plan/line', type: 'line', source, filter: ['all', role('grid'), ['!', ended]], layout: round, paint: { 'line-color': palette.grid, 'line-width': byZoom(10, 0.5, 14, 1.6, 18, 3) } },
    { id: 'plan/ended', type: 'line', source, filter: ['all', role('grid'), ended], paint: { 'line-color': palette.planEnded, 'line-width': byZoom(10, 0.6, 14, 2, 18, 3.2), 'line-dasharray': [3, 2] } },
    { id: 'plan/chosen', type: 'line', source, filter: ['all', role('grid'), is('isChosen')], layout: round, paint: { 'line-color': palette.selected, 'line-width': byZoom(10, 1.6, 14, 3, 18, 4.5) } },
    {
      id: 'plan/label', type: 'symbol', source, filter: role('name'), minzoom: 13.2,
      layout: { 'text-field': ['get', 'text'], 'text-font': fonts.bold, 'text-size': byZoom(13, 10.5, 16, 13, 19, 16), 'text-max-width': 9, 'text-padding': 3 },
      paint: { 'text-color': palette.gridText, 'text-halo-color': palette.halo, 'text-halo-width': 1.8 },
    },
    {
      id: 'plan/mover', type: 'circle', source, filter: role('mover'),
      paint: { 'circle-radius': byZoom(11, 3, 15, 5.5, 18, 8), 'circle-color': palette.hot95, 'circle-stroke-color': palette.markerEdge, 'circle-stroke-width': 1.5 },
    },
    {
      id: 'plan/comment', type: 'circle', source, filter: role('comment'),
      paint: {
        'circle-radius': ['case', is('isChosen'), 14, 11], 'circle-color': ['case', is('isResolved'), palette.textSoft, palette.comment],
        'circle-opacity': ['case', is('isResolved'), 0.7, 1], 'circle-stroke-color': palette.markerEdge, 'circle-stroke-width': 2,
      },
    },
    {
      id: 'plan/comment-number', type: 'symbol', source, filter: role('comment'),
      layout: { 'text-field': ['get', 'number'], 'text-font': fonts.bold, 'text-size': 12, 'text-allow-overlap': true, 'text-ignore-placement': true },
      paint: { 'text-color': palette.countText },
    },
  ];
}
