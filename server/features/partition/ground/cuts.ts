/**
 * Straight cuts through a block that has too many households for one unit: between the buildings, never through one. A
 * cut is a line whose both sides hold whole buildings; of all gaps in several directions the one is taken that halves the
 * households best with the shortest line. Cuts of cuts end at the cuts before them.
 */

export type Point = readonly [number, number];
export interface CutBuilding {
  households: number;
  /** Corners of the footprint in metres. */
  outline: readonly Point[];
}
export interface CutBlock {
  /** Outline and holes in metres, in any direction, the first point not repeated. */
  rings: readonly (readonly Point[])[];
  buildings: readonly CutBuilding[];
}
export interface CutSegment {
  from: Point;
  to: Point;
}

/** The side of a straight line `normal · p = offset` on which `normal · p` is smaller. */
interface HalfPlane {
  normal: Point;
  offset: number;
}
interface Gap {
  normal: Point;
  offset: number;
  /** Metres between the buildings on both sides. */
  width: number;
  /** Households on the smaller side of `offset`. */
  below: number;
}

const directions = 12;
/** Looked in only where the others show no gap: most blocks need no closer look. */
const fineDirections = 90;
/** Nobody draws a border through a slit. */
const narrowestMeters = 1;
/** Cuts go a little beyond what they end at, so that noding meets it; what sticks out bounds no face. */
const overshootMeters = 0.02;

/** @param most households that a unit should have */
export function cutBlock(block: CutBlock, most: number): CutSegment[] {
  const cuts: CutSegment[] = [];
  const normals = chooseNormals(block);
  const fineNormals = compassDegrees(fineDirections).map(toNormal);
  const divide = (buildings: readonly CutBuilding[], within: readonly HalfPlane[]): void => {
    const households = sum(buildings);
    if (households <= most || buildings.length < 2) return;
    const best = chooseCut(block, buildings, within, normals, households) ?? chooseCut(block, buildings, within, fineNormals, households);
    if (!best) return;
    cuts.push(...best.segments);
    const { normal, offset } = best.gap;
    const isBelow = ({ outline }: CutBuilding) => dot(normal, outline[0]!) < offset;
    divide(buildings.filter(isBelow), [...within, { normal, offset }]);
    divide(buildings.filter((building) => !isBelow(building)), [...within, { normal: [-normal[0], -normal[1]], offset: -offset }]);
  };
  divide(block.buildings, []);
  return cuts;
}

/** Perpendicular to the sides of the houses, which stand in rows, and all around the compass. */
function chooseNormals({ buildings }: CutBlock): Point[] {
  const byDegree = new Map<number, number>();
  for (const { outline } of buildings) {
    for (const [index, [x, y]] of outline.entries()) {
      const [nextX, nextY] = outline[(index + 1) % outline.length]!;
      const degree = (Math.round((Math.atan2(nextY - y, nextX - x) * 180) / Math.PI) + 360) % 90;
      byDegree.set(degree, (byDegree.get(degree) ?? 0) + Math.hypot(nextX - x, nextY - y));
    }
  }
  const rows = [...byDegree].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 2).flatMap(([degree]) => [degree, degree + 90]);
  return [...new Set([...rows, ...compassDegrees(directions)])].map(toNormal);
}

const toNormal = (degree: number): Point => [Math.cos((degree * Math.PI) / 180), Math.sin((degree * Math.PI) / 180)];
const compassDegrees = (count: number) => Array.from({ length: count }, (_, index) => (index * 180) / count);

