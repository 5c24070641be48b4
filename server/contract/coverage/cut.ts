import type { Coverage, Face, Position, Ring, VertexId } from './coverage.ts';
import { SNAP_DEGREES } from './build.ts';
import { facesAlong, nestedIn, nextVertexId, zonesAlong } from './owners.ts';
import { boxesMeet, boxOf, segmentsOf, sideOfRings, type PositionOf } from './rings.ts';
import { edgeKey, segmentEnds, withInsertions, type Insertions } from './segments.ts';
import { arrangeRings, middle, traceRings } from './trace.ts';
import { VertexPool } from './vertex-pool.ts';
import { nodeLines } from './noding.ts';

/** Ground in one piece that lines have cut out of a face: its outline, then its holes. */
export interface Piece {
  readonly from: string;
  readonly rings: readonly Ring[];
}

export interface Cut {
  /** Of a face that no line enters, the one piece is the face. */
  readonly pieces: readonly Piece[];
  /** The lines with all vertices where they meet borders and one another. */
  readonly lines: readonly (readonly VertexId[])[];
  /** Vertices that were not there before. */
  readonly made: ReadonlyMap<VertexId, Position>;
  readonly insertions: Insertions;
  /** All faces and communities that got vertices into their borders, as they are then. */
  readonly faces: ReadonlyMap<string, Face>;
  readonly zones: ReadonlyMap<string, readonly Ring[]>;
  readonly at: PositionOf;
  /** The faces that a line enters, cut or not. */
  readonly entered: ReadonlySet<string>;
}

/**
 * Lays lines over faces and cuts them apart. Where a line comes nearer than 0.1 mm to a vertex or a segment it meets it.
 * Neighbours, micro-grids and communities get the new vertices of their borders. Ends that lead nowhere cut nothing.
 * @param keys the ground faces to cut
 */
export function cutFaces(coverage: Coverage, keys: readonly string[], lines: readonly (readonly Position[])[]): Cut {
  const known: PositionOf = (vertex) => coverage.positions.get(vertex)!;
  const pool = new VertexPool(known, nextVertexId(coverage), SNAP_DEGREES);
  const box = boxOf(lines.flat());
  const borders = bordersNear(coverage, [...keys, ...keys.flatMap((key) => nestedIn(coverage, key))], (a, b) => boxesMeet(boxOf([known(a), known(b)]), box, SNAP_DEGREES));
  for (const ends of borders) for (const vertex of ends) pool.add(vertex);
  const numbered = lines.map((line) => line.map((at) => pool.idOf(at))).map((line) => line.filter((vertex, i) => vertex !== line[i - 1]));
  const noded = nodeLines(borders, numbered, pool);
  const faces = new Map<string, Face>();
  const zones = new Map<string, readonly Ring[]>();
  for (const key of noded.insertions.keys()) {
    const [a, b] = segmentEnds(key);
    for (const owner of facesAlong(coverage, a, b)) faces.set(owner, coverage.faces.get(owner)!);
    for (const owner of zonesAlong(coverage, a, b)) zones.set(owner, coverage.zones.get(owner)!);
  }
  for (const [key, face] of faces) faces.set(key, { ...face, rings: face.rings.map((ring) => withInsertions(ring, noded.insertions)) });
  for (const [key, rings] of zones) zones.set(key, rings.map((ring) => withInsertions(ring, noded.insertions)));
  const cutting = keys.map((key) => faces.get(key) ?? coverage.faces.get(key)!);
  const cuts = cutsInside(cutting, noded.lines, pool.at);
  const pieces = cutApart(cutting, cuts, pool.at);
  return { pieces, entered: new Set(cuts.keys()), lines: noded.lines, made: pool.made, insertions: noded.insertions, faces, zones, at: pool.at };
}

/** The segments of faces, each once, that pass a filter. */
function bordersNear(coverage: Coverage, keys: readonly string[], isNear: (a: VertexId, b: VertexId) => boolean): [VertexId, VertexId][] {
  const edges = new Map<number, [VertexId, VertexId]>();
  for (const key of keys) {
    for (const ring of coverage.faces.get(key)!.rings) {
      for (const [a, b] of segmentsOf(ring)) if (isNear(a, b)) edges.set(edgeKey(a, b), [a, b]);
    }
  }
  return [...edges.values()];
}

function cutApart(faces: readonly Face[], cuts: ReadonlyMap<string, readonly [VertexId, VertexId][]>, at: PositionOf): Piece[] {
  return faces.flatMap((face): Piece[] => {
    const inside = cuts.get(face.key);
    if (!inside) return [{ from: face.key, rings: face.rings }];
    const border = face.rings.flatMap((ring) => [...segmentsOf(ring)]);
    const both = inside.flatMap(([a, b]): [VertexId, VertexId][] => [[a, b], [b, a]]);
    return arrangeRings(traceRings([...border, ...both], at), at).map((rings) => ({ from: face.key, rings }));
  });
}

/** The segments of lines that lie inside each face, each once. */
function cutsInside(faces: readonly Face[], lines: readonly (readonly VertexId[])[], at: PositionOf): Map<string, [VertexId, VertexId][]> {
  const grounds = faces.map((face) => ({ key: face.key, rings: face.rings.map((ring) => ring.map(at)), box: boxOf(face.rings.flatMap((ring) => ring.map(at))) }));
  const seen = new Set<number>();
  const onBorder = new Set<VertexId>();
  for (const face of faces) {
    for (const ring of face.rings) {
      for (const [a, b] of segmentsOf(ring)) {
        seen.add(edgeKey(a, b));
        onBorder.add(a);
      }
    }
  }
  const cuts = new Map<string, [VertexId, VertexId][]>();
  for (const line of lines) {
    let holder: string | undefined;
    for (let i = 0; i + 1 < line.length; i++) {
      const [a, b] = [line[i]!, line[i + 1]!];
      const isEntering = i === 0 || onBorder.has(a);
      if (isEntering && !seen.has(edgeKey(a, b))) {
        const part = middle(at(a), at(b));
        holder = grounds.find(({ box, rings }) => boxesMeet(box, [part[0], part[1], part[0], part[1]]) && sideOfRings(rings, part) > 0)?.key;
      }
      if (seen.has(edgeKey(a, b)) || holder === undefined) continue;
      seen.add(edgeKey(a, b));
      const list = cuts.get(holder);
      if (list) list.push([a, b]);
      else cuts.set(holder, [[a, b]]);
    }
  }
  return cuts;
}
