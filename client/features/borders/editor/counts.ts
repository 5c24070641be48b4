import type { BorderCounts } from '#contract/borders.ts';
import type { Coverage, CoverageEdit, Face, Position, Ring, VertexId } from '#contract/coverage/coverage.ts';
import { measureRings } from './measure.ts';
import { type Box, eachIn, type UnitTable } from './units.ts';

/** Columns of a tally: households, buildings, places, people, key persons, buildings whose people are not told, and whose key persons are not. */
export type Tally = Float64Array;
const columns = 7;

/** A number of people: at least so many where a part of them is not told, null where nothing may be said. */
export type Told = number | { least: number } | null;
/** What a grid holds as the screens show it. */
export type Figures = Omit<BorderCounts, 'people' | 'keyPersons'> & Record<'people' | 'keyPersons', Told>;

export type Tallies = ReadonlyMap<string, Tally>;

type PositionOf = (id: VertexId) => Position;
/** Ends of segments, four numbers each. */
type Segments = number[];

/** Counts every face anew: for the first picture. */
export function countAll(coverage: Coverage, units: UnitTable): Map<string, Tally> {
  const positionOf = reader(coverage);
  return new Map([...coverage.faces].map(([key, face]) => [key, swept(ringSegments(face, positionOf), units, () => 1)]));
}

/**
 * What an edit changes in the counts: for each face that it touches its tally afterwards, null where the face goes.
 * Only rows in the ground that borders sweep are looked at. A point changes sides exactly when a ray from it crosses the
 * old and the new border together an odd number of times.
 * @param owners faces that have a vertex
 */
export function recount(before: Tallies, coverage: Coverage, edit: CoverageEdit, owners: (id: VertexId) => Iterable<string>, units: UnitTable): Map<string, Tally | null> {
  const after = new Map<string, Tally | null>();
  const moved = new Map(edit.positions.map(({ key, after: to }) => [key, to]));
  const was = reader(coverage);
  const is: PositionOf = (id) => moved.get(id) ?? was(id);
  const changed = new Map(edit.faces.map((change) => [change.key, change]));
  const touched = new Set<string>(changed.keys());
  for (const { key, before: from, after: to } of edit.positions) if (from !== null && to !== null) for (const owner of owners(key)) touched.add(owner);
  for (const key of touched) {
    const change = changed.get(key);
    if (change?.after === null) {
      after.set(key, null);
      continue;
    }
    const old = change ? change.before : (coverage.faces.get(key) ?? null);
    const face = change?.after ?? old;
    if (face === null) continue;
    const border = differing(old, face, was, is, moved);
    const tally = before.get(key)?.slice() ?? new Float64Array(columns);
    const isInside = old === null ? null : containment(old, was);
    const sums = swept(border, units, isInside === null ? () => 1 : (x, y) => (isInside(x, y) ? -1 : 1));
    for (let column = 0; column < columns; column += 1) tally[column]! += sums[column]!;
    after.set(key, tally);
  }
  return after;
}

function reader({ positions }: Coverage): PositionOf {
  return (id) => {
    const position = positions.get(id);
    if (position === undefined) throw new Error(`no vertex ${id}`);
    return position;
  };
}

/** Rows that a face has and had not before (1), or had and has no more (-1). */
export function eachBetween(old: Face | null, before: Coverage, face: Face, now: Coverage, units: UnitTable, visit: (row: number, sign: 1 | -1) => void): void {
  const [was, is] = [reader(before), reader(now)];
  const moved = { has: (id: VertexId) => !isSamePlace(before.positions.get(id), now.positions.get(id)) };
  const segments = old === face && before === now ? [] : differing(old, face, was, is, moved);
  if (segments.length === 0) return;
  const isInside = old === null ? () => false : containment(old, was);
  eachIn(units, boxOf(segments), (row) => {
    const [x, y] = [units.lng[row]!, units.lat[row]!];
    if (crossesOddly(segments, x, y)) visit(row, isInside(x, y) ? -1 : 1);
  });
}

export function isSamePlace(a: Position | undefined, b: Position | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && a[0] === b[0] && a[1] === b[1]);
}

/** Segments that only the old or only the new border has. */
function differing(old: Face | null, face: Face, was: PositionOf, is: PositionOf, moved: { has(id: VertexId): boolean }): Segments {
  const segments: Segments = [];
  if (old === face) {
    for (const ring of face.rings) {
      eachSegment(ring, (a, b) => {
        if (!moved.has(a) && !moved.has(b)) return;
        push(segments, was(a), was(b));
        push(segments, is(a), is(b));
      });
    }
    return segments;
  }
  const seen = new Map<string, [VertexId, VertexId]>();
  const turn = (rings: readonly Ring[], positionOf: PositionOf) => {
    for (const ring of rings) {
      eachSegment(ring, (a, b) => {
        const isMoved = moved.has(a) || moved.has(b);
        const key = a < b ? `${a}/${b}` : `${b}/${a}`;
        if (isMoved) push(segments, positionOf(a), positionOf(b));
        else if (!seen.delete(key)) seen.set(key, [a, b]);
      });
    }
  };
  turn(old?.rings ?? [], was);
  turn(face.rings, is);
  for (const [a, b] of seen.values()) push(segments, is(a), is(b));
  return segments;
}

