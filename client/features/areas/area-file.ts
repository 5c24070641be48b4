import { z } from 'zod';
import { areaLimits } from '#contract/areas.ts';
import { limits } from '#contract/search.ts';
import type { AreaPiece } from '../../shared/area-pieces.ts';

type LngLat = [number, number];
export type FileFault =
  | { why: 'not-json' | 'not-geojson' | 'no-surface' | 'other-crs' | 'outside' | 'swapped' | 'not-numbers' }
  | { why: 'too-many-vertices' | 'too-many-lines'; count: number; most: number };
export type AreaFile = { pieces: AreaPiece[]; hasPoints: boolean } | { fault: FileFault };

/** Metres to either side of a line out of a file; they can be changed afterwards. */
const lineMeters = 50;
export const mostFileBytes = 20 * 1024 * 1024;

const geometryTypes = ['Point', 'MultiPoint', 'LineString', 'MultiLineString', 'Polygon', 'MultiPolygon'] as const;
const shape = z.object({ type: z.enum(geometryTypes), coordinates: z.unknown() });
const collected = z.object({ type: z.literal('GeometryCollection'), geometries: z.array(shape) });
const geometry = z.union([shape, collected]);
const feature = z.object({ type: z.literal('Feature'), geometry: geometry.nullable() });
const geoJson = z.union([geometry, feature, z.object({ type: z.literal('FeatureCollection'), features: z.array(feature) })]);
const position = z.array(z.number()).min(2).transform(([lng, lat]): LngLat => [lng as number, lat as number]);
const line = z.array(position).min(2);
const ring = z.array(position).min(3).transform(closed).refine((positions) => new Set(positions.map(String)).size >= 3);
const polygon = z.array(ring).min(1);
const crs = z.object({ crs: z.object({ properties: z.object({ name: z.string() }) }) });

type Shape = z.infer<typeof shape>;

/** The pieces that a GeoJSON text makes: all surfaces together one, each line its ground. */
export function readAreaFile(text: string): AreaFile {
  const parsed = parseJson(text);
  if (parsed === undefined) return { fault: { why: 'not-json' } };
  const read = geoJson.safeParse(parsed);
  if (!read.success) return { fault: { why: 'not-geojson' } };
  if (isOtherCrs(parsed)) return { fault: { why: 'other-crs' } };
  const shapes = shapesOf(read.data);
  const surfaces = z.array(polygon).safeParse(shapes.flatMap(polygonsOf));
  const lines = z.array(line).safeParse(shapes.flatMap(linesOf));
  if (!surfaces.success || !lines.success) return { fault: { why: 'not-numbers' } };
  const fault = findFault(surfaces.data, lines.data);
  if (fault) return { fault };
  return { pieces: [...surfacePieces(surfaces.data), ...lines.data.map((one): AreaPiece => ({ from: 'line', line: one, meters: lineMeters }))], hasPoints: shapes.some(({ type }) => type === 'Point' || type === 'MultiPoint') };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** An old member that GeoJSON no longer has; files of other programs still carry it. */
function isOtherCrs(value: unknown): boolean {
  const named = crs.safeParse(value);
  return named.success && !/CRS84|EPSG:+(?:[\d.]*:)?4326$/i.test(named.data.crs.properties.name);
}

function shapesOf(data: z.infer<typeof geoJson>): Shape[] {
  if (data.type === 'FeatureCollection') return data.features.flatMap(shapesOf);
  if (data.type === 'Feature') return data.geometry ? shapesOf(data.geometry) : [];
  return data.type === 'GeometryCollection' ? data.geometries : [data];
}

function polygonsOf({ type, coordinates }: Shape): unknown[] {
  if (type === 'Polygon') return [coordinates];
  return type === 'MultiPolygon' && Array.isArray(coordinates) ? coordinates : [];
}

function linesOf({ type, coordinates }: Shape): unknown[] {
  if (type === 'LineString') return [coordinates];
  return type === 'MultiLineString' && Array.isArray(coordinates) ? coordinates : [];
}

function findFault(polygons: LngLat[][][], lines: LngLat[][]): FileFault | null {
  const positions = [...polygons.flat(), ...lines].flat();
  if (positions.length === 0) return { why: 'no-surface' };
  const outside = positions.find(([lng, lat]) => Math.abs(lng) > 180 || Math.abs(lat) > 90);
  if (outside) return { why: Math.abs(outside[0]) <= 90 && Math.abs(outside[1]) <= 180 ? 'swapped' : 'outside' };
  if (positions.length > limits.areaVertices) return { why: 'too-many-vertices', count: positions.length, most: limits.areaVertices };
  const longest = Math.max(0, ...lines.map(({ length }) => length));
  if (longest > areaLimits.lineVertices) return { why: 'too-many-vertices', count: longest, most: areaLimits.lineVertices };
  const mostLines = areaLimits.parts - (polygons.length > 0 ? 1 : 0);
  return lines.length > mostLines ? { why: 'too-many-lines', count: lines.length, most: mostLines } : null;
}

function surfacePieces(polygons: LngLat[][][]): AreaPiece[] {
  const [first, ...more] = polygons;
  if (!first) return [];
  return [{ from: 'drawn', geometry: more.length === 0 ? { type: 'Polygon', coordinates: first } : { type: 'MultiPolygon', coordinates: polygons } }];
}

function closed(positions: LngLat[]): LngLat[] {
  const [first, last] = [positions[0], positions.at(-1)];
  return !first || !last || (first[0] === last[0] && first[1] === last[1]) ? positions : [...positions, first];
}
