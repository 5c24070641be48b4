/** A partition of one piece while it is worked on: who owns each unit, and the sums of each grid, kept right by every move. */
import { type CostModel, gridCost } from './cost.ts';
import type { Piece } from './pieces.ts';

const nobody = -1;
const floats = (count: number) => new Float64Array(count);

/** Every unit belongs to one grid 0 … count − 1; grids without units are free. That grids stay connected is the caller's care. */
export class Draft {
  readonly owner: Int32Array;
  /** By grid: households, m², m, units. */
  readonly weight: Float64Array;
  readonly area: Float64Array;
  readonly perimeter: Float64Array;
  readonly size: Int32Array;
  /** Cost of the grid by itself, 0 where it has no unit. */
  readonly cost: Float64Array;
  /** The grid of today that it continues, or −1; no two continue the same. */
  readonly label: Int32Array;
  /** Units of a grid: `first[grid]`, then `next[unit]` until −1. */
  readonly first: Int32Array;
  readonly next: Int32Array;
  readonly #previous: Int32Array;
  readonly #free: number[] = [];

  constructor(readonly piece: Piece, readonly costs: CostModel, owner: Int32Array) {
    const { count } = piece;
    [this.weight, this.area, this.perimeter, this.cost] = [floats(count), floats(count), floats(count), floats(count)];
    [this.owner, this.size, this.label] = [new Int32Array(count), new Int32Array(count), new Int32Array(count)];
    [this.first, this.next, this.#previous] = [new Int32Array(count), new Int32Array(count), new Int32Array(count)];
    this.load(owner);
  }

  /** Begins anew from who owns each unit. */
  load(owner: Int32Array): void {
    for (const sums of [this.weight, this.area, this.perimeter, this.cost, this.size]) sums.fill(0);
    for (const links of [this.owner, this.first, this.label]) links.fill(nobody);
    for (let unit = this.piece.count - 1; unit >= 0; unit--) this.#enter(unit, owner[unit]!);
    this.#free.length = 0;
    for (let grid = this.piece.count - 1; grid >= 0; grid--) {
      if (this.size[grid] === 0) this.#free.push(grid);
      else this.#recost(grid);
    }
    this.relabel();
  }

  /** A grid without units, if there is one. */
  freeGrid(): number | undefined {
    while (this.#free.length > 0 && this.size[this.#free.at(-1)!]! > 0) this.#free.pop();
    return this.#free.at(-1);
  }

  /** Change of the whole cost if the unit went over to another grid, which may be free. */
  moveCost(unit: number, to: number): number {
    const { piece, costs, owner } = this;
    const from = owner[unit]!;
    let [metersFrom, metersTo, cut] = [0, 0, 0];
    for (let at = piece.starts[unit]!, end = piece.starts[unit + 1]!; at < end; at++) {
      const grid = owner[piece.others[at]!]!;
      if (grid === from) {
        metersFrom += piece.meters[at]!;
        cut += costs.cutCost[at]!;
      } else if (grid === to) {
        metersTo += piece.meters[at]!;
        cut -= costs.cutCost[at]!;
      }
    }
    const [weight, area, perimeter] = [piece.weight[unit]!, piece.area[unit]!, piece.perimeter[unit]!];
    const left = this.size[from] === 1 ? 0 : gridCost(costs, this.weight[from]! - weight, this.area[from]! - area, this.perimeter[from]! - perimeter + 2 * metersFrom);
    const joined = gridCost(costs, this.weight[to]! + weight, this.area[to]! + area, this.perimeter[to]! + perimeter - 2 * metersTo);
    const change = costs.perHousehold > 0 ? this.#stayCost(unit, from) - this.#stayCost(unit, to) : 0;
    return left + joined - this.cost[from]! - this.cost[to]! + cut + change;
  }

  move(unit: number, to: number): void {
    const from = this.owner[unit]!;
    this.#leave(unit, from);
    this.#enter(unit, to);
    this.#recost(from);
    this.#recost(to);
  }

  /** Puts units into grids, all at once. */
  replace(units: Int32Array, grids: Int32Array): void {
    const touched = new Set<number>();
    for (const unit of units) {
      touched.add(this.owner[unit]!);
      this.#leave(unit, this.owner[unit]!);
    }
    for (const [index, unit] of units.entries()) {
      touched.add(grids[index]!);
      this.#enter(unit, grids[index]!);
    }
    for (const grid of touched) this.#recost(grid);
  }

  /** Gives each grid the grid of today that it has most households of, the largest shares first. */
  relabel(): void {
    this.label.fill(nobody);
    if (this.costs.perHousehold === 0) return;
    for (const { grid, label } of matchLabels(this.owner, this.piece)) this.label[grid] = label;
  }

  /** Cost of all: grids, cut edges, households moved. */
  total(): number {
    const { piece, costs, owner } = this;
    let [sum, cut] = [0, 0];
    for (let grid = 0; grid < piece.count; grid++) sum += this.cost[grid]!;
    for (let unit = 0; unit < piece.count; unit++) {
      if (costs.perHousehold > 0 && piece.current[unit]! >= 0) sum += costs.perHousehold * piece.weight[unit]! - this.#stayCost(unit, owner[unit]!);
      for (let at = piece.starts[unit]!; at < piece.starts[unit + 1]!; at++) if (owner[piece.others[at]!] !== owner[unit]) cut += costs.cutCost[at]!;
    }
    return sum + cut / 2;
  }

  /** What is saved by a unit that is in the grid which continues its own of today. */
  #stayCost(unit: number, grid: number): number {
    const { current, weight } = this.piece;
    return current[unit]! >= 0 && current[unit] === this.label[grid] ? this.costs.perHousehold * weight[unit]! : 0;
  }

  #enter(unit: number, grid: number): void {
    const { piece } = this;
    this.weight[grid]! += piece.weight[unit]!;
    this.area[grid]! += piece.area[unit]!;
    this.perimeter[grid]! += piece.perimeter[unit]! - 2 * this.#metersInto(unit, grid);
    this.size[grid]! += 1;
    this.owner[unit] = grid;
    const head = this.first[grid]!;
    this.next[unit] = head;
    this.#previous[unit] = nobody;
    if (head !== nobody) this.#previous[head] = unit;
    this.first[grid] = unit;
  }

