/** Rings over numbered vertices: what is left of faces when their common segments cancel, traced and turned. */

export interface Positions {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}
/** Vertices in order, the first not repeated. */
export type VertexRing = readonly number[];

/**
 * The ground of several faces as one: segments that two of them have in opposite directions cancel, the rest is traced.
 * Every vertex stays. Outlines come first and run counter-clockwise, holes clockwise, each from its lowest vertex (west, then south).
 */
export function dissolve(faces: readonly (readonly VertexRing[])[], positions: Positions): VertexRing[] {
  const ways = new Map<number, number[]>();
  for (const rings of faces) {
    for (const ring of rings) {
      let from = ring[ring.length - 1]!;
      for (const to of ring) {
        if (!takeAway(ways, to, from)) put(ways, from, to);
        from = to;
      }
    }
  }
  const rings = traceAll(ways, positions).map((ring) => turned(ring, positions));
  return rings.sort((a, b) => signedArea(b, positions) - signedArea(a, positions) || a[0]! - b[0]!);
}

/** Square units, above 0 for a counter-clockwise ring. Reckoned from the ring's first vertex, so that small rings far away keep their digits. */
export function signedArea(ring: VertexRing, { x, y }: Positions): number {
  const [x0, y0] = [x[ring[0]!]!, y[ring[0]!]!];
  let twice = 0;
  for (let at = 1; at + 1 < ring.length; at++) {
    const [a, b] = [ring[at]!, ring[at + 1]!];
    twice += (x[a]! - x0) * (y[b]! - y0) - (x[b]! - x0) * (y[a]! - y0);
  }
  return twice / 2;
}

/** Outlines counter-clockwise, holes clockwise, whatever they were. @param rings of one polygon, the outline first */
export function orient(rings: readonly VertexRing[], positions: Positions): VertexRing[] {
  return rings.map((ring, index) => turned(signedArea(ring, positions) > 0 === (index === 0) ? ring : [...ring].reverse(), positions));
}

function turned(ring: VertexRing, { x, y }: Positions): VertexRing {
  let lowest = 0;
  for (let at = 1; at < ring.length; at++) {
    const [a, b] = [ring[at]!, ring[lowest]!];
    if (x[a]! < x[b]! || (x[a] === x[b] && y[a]! < y[b]!)) lowest = at;
  }
  return [...ring.slice(lowest), ...ring.slice(0, lowest)];
}

function put(ways: Map<number, number[]>, from: number, to: number): void {
  const list = ways.get(from);
  if (list) list.push(to);
  else ways.set(from, [to]);
}

function takeAway(ways: Map<number, number[]>, from: number, to: number): boolean {
  const list = ways.get(from);
  const at = list?.indexOf(to) ?? -1;
  if (!list || at < 0) return false;
  if (list.length === 1) ways.delete(from);
  else list.splice(at, 1);
  return true;
}

function traceAll(ways: Map<number, number[]>, positions: Positions): number[][] {
  const rings: number[][] = [];
  for (const start of [...ways.keys()]) {
    while (ways.has(start)) {
      const ring = [start];
      let [before, here] = [start, ways.get(start)![0]!];
      takeAway(ways, before, here);
      while (here !== start) {
        ring.push(here);
        const next = chooseWay(ways.get(here) ?? [], before, here, positions);
        takeAway(ways, here, next);
        [before, here] = [here, next];
      }
      rings.push(ring);
    }
  }
  return rings.flatMap(splitAtTouch);
}

/** Where a ring comes to a vertex with several ways on, it turns away from its own ground, so that rings that touch stay apart. */
function chooseWay(ways: readonly number[], before: number, here: number, { x, y }: Positions): number {
  if (ways.length === 0) throw new Error('faces do not fit together: a ring has no way on');
  if (ways.length === 1) return ways[0]!;
  const angleTo = (vertex: number) => Math.atan2(y[vertex]! - y[here]!, x[vertex]! - x[here]!);
  const back = angleTo(before);
  const turn = (vertex: number) => (angleTo(vertex) - back + 4 * Math.PI) % (2 * Math.PI) || 2 * Math.PI;
  return ways.reduce((best, way) => (turn(way) < turn(best) ? way : best));
}

/** A ring begun at a vertex where two touch may run through both: it is split where it comes by again. */
function splitAtTouch(ring: number[]): number[][] {
  const seen = new Map<number, number>();
  for (const [at, vertex] of ring.entries()) {
    const before = seen.get(vertex);
    if (before !== undefined) return [...splitAtTouch(ring.slice(before, at)), ...splitAtTouch([...ring.slice(0, before), ...ring.slice(at)])];
    seen.set(vertex, at);
  }
  return [ring];
}
