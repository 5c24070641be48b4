import type { Position, Ring, VertexId } from './coverage.ts';
import { alongSegment, distanceToSegment } from './predicates.ts';
import { boxOf, segmentsOf } from './rings.ts';
import { edgeKey, type Insertions } from './segments.ts';

/**
 * Vertices of one ring that lie on another's segment, as what has to be inserted there.
 * @param tolerance degrees
 */
export function findTJunctions(rings: Iterable<Ring>, positions: ReadonlyMap<VertexId, Position>, tolerance: number): Insertions {
  const grid = new VertexGrid(positions);
  const seen = new Set<number>();
  const insertions = new Map<number, readonly VertexId[]>();
  for (const ring of rings) {
    for (const [from, to] of segmentsOf(ring)) {
      const key = edgeKey(from, to);
      if (seen.has(key)) continue;
      seen.add(key);
      const [a, b] = from < to ? [from, to] : [to, from];
      const on = verticesOn(grid, positions, a, b, tolerance);
      if (on.length > 0) insertions.set(key, on);
    }
  }
  return insertions;
}

function verticesOn(grid: VertexGrid, positions: ReadonlyMap<VertexId, Position>, a: VertexId, b: VertexId, tolerance: number): VertexId[] {
  const start = positions.get(a)!;
  const end = positions.get(b)!;
  const on: { vertex: VertexId; along: number }[] = [];
  grid.near(start, end, tolerance, (vertex, at) => {
    if (vertex === a || vertex === b || distanceToSegment(start, end, at) > tolerance) return;
    const along = alongSegment(start, end, at);
    // A vertex this near to an end is a neighbour of that end, not a point of the segment.
    const isApart = Math.min(Math.hypot(at[0] - start[0], at[1] - start[1]), Math.hypot(at[0] - end[0], at[1] - end[1])) > tolerance;
    if (along > 0 && along < 1 && isApart) on.push({ vertex, along });
  });
  return on.sort((p, q) => p.along - q.along || p.vertex - q.vertex).map(({ vertex }) => vertex);
}

/** Vertices in square cells, about one in each. */
class VertexGrid {
  readonly #west: number;
  readonly #south: number;
  readonly #size: number;
  readonly #columns: number;
  readonly #rows: number;
  /** Where the vertices of each cell begin in `#sorted`. */
  readonly #starts: Int32Array;
  readonly #sorted: { vertex: VertexId; at: Position }[];

  constructor(positions: ReadonlyMap<VertexId, Position>) {
    const [west, south, east, north] = boxOf(positions.values());
    this.#west = west;
    this.#south = south;
    this.#size = Math.max(Math.sqrt(((east - west) * (north - south)) / Math.max(1, positions.size)), (east - west) / 4096, (north - south) / 4096, 1e-9);
    this.#columns = 1 + this.#cell(east, west);
    this.#rows = 1 + this.#cell(north, south);
    const counts = new Int32Array(this.#columns * this.#rows + 1);
    const cellOf = ([x, y]: Position) => this.#cell(y, south) * this.#columns + this.#cell(x, west);
    for (const at of positions.values()) counts[cellOf(at) + 1]!++;
    for (let i = 1; i < counts.length; i++) counts[i]! += counts[i - 1]!;
    this.#starts = counts.slice();
    this.#sorted = new Array(positions.size);
    for (const [vertex, at] of positions) this.#sorted[counts[cellOf(at)]!++] = { vertex, at };
  }

  #cell(x: number, from: number): number {
    return Math.floor((x - from) / this.#size);
  }

  /** Calls for every vertex in the cells that a segment passes, row by row. */
  near(a: Position, b: Position, margin: number, visit: (vertex: VertexId, at: Position) => void): void {
    const [low, high] = a[1] <= b[1] ? [a, b] : [b, a];
    const slope = high[1] === low[1] ? 0 : (high[0] - low[0]) / (high[1] - low[1]);
    const firstRow = Math.max(0, this.#cell(low[1] - margin, this.#south));
    const lastRow = Math.min(this.#rows - 1, this.#cell(high[1] + margin, this.#south));
    for (let row = firstRow; row <= lastRow; row++) {
      const bottom = Math.max(low[1], this.#south + row * this.#size - margin);
      const top = Math.min(high[1], this.#south + (row + 1) * this.#size + margin);
      const x1 = slope === 0 ? low[0] : low[0] + slope * (bottom - low[1]);
      const x2 = slope === 0 ? high[0] : low[0] + slope * (top - low[1]);
      const first = Math.max(0, this.#cell(Math.min(x1, x2) - margin, this.#west) - 1);
      const last = Math.min(this.#columns - 1, this.#cell(Math.max(x1, x2) + margin, this.#west) + 1);
      for (let i = this.#starts[row * this.#columns + first]!; i < this.#starts[row * this.#columns + last + 1]!; i++) {
        const { vertex, at } = this.#sorted[i]!;
        visit(vertex, at);
      }
    }
  }
}
