/**
 * Exact coverages: every cell's outline is a chain of elementary edges between vertices that both neighbours share, and a
 * group's outline is what is left when inner edges cancel. So neighbouring areas agree to the last vertex.
 */
import type { Cell, Sheet, Line, RoadClass } from './sheet.ts';

export type SheetRing = [number, number][];
/** Outer ring first (counter-clockwise), then holes. */
export type SheetPolygon = SheetRing[];

export interface Coverage {
  /** Outline of a set of cells as polygons; vertices as on the sheet. `groupOf` tells which cells belong together. */
  outline(cellIds: readonly number[]): SheetPolygon[];
  /** Neighbours of each cell: cell id to closeness (metres of common border, less across wide streets). */
  neighbours: Map<number, number>[];
}

/** How close two cells are across a metre of street: borders should follow wide streets and water. */
const closeness: Record<RoadClass, number> = {
  trunk: 0.06, primary: 0.1, secondary: 0.25, tertiary: 0.6, residential: 1.2, service: 3, footway: 2, track: 2, none: 0.08,
};

const offset = 32_768;
const pointKey = (u: number, v: number) => (u + offset) * 65_536 + (v + offset);
const pointOf = (key: number): [number, number] => [Math.floor(key / 65_536) - offset, (key % 65_536) - offset];

/** @param cells whose position in the list is their id. */
export function buildCoverage(sheet: Sheet, cells: readonly Cell[]): Coverage {
  const rings = cells.map((cell) => cellRing(sheet, cell));
  const owner = new Map<number, number>();
  const neighbours = cells.map(() => new Map<number, number>());
  for (const [id, ring] of rings.entries()) {
    for (let i = 0; i < ring.length; i++) {
      const [from, to] = [ring[i]!, ring[(i + 1) % ring.length]!];
      owner.set(edgeKey(from, to), id);
    }
  }
  for (const [id, ring] of rings.entries()) {
    for (let i = 0; i < ring.length; i++) {
      const [from, to] = [ring[i]!, ring[(i + 1) % ring.length]!];
      const other = owner.get(edgeKey(to, from));
      if (other === undefined) continue;
      const line = lineBetween(sheet, cells[id]!, from, to);
      const near = lengthOf(from, to) * (line ? closeness[line.roadClass] : 1);
      neighbours[id]!.set(other, (neighbours[id]!.get(other) ?? 0) + near);
    }
  }
  return { neighbours, outline: (ids) => traceOutline(rings, ids) };
}

/** A directed edge as one number: its start and its direction (edges run along the axes). */
function edgeKey(from: number, to: number): number {
  const runsEast = to % 65_536 === from % 65_536;
  return from * 4 + (runsEast ? 0 : 2) + (to > from ? 0 : 1);
}

function lengthOf(from: number, to: number): number {
  const [a, b] = [pointOf(from), pointOf(to)];
  return Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]);
}

function cellRing(sheet: Sheet, cell: Cell): number[] {
  const south = sheet.verticesBetween('v', cell.v0, cell.u0, cell.u1).map((u) => pointKey(u, cell.v0));
  const east = sheet.verticesBetween('u', cell.u1, cell.v0, cell.v1).map((v) => pointKey(cell.u1, v));
  const north = sheet.verticesBetween('v', cell.v1, cell.u0, cell.u1).map((u) => pointKey(u, cell.v1)).reverse();
  const west = sheet.verticesBetween('u', cell.u0, cell.v0, cell.v1).map((v) => pointKey(cell.u0, v)).reverse();
  return [south, east, north, west].flatMap((side) => side.slice(0, -1));
}

function lineBetween(sheet: Sheet, cell: Cell, from: number, to: number): Line | undefined {
  const [a, b] = [pointOf(from), pointOf(to)];
  const id = a[0] === b[0] ? (a[0] === cell.u0 ? cell.west : cell.east) : a[1] === cell.v0 ? cell.south : cell.north;
  return sheet.lines[id];
}

function traceOutline(rings: number[][], ids: readonly number[]): SheetPolygon[] {
  const edges = new Map<number, [number, number]>();
  for (const id of ids) {
    const ring = rings[id]!;
    for (let i = 0; i < ring.length; i++) {
      const [from, to] = [ring[i]!, ring[(i + 1) % ring.length]!];
      if (!edges.delete(edgeKey(to, from))) edges.set(edgeKey(from, to), [from, to]);
    }
  }
  const leaving = new Map<number, [number, number][]>();
  for (const edge of edges.values()) {
    const known = leaving.get(edge[0]);
    if (known) known.push(edge);
    else leaving.set(edge[0], [edge]);
  }
  return assemble(traceRings(leaving));
}

function traceRings(leaving: Map<number, [number, number][]>): SheetRing[] {
  const rings: SheetRing[] = [];
  for (const edges of leaving.values()) {
    while (edges.length > 0) {
      let edge = edges.pop()!;
      const ring: SheetRing = [pointOf(edge[0])];
      while (edge[1] !== pointKey(...ring[0]!)) {
        ring.push(pointOf(edge[1]));
        edge = takeRightmost(leaving.get(edge[1])!, edge);
      }
      rings.push(ring);
    }
  }
  return rings;
}

/** Where an outline meets itself the sharpest right turn is taken: then a hole that touches the outside stays a hole. */
function takeRightmost(choices: [number, number][], arriving: [number, number]): [number, number] {
  if (choices.length === 1) return choices.pop()!;
  const [a, b] = [pointOf(arriving[0]), pointOf(arriving[1])];
  const turn = ([from, to]: [number, number]) => {
    const [c, d] = [pointOf(from), pointOf(to)];
    return Math.sign((b[0] - a[0]) * (d[1] - c[1]) - (b[1] - a[1]) * (d[0] - c[0]));
  };
  const index = turn(choices[0]!) <= turn(choices[1]!) ? 0 : 1;
  return choices.splice(index, 1)[0]!;
}

/** Signed area of a ring: positive when counter-clockwise. */
export function signedArea(ring: readonly (readonly [number, number])[]): number {
  let twice = 0;
  for (let i = 0; i < ring.length; i++) {
    const [a, b] = [ring[i]!, ring[(i + 1) % ring.length]!];
    twice += a[0] * b[1] - b[0] * a[1];
  }
  return twice / 2;
}

function assemble(rings: SheetRing[]): SheetPolygon[] {
  const outers = rings.filter((ring) => signedArea(ring) > 0).map((ring): SheetPolygon => [ring]);
  for (const hole of rings.filter((ring) => signedArea(ring) < 0)) {
    const home = outers.length === 1 ? outers[0] : outers.find((polygon) => isInside(hole, polygon[0]!));
    home?.push(hole);
  }
  return outers;
}

/** True where the hole's inner side lies in the ring: judged by the middle of its first edge, a little to its inner side. */
function isInside(hole: SheetRing, ring: SheetRing): boolean {
  const [a, b] = [hole[0]!, hole[1]!];
  const [u, v] = [(a[0] + b[0]) / 2 + Math.sign(b[1] - a[1]) * 0.5, (a[1] + b[1]) / 2 - Math.sign(b[0] - a[0]) * 0.5];
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [p, q] = [ring[i]!, ring[j]!];
    if (p[1] > v !== q[1] > v && u < ((q[0] - p[0]) * (v - p[1])) / (q[1] - p[1]) + p[0]) inside = !inside;
  }
  return inside;
}
