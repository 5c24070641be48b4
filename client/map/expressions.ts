import type { ExpressionSpecification } from 'maplibre-gl';

/** A number that grows with the zoom: `[zoom, value, zoom, value, …]`. */
export function byZoom(...stops: unknown[]): ExpressionSpecification {
  return ['interpolate', ['linear'], ['zoom'], ...stops] as unknown as ExpressionSpecification; // MapLibre types no ramp of computed length
}

/** One value for a feature that is hovered or selected, another for the rest. */
export function byState(selected: unknown, hovered: unknown, otherwise: unknown): ExpressionSpecification {
  return [
    'case',
    ['boolean', ['feature-state', 'selected'], false], selected,
    ['boolean', ['feature-state', 'hover'], false], hovered,
    otherwise,
  ] as unknown as ExpressionSpecification; // as above: the outputs are of any type
}

export const isPoint: ExpressionSpecification = ['==', ['geometry-type'], 'Point'];
export const isLine: ExpressionSpecification = ['==', ['geometry-type'], 'LineString'];
export const isPolygon: ExpressionSpecification = ['==', ['geometry-type'], 'Polygon'];
/** A tile at low zooms carries counts per grid or community in place of single elements. */
export const isCount: ExpressionSpecification = ['has', 'count'];
export const isSingle: ExpressionSpecification = ['!', ['has', 'count']];
export const both = (...filters: ExpressionSpecification[]): ExpressionSpecification => ['all', ...filters];
