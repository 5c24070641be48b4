import { refuse, type Coverage, type EditOutcome, type Face, type Position, type Ring, type VertexId } from './coverage.ts';
import { facesAlong, facesAt, nextVertexId, zonesAlong, zonesAt } from './owners.ts';
import { distanceToSegment } from './predicates.ts';
import { edgeKey, withInsertions } from './segments.ts';
import { settle } from './settle.ts';
import { refusePosition } from './drawn.ts';

export interface VertexMove {
  readonly vertex: VertexId;
  readonly to: Position;
}

/** Degrees within which a vertex of a community's border lies on the line of its neighbours: what rounding leaves of a point computed on it. */
const ON_LINE_DEGREES = 1e-12;

/**
 * Moves vertices for all who have them. Refuses `border-of-community` for a vertex of a community's border and
 * `would-cross` where a ring would cross or touch itself or a micro-grid would leave its parent.
 */
export function moveVertices(coverage: Coverage, moves: readonly VertexMove[]): EditOutcome {
  for (const { vertex, to } of moves) {
    const unusable = refusePosition(to) ?? refuseVertex(coverage, vertex);
    if (unusable) return unusable;
    const isMoved = !samePosition(coverage.positions.get(vertex)!, to);
    if (isMoved && zonesAt(coverage, vertex).length > 0) return refuse('border-of-community', coverage.positions.get(vertex)!, facesAt(coverage, vertex));
  }
  return settle(coverage, { positions: new Map(moves.map(({ vertex, to }) => [vertex, to])), moved: new Set(moves.map(({ vertex }) => vertex)) });
}

const samePosition = (a: Position, b: Position) => a[0] === b[0] && a[1] === b[1];

function refuseVertex(coverage: Coverage, vertex: VertexId): EditOutcome | null {
  return coverage.positions.has(vertex) ? null : refuse('no-such-vertex');
}

/** A vertex on the segment between two neighbouring vertices: every face and community that has the segment gets it. */
export function insertVertex(coverage: Coverage, from: VertexId, to: VertexId, at: Position): EditOutcome {
  const unusable = refusePosition(at) ?? refuseVertex(coverage, from) ?? refuseVertex(coverage, to);
  if (unusable) return unusable;
  const keys = facesAlong(coverage, from, to);
  const zones = zonesAlong(coverage, from, to);
  if (keys.length + zones.length === 0) return refuse('no-such-vertex', at);
  const isOnLine = distanceToSegment(coverage.positions.get(from)!, coverage.positions.get(to)!, at) <= ON_LINE_DEGREES;
  if (zones.length > 0 && !isOnLine) return refuse('border-of-community', at, keys);
  const vertex = nextVertexId(coverage);
  const insertions = new Map([[edgeKey(from, to), [vertex]]]);
  return settle(coverage, {
    positions: new Map([[vertex, [at[0], at[1]] as const]]),
    faces: new Map(keys.map((key) => [key, withRings(coverage.faces.get(key)!, (ring) => withInsertions(ring, insertions))])),
    zones: new Map(zones.map((key) => [key, coverage.zones.get(key)!.map((ring) => withInsertions(ring, insertions))])),
    insertions,
  });
}

export function withRings(face: Face, change: (ring: Ring) => Ring): Face {
  return { ...face, rings: face.rings.map(change) };
}

/**
 * Takes vertices out of all who have them. Refuses `vertex-is-junction` where three faces and more meet, `border-of-community`
 * where a community's border would change, `would-be-empty` for a ring that would have fewer than three, and `would-cross`.
 */
