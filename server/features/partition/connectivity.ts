/** Whether a grid hangs together without one of its units: whether the unit is an articulation point of it. */
import type { Adjacency } from './adjacency.ts';

export class ConnectivityCheck {
  readonly #near: Adjacency;
  /** The last question in which a unit was seen, or sought. */
  readonly #seen: Int32Array;
  readonly #sought: Int32Array;
  readonly #queue: Int32Array;
  #question = 0;

  constructor(near: Adjacency) {
    const count = near.starts.length - 1;
    this.#near = near;
    [this.#seen, this.#sought, this.#queue] = [new Int32Array(count), new Int32Array(count), new Int32Array(count)];
  }

  /**
   * True when the other units of the unit's grid stay connected without it; also for the last unit of a grid.
   * Breadth first from one neighbour until all others are met: they lie around the unit, so that few units are looked
   * at where the answer is yes.
   */
  canLeave(owner: Int32Array, unit: number): boolean {
    const { starts, others } = this.#near;
    const grid = owner[unit]!;
    const question = ++this.#question;
    let [wanted, first] = [0, -1];
    for (let at = starts[unit]!; at < starts[unit + 1]!; at++) {
      const other = others[at]!;
      if (owner[other] !== grid) continue;
      this.#sought[other] = question;
      first = other;
      wanted += 1;
    }
    if (wanted <= 1) return true;
    this.#seen[unit] = question;
    this.#seen[first] = question;
    this.#queue[0] = first;
    wanted -= 1;
    for (let head = 0, tail = 1; head < tail; head++) {
      const here = this.#queue[head]!;
      for (let at = starts[here]!; at < starts[here + 1]!; at++) {
        const other = others[at]!;
        if (owner[other] !== grid || this.#seen[other] === question) continue;
        if (this.#sought[other] === question && --wanted === 0) return true;
        this.#seen[other] = question;
        this.#queue[tail++] = other;
      }
    }
    return false;
  }
}
