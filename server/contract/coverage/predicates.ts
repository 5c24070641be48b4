import type { Position } from './coverage.ts';

/**
 * On which side of the line a→b the point c lies: positive left, negative right, 0 exactly on it. The sign is always
 * right: where rounding could turn it, the determinant is summed up exactly (J. R. Shewchuk, Adaptive Precision
 * Floating-Point Arithmetic and Fast Robust Geometric Predicates, 1997).
 */
export function orient(a: Position, b: Position, c: Position): number {
  const left = (a[0] - c[0]) * (b[1] - c[1]);
  const right = (a[1] - c[1]) * (b[0] - c[0]);
  const determinant = left - right;
  const mayBeWrong = ERROR_BOUND * (Math.abs(left) + Math.abs(right));
  return determinant > mayBeWrong || -determinant > mayBeWrong ? determinant : exactOrient(a, b, c);
}
const ERROR_BOUND = (3 + 16 * 2 ** -53) * 2 ** -53;

function exactOrient(a: Position, b: Position, c: Position): number {
  const products = [[a[0], b[1]], [-a[0], c[1]], [b[0], c[1]], [-b[0], a[1]], [c[0], a[1]], [-c[0], b[1]]] as const;
  let sum: number[] = [];
  for (const [x, y] of products) {
    const [high, low] = exactProduct(x, y);
    sum = grow(grow(sum, low), high);
  }
  // The parts do not overlap: the largest, which is the last, has the sign of the whole.
  return sum.at(-1) ?? 0;
}

const SPLITTER = 2 ** 27 + 1;
function halves(x: number): [number, number] {
  const c = SPLITTER * x;
  const high = c - (c - x);
  return [high, x - high];
}

function exactProduct(x: number, y: number): [number, number] {
  const product = x * y;
  const [xHigh, xLow] = halves(x);
  const [yHigh, yLow] = halves(y);
  return [product, xLow * yLow - (product - xHigh * yHigh - xLow * yHigh - xHigh * yLow)];
}

/** The exact sum of non-overlapping parts, smallest first, and one number more. */
function grow(parts: readonly number[], x: number): number[] {
  const grown: number[] = [];
  let carried = x;
  for (const part of parts) {
    const sum = carried + part;
    const virtual = sum - carried;
    const error = carried - (sum - virtual) + (part - virtual);
    if (error !== 0) grown.push(error);
    carried = sum;
  }
  if (carried !== 0) grown.push(carried);
  return grown;
}

/** Whether a point that is known to lie on the line of a segment lies between its ends (or on one). */
export function isBetween(a: Position, b: Position, on: Position): boolean {
  return Math.min(a[0], b[0]) <= on[0] && on[0] <= Math.max(a[0], b[0]) && Math.min(a[1], b[1]) <= on[1] && on[1] <= Math.max(a[1], b[1]);
}

/** Whether two segments have a point in common, ends included. Exact. */
export function segmentsMeet(a: Position, b: Position, c: Position, d: Position): boolean {
  const abc = orient(a, b, c);
  const abd = orient(a, b, d);
  if ((abc > 0 && abd > 0) || (abc < 0 && abd < 0)) return false;
  const cda = orient(c, d, a);
  const cdb = orient(c, d, b);
  if ((cda > 0 && cdb > 0) || (cda < 0 && cdb < 0)) return false;
  if (abc !== 0 || abd !== 0 || cda !== 0 || cdb !== 0) return true;
  return isBetween(a, b, c) || isBetween(a, b, d) || isBetween(c, d, a) || isBetween(c, d, b);
}

/** Whether two segments cross in the inside of both. Exact. */
export function segmentsCross(a: Position, b: Position, c: Position, d: Position): boolean {
  const abc = orient(a, b, c);
  const abd = orient(a, b, d);
  if (abc === 0 || abd === 0 || abc > 0 === abd > 0) return false;
  const cda = orient(c, d, a);
  const cdb = orient(c, d, b);
  return cda !== 0 && cdb !== 0 && cda > 0 !== cdb > 0;
}

/** Where the lines of two segments that are not parallel meet; rounded to the nearest doubles or nearly so. */
export function crossingPoint(a: Position, b: Position, c: Position, d: Position): Position {
  const denominator = (b[0] - a[0]) * (d[1] - c[1]) - (b[1] - a[1]) * (d[0] - c[0]);
  const t = ((c[0] - a[0]) * (d[1] - c[1]) - (c[1] - a[1]) * (d[0] - c[0])) / denominator;
  return [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];
}

/** How far along a→b the nearest point of the segment lies (0 to 1). */
export function alongSegment(a: Position, b: Position, p: Position): number {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const square = dx * dx + dy * dy;
  return square === 0 ? 0 : Math.min(1, Math.max(0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / square));
}

/** Degrees from a point to a segment. */
export function distanceToSegment(a: Position, b: Position, p: Position): number {
  const t = alongSegment(a, b, p);
  return Math.hypot(a[0] + t * (b[0] - a[0]) - p[0], a[1] + t * (b[1] - a[1]) - p[1]);
}