export function deleteVertices(coverage: Coverage, vertices: readonly VertexId[]): EditOutcome {
  const gone = new Set(vertices);
  const insertions = new Map<number, VertexId[]>();
  for (const vertex of gone) {
    const refusal = refuseVertex(coverage, vertex) ?? refuseDeletion(coverage, vertex, gone);
    if (refusal) return refusal;
  }
  const keys = [...new Set(vertices.flatMap((vertex) => facesAt(coverage, vertex)))].sort();
  const zones = [...new Set(vertices.flatMap((vertex) => zonesAt(coverage, vertex)))].sort();
  const without = (ring: Ring) => withoutVertices(ring, gone, insertions);
  const faces = new Map(keys.map((key) => [key, withRings(coverage.faces.get(key)!, without)]));
  for (const [key, face] of faces) {
    if (face.rings.some((ring) => ring.length < 3)) return refuse('would-be-empty', coverage.positions.get(vertices[0]!)!, [key]);
  }
  return settle(coverage, { faces, zones: new Map(zones.map((key) => [key, coverage.zones.get(key)!.map(without)])), insertions });
}

function refuseDeletion(coverage: Coverage, vertex: VertexId, gone: ReadonlySet<VertexId>): EditOutcome | null {
  const keys = facesAt(coverage, vertex);
  const at = coverage.positions.get(vertex)!;
  const neighbours = new Set<VertexId>();
  for (const ring of [...keys.flatMap((key) => coverage.faces.get(key)!.rings), ...zonesAt(coverage, vertex).flatMap((zone) => coverage.zones.get(zone)!)]) {
    const i = ring.indexOf(vertex);
    if (i >= 0) neighbours.add(ring[(i + 1) % ring.length]!).add(ring[(i + ring.length - 1) % ring.length]!);
  }
  if (neighbours.size > 2) return refuse('vertex-is-junction', at, keys);
  if (zonesAt(coverage, vertex).length === 0) return null;
  const [a, b] = [...neighbours];
  const isNeeded = gone.has(a!) || gone.has(b!) || distanceToSegment(coverage.positions.get(a!)!, coverage.positions.get(b!)!, at) > ON_LINE_DEGREES;
  return isNeeded ? refuse('border-of-community', at, keys) : null;
}

/** A ring without some of its vertices; notes which stood between the ones that are neighbours now. */
function withoutVertices(ring: Ring, gone: ReadonlySet<VertexId>, insertions: Map<number, VertexId[]>): Ring {
  const start = ring.findIndex((vertex) => !gone.has(vertex));
  if (start < 0) return [];
  const kept = ring.filter((vertex) => !gone.has(vertex));
  if (kept.length < 3) return kept;
  let between: VertexId[] = [];
  let last = ring[start]!;
  for (let i = 1; i <= ring.length; i++) {
    const vertex = ring[(start + i) % ring.length]!;
    if (gone.has(vertex)) between.push(vertex);
    else {
      if (between.length > 0) insertions.set(edgeKey(last, vertex), last < vertex ? between : between.reverse());
      between = [];
      last = vertex;
    }
  }
  return kept;
}

/** Moves vertices of one face alone: leaves a gap or an overlap on purpose. Vertices of communities' borders may be left too. */
export function moveOwn(coverage: Coverage, key: string, moves: readonly VertexMove[]): EditOutcome {
  const face = coverage.faces.get(key);
  if (!face) return refuse('no-such-grid', null, [key]);
  const copies = new Map<VertexId, VertexId>();
  const positions = new Map<VertexId, Position>();
  let next = nextVertexId(coverage);
  for (const { vertex, to } of moves) {
    const unusable = refusePosition(to) ?? (face.rings.some((ring) => ring.includes(vertex)) ? null : refuse('no-such-vertex', null, [key]));
    if (unusable) return unusable;
    const isOwn = facesAt(coverage, vertex).length === 1 && zonesAt(coverage, vertex).length === 0;
    copies.set(vertex, isOwn ? vertex : next++);
    positions.set(copies.get(vertex)!, to);
  }
  const faces = new Map([[key, withRings(face, (ring) => ring.map((vertex) => copies.get(vertex) ?? vertex))]]);
  return settle(coverage, { positions, faces, mayTear: true });
}
