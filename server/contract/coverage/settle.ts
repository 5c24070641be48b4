import { refuse, type Change, type Coverage, type EditOutcome, type Face, type Position, type Ring, type VertexId } from './coverage.ts';
import { chainOf, chainSegments, subtractChain } from './chain.ts';
import { leavesAt, overlapsAt } from './nesting.ts';
import { facesAt, nestedIn, zonesAt } from './owners.ts';
import { boxesMeet, boxOf, type PositionOf } from './rings.ts';
import type { Insertions } from './segments.ts';
import { findFlaw } from './soundness.ts';

/** What an edit wants: only what it changes is named; null takes a face away. */
export interface Draft {
  readonly positions?: ReadonlyMap<VertexId, Position>;
  readonly faces?: ReadonlyMap<string, Face | null>;
  readonly zones?: ReadonlyMap<string, readonly Ring[]>;
  /** Vertices that were put into segments or taken out of them, which leaves the ground as it was. */
  readonly insertions?: Insertions;
  /** Where the rest was sound before, only the segments at these vertices are looked at. */
  readonly moved?: ReadonlySet<VertexId>;
  /** A gap or an overlap is meant: only the rings have to be sound. */
  readonly mayTear?: boolean | undefined;
}

/**
 * Makes the edit of a draft, after the exact checks: every ring sound, the sum of the borders unchanged (so that neither gap
 * nor overlap has come), micro-grids inside their parents. Vertices that nobody has any more are taken away.
 */
export function settle(coverage: Coverage, draft: Draft): EditOutcome {
  const faces = changesOf(coverage.faces, draft.faces, sameFace);
  const zones = changesOf(coverage.zones, draft.zones, sameRings);
  const moved = [...(draft.positions ?? [])].filter(([vertex, to]) => !samePosition(coverage.positions.get(vertex), to));
  if (faces.length + zones.length + moved.length === 0) return refuse('nothing-changes');
  const at: PositionOf = (vertex) => draft.positions?.get(vertex) ?? coverage.positions.get(vertex)!;
  const faceAfter = (key: string): Face | null => (draft.faces?.has(key) ? draft.faces.get(key)! : (coverage.faces.get(key) ?? null));
  const touched = [...new Set([...faces.map(({ key }) => key), ...moved.flatMap(([vertex]) => facesAt(coverage, vertex))])].sort();
  const flaw = flawOf(touched, faceAfter, at, draft.moved) ?? (draft.mayTear ? null : tearOf(faces, zones, at, draft.insertions));
  if (flaw) return flaw;
  const misplaced = misplacedNested(coverage, touched, faceAfter, at);
  if (misplaced && !draft.mayTear) return misplaced;
  return { ok: true, edit: { positions: positionChanges(coverage, moved, faces, zones), faces, zones } };
}

function changesOf<Value>(before: ReadonlyMap<string, Value>, after: ReadonlyMap<string, Value | null> | undefined, same: (a: Value, b: Value) => boolean): Change<string, Value>[] {
  const changes = [...(after ?? [])].map(([key, value]) => ({ key, before: before.get(key) ?? null, after: value }));
  return changes.filter((change) => change.before !== change.after && !(change.before && change.after && same(change.before, change.after)));
}
const samePosition = (a: Position | undefined, b: Position) => a !== undefined && a[0] === b[0] && a[1] === b[1];
const sameRings = (a: readonly Ring[], b: readonly Ring[]) => a.length === b.length && a.every((ring, i) => ring === b[i] || (ring.length === b[i]!.length && ring.every((vertex, j) => vertex === b[i]![j])));
const sameFace = (a: Face, b: Face) => a.key === b.key && a.layer === b.layer && a.zone === b.zone && a.parent === b.parent && sameRings(a.rings, b.rings);

function flawOf(keys: readonly string[], faceAfter: (key: string) => Face | null, at: PositionOf, moved?: ReadonlySet<VertexId>): EditOutcome | null {
  for (const key of keys) {
    const face = faceAfter(key);
    const flaw = face && findFlaw(face.rings, at, moved);
    if (flaw) return refuse(flaw.kind === 'multipart' ? 'would-be-multipart' : 'would-cross', flaw.location, [key]);
  }
  return null;
}