function ringSegments({ rings }: Face, positionOf: PositionOf): Segments {
  const segments: Segments = [];
  for (const ring of rings) eachSegment(ring, (a, b) => push(segments, positionOf(a), positionOf(b)));
  return segments;
}

export function eachSegment(ring: Ring, visit: (from: VertexId, to: VertexId) => void): void {
  for (let at = 0; at < ring.length; at += 1) visit(ring[at]!, ring[at + 1 === ring.length ? 0 : at + 1]!);
}

function push(segments: Segments, [ax, ay]: Position, [bx, by]: Position): void {
  segments.push(ax, ay, bx, by);
}

/** Whether a ray from the point eastwards crosses the segments an odd number of times. A point on a border is on one side of it alone. */
function crossesOddly(segments: Segments, x: number, y: number): boolean {
  let isOdd = false;
  for (let at = 0; at < segments.length; at += 4) {
    const ay = segments[at + 1]!;
    const by = segments[at + 3]!;
    if (ay > y === by > y) continue;
    const ax = segments[at]!;
    const bx = segments[at + 2]!;
    // From the lower end always, so that both owners of a border reckon the same.
    const across = ay < by ? ax + ((y - ay) / (by - ay)) * (bx - ax) : bx + ((y - by) / (ay - by)) * (ax - bx);
    if (x < across) isOdd = !isOdd;
  }
  return isOdd;
}

function containment(face: Face, positionOf: PositionOf): (x: number, y: number) => boolean {
  // Most moves of a border sweep over no row at all.
  let segments: Segments | null = null;
  return (x, y) => {
    segments ??= ringSegments(face, positionOf);
    return crossesOddly(segments, x, y);
  };
}

/** Sums over the rows that lie in the ground between these segments. */
function swept(segments: Segments, units: UnitTable, sign: (x: number, y: number) => number): Tally {
  const sums = new Float64Array(columns);
  if (segments.length === 0) return sums;
  eachIn(units, boxOf(segments), (row) => {
    const [x, y] = [units.lng[row]!, units.lat[row]!];
    if (!crossesOddly(segments, x, y)) return;
    addRow(sums, units, row, sign(x, y));
  });
  return sums;
}

export function addRow(sums: Tally, units: UnitTable, row: number, factor: number): void {
  const isBuilding = row < units.buildings;
  sums[0]! += factor * units.households[row]!;
  sums[isBuilding ? 1 : 2]! += factor;
  sums[3]! += factor * units.people[row]!;
  sums[4]! += factor * units.keyPersons[row]!;
  if (!isBuilding) return;
  sums[5]! += factor * units.untoldPeople[row]!;
  sums[6]! += factor * units.untoldKeyPersons[row]!;
}

export function emptyTally(): Tally {
  return new Float64Array(columns);
}

function boxOf(segments: Segments): Box {
  const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < segments.length; at += 2) {
    box[0] = Math.min(box[0], segments[at]!);
    box[1] = Math.min(box[1], segments[at + 1]!);
    box[2] = Math.max(box[2], segments[at]!);
    box[3] = Math.max(box[3], segments[at + 1]!);
  }
  return box;
}

/** The rows whose points lie in a face. */
export function rowsIn(face: Face, coverage: Coverage, units: UnitTable): number[] {
  const segments = ringSegments(face, reader(coverage));
  const rows: number[] = [];
  if (segments.length > 0) eachIn(units, boxOf(segments), (row) => crossesOddly(segments, units.lng[row]!, units.lat[row]!) && rows.push(row));
  return rows;
}

/** The figures of a face as the screens show them. @param positionOf where its vertices are */
export function figuresOf(tally: Tally, face: Face, positionOf: PositionOf, { smallestTold }: UnitTable): Figures {
  const [households = 0, buildings = 0, places = 0, people = 0, keyPersons = 0, untoldPeople = 0, untoldKeyPersons = 0] = tally;
  return { households, buildings, places, people: told(people, untoldPeople, smallestTold), keyPersons: told(keyPersons, untoldKeyPersons, smallestTold), ...measureRings(face.rings, positionOf) };
}

/** The sum of what is told of single buildings, by the same rule: the parts that are hidden must not come out by adding up. */
export function told(sum: number, untold: number, smallest: number): Told {
  if (untold > 0) return sum > 0 ? { least: sum } : null;
  return sum >= smallest ? sum : null;
}
