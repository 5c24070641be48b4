/** San Francisco's census block groups as a graph: households, areas and borders in common, from the shapefile. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MultiPolygon, Polygon, Position } from 'geojson';
import type { PartitionGraph, PartitionUnit } from '../../../server/features/partition/graph.ts';

const realData = process.env.GETU_REALDATA ?? fileURLToPath(new URL('../../../../shared/realdata', import.meta.url));
const file = path.join(realData, 'sf-blockgroups/blockgroups.shp');
const metersPerDegree = 111_195;

interface BlockGroup {
  geometry: Polygon | MultiPolygon;
  properties: { BKG_KEY: string; HOUSEHOLDS: number };
}

/** Null where the file is not here. Neighbours are units with a segment in common (rook); no street is known, so every border is open. */
export function readBlockGroups(): PartitionGraph | null {
  if (!existsSync(file)) return null;
  const lines = execFileSync('ogr2ogr', ['-f', 'GeoJSONSeq', '/vsistdout/', file, '-lco', 'COORDINATE_PRECISION=15', '-select', 'BKG_KEY,HOUSEHOLDS'], { encoding: 'utf8', maxBuffer: 1 << 28 });
  const groups = lines.split('\n').filter(Boolean).map((line) => JSON.parse(line) as BlockGroup);
  const owners = new Map<string, { unit: number; meters: number }[]>();
  const units = groups.map(({ geometry, properties }, unit): PartitionUnit => {
    const rings = (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates).flat().map((ring) => ring.map(toMeters));
    const segments = rings.flatMap((ring) => ring.slice(1).map((end, index) => [ring[index]!, end] as const));
    for (const [start, end] of segments) {
      const key = start < end ? `${start} ${end}` : `${end} ${start}`;
      owners.set(key, [...(owners.get(key) ?? []), { unit, meters: distance(start, end) }]);
    }
    const [x, y] = middleOf(segments);
    return {
      id: `${properties.BKG_KEY} ${unit}`,
      weight: properties.HOUSEHOLDS,
      areaSquareMeters: Math.abs(rings.reduce((sum, ring) => sum + turnedArea(ring), 0)),
      perimeterMeters: segments.reduce((sum, [start, end]) => sum + distance(start, end), 0),
      x, y,
    };
  });
  const edges = [...owners.values()].flatMap(([one, other]) => (one && other && one.unit !== other.unit ? [{ a: one.unit, b: other.unit, commonBorderMeters: one.meters, class: 'open' as const }] : []));
  return { units, edges };
}

type Point = [number, number];
const toMeters = ([lng, lat]: Position): Point => [lng! * metersPerDegree * Math.cos((37.76 * Math.PI) / 180), lat! * metersPerDegree];
const distance = ([ax, ay]: Point, [bx, by]: Point) => Math.hypot(bx - ax, by - ay);
const turnedArea = (ring: readonly Point[]) => ring.slice(1).reduce((sum, [x, y], index) => sum + (ring[index]![0] * y - x * ring[index]![1]) / 2, 0);
const middleOf = (segments: readonly (readonly [Point, Point])[]): Point => [0, 1].map((axis) => segments.reduce((sum, [start]) => sum + start[axis]!, 0) / segments.length) as Point;
