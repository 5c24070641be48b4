import type { Position } from './coverage.ts';
import { metersPerDegree } from './measure.ts';
import { distanceToSegment } from './predicates.ts';
import { boxesMeet, boxOf, type Box } from './rings.ts';
import { circumcenter, nextEdge, triangulate } from './triangulate.ts';

/** Points that stand for a thing (its outline, densely), and the group that it belongs to. */
export interface Site {
  readonly at: Position;
  readonly group: number;
}

/** Metres that the drawn border may differ from the true one, so that it has few vertices. */
const SMOOTHING_METERS = 0.4;
/** How far away the frame is that ends the outermost cells, in sizes of the ground: nothing there is nearest to it. */
const FRAME_SIZES = 12;

/**
 * Lines that run between things of different groups, as far from the ones as from the others (the Voronoi diagram of
 * their points, without the borders inside a group).
 * @param box only lines in this part of the plane are wanted
 */
export function linesBetween(sites: readonly Site[], box: Box): Position[][] {
  if (sites.length < 2) return [];
  const { toEarth } = planeAt(box);
  const { points, starts, twins, groupOf } = triangulateSites(sites, box);
  const centers = new Map<number, Position>();
  const centerOf = (triangle: number): Position => {
    const known = centers.get(triangle);
    if (known) return known;
    const corners = [0, 1, 2].map((i) => points[starts[3 * triangle + i]!]!) as [Position, Position, Position];
    const center = circumcenter(...corners);
    centers.set(triangle, center);
    return center;
  };
  const links: [number, number][] = [];
  for (let edge = 0; edge < starts.length; edge++) {
    const twin = twins[edge]!;
    if (twin < edge || groupOf(starts[edge]!) === groupOf(starts[nextEdge(edge)]!)) continue;
    links.push([Math.floor(edge / 3), Math.floor(twin / 3)]);
  }
  const inBox = ([a, b]: [number, number]) => boxesMeet(boxOf([toEarth(centerOf(a)), toEarth(centerOf(b))]), box);
  return joinLinks(links.filter(inBox)).map((chain) => smooth(chain.map(centerOf)).map(toEarth)).filter((line) => line.length > 1);
}

/** The groups of which each group's cells are neighbours. */
export function groupNeighbours(sites: readonly Site[], box: Box): Map<number, Set<number>> {
  const { starts, groupOf } = triangulateSites(sites, box);
  const neighbours = new Map<number, Set<number>>();
  for (let edge = 0; edge < starts.length; edge++) {
    const [one, other] = [groupOf(starts[edge]!), groupOf(starts[nextEdge(edge)]!)];
    if (one === other || one < 0 || other < 0) continue;
    const known = neighbours.get(one) ?? new Set<number>();
    neighbours.set(one, known.add(other));
  }
  return neighbours;
}

function triangulateSites(sites: readonly Site[], box: Box) {
  const { toPlane } = planeAt(box);
  const plane = sites.map(({ at }) => toPlane(at));
  const points = [...frameAround(boxOf([...plane, toPlane([box[0], box[1]]), toPlane([box[2], box[3]])])), ...plane];
  const groupOf = (point: number): number => sites[point - 4]?.group ?? -1;
  return { points, ...triangulate(points), groupOf };
}

/** Metres from the box's middle. */
function planeAt([west, south, east, north]: Box): { toPlane: (at: Position) => Position; toEarth: (at: Position) => Position } {
  const [x, y] = [(west + east) / 2, (south + north) / 2];
  const { lng, lat } = metersPerDegree(y);
  return { toPlane: (at) => [(at[0] - x) * lng, (at[1] - y) * lat], toEarth: (at) => [x + at[0] / lng, y + at[1] / lat] };
}

function frameAround([west, south, east, north]: Box): Position[] {
  const reach = FRAME_SIZES * Math.max(east - west, north - south, 1);
  return [[west - reach, south - reach], [east + reach, south - reach], [east + reach, north + reach], [west - reach, north + reach]];
}

/** Links between nodes as lines that end where other than two meet, or run round. */
function joinLinks(links: readonly (readonly [number, number])[]): number[][] {
  const ends = new Map<number, number[]>();
  for (const [i, [a, b]] of links.entries()) {
    for (const node of [a, b]) ends.set(node, [...(ends.get(node) ?? []), i]);
  }
  const used = new Set<number>();
  const walk = (node: number, link: number): number[] => {
    const line = [node];
    for (let [at, next] = [node, link as number | undefined]; next !== undefined; ) {
      used.add(next);
      const [a, b] = links[next]!;
      at = a === at ? b : a;
      line.push(at);
      const onward: number[] = ends.get(at)!;
      next = onward.length === 2 ? onward.find((other) => !used.has(other)) : undefined;
    }
    return line;
  };
  const lines: number[][] = [];
  for (const [node, list] of ends) if (list.length !== 2) for (const link of list) if (!used.has(link)) lines.push(walk(node, link));
  for (const [i, [a]] of links.entries()) if (!used.has(i)) lines.push(walk(a, i));
  return lines;
}

/** Fewer points, none farther from the line than the smoothing (Douglas–Peucker); the ends stay. */
function smooth(line: readonly Position[]): Position[] {
  const last = line.length - 1;
  let farthest = 0;
  let distance = SMOOTHING_METERS;
  for (let i = 1; i < last; i++) {
    const away = distanceToSegment(line[0]!, line[last]!, line[i]!);
    if (away > distance) [farthest, distance] = [i, away];
  }
  if (farthest === 0) return [line[0]!, line[last]!];
  return [...smooth(line.slice(0, farthest + 1)), ...smooth(line.slice(farthest)).slice(1)];
}

/** Points along a ring, not farther apart than so many metres. */
export function pointsAlong(ring: readonly Position[], spacingMeters: number): Position[] {
  const points: Position[] = [];
  for (const [i, a] of ring.entries()) {
    const b = ring[(i + 1) % ring.length]!;
    const { lng, lat } = metersPerDegree(a[1]);
    const pieces = Math.max(1, Math.ceil(Math.hypot((b[0] - a[0]) * lng, (b[1] - a[1]) * lat) / spacingMeters));
    for (let k = 0; k < pieces; k++) points.push([a[0] + ((b[0] - a[0]) * k) / pieces, a[1] + ((b[1] - a[1]) * k) / pieces]);
  }
  return points;
}

/** The group of the nearest site. */
export function nearestGroup(sites: readonly Site[], at: Position): number {
  const { lng, lat } = metersPerDegree(at[1]);
  let [group, nearest] = [-1, Infinity];
  for (const site of sites) {
    const distance = ((site.at[0] - at[0]) * lng) ** 2 + ((site.at[1] - at[1]) * lat) ** 2;
    if (distance < nearest) [group, nearest] = [site.group, distance];
  }
  return group;
}
