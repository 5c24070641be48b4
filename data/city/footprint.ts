/** Footprints: right-angled shapes, turned along their street and kept inside the place that the layout reserved for them. */
import { groundToLngLat, type Position, type Warp } from './warp.ts';
import type { Rect } from './sheet.ts';

export type Shape = 'bar' | 'ell' | 'court' | 'cross' | 'house' | 'comb' | 'notched';

/** Outlines in a box from -0.5 to 0.5, counter-clockwise, and a point that is surely inside. */
const shapes: Record<Shape, { rings: Position[][]; inner: Position }> = {
  bar: { rings: [[[-0.5, -0.5], [0.5, -0.5], [0.5, 0.5], [-0.5, 0.5]]], inner: [0, 0] },
  ell: { rings: [[[-0.5, -0.5], [-0.1, -0.5], [-0.1, 0.08], [0.5, 0.08], [0.5, 0.5], [-0.5, 0.5]]], inner: [-0.3, 0.25] },
  court: { rings: [[[-0.5, -0.5], [0.5, -0.5], [0.5, 0.5], [-0.5, 0.5]], [[-0.22, -0.2], [-0.22, 0.18], [0.22, 0.18], [0.22, -0.2]]], inner: [0, 0.34] },
  cross: { rings: [[[-0.22, -0.5], [0.22, -0.5], [0.22, -0.28], [0.5, -0.28], [0.5, 0.28], [0.22, 0.28], [0.22, 0.5], [-0.22, 0.5], [-0.22, 0.28], [-0.5, 0.28], [-0.5, -0.28], [-0.22, -0.28]]], inner: [0, 0] },
  house: { rings: [[[-0.5, -0.5], [-0.16, -0.5], [-0.16, 0.02], [0.5, 0.02], [0.5, 0.5], [-0.5, 0.5]]], inner: [-0.2, 0.25] },
  comb: { rings: [[[-0.5, -0.5], [-0.28, -0.5], [-0.28, 0.2], [-0.11, 0.2], [-0.11, -0.5], [0.11, -0.5], [0.11, 0.2], [0.28, 0.2], [0.28, -0.5], [0.5, -0.5], [0.5, 0.5], [-0.5, 0.5]]], inner: [0, 0.35] },
  notched: { rings: [[[-0.5, -0.38], [-0.3, -0.38], [-0.3, -0.5], [-0.06, -0.5], [-0.06, -0.38], [0.06, -0.38], [0.06, -0.5], [0.3, -0.5], [0.3, -0.38], [0.5, -0.38], [0.5, 0.5], [-0.5, 0.5]]], inner: [0, 0.1] },
};

export interface Footprint {
  /** Closed rings of [lng, lat]; the first is the outline. */
  rings: Position[][];
  /** A point inside, [lng, lat]. */
  inner: Position;
  /** Half of the building's length along its street, as a step in [lng, lat] from `inner`, for shops side by side. */
  along: Position;
  areaSquareMeters: number;
}

/** Room in metres around a building that still belongs to its place: neighbours' places must lie at least twice as far apart. */
const marginMeters = 1.2;

/** Builds the shape in its place on the sheet; it never leaves it. */
export function buildFootprint(warp: Warp, place: Rect, shape: Shape, isMirrored = false): Footprint {
  const [cu, cv] = [(place.u0 + place.u1) / 2, (place.v0 + place.v1) / 2];
  const [halfU, halfV] = [(place.u1 - place.u0) / 2, (place.v1 - place.v0) / 2];
  const center = warp.toGround(cu, cv);
  const [west, east] = [warp.toGround(cu - 4, cv), warp.toGround(cu + 4, cv)];
  const length = Math.hypot(east[0] - west[0], east[1] - west[1]);
  const [cos, sin] = [(east[0] - west[0]) / length, (east[1] - west[1]) / length];
  const corners = ([[-1, -1], [1, -1], [1, 1], [-1, 1]] as const).map(([a, b]) => warp.toGround(cu + a * (halfU + marginMeters), cv + b * (halfV + marginMeters)));
  const outline = shapes[shape];
  const size = { u: halfU * 2, v: halfV * 2 };
  const put = ([x, y]: Position): Position => {
    const [a, b] = [(isMirrored ? -x : x) * size.u, y * size.v];
    return [center[0] + a * cos - b * sin, center[1] + a * sin + b * cos];
  };
  for (let turn = 0; turn < 200 && !outline.rings[0]!.every((point) => isInConvex(put(point), corners)); turn++) shrink(size);
  const rings = outline.rings.map((ring) => close((isMirrored ? [...ring].reverse() : ring).map((point) => groundToLngLat(...put(point)))));
  const inner = groundToLngLat(...put(outline.inner));
  const end = groundToLngLat(...put([outline.inner[0] + 0.36, outline.inner[1]]));
  return { rings, inner, along: shape === 'bar' || shape === 'notched' ? [end[0] - inner[0], end[1] - inner[1]] : [0, 0], areaSquareMeters: areaOfShape(shape) * size.u * size.v };
}

/** A little smaller; a long house gets shorter before it gets narrower. */
function shrink(size: { u: number; v: number }): void {
  if (size.u < size.v * 1.5) size.v *= 0.96;
  if (size.v < size.u * 1.5) size.u *= 0.96;
}

function areaOfShape(shape: Shape): number {
  return shapes[shape].rings.reduce((sum, ring) => sum + ring.reduce((twice, [x, y], i) => twice + x * ring[(i + 1) % ring.length]![1] - y * ring[(i + 1) % ring.length]![0], 0) / 2, 0);
}

function isInConvex([x, y]: Position, corners: Position[]): boolean {
  return corners.every(([ax, ay], i) => {
    const [bx, by] = corners[(i + 1) % 4]!;
    return (bx - ax) * (y - ay) - (by - ay) * (x - ax) >= 0;
  });
}

function close(ring: Position[]): Position[] {
  return [...ring, ring[0]!];
}