function chooseCut(block: CutBlock, buildings: readonly CutBuilding[], within: readonly HalfPlane[], normals: readonly Point[], households: number): { gap: Gap; segments: CutSegment[] } | null {
  const scale = Math.sqrt(Math.abs(area(block.rings[0]!))) || 1;
  const gaps = normals.flatMap((normal) => findGaps(buildings, normal));
  const unevenness = ({ below }: Gap) => Math.abs(2 * below - households) / households;
  // Lengths are dear to reckon: only the evenest gaps are looked at closely.
  const hopeful = gaps.sort((a, b) => unevenness(a) - unevenness(b)).slice(0, 24);
  let best: { gap: Gap; segments: CutSegment[]; cost: number } | null = null;
  for (const gap of hopeful) {
    const segments = clipLine(block.rings, gap, within);
    const meters = segments.reduce((total, { from, to }) => total + Math.hypot(to[0] - from[0], to[1] - from[1]), 0);
    const cost = unevenness(gap) + meters / scale + 2 / gap.width;
    if (segments.length > 0 && (!best || cost < best.cost)) best = { gap, segments, cost };
  }
  return best;
}

/** Middles of the strips across `normal` that no building reaches into and that have households on both sides. */
function findGaps(buildings: readonly CutBuilding[], normal: Point): Gap[] {
  const spans = buildings.map(({ outline, households }) => {
    const along = outline.map((point) => dot(normal, point));
    return { from: Math.min(...along), to: Math.max(...along), households };
  });
  spans.sort((a, b) => a.from - b.from || a.to - b.to);
  const gaps: Gap[] = [];
  let [reached, below] = [Number.NEGATIVE_INFINITY, 0];
  const all = sum(buildings);
  for (const { from, to, households } of spans) {
    if (from - reached >= narrowestMeters && below > 0 && below < all) gaps.push({ normal, offset: (reached + from) / 2, width: from - reached, below });
    reached = Math.max(reached, to);
    below += households;
  }
  return gaps.filter(({ width }) => Number.isFinite(width));
}

/** The parts of the line that lie in the block and on the wanted side of every cut before it. */
function clipLine(rings: CutBlock['rings'], { normal, offset }: Gap, within: readonly HalfPlane[]): CutSegment[] {
  const [dx, dy] = [-normal[1], normal[0]];
  const origin: Point = [normal[0] * offset, normal[1] * offset];
  let [least, most] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const plane of within) {
    const slope = dot(plane.normal, [dx, dy]);
    const room = plane.offset - dot(plane.normal, origin);
    if (Math.abs(slope) < 1e-12) {
      if (room <= 0) return [];
    } else if (slope > 0) most = Math.min(most, room / slope);
    else least = Math.max(least, room / slope);
  }
  const crossings = rings.flatMap((ring) => crossRing(ring, normal, offset, [dx, dy])).sort((a, b) => a - b);
  const segments: CutSegment[] = [];
  const at = (t: number): Point => [origin[0] + dx * t, origin[1] + dy * t];
  for (let index = 0; index + 1 < crossings.length; index += 2) {
    const [from, to] = [Math.max(crossings[index]!, least), Math.min(crossings[index + 1]!, most)];
    if (to - from > 0.1) segments.push({ from: at(from - overshootMeters), to: at(to + overshootMeters) });
  }
  return segments;
}

/** Where a ring crosses the line, as distances along it. A corner on the line belongs to the side above. */
function crossRing(ring: readonly Point[], normal: Point, offset: number, along: Point): number[] {
  const crossings: number[] = [];
  for (const [index, a] of ring.entries()) {
    const b = ring[(index + 1) % ring.length]!;
    const [sideA, sideB] = [dot(normal, a) - offset, dot(normal, b) - offset];
    if (sideA < 0 === sideB < 0) continue;
    const share = sideA / (sideA - sideB);
    crossings.push(dot(along, [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]));
  }
  return crossings;
}

function area(ring: readonly Point[]): number {
  return ring.reduce((twice, [x, y], index) => twice + x * ring[(index + 1) % ring.length]![1] - y * ring[(index + 1) % ring.length]![0], 0) / 2;
}

const dot = (a: Point, b: Point) => a[0] * b[0] + a[1] * b[1];
const sum = (buildings: readonly CutBuilding[]) => buildings.reduce((total, { households }) => total + households, 0);
