import type { Coverage, Face, Position, Ring, VertexId } from './coverage.ts';
import { SNAP_DEGREES } from './build.ts';
import { chainSegments, type Chain } from './chain.ts';
import { nodeLines } from './noding.ts';
import { faceBox, nextVertexId } from './owners.ts';
import { orient } from './predicates.ts';
import { boxesMeet, boxOf, interiorPoint, segmentsOf } from './rings.ts';
import { edgeKey, segmentKey } from './segments.ts';
import { arrangeRings, traceRings } from './trace.ts';
import { VertexPool } from './vertex-pool.ts';

/** Ground that is claimed too seldom or too often: its outline and holes (open), and by how much. */
export interface Cell {
  readonly rings: Position[][];
  /** 1 where nobody claims it, −1 and less where more than one do (or one outside the community). */
  readonly winding: number;
  /** The vertices of each ring; those that are not the coverage's are crossings. */
  readonly vertices: readonly Ring[];
}

/**
 * The ground that a sum of borders goes around, divided where other faces claim it. Segments may cross: they are noded
 * first, then every piece of the plane gets the number of times that the chain goes around it.
 * @param faces those that may lie there
 */
export function cellsOf(coverage: Coverage, residue: Chain, faces: readonly Face[]): Cell[] {
  // Finer than what a hand draws: a gap may be very narrow.
  const pool = new VertexPool((vertex) => coverage.positions.get(vertex)!, nextVertexId(coverage), SNAP_DEGREES / 1000);
  const torn = chainSegments(residue);
  const box = boxOf(torn.flat().map(pool.at));
  const near = faces.filter((face) => boxesMeet(faceBox(coverage, face.key), box)).flatMap((face) => face.rings.flatMap((ring) => [...segmentsOf(ring)]));
  const tornEdges = new Set(torn.map(([a, b]) => edgeKey(a, b)));
  const others = new Map(near.filter(([a, b]) => !tornEdges.has(edgeKey(a, b)) && boxesMeet(boxOf([pool.at(a), pool.at(b)]), box)).map((ends) => [edgeKey(...ends), ends] as const));
  for (const ends of [...torn, ...others.values()]) for (const vertex of ends) pool.add(vertex);
  const { lines } = nodeLines([], [...torn, ...others.values()], pool);
  const segments = (some: readonly (readonly VertexId[])[]) => some.flatMap((line) => line.slice(1).map((b, i): [VertexId, VertexId] => [line[i]!, b]));
  const both = new Map(segments(lines).flatMap(([a, b]) => [[segmentKey(a, b), [a, b]], [segmentKey(b, a), [b, a]]] as [number, [VertexId, VertexId]][]));
  const walls = segments(lines.slice(0, torn.length)).map(([a, b]) => [pool.at(a), pool.at(b)] as const);
  return arrangeRings(traceRings([...both.values()], pool.at), pool.at).flatMap((rings): Cell[] => {
    const positions = rings.map((ring) => ring.map(pool.at));
    const winding = windingAt(walls, interiorPoint(positions));
    return winding === 0 ? [] : [{ rings: positions, winding, vertices: rings }];
  });
}

/** How many times directed segments go around a point, counter-clockwise. */
function windingAt(walls: readonly (readonly [Position, Position])[], at: Position): number {
  let winding = 0;
  for (const [a, b] of walls) {
    if (a[1] > at[1] === b[1] > at[1]) continue;
    const isLeft = orient(a, b, at) > 0;
    if (b[1] > a[1] && isLeft) winding += 1;
    if (b[1] <= a[1] && !isLeft) winding -= 1;
  }
  return winding;
}
