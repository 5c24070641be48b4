/**
 * Getis-Ord Gi*: where high (or low) values lie together more than chance would put them.
 *
 * With binary weights, an area being its own neighbour:
 *   z = (Σ_near x − x̄·k) / (S·√((n·k − k²) / (n − 1))),  S = √(Σx²/n − x̄²),  k = neighbours with itself
 * Source: J. K. Ord, A. Getis, "Local Spatial Autocorrelation Statistics", Geographical Analysis 27 (1995), 286–306, eq. 14.
 * Many areas are tested at once, so the share of false findings is controlled: Y. Benjamini, Y. Hochberg,
 * "Controlling the False Discovery Rate", J. R. Statist. Soc. B 57 (1995), 289–300.
 *
 * z is normal only where there is much to count: of two cases that fall side by side it says 99 per cent. Therefore
 * - nothing is judged below 30 cases, the least that Esri's Optimized Hot Spot Analysis takes where incidents are counted in given areas
 *   ("How Optimized Hot Spot Analysis works", table of the initial data assessment); health statistics hold rates of fewer than 20 events unreliable;
 * - a finding must stand up to the exact chance of that many of all cases in so many of all cells as well, as maps of rare diseases are judged
 *   (M. Choynowski, "Maps Based on Probabilities", J. Am. Statist. Assoc. 54 (1959), 385–388): p is the greater of both, which keeps
 *   its level where either is right (R. Berger, "Multiparameter Hypothesis Testing", Technometrics 24 (1982), 295–300);
 * - a hot spot is high among high ones, a cold one low among low ones: a cell with fewer cases than the mean, or none, is no hot spot,
 *   however hot its neighbours are (L. Anselin, "Local Indicators of Spatial Association – LISA", Geographical Analysis 27 (1995), 93–115:
 *   high-high and low-low are clusters, low-high and high-low outliers; Esri, "How Hot Spot Analysis (Getis-Ord Gi*) works", says the same).
 */
import { binomialUpperTail } from './binomial.ts';

export interface Cell {
  code: string;
  /** Its cases. */
  value: number;
  /** Sum of the values of the cell and of its neighbours. */
  sum: number;
  /** Number of these: neighbours and the cell itself. */
  size: number;
}
export interface Finding {
  code: string;
  value: number;
  z: number;
  /** Two-sided: of the standard normal distribution or of the exact count, whichever is greater. */
  p: number;
  /** p after Benjamini and Hochberg: the smallest rate of false discoveries at which this one is still found. */
  q: number;
  kind: 'hot' | 'cold';
  /** Confidence in per cent; null where chance explains it, or where the cell itself is not like its neighbours. */
  level: 90 | 95 | 99 | null;
}

/** Fewer cells, or cases in all of them, say nothing about chance. */
export const fewestCells = 8;
export const fewestCases = 30;
/** Largest rate of false discoveries that is still told. */
export const falseDiscoveryRate = 0.1;

/** Whether there is enough to judge by, and else what is too few. */
export function canJudge(cells: readonly Cell[]): 'judged' | 'too-few-cases' | 'too-few-areas' {
  if (totalOf(cells) < fewestCases) return 'too-few-cases';
  return cells.length < fewestCells ? 'too-few-areas' : 'judged';
}

/** Judges each cell against all others; empty where there is too little to judge by, or where all values are the same. */
export function findHotCells(cells: readonly Cell[]): Finding[] {
  const n = cells.length;
  const total = totalOf(cells);
  const mean = total / n;
  const deviation = Math.sqrt(cells.reduce((sum, { value }) => sum + value * value, 0) / n - mean * mean);
  if (canJudge(cells) !== 'judged' || !(deviation > 1e-12)) return [];
  const tested = cells.map(({ code, value, sum, size }) => {
    const spread = deviation * Math.sqrt((n * size - size * size) / (n - 1));
    // Next to all others a cell cannot stand out.
    const z = spread > 0 ? (sum - mean * size) / spread : 0;
    return { code, value, z, p: Math.max(twoSidedP(z), exactP(sum, total, size / n)) };
  });
  const adjusted = adjustForDiscoveries(tested.map(({ p }) => p));
  return tested.map((cell, index) => {
    const isLikeNeighbours = (cell.value - mean) * cell.z > 0;
    return { ...cell, q: adjusted[index]!, kind: cell.z >= 0 ? 'hot' : 'cold', level: isLikeNeighbours ? levelOf(adjusted[index]!) : null };
  });
}

function totalOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, { value }) => sum + value, 0);
}

/** Chance that as many of all cases, or as few, lie in this share of the ground; for both sides. */
function exactP(sum: number, total: number, share: number): number {
  const tail = sum > total * share ? binomialUpperTail(sum, total, share) : binomialUpperTail(total - sum, total, 1 - share);
  return Math.min(1, 2 * tail);
}

function levelOf(q: number): Finding['level'] {
  if (q <= 0.01) return 99;
  if (q <= 0.05) return 95;
  return q <= falseDiscoveryRate ? 90 : null;
}

/** Chance of a standard normal value at least as far from 0. Error below 1.2e-7 of the result (Numerical Recipes, §6.2, erfcc). */
export function twoSidedP(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + x / 2);
  const series = [-1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223, 0.17087277];
  const exponent = series.reduceRight((sum, factor) => sum * t + factor, 0);
  return Math.min(1, t * Math.exp(-x * x + exponent));
}

/** Benjamini–Hochberg: for the i-th smallest of m values, the least of p·m/rank at its rank or beyond; in the given order. */
export function adjustForDiscoveries(ps: readonly number[]): number[] {
  const order = ps.map((_, index) => index).sort((a, b) => ps[b]! - ps[a]!);
  const result = new Array<number>(ps.length);
  let least = 1;
  for (const [place, index] of order.entries()) {
    least = Math.min(least, (ps[index]! * ps.length) / (ps.length - place));
    result[index] = least;
  }
  return result;
}
