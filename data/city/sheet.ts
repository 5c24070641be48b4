/** The plan's parts on the sheet: lines (streets), cells between them, and the points where lines meet. */
export interface Rect {
  u0: number;
  v0: number;
  u1: number;
  v1: number;
}
export type Axis = 'u' | 'v';
export type RoadClass = 'trunk' | 'primary' | 'secondary' | 'tertiary' | 'residential' | 'service' | 'footway' | 'track' | 'none';

/** A straight line of the sheet: axis 'u' is the line u = at from v = from to v = to (it runs north), axis 'v' runs east. */
export interface Line {
  id: number;
  axis: Axis;
  at: number;
  from: number;
  to: number;
  roadClass: RoadClass;
  name: string;
  /** True for the few lines that cross the whole sheet. */
  isPrimary: boolean;
  /** A stretch that is more (the ring road) or less (a lane in the fields) than the rest of the line. */
  stretches: { from: number; to: number; roadClass: RoadClass; name: string }[];
}

export interface Cell extends Rect {
  /** Lines that bound the cell; -1 at the sheet's edge. */
  west: number;
  east: number;
  south: number;
  north: number;
}

/** Half of a street's width from building line to building line, in metres on the sheet. */
export const halfWidthMeters: Record<RoadClass, number> = {
  trunk: 24, primary: 21, secondary: 15, tertiary: 11, residential: 7.5, service: 5, footway: 4, track: 4, none: 3,
};

/** Class and name of the street on a line at a position along it. */
export function streetAt(line: Line, position: number): { roadClass: RoadClass; name: string } {
  return line.stretches.find(({ from, to }) => position >= from && position <= to) ?? line;
}

/** Distance in metres between the vertices of a long border: short enough that a bent border looks bent. */
const stepMeters = 40;

export class Sheet {
  readonly lines: Line[] = [];
  private readonly junctions = { u: new Map<number, Set<number>>(), v: new Map<number, Set<number>>() };
  private readonly stops = new Map<string, number[]>();

  addLine(axis: Axis, at: number, from: number, to: number, roadClass: RoadClass, isPrimary = false): Line {
    const line = { id: this.lines.length, axis, at, from, to, roadClass, name: '', isPrimary, stretches: [] };
    this.lines.push(line);
    const other = axis === 'u' ? 'v' : 'u';
    for (const end of [from, to]) {
      this.addJunction(other, end, at);
      this.addJunction(axis, at, end);
    }
    return line;
  }

  /** Notes that the line at `at` has a vertex at `position`. */
  addJunction(axis: Axis, at: number, position: number): void {
    const known = this.junctions[axis].get(at);
    if (known) known.add(position);
    else this.junctions[axis].set(at, new Set([position]));
  }

  /** A junction of the line within `tolerance` of the wanted position, so that streets meet at one crossing; else undefined. */
  nearJunction(axis: Axis, at: number, wanted: number, tolerance: number): number | undefined {
    let best: number | undefined;
    for (const position of this.junctions[axis].get(at) ?? []) {
      if (Math.abs(position - wanted) <= tolerance && (best === undefined || Math.abs(position - wanted) < Math.abs(best - wanted))) best = position;
    }
    return best;
  }

  junctionsBetween(axis: Axis, at: number, from: number, to: number): number[] {
    return this.stopsOf(axis, at, true).filter((position) => position >= from && position <= to);
  }

  /** All vertices of the line from `from` to `to`, both included: the same for both neighbours, whoever asks. */
  verticesBetween(axis: Axis, at: number, from: number, to: number): number[] {
    return this.stopsOf(axis, at, false).filter((position) => position >= from && position <= to);
  }

  /** Junctions of a line in order, with the points between them that let it bend. */
  private stopsOf(axis: Axis, at: number, onlyJunctions: boolean): number[] {
    const key = `${axis}${at}${onlyJunctions ? 'j' : ''}`;
    const known = this.stops.get(key);
    if (known) return known;
    const junctions = [...(this.junctions[axis].get(at) ?? [])].sort((a, b) => a - b);
    const stops = onlyJunctions ? junctions : junctions.flatMap((stop, index) => [stop, ...between(stop, junctions[index + 1])]);
    this.stops.set(key, stops);
    return stops;
  }
}

function between(start: number, end: number | undefined): number[] {
  if (end === undefined) return [];
  const parts = Math.max(1, Math.round((end - start) / stepMeters));
  return Array.from({ length: parts - 1 }, (_, index) => Math.round(start + ((end - start) * (index + 1)) / parts));
}

export function areaOf(rect: Rect): number {
  return (rect.u1 - rect.u0) * (rect.v1 - rect.v0);
}

export function middleOf(rect: Rect): [number, number] {
  return [(rect.u0 + rect.u1) / 2, (rect.v0 + rect.v1) / 2];
}

/** Cuts a cell by a new street; answers both parts and the street. */
export function cutCell(sheet: Sheet, cell: Cell, axis: Axis, at: number, roadClass: RoadClass): [Cell, Cell, Line] {
  if (axis === 'u') {
    const line = sheet.addLine('u', at, cell.v0, cell.v1, roadClass);
    return [{ ...cell, u1: at, east: line.id }, { ...cell, u0: at, west: line.id }, line];
  }
  const line = sheet.addLine('v', at, cell.u0, cell.u1, roadClass);
  return [{ ...cell, v1: at, north: line.id }, { ...cell, v0: at, south: line.id }, line];
}

/**
 * A whole-metre place for a cut near the wanted fraction of the cell's longer side; moved onto a street that ends on either
 * bounding line when one is near, so that crossings come instead of staggered junctions.
 */
export function placeCut(sheet: Sheet, cell: Cell, axis: Axis, fraction: number, tolerance = 24): number {
  const [low, high] = axis === 'u' ? [cell.u0, cell.u1] : [cell.v0, cell.v1];
  const [sideA, sideB] = axis === 'u' ? [cell.v0, cell.v1] : [cell.u0, cell.u1];
  const wanted = Math.round(low + (high - low) * fraction);
  const other = axis === 'u' ? 'v' : 'u';
  const reach = Math.min(tolerance, (high - low) * 0.14);
  const snapped = sheet.nearJunction(other, sideA, wanted, reach) ?? sheet.nearJunction(other, sideB, wanted, reach);
  return snapped !== undefined && snapped - low > (high - low) * 0.25 && high - snapped > (high - low) * 0.25 ? snapped : wanted;
}
