/** For tests: any numbers become edits on a coverage, and what must hold after each of them. */
import fc from 'fast-check';
import { applyEdit, reverseEdit, type Coverage, type CoverageEdit, type EditOutcome, type Position, type RefusalReason } from './coverage.ts';
import { findFaults } from './faults.ts';
import { faceAt } from './find.ts';
import { positionsOf, sideOfFace } from './measure.ts';
import { mergeFaces } from './merge.ts';
import { deleteVertices, insertVertex, moveVertices } from './moves.ts';
import { neighboursOf } from './neighbours.ts';
import { faceBox, facesAt, nestedIn } from './owners.ts';
import { boxOf, interiorPoint } from './rings.ts';
import { reshape } from './reshape.ts';
import { splitFace } from './split.ts';
import { carveFace, giveGround, nestFace } from './transfer.ts';

export const editKinds = ['move', 'moveSeveral', 'insert', 'delete', 'split', 'merge', 'reshape', 'reshapeAcross', 'give', 'giveBlock', 'carve', 'nest'] as const;
export interface Wish {
  readonly kind: (typeof editKinds)[number];
  /** Which face (often one of the first, so that edits meet), which vertex. */
  readonly face: number;
  readonly vertex: number;
  /** Where to, of −1 to 1 in the face's box and around it. */
  readonly x: number;
  readonly y: number;
  readonly turn: number;
}
const part = fc.integer({ min: -1000, max: 1000 }).map((n) => n / 1000);
export const wishes = (length: number) =>
  fc.array(fc.record({ kind: fc.constantFrom(...editKinds), face: fc.oneof(fc.nat(3), fc.nat(1_000_000)), vertex: fc.nat(1_000_000), x: part, y: part, turn: part }), { minLength: 1, maxLength: length });

/** Makes the edit that a wish asks for on this ground, which may be refused. `serial` names what is new. */
export function makeEdit(coverage: Coverage, wish: Wish, serial: number): EditOutcome {
  const keys = [...coverage.faces.keys()].sort();
  const key = keys[wish.face % keys.length]!;
  const ring = coverage.faces.get(key)!.rings[wish.vertex % coverage.faces.get(key)!.rings.length]!;
  const i = wish.vertex % ring.length;
  const [a, b] = [ring[i]!, ring[(i + 1) % ring.length]!];
  const [west, south, east, north] = faceBox(coverage, key);
  const place = (x: number, y: number): Position => [(west + east) / 2 + (x * (east - west)) / 2, (south + north) / 2 + (y * (north - south)) / 2];
  const beside = (vertex: number, scale: number, x = wish.x, y = wish.y): Position => {
    const [lng, lat] = coverage.positions.get(vertex)!;
    return [lng + x * scale * (east - west), lat + y * scale * (north - south)];
  };
  const newKey = `new${String(serial).padStart(6, '0')}`;
  const shape = (radius: number) => ({ type: 'Polygon' as const, coordinates: [star(place(wish.x, wish.y), [((east - west) / 2) * radius, ((north - south) / 2) * radius], wish.turn)] });
  const far = place(wish.x + 2 * Math.cos(wish.turn * 3), wish.y + 2 * Math.sin(wish.turn * 3));
  const near = place(wish.x - 2 * Math.cos(wish.turn * 3), wish.y - 2 * Math.sin(wish.turn * 3));
  switch (wish.kind) {
    case 'move':
      return moveVertices(coverage, [{ vertex: a, to: beside(a, wish.turn > 0 ? 0.1 : 0.6) }]);
    case 'moveSeveral':
      return moveVertices(coverage, [a, b].map((vertex) => ({ vertex, to: beside(vertex, 0.05) })));
    case 'insert':
      return insertVertex(coverage, a, b, beside(a, 0, 0, 0).map((n, axis) => n + ((wish.turn + 1) / 2) * (coverage.positions.get(b)![axis]! - n)) as unknown as Position);
    case 'delete':
      return deleteVertices(coverage, wish.x > 0 ? [a] : [a, b]);
    case 'split':
      return splitFace(coverage, key, [near, place(wish.x, wish.y), far], newKey);
    case 'merge':
      return mergeFaces(coverage, [key, ...neighboursOf(coverage, key).slice(0, wish.turn > 0.5 ? 2 : 1).map((one) => one.key)], key);
    case 'reshape':
      return reshape(coverage, [coverage.positions.get(a)!, beside(a, 0.3), coverage.positions.get(ring[(i + 1 + Math.floor(ring.length / 3)) % ring.length]!)!]);
    case 'reshapeAcross':
      return reshape(coverage, [place(wish.x - 0.7, wish.y), place(wish.x, wish.y + wish.turn), place(wish.x + 0.7, wish.y)]);
    case 'give':
      return giveGround(coverage, shape(0.6), key, { mayEnd: wish.turn > 0 });
    case 'giveBlock':
      return giveGround(coverage, { type: 'Polygon', coordinates: [positionsOf(coverage, ring)] }, neighboursOf(coverage, key)[0]?.key ?? key, { mayEnd: true });
    case 'carve':
      return carveFace(coverage, shape(0.3), newKey);
    case 'nest':
      return nestFace(coverage, shape(0.2), newKey);
  }
}

