import type { Position } from '#contract/coverage/coverage.ts';
import type { BorderIndex } from './find-border.ts';
import type { LineTable } from './snap.ts';
import { nearestOnSegment, positionOf, worldOf } from './world.ts';

/** Ends of lines nearer than this on the ground are one place: tiles cut lines, and streets meet by hand. */
const joinPixels = 1.5;
/** How far from a line a click still means it. */
const reachPixels = 14;
/** A way that is longer than this many times the straight line is no way along anything. */
const longestDetour = 6;

/** Places and the ways between them, on the map of width 1. */
interface Net {
  x: number[];
  y: number[];
  next: Map<number, number>[];
  /** Every way once: two places. */
  links: [number, number][];
  cells: Map<string, number[]>;
}

/**
 * The way from one place to another along streets, rivers and borders that are drawn on the screen, without its ends;
 * null where they do not lie on such lines or no way joins them.
 */
export function traceAlong(lines: LineTable, index: BorderIndex, from: Position, to: Position, across: number): Position[] | null {
  const net = netFor(lines, index, joinPixels / across);
  const [start, end] = [worldOf(from), worldOf(to)];
  const [first, last] = [nearest(net, start), nearest(net, end)];
  const reach = reachPixels / across;
  if (!first || !last || first.squared > reach ** 2 || last.squared > reach ** 2) return null;
  const way = shortest(net, first, last, Math.hypot(start[0] - end[0], start[1] - end[1]) * longestDetour + 4 * reach);
  return way?.map((at) => positionOf([net.x[at]!, net.y[at]!])) ?? null;
}

/** The net of what was drawn last: a pointer that moves asks for it again and again. */
let latest: { lines: LineTable; index: BorderIndex; net: Net } | null = null;
function netFor(lines: LineTable, index: BorderIndex, join: number): Net {
  if (latest?.lines !== lines || latest.index !== index) latest = { lines, index, net: netOf(segmentsOf(lines, index), join) };
  return latest.net;
}

type Segment = readonly [ax: number, ay: number, bx: number, by: number];
/** A place on a way between two places. */
interface OnLink {
  a: number;
  b: number;
  at: [number, number];
  squared: number;
}

function segmentsOf({ ends, owner }: LineTable, { x, y, ends: borders }: BorderIndex): Segment[] {
  const ground = Array.from(owner, (_, at): Segment => [ends[at * 4]!, ends[at * 4 + 1]!, ends[at * 4 + 2]!, ends[at * 4 + 3]!]);
  const edges = Array.from({ length: borders.length / 2 }, (_, at): Segment => [x[borders[at * 2]!]!, y[borders[at * 2]!]!, x[borders[at * 2 + 1]!]!, y[borders[at * 2 + 1]!]!]);
  return [...ground, ...edges];
}

function nearest({ x, y, links }: Net, [px, py]: readonly [number, number]): OnLink | null {
  let best: OnLink | null = null;
  for (const [a, b] of links) {
    const { share, squared } = nearestOnSegment(px, py, x[a]!, y[a]!, x[b]!, y[b]!);
    if (best === null || squared < best.squared) best = { a, b, squared, at: [x[a]! + share * (x[b]! - x[a]!), y[a]! + share * (y[b]! - y[a]!)] };
  }
  return best;
}

/** Lines as a net: ends that nearly meet are one place, an end that nearly meets a line's middle is a place of that line. */
function netOf(segments: readonly Segment[], join: number): Net {
  const net: Net = { x: [], y: [], next: [], links: [], cells: new Map() };
  const ends = segments.map(([ax, ay, bx, by]) => [place(net, [ax, ay], join), place(net, [bx, by], join)] as const);
  for (const [at, [a, b]] of ends.entries()) {
    const way = [a, ...alongSegment(net, segments[at] as Segment, join), b];
    for (let step = 1; step < way.length; step += 1) link(net, way[step - 1]!, way[step]!);
  }
  return net;
}

/** Places that lie on a segment between its ends, in order. */
function alongSegment(net: Net, [ax, ay, bx, by]: Segment, join: number): number[] {
  const size = join * 8;
  const steps = Math.max(1, Math.ceil(Math.hypot(bx - ax, by - ay) / size));
  const found = new Map<number, number>();
  const look = (at: number) => {
    const { share, squared } = nearestOnSegment(net.x[at]!, net.y[at]!, ax, ay, bx, by);
    if (squared <= join * join && share > 0 && share < 1) found.set(at, share);
  };
  if (steps < 400) {
    for (let step = 0; step <= steps; step += 1) {
      const [x, y] = [ax + ((bx - ax) * step) / steps, ay + ((by - ay) * step) / steps];
      for (const at of around(net.cells, x, y, size)) look(at);
    }
  }
  return [...found].sort((one, other) => one[1] - other[1]).map(([at]) => at);
}

function around(cells: Map<string, number[]>, x: number, y: number, size: number): number[] {
  const [column, row] = [Math.floor(x / size), Math.floor(y / size)];
  return [-1, 0, 1].flatMap((dx) => [-1, 0, 1].flatMap((dy) => cells.get(`${column + dx}/${row + dy}`) ?? []));
}

/** The place of the net there; a new one where there is none within the distance. */
function place(net: Net, [x, y]: readonly [number, number], join: number): number {
  const size = join * 8;
  for (const at of around(net.cells, x, y, size)) if ((net.x[at]! - x) ** 2 + (net.y[at]! - y) ** 2 <= join * join) return at;
  const at = net.x.length;
  net.x.push(x);
  net.y.push(y);
  net.next.push(new Map());
  const key = `${Math.floor(x / size)}/${Math.floor(y / size)}`;
  const cell = net.cells.get(key);
  if (cell) cell.push(at);
  else net.cells.set(key, [at]);
  return at;
}

function link(net: Net, a: number, b: number): void {
  if (a === b || net.next[a]!.has(b)) return;
  net.links.push([a, b]);
  const length = Math.hypot(net.x[a]! - net.x[b]!, net.y[a]! - net.y[b]!);
  net.next[a]!.set(b, length);
  net.next[b]!.set(a, length);
}

/** Dijkstra's shortest way between two places on links: the places of the net that it passes; null where it would be longer than `most`. */
function shortest({ x, y, next }: Net, first: OnLink, last: OnLink, most: number): number[] | null {
  if (first.a === last.a && first.b === last.b) return [];
  const far = (at: number, [px, py]: [number, number]) => Math.hypot(x[at]! - px, y[at]! - py);
  const length = new Map([first.a, first.b].map((at) => [at, far(at, first.at)]));
  const came = new Map<number, number>();
  const open = new Set(length.keys());
  let [end, best] = [-1, most];
  while (open.size > 0) {
    let here = -1;
    for (const at of open) if (here < 0 || length.get(at)! < length.get(here)!) here = at;
    open.delete(here);
    const so = length.get(here)!;
    if (so >= best) break;
    if ((here === last.a || here === last.b) && so + far(here, last.at) < best) [end, best] = [here, so + far(here, last.at)];
    for (const [other, step] of next[here]!) {
      if (so + step >= Math.min(best, length.get(other) ?? Infinity)) continue;
      length.set(other, so + step);
      came.set(other, here);
      open.add(other);
    }
  }
  if (end < 0) return null;
  const way = [end];
  for (let at = came.get(end); at !== undefined; at = came.get(at)) way.unshift(at);
  return way;
}
