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

/** Tianditu serves the names over its two pictures as layers of their own. */
const tiandituNames: Record<string, string> = { vec: 'cva', img: 'cia' };

/** Sources and layers of a configured base map, which takes the place of our own ground; a Tianditu picture brings its names. */
export function baseStyle(base: BaseMap, bases: BaseMap[], origin: string): BaseStyle {
  const style: BaseStyle = { sources: {}, layers: [] };
  for (const part of [base, ...namesOver(base, bases)]) {
    const id = `base-${part.id}`;
    style.sources[id] = rasterSource(part, origin);
    style.layers.push({ id, type: 'raster', source: id, paint: { 'raster-fade-duration': 150 } });
  }
  return style;
}

function namesOver(base: BaseMap, bases: BaseMap[]): BaseMap[] {
  const at = base.id.lastIndexOf('-');
  const names = tiandituNames[base.id.slice(at + 1)];
  if (base.type !== 'tianditu' || names === undefined) return [];
  return bases.filter(({ id }) => id === `${base.id.slice(0, at)}-${names}`);
}

const pmtilesScheme = 'pmtiles://';

function rasterSource(base: BaseMap, origin: string): SourceSpecification {
  const shared = { type: 'raster' as const, tileSize: 256, attribution: base.attribution };
  if (base.type === 'pmtiles') {
    const file = (base.tiles[0] ?? '').replace(pmtilesScheme, '');
    return { ...shared, url: pmtilesScheme + absoluteAddress(file, origin) };
  }
  return { ...shared, tiles: base.tiles.map((template) => absoluteAddress(template, origin)), maxzoom: base.maxzoom };
}