function star([x, y]: Position, [rx, ry]: readonly [number, number], turn: number): Position[] {
  const corners = 5 + Math.floor((turn + 1) * 4);
  return Array.from({ length: corners }, (_, i): Position => {
    const angle = ((i + turn) / corners) * 2 * Math.PI;
    const reach = 0.6 + 0.4 * Math.cos(i * 3.7 + turn * 9);
    return [x + rx * reach * Math.cos(angle), y + ry * reach * Math.sin(angle)];
  });
}

/** Dwellings with so many households each, strewn over the faces. */
export interface Dwelling {
  readonly at: Position;
  readonly households: number;
}
export function strewDwellings(coverage: Coverage, perFace: number): Dwelling[] {
  let state = 12345;
  const random = () => {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    return state / 2 ** 31;
  };
  return [...coverage.faces.keys()].flatMap((key) => {
    const [west, south, east, north] = faceBox(coverage, key);
    const inside = interiorPoint(coverage.faces.get(key)!.rings.map((ring) => positionsOf(coverage, ring)));
    const others = Array.from({ length: perFace }, (): Position => [west + random() * (east - west), south + random() * (north - south)]);
    return [inside, ...others].filter((at) => faceAt(coverage, at) === key).map((at, i) => ({ at, households: 1 + ((i * 7) % 12) }));
  });
}

/** The faces that an edit changes or whose vertices it moves. */
export function touchedBy(before: Coverage, edit: CoverageEdit): string[] {
  return [...new Set([...edit.faces.map(({ key }) => key), ...edit.positions.flatMap(({ key }) => facesAt(before, key))])].sort();
}

/** What does not hold after an edit, in words; empty when all does. */
export function brokenRules(before: Coverage, edit: CoverageEdit, after: Coverage, dwellings: readonly Dwelling[]): string[] {
  const touched = touchedBy(before, edit);
  const broken: string[] = [];
  const isThere = (key: string) => after.faces.has(key);
  broken.push(...findFaults(after, [...touched.filter(isThere), ...touched.filter(isThere).flatMap((key) => nestedIn(after, key))]).map((fault) => `${fault.kind} ${fault.faces.join(' ')} ${fault.location.join(' ')} ${fault.squareMeters}`));
  const ground = touched.filter((key) => (after.faces.get(key) ?? before.faces.get(key))!.layer === 'ground');
  broken.push(...misplacedDwellings(before, after, ground, dwellings));
  const back = applyEdit(after, reverseEdit(edit));
  if (back.positions.size !== before.positions.size || !touched.every((key) => isSameFace(back, before, key))) broken.push('undo gives other bytes');
  return broken;
}

