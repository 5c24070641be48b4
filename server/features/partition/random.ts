/** A stream of numbers that is the same for the same seed: mulberry32 (T. Ettinger, 2017), 32 bits of state. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** 0 … 2³² − 1. */
  bits(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }

  /** 0 ≤ x < 1. */
  next(): number {
    return this.bits() / 4_294_967_296;
  }

  /** A whole number, 0 ≤ x < bound; bound below 2³². */
  below(bound: number): number {
    return Math.floor(this.next() * bound);
  }

  /** Exponentially distributed with mean 1, from a table: the same on every machine, and quick. */
  exponential(): number {
    return exponentials[this.bits() >>> 20]!;
  }
}

const exponentials = Float64Array.from({ length: 4096 }, (_, index) => -Math.log((index + 0.5) / 4096));

/** A seed for one part of the work, which does not move when other parts change. */
export function deriveSeed(seed: number, part: string): number {
  let hash = (seed ^ 0x811c9dc5) >>> 0;
  for (let index = 0; index < part.length; index++) hash = Math.imul(hash ^ part.charCodeAt(index), 0x01000193);
  return new Random(hash).bits();
}
