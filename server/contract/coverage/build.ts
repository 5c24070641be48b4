import type { Coverage, Face, FaceLayer, Position, Ring, VertexId } from './coverage.ts';
import { signedArea, type PositionOf } from './rings.ts';
import { withInsertions } from './segments.ts';
import { polygonsOf, type GroundInput, type GroundShape, type PolygonShape } from './shapes.ts';
import { findTJunctions } from './t-junctions.ts';
import { chainOf, chainSegments, subtractChain } from './chain.ts';
import { arrangeRings, traceRings } from './trace.ts';

export interface GridShape {
  readonly key: string;
  readonly layer: FaceLayer;
  readonly zone: string;
  readonly parent: string | null;
  readonly geometry: GroundInput;
}
export interface ZoneShape {
  readonly key: string;
  readonly geometry: GroundInput;
}

/** Degrees (0.1 mm): a vertex this near to a segment lies on it. */
export const SNAP_DEGREES = 1e-9;

/**
 * Grids and communities as a coverage. Positions are vertices by exact equality; rings are turned right and lose
 * repeated points; a vertex that lies on another's segment (within 1e-9°) is inserted there. A zone that is not given is
 * the sum of its grids. Same input, same vertex ids. Never refuses: what is wrong with the ground `findFaults` tells.
 */
export function buildCoverage(grids: readonly GridShape[], zones: readonly ZoneShape[] = []): Coverage {
  const positions = new Map<VertexId, Position>();
  const vertexOf = numberPositions(positions);
  const ringsOf = (shape: GroundInput) => polygonsOf(shape).flatMap((polygon) => polygon.map((ring, i) => buildRing(ring, i === 0, vertexOf, positions))).filter((ring) => ring.length > 2);
  const faces = grids.map(({ key, layer, zone, parent, geometry }): Face => ({ key, layer, zone, parent, rings: ringsOf(geometry) }));
  const borders = zones.map(({ key, geometry }) => [key, ringsOf(geometry)] as const);
  const insertions = findTJunctions([...faces.flatMap((face) => face.rings), ...borders.flatMap(([, rings]) => rings)], positions, SNAP_DEGREES);
  const noded = (rings: readonly Ring[]) => rings.map((ring) => withInsertions(ring, insertions));
  const nodedFaces = faces.map((face) => ({ ...face, rings: noded(face.rings) }));
  const given = new Map(borders.map(([key, rings]) => [key, noded(rings)]));
  const missing = [...new Set(faces.map((face) => face.zone))].filter((zone) => !given.has(zone));
  const at: PositionOf = (vertex) => positions.get(vertex)!;
  const summed = missing.map((zone) => [zone, sumOfFaces(nodedFaces.filter((face) => face.zone === zone && face.layer === 'ground'), at)] as const);
  return { positions, faces: new Map(nodedFaces.map((face) => [face.key, face])), zones: new Map<string, readonly Ring[]>([...given, ...summed]) };
}

/** Gives the same number to the same position; zero has no sign here. */
function numberPositions(positions: Map<VertexId, Position>): (at: Position) => VertexId {
  const columns = new Map<number, Map<number, VertexId>>();
  return ([lng, lat]) => {
    const column = columns.get(lng) ?? new Map<number, VertexId>();
    columns.set(lng, column);
    let vertex = column.get(lat);
    if (vertex === undefined) {
      vertex = positions.size;
      column.set(lat, vertex);
      positions.set(vertex, [lng, lat]);
    }
    return vertex;
  };
}

function buildRing(ring: readonly Position[], isOutline: boolean, vertexOf: (at: Position) => VertexId, positions: ReadonlyMap<VertexId, Position>): Ring {
  const vertices = ring.map(vertexOf).filter((vertex, i, all) => vertex !== all[i - 1]);
  while (vertices.length > 1 && vertices[0] === vertices.at(-1)) vertices.pop();
  if (vertices.length < 3) return [];
  const isLeft = signedArea(vertices.map((vertex) => positions.get(vertex)!)) > 0;
  return isLeft === isOutline ? vertices : [vertices[0]!, ...vertices.slice(1).reverse()];
}

function sumOfFaces(faces: readonly Face[], at: PositionOf): readonly Ring[] {
  const border = subtractChain(chainOf(faces.flatMap((face) => face.rings)), new Map());
  return arrangeRings(traceRings(chainSegments(border), at), at).flat();
}

/** The grid as GeoJSON; its rings begin where they began when it was built, and have the same bytes where nobody changed it. */
export function facePolygon(coverage: Coverage, key: string): PolygonShape {
  const rings = coverage.faces.get(key)?.rings ?? [];
  return { type: 'Polygon', coordinates: rings.map((ring) => closed(coverage, ring)) };
}

/** The community with the vertices that edits have put on its border. */
export function zoneShape(coverage: Coverage, zone: string): GroundShape {
  const parts = arrangeRings(coverage.zones.get(zone) ?? [], (vertex) => coverage.positions.get(vertex)!);
  const polygons = parts.map((rings) => rings.map((ring) => closed(coverage, ring)));
  return polygons.length === 1 ? { type: 'Polygon', coordinates: polygons[0]! } : { type: 'MultiPolygon', coordinates: polygons };
}

function closed(coverage: Coverage, ring: Ring): [number, number][] {
  const positions = ring.map((vertex): [number, number] => [...coverage.positions.get(vertex)!]);
  if (positions[0]) positions.push([...positions[0]]);
  return positions;
}
