import type { LayerSpecification, SourceSpecification } from 'maplibre-gl';
import type { BaseMap } from './types.ts';

/** A tile address that a worker can fetch: MapLibre's workers know no page to be relative to. */
export function absoluteAddress(template: string, origin: string): string {
  return template.startsWith('/') ? origin + template : template;
}

export interface BaseStyle {
  sources: Record<string, SourceSpecification>;
  layers: LayerSpecification[];
}

/**
 * Sources and layers of a configured base map; it takes the place of our own ground. A Tianditu base names several
 * templates (the picture and its names): each is a layer of its own.
 */
export function baseStyle(base: BaseMap, origin: string): BaseStyle {
  const style: BaseStyle = { sources: {}, layers: [] };
  const stacks = base.type === 'tianditu' ? base.tiles.map((template) => [template]) : [base.tiles];
  stacks.forEach((templates, index) => {
    const id = `base-${base.id}-${index}`;
    style.sources[id] = rasterSource(base, templates.map((template) => absoluteAddress(template, origin)));
    style.layers.push({ id, type: 'raster', source: id, paint: { 'raster-fade-duration': 150 } });
  });
  return style;
}

function rasterSource(base: BaseMap, templates: string[]): SourceSpecification {
  const shared = { type: 'raster' as const, tileSize: 256, attribution: base.attribution };
  if (base.type === 'pmtiles') return { ...shared, url: `pmtiles://${templates[0]}` };
  return { ...shared, tiles: templates, maxzoom: base.maxzoom };
}
