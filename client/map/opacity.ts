import type { LayerSpecification } from 'maplibre-gl';

const opacityProperties: Partial<Record<LayerSpecification['type'], string[]>> = {
  fill: ['fill-opacity'],
  line: ['line-opacity'],
  circle: ['circle-opacity', 'circle-stroke-opacity'],
  symbol: ['text-opacity', 'icon-opacity'],
  'fill-extrusion': ['fill-extrusion-opacity'],
  raster: ['raster-opacity'],
};

/** Multiplies an opacity, constant or expression; `zoom` may only stand outermost, so the outputs of a ramp are multiplied, not the ramp. */
export function scaleOpacity(value: unknown, factor: number): unknown {
  if (typeof value === 'number') return value * factor;
  if (!Array.isArray(value)) return factor;
  if (value[0] === 'interpolate') return value.map((part, index) => (index >= 4 && index % 2 === 0 ? scaleOpacity(part, factor) : part));
  if (value[0] === 'step') return value.map((part, index) => (index >= 2 && index % 2 === 0 ? scaleOpacity(part, factor) : part));
  return ['*', value, factor];
}

/** A style layer as it is drawn at the opacity that the reader chose for its data layer, 0 to 1. */
export function withOpacity(layer: LayerSpecification, opacity: number): LayerSpecification {
  if (opacity === 1) return layer;
  const paint: Record<string, unknown> = { ...layer.paint };
  for (const property of opacityProperties[layer.type] ?? []) paint[property] = scaleOpacity(paint[property] ?? 1, opacity);
  return { ...layer, paint } as LayerSpecification;
}