  #leave(unit: number, grid: number): void {
    const { piece } = this;
    this.owner[unit] = nobody;
    this.weight[grid]! -= piece.weight[unit]!;
    this.area[grid]! -= piece.area[unit]!;
    this.perimeter[grid]! -= piece.perimeter[unit]! - 2 * this.#metersInto(unit, grid);
    this.size[grid]! -= 1;
    const [before, after] = [this.#previous[unit]!, this.next[unit]!];
    if (before === nobody) this.first[grid] = after;
    else this.next[before] = after;
    if (after !== nobody) this.#previous[after] = before;
    if (this.size[grid] === 0) {
      [this.weight[grid], this.area[grid], this.perimeter[grid]] = [0, 0, 0];
      this.#free.push(grid);
    }
  }

  #metersInto(unit: number, grid: number): number {
    const { starts, others, meters } = this.piece;
    let sum = 0;
    for (let at = starts[unit]!, end = starts[unit + 1]!; at < end; at++) if (this.owner[others[at]!] === grid) sum += meters[at]!;
    return sum;
  }

  #recost(grid: number): void {
    this.cost[grid] = this.size[grid] === 0 ? 0 : gridCost(this.costs, this.weight[grid]!, this.area[grid]!, this.perimeter[grid]!);
  }
}

/** Pairs of a grid and the grid of today that it continues: by most households in common, each at most once. */
export function matchLabels(owner: Int32Array, { current, weight, count }: Pick<Piece, 'current' | 'weight' | 'count'>): { grid: number; label: number; households: number }[] {
  const shared = new Map<number, { grid: number; label: number; households: number }>();
  for (let unit = 0; unit < count; unit++) {
    if (current[unit]! < 0) continue;
    const key = owner[unit]! * count + current[unit]!;
    const pair = shared.get(key);
    if (pair) pair.households += weight[unit]!;
    else shared.set(key, { grid: owner[unit]!, label: current[unit]!, households: weight[unit]! });
  }
  const [grids, labels] = [new Set<number>(), new Set<number>()];
  return [...shared.values()]
    .sort((a, b) => b.households - a.households || a.grid - b.grid || a.label - b.label)
    .filter(({ grid, label }) => {
      if (grids.has(grid) || labels.has(label)) return false;
      grids.add(grid);
      labels.add(label);
      return true;
    });
}
