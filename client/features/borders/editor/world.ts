import type { Position } from '#contract/coverage/coverage.ts';

/** Width of the world in CSS pixels at zoom 0. */
export const worldPixels = 512;

/** Place of a position on a map of width 1 (Web Mercator), from the west and from the north. */
export function worldOf([lng, lat]: Position): [x: number, y: number] {
  const sine = Math.sin((lat * Math.PI) / 180);
  return [lng / 360 + 0.5, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
}

/** The position at a place on the map of width 1. */
export function positionOf([x, y]: readonly [number, number]): [number, number] {
  return [(x - 0.5) * 360, (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI];
}

/** The place on the segment from `a` to `b` that is nearest to `p`, as a share of its length, and the square of the distance. */
export function nearestOnSegment(px: number, py: number, ax: number, ay: number, bx: number, by: number): { share: number; squared: number } {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((px - ax) * dx + (py - ay) * dy) / length));
  return { share, squared: (px - ax - share * dx) ** 2 + (py - ay - share * dy) ** 2 };
}
