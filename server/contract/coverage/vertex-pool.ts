import type { Position, VertexId } from './coverage.ts';
import type { PositionOf } from './rings.ts';

/** Finds the vertex at a place, or makes one: places nearer to each other than the tolerance are one vertex. */
export class VertexPool {
  readonly tolerance: number;
  /** Those that were not there before. */
  readonly made = new Map<VertexId, Position>();
  readonly #cells = new Map<number, Map<number, VertexId[]>>();
  readonly #known: PositionOf;
  #next: VertexId;

  /** @param known where vertices are that the pool did not make; @param next the first id to give */
  constructor(known: PositionOf, next: VertexId, tolerance: number) {
    this.#known = known;
    this.#next = next;
    this.tolerance = tolerance;
  }

  readonly at: PositionOf = (vertex) => this.made.get(vertex) ?? this.#known(vertex);

  /** Makes a known vertex findable by its place. */
  add(vertex: VertexId): void {
    const [x, y] = this.at(vertex);
    const column = this.#column(this.#cell(x));
    const cell = column.get(this.#cell(y));
    if (!cell) column.set(this.#cell(y), [vertex]);
    else if (!cell.includes(vertex)) cell.push(vertex);
  }

  idOf(at: Position): VertexId {
    const found = this.#nearest(at);
    if (found !== null) return found;
    const vertex = this.#next++;
    this.made.set(vertex, [at[0], at[1]]);
    this.add(vertex);
    return vertex;
  }

  #nearest(at: Position): VertexId | null {
    let best: VertexId | null = null;
    let nearest = this.tolerance;
    const [column, row] = [this.#cell(at[0]), this.#cell(at[1])];
    for (let i = column - 1; i <= column + 1; i++) {
      const cells = this.#cells.get(i);
      for (let j = row - 1; cells && j <= row + 1; j++) {
        for (const vertex of cells.get(j) ?? []) {
          const [x, y] = this.at(vertex);
          const distance = Math.hypot(x - at[0], y - at[1]);
          if (distance <= nearest && (best === null || distance < nearest)) [best, nearest] = [vertex, distance];
        }
      }
    }
    return best;
  }

  #cell(x: number): number {
    return Math.floor(x / (2 * this.tolerance));
  }
  #column(i: number): Map<number, VertexId[]> {
    const column = this.#cells.get(i) ?? new Map<number, VertexId[]>();
    this.#cells.set(i, column);
    return column;
  }
}
