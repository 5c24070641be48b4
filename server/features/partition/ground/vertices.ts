import type { Path } from './wkb.ts';

/** Lines are noded on a grid of so many degrees: a ten-thousandth of a millimetre. */
export const nodingDegrees = 1e-12;
const perDegree = 1 / nodingDegrees;

/**
 * Numbers vertices 0, 1, 2 … by their exact position. Noding rounds positions; a vertex that was there before (on a
 * border of today) gets its own bytes back, so that borders that stay are the same to the last bit.
 */
export class Vertices {
  readonly lng: number[] = [];
  readonly lat: number[] = [];
  /** Whether it is a vertex of a border of today. */
  readonly isOld: boolean[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #anchors = new Map<string, readonly [number, number]>();

  constructor(anchors: readonly Path[]) {
    for (const path of anchors) {
      for (let at = 0; at < path.length; at += 2) {
        const key = cellOf(path[at]!, path[at + 1]!);
        if (!this.#anchors.has(key)) this.#anchors.set(key, [path[at]!, path[at + 1]!]);
      }
    }
  }

  get count(): number {
    return this.lng.length;
  }

  /** The number of the vertex at a noded position. */
  number(lng: number, lat: number): number {
    const key = cellOf(lng, lat);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const anchor = this.#anchors.get(key);
    const [x, y] = anchor ?? [lng, lat];
    this.isOld.push(anchor !== undefined);
    this.lng.push(x);
    this.lat.push(y);
    this.#numbers.set(key, this.count - 1);
    return this.count - 1;
  }

  /** Numbers along a path, points that fall together once; a ring without its repeated end. */
  numberPath(path: Path): number[] {
    const numbers: number[] = [];
    for (let at = 0; at < path.length; at += 2) {
      const vertex = this.number(path[at]!, path[at + 1]!);
      if (numbers.at(-1) !== vertex) numbers.push(vertex);
    }
    return numbers;
  }
}

const cellOf = (lng: number, lat: number) => `${Math.round(lng * perDegree)} ${Math.round(lat * perDegree)}`;
