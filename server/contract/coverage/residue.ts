import type { Coverage, Position, VertexId } from './coverage.ts';
import { SNAP_DEGREES } from './build.ts';
import { chainSegments, type Chain } from './chain.ts';
import { nodeLines } from './noding.ts';
import { nextVertexId } from './owners.ts';
import { orient } from './predicates.ts';
import { interiorPoint } from './rings.ts';
import { segmentKey } from './segments.ts';
import { arrangeRings, traceRings } from './trace.ts';
import { VertexPool } from './vertex-pool.ts';

/** Ground that is claimed too seldom or too often: its outline and holes (open), and by how much. */
export interface Cell {
  readonly rings: Position[][];
  /** 1 where nobody claims it, −1 and less where more than one do (or one outside the community). */
  readonly winding: number;
  /** The vertices of the coverage on its border. */
  readonly vertices: readonly VertexId[];
}

/**
 * The ground that a sum of borders goes around. Its segments may cross: they are noded first, then every piece of the
 * plane gets the number of times that the chain goes around it.
 */
export function cellsOf(coverage: Coverage, residue: Chain): Cell[] {
  const pool = new VertexPool((vertex) => coverage.positions.get(vertex)!, nextVertexId(coverage), SNAP_DEGREES / 1000);
  const segments = chainSegments(residue);
  for (const ends of segments) for (const vertex of ends) pool.add(vertex);
  const { lines } = nodeLines([], segments, pool);
  const edges = lines.flatMap((line) => line.slice(1).map((b, i): [VertexId, VertexId] => [line[i]!, b]));
  const both = new Map(edges.flatMap(([a, b]) => [[segmentKey(a, b), [a, b]], [segmentKey(b, a), [b, a]]] as [number, [VertexId, VertexId]][]));
  const walls = edges.map(([a, b]) => [pool.at(a), pool.at(b)] as const);
  return arrangeRings(traceRings([...both.values()], pool.at), pool.at).flatMap((rings): Cell[] => {
    const positions = rings.map((ring) => ring.map(pool.at));
    const winding = windingAt(walls, interiorPoint(positions));
    return winding === 0 ? [] : [{ rings: positions, winding, vertices: rings.flat().filter((vertex) => coverage.positions.has(vertex)) }];
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