/** Whether the sum of the ground faces' borders, less that of the communities, has changed, and where. */
function tearOf(faces: readonly Change<string, Face>[], zones: readonly Change<string, readonly Ring[]>[], at: PositionOf, insertions?: Insertions): EditOutcome | null {
  const names = new Set([...zones.map(({ key }) => key), ...faces.flatMap(({ before, after }) => [before?.zone ?? after!.zone, after?.zone ?? before!.zone])]);
  for (const zone of names) {
    const borders = (side: 'before' | 'after') => {
      const ground = faces.flatMap((change) => (change[side]?.layer === 'ground' && change[side].zone === zone ? change[side].rings : []));
      const border = zones.flatMap((change) => (change.key === zone ? (change[side] ?? []) : []));
      return subtractChain(chainOf(ground, insertions), chainOf(border, insertions));
    };
    const torn = chainSegments(subtractChain(borders('after'), borders('before')))[0];
    if (torn) return refuse('would-cross', at(torn[0]), faces.map(({ key }) => key).sort());
  }
  return null;
}

function misplacedNested(coverage: Coverage, touched: readonly string[], faceAfter: (key: string) => Face | null, at: PositionOf): EditOutcome | null {
  const nested = new Set<string>();
  for (const key of touched) {
    if (faceAfter(key)?.layer === 'nested') nested.add(key);
    for (const child of nestedIn(coverage, key)) nested.add(child);
  }
  for (const key of nested) {
    const face = faceAfter(key);
    if (!face) continue;
    const refusal = misplacement(coverage, face, nested, faceAfter, at);
    if (refusal) return refusal;
  }
  return null;
}

function misplacement(coverage: Coverage, face: Face, others: ReadonlySet<string>, faceAfter: (key: string) => Face | null, at: PositionOf): EditOutcome | null {
  const parent = faceAfter(face.parent ?? '');
  if (!parent) return refuse('not-inside-one', at(face.rings[0]![0]!), [face.key]);
  const outside = leavesAt(face.rings, parent.rings, at);
  if (outside) return refuse('not-inside-one', outside, [face.key, parent.key]);
  const box = boxOf(face.rings.flatMap((ring) => ring.map(at)));
  for (const sibling of new Set([...nestedIn(coverage, parent.key), ...others])) {
    const other = faceAfter(sibling);
    if (sibling === face.key || !other || other.parent !== parent.key || !boxesMeet(box, boxOf(other.rings.flatMap((ring) => ring.map(at))))) continue;
    const overlap = overlapsAt(face.rings, other.rings, at);
    if (overlap) return refuse('would-cross', overlap, [face.key, sibling].sort());
  }
  return null;
}

/** Moves and new vertices, and those that the changed faces and communities have left behind. */
function positionChanges(coverage: Coverage, moved: readonly (readonly [VertexId, Position])[], faces: readonly Change<string, Face>[], zones: readonly Change<string, readonly Ring[]>[]): Change<VertexId, Position>[] {
  const used = new Set<VertexId>();
  const left = new Set<VertexId>();
  const ringsOf = (side: 'before' | 'after') => [...faces.flatMap((change) => change[side]?.rings ?? []), ...zones.flatMap((change) => change[side] ?? [])];
  for (const ring of ringsOf('after')) for (const vertex of ring) used.add(vertex);
  for (const ring of ringsOf('before')) for (const vertex of ring) if (!used.has(vertex)) left.add(vertex);
  const changedFaces = new Set(faces.map(({ key }) => key));
  const changedZones = new Set(zones.map(({ key }) => key));
  const isOrphan = (vertex: VertexId) => facesAt(coverage, vertex).every((key) => changedFaces.has(key)) && zonesAt(coverage, vertex).every((key) => changedZones.has(key));
  const orphans = [...left].filter(isOrphan);
  const isWanted = (vertex: VertexId) => used.has(vertex) || (coverage.positions.has(vertex) && !left.has(vertex));
  return [
    ...moved.filter(([vertex]) => isWanted(vertex)).map(([vertex, to]) => ({ key: vertex, before: coverage.positions.get(vertex) ?? null, after: to })),
    ...orphans.map((vertex) => ({ key: vertex, before: coverage.positions.get(vertex)!, after: null })),
  ];
}

