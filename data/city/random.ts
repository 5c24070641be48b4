/** Source of chance: every draw comes from a seed and the keys of the thing that is drawn, so that order of work never matters. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Whole number from `low` to `high`, both included. */
  int(low: number, high: number): number;
  between(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** Index drawn with the given weights. */
  weighted(weights: readonly number[]): number;
}

/** Mixes whole numbers to one unsigned 32-bit number (MurmurHash3's finaliser). */
export function hashNumbers(...keys: number[]): number {
  let h = 0x9e3779b9;
  for (const key of keys) {
    h = Math.imul(h ^ (key | 0), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    h ^= h >>> 16;
  }
  return h >>> 0;
}

/** A stream of draws for the given keys (mulberry32). */
export function createRandom(...keys: number[]): Random {
  let state = hashNumbers(...keys);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const between = (low: number, high: number) => low + (high - low) * next();
  return {
    next,
    between,
    int: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (probability) => next() < probability,
    pick: (list) => list[Math.floor(next() * list.length)]!,
    weighted: (weights) => {
      let rest = next() * weights.reduce((sum, weight) => sum + weight, 0);
      const index = weights.findIndex((weight) => {
        rest -= weight;
        return rest < 0;
      });
      return Math.max(0, index);
    },
  };
}

/** Smooth noise in [0, 1] over the plane, one cell per unit of x and y. */
export function smoothNoise(seed: number, x: number, y: number): number {
  const [i, j] = [Math.floor(x), Math.floor(y)];
  const ease = (t: number) => t * t * (3 - 2 * t);
  const [fx, fy] = [ease(x - i), ease(y - j)];
  const at = (di: number, dj: number) => hashNumbers(seed, i + di, j + dj) / 4294967296;
  const low = at(0, 0) * (1 - fx) + at(1, 0) * fx;
  const high = at(0, 1) * (1 - fx) + at(1, 1) * fx;
  return low * (1 - fy) + high * fy;
}
