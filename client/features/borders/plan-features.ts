import { pointOnFeature } from '@turf/turf';
import type { Feature, FeatureCollection, Geometry, MultiPolygon, Point, Polygon } from 'geojson';
import type { BorderPlan, PlanGrid } from '#contract/borders.ts';
import type { AnyGeometry } from '#contract/shapes.ts';

type Position = [number, number];
export type Tone = 'same' | 'new' | 'changed' | 'ended';

/** A grid as the map shows it, whether of a plan, of today or of a past day. */
export interface DrawnGrid {
  code: string;
  name: string;
  geometry: AnyGeometry;
  tone: Tone;
  /** Second line of its label. */
  note: string;
}
/** A point over the grids: a comment, or something that comes to lie in another grid. */
export interface DrawnPoint {
  role: 'comment' | 'mover';
  position: Position;
  number?: string;
  isResolved?: boolean;
  isChosen?: boolean;
}

/** The grids of a plan: what it makes new and what it changes stands out. */
export function gridsOfPlan({ grids }: Pick<BorderPlan, 'grids'>, noteOf: (grid: PlanGrid) => string): DrawnGrid[] {
  return grids.features.map((grid) => {
    const { code, name, isNew, isChanged } = grid.properties;
    return { code, name, geometry: grid.geometry, tone: isNew ? 'new' : isChanged ? 'changed' : 'same', note: noteOf(grid) };
  });
}

/** What the map's overlay `plan` draws: surfaces first, then names at a point inside each, then the points. */
export function planFeatures(grids: DrawnGrid[], points: DrawnPoint[], chosen: string | null): FeatureCollection {
  const features: Feature[] = [
    ...grids.map(({ code, geometry, tone }) => feature(geometry as Geometry, { role: 'grid', tone, isChosen: code === chosen })),
    ...grids.flatMap(({ name, note, geometry }) => {
      const at = labelPoint(geometry);
      return at ? [feature(at, { role: 'name', text: note ? `${name}\n${note}` : name })] : [];
    }),
    ...points.map(({ role, position, number = '', isResolved = false, isChosen = false }) => feature({ type: 'Point', coordinates: position }, { role, number, isResolved, isChosen })),
  ];
  return { type: 'FeatureCollection', features };
}

function feature(geometry: Geometry, properties: Record<string, unknown>): Feature {
  return { type: 'Feature', properties, geometry };
}

const labelPoints = new WeakMap<AnyGeometry, Point>();

/** A point inside a surface, kept as long as the surface is. */
function labelPoint(geometry: AnyGeometry): Point | null {
  if (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon') return null;
  const known = labelPoints.get(geometry);
  if (known) return known;
  const point = pointOnFeature(geometry as Polygon | MultiPolygon).geometry;
  labelPoints.set(geometry, point);
  return point;
}

/** The grid that holds a position: the smallest, where one lies inside another. Null where there is none. */
export function gridAt<Grid extends { geometry: AnyGeometry }>([lng, lat]: Position, grids: Grid[]): Grid | null {
  const holding = grids.filter(({ geometry }) => polygonsOf(geometry).some((rings) => isInside(lng, lat, rings)));
  return holding.reduce<Grid | null>((best, grid) => (best === null || boxArea(grid.geometry) < boxArea(best.geometry) ? grid : best), null);
}

function polygonsOf(geometry: AnyGeometry): Position[][][] {
  if (geometry.type === 'Polygon') return [geometry.coordinates as Position[][]];
  return geometry.type === 'MultiPolygon' ? (geometry.coordinates as Position[][][]) : [];
}

/** Even-odd over all rings: a hole takes out what its ring holds. */
function isInside(lng: number, lat: number, rings: Position[][]): boolean {
  let isIn = false;
  for (const ring of rings) {
    for (let at = 0, before = ring.length - 1; at < ring.length; before = at, at += 1) {
      const [ax, ay] = ring[at] as Position;
      const [bx, by] = ring[before] as Position;
      if (ay > lat !== by > lat && lng < ((bx - ax) * (lat - ay)) / (by - ay) + ax) isIn = !isIn;
    }
  }
  return isIn;
}

function boxArea(geometry: AnyGeometry): number {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [ring = []] of polygonsOf(geometry)) {
    for (const [lng, lat] of ring) [west, south, east, north] = [Math.min(west, lng), Math.min(south, lat), Math.max(east, lng), Math.max(north, lat)];
  }
  return (east - west) * (north - south);
}