/** Dwellings of the faces touched that are in none afterwards, in two, or in another community; and those that have come in from outside. */
function misplacedDwellings(before: Coverage, after: Coverage, touched: readonly string[], dwellings: readonly Dwelling[]): string[] {
  const box = boxOf(touched.flatMap((key) => [before, after].filter(({ faces }) => faces.has(key)).flatMap((coverage) => coverage.faces.get(key)!.rings.flat().map((vertex) => coverage.positions.get(vertex)!))));
  const near = dwellings.filter(({ at }) => box[0] <= at[0] && at[0] <= box[2] && box[1] <= at[1] && at[1] <= box[3]);
  const broken: string[] = [];
  const totals = { before: 0, after: 0 };
  // First all of the one, then all of the other: what is known of a coverage goes over to the one that is asked.
  const [held, holding] = [before, after].map((coverage) => near.map(({ at }) => holdersOf(coverage, touched, at))) as [Holders[], Holders[]];
  for (const [i, { at, households }] of near.entries()) {
    const [was, is] = [held[i]!, holding[i]!];
    if (was.count > 0) totals.before += households;
    if (is.count > 0) totals.after += households;
    const isRight = is.inside.length <= 1 && (is.inside.length === 0 || is.count === 1) && was.count > 0 === is.count > 0 && is.zones.every((zone) => was.zones.includes(zone));
    if (!isRight) broken.push(`the dwelling at ${at} was in ${was.inside.join(' ')} and is in ${is.inside.join(' ') || 'none'}`);
  }
  if (totals.after !== totals.before) broken.push(`households ${totals.before} became ${totals.after}`);
  return broken;
}

interface Holders {
  /** Faces with the place inside; `count` has those as well on whose border it lies. */
  readonly inside: readonly string[];
  readonly count: number;
  readonly zones: readonly string[];
}
function holdersOf(coverage: Coverage, keys: readonly string[], at: Position): Holders {
  const sides = keys.map((key) => ({ key, side: sideOfFace(coverage, key, at) })).filter(({ side }) => side >= 0);
  return { inside: sides.filter(({ side }) => side > 0).map(({ key }) => key), count: sides.length, zones: [...new Set(sides.map(({ key }) => coverage.faces.get(key)!.zone))] };
}

/** Whether two coverages are the same to the last bit: vertices, faces and communities. */
export function areSameBytes(one: Coverage, other: Coverage): boolean {
  if (one.positions.size !== other.positions.size || one.faces.size !== other.faces.size || one.zones.size !== other.zones.size) return false;
  for (const [vertex, at] of other.positions) if (!isSamePosition(one.positions.get(vertex), at)) return false;
  return [...other.zones].every(([key, rings]) => areSameRings(one.zones.get(key), rings)) && [...other.faces.keys()].every((key) => isSameFace(one, other, key));
}

function isSameFace(one: Coverage, other: Coverage, key: string): boolean {
  const [a, b] = [one.faces.get(key), other.faces.get(key)];
  if (!a || !b) return a === b;
  const isSamePlace = (vertex: number) => isSamePosition(one.positions.get(vertex), other.positions.get(vertex)!);
  return a.layer === b.layer && a.zone === b.zone && a.parent === b.parent && areSameRings(a.rings, b.rings) && b.rings.every((ring) => ring.every(isSamePlace));
}

function areSameRings(a: readonly (readonly number[])[] | undefined, b: readonly (readonly number[])[]): boolean {
  return a?.length === b.length && b.every((ring, i) => ring.length === a[i]!.length && ring.every((vertex, j) => vertex === a[i]![j]));
}
const isSamePosition = (a: Position | undefined, b: Position) => a !== undefined && Object.is(a[0], b[0]) && Object.is(a[1], b[1]);

export type Tally = Map<string, Map<RefusalReason | 'done', number>>;
export function note(tally: Tally, wish: Wish, outcome: EditOutcome): void {
  const reasons = tally.get(wish.kind) ?? new Map();
  const name = outcome.ok ? 'done' : outcome.refusal.reason;
  tally.set(wish.kind, reasons.set(name, (reasons.get(name) ?? 0) + 1));
}
