import type { Position, VertexId } from '#contract/coverage/coverage.ts';
import type { GroundLine } from '../../../map/border-input.ts';
import { type BorderIndex, edgeNear, vertexNear } from './find-border.ts';
import { metersPerDegree } from './measure.ts';
import { eachIn, type UnitTable } from './units.ts';
import { nearestOnSegment, positionOf, worldOf } from './world.ts';

/** What a position is drawn to. */
export interface SnapTarget {
  readonly kind: 'vertex' | 'edge' | 'gap' | GroundLine['kind'];
  readonly at: Position;
  /** Name of the street or river; '' where there is none. */
  readonly name: string;
}

/** Lines of the ground on the map of width 1, four numbers a segment. */
export interface LineTable {
  readonly lines: readonly GroundLine[];
  readonly ends: Float64Array;
  /** The line of each segment. */
  readonly owner: Int32Array;
}

export const noLines: LineTable = { lines: [], ends: new Float64Array(), owner: new Int32Array() };

export function tableOfLines(lines: readonly GroundLine[]): LineTable {
  const ends: number[] = [];
  const owner: number[] = [];
  for (const [at, { line }] of lines.entries()) {
    let from: [number, number] | null = null;
    for (const position of line) {
      const to = worldOf(position);
      if (from) {
        ends.push(...from, ...to);
        owner.push(at);
      }
      from = to;
    }
  }
  return { lines, ends: Float64Array.from(ends), owner: Int32Array.from(owner) };
}

/** Pixels from which each kind draws. */
const reach = { vertex: 9, edge: 7, line: 7, gap: 12 } as const;
/** Buildings farther apart than this have no gap between them but a place. */
const widestGapMeters = 45;
const gapSearchMeters = 70;

export interface SnapGround {
  index: BorderIndex;
  lines: LineTable;
  units: UnitTable;
}

/** What a position on the screen is drawn to: a vertex before an edge before a line of the ground before a gap. */
export function snapTo({ index, lines, units }: SnapGround, at: Position, worldPixels: number, { leftOut, bordersToo = true }: { leftOut?: ReadonlySet<VertexId>; bordersToo?: boolean } = {}): SnapTarget | null {
  if (bordersToo) {
    const vertex = vertexNear(index, at, reach.vertex / worldPixels, leftOut);
    if (vertex) return { kind: 'vertex', at: vertex.at, name: '' };
    const edge = edgeNear(index, at, reach.edge / worldPixels, leftOut);
    if (edge) return { kind: 'edge', at: edge.at, name: '' };
  }
  return lineNear(lines, at, reach.line / worldPixels) ?? gapNear(units, at, reach.gap / worldPixels);
}

export function lineNear({ lines, ends, owner }: LineTable, at: Position, within: number): SnapTarget | null {
  const [px, py] = worldOf(at);
  let [best, found, share] = [within * within, -1, 0];
  for (let segment = 0; segment < owner.length; segment += 1) {
    const place = segment * 4;
    const near = nearestOnSegment(px, py, ends[place]!, ends[place + 1]!, ends[place + 2]!, ends[place + 3]!);
    if (near.squared < best) [best, found, share] = [near.squared, segment, near.share];
  }
  const line = found < 0 ? undefined : lines[owner[found]!];
  if (!line) return null;
  const [ax, ay, bx, by] = ends.subarray(found * 4, found * 4 + 4) as unknown as [number, number, number, number]; // a view of four numbers
  return { kind: line.kind, at: positionOf([ax + share * (bx - ax), ay + share * (by - ay)]), name: line.name };
}

/** The middle between the two buildings that the position lies between. */
export function gapNear(units: UnitTable, at: Position, within: number): SnapTarget | null {
  const [east, north] = metersPerDegree(at[1]);
  const [dx, dy] = [gapSearchMeters / east, gapSearchMeters / north];
  const near: { x: number; y: number; meters: number }[] = [];
  eachIn(units, [at[0] - dx, at[1] - dy, at[0] + dx, at[1] + dy], (row) => {
    const spot = row < units.buildings ? nearestOnOutline(units.outlines[row] ?? [], at, east, north) : null;
    if (spot && spot.meters < widestGapMeters) near.push(spot);
  });
  near.sort((a, b) => a.meters - b.meters);
  const [first] = near;
  // The second wall lies on the other side.
  const second = near.find(({ x, y }) => first !== undefined && x * first.x + y * first.y < 0);
  if (!first || !second || first.meters + second.meters > widestGapMeters) return null;
  const middle: Position = [at[0] + (first.x + second.x) / 2 / east, at[1] + (first.y + second.y) / 2 / north];
  const [[ax, ay], [bx, by]] = [worldOf(at), worldOf(middle)];
  return Math.hypot(ax - bx, ay - by) <= within ? { kind: 'gap', at: middle, name: '' } : null;
}

/** The nearest place of an outline, in metres from the position. */
function nearestOnOutline(rings: readonly (readonly Position[])[], [px, py]: Position, east: number, north: number): { x: number; y: number; meters: number } | null {
  let best: { x: number; y: number; meters: number } | null = null;
  for (const ring of rings) {
    for (let at = 0; at + 1 < ring.length; at += 1) {
      const [[ax, ay], [bx, by]] = [ring[at] as Position, ring[at + 1] as Position];
      const [x1, y1, x2, y2] = [(ax - px) * east, (ay - py) * north, (bx - px) * east, (by - py) * north];
      const { share, squared } = nearestOnSegment(0, 0, x1, y1, x2, y2);
      if (best === null || squared < best.meters ** 2) best = { x: x1 + share * (x2 - x1), y: y1 + share * (y2 - y1), meters: Math.sqrt(squared) };
    }
  }
  return best;
}
