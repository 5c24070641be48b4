import { origins, reverseEdit, type Coverage, type CoverageEdit, type Face, type Position, type Ring, type VertexId } from './coverage.ts';
import { boxOf, type Box } from './rings.ts';

/** What can be looked up in a coverage at once. It belongs to one coverage at a time and goes with the edits. */
interface OwnerIndex {
  readonly faces: Map<VertexId, readonly string[]>;
  readonly zones: Map<VertexId, readonly string[]>;
  readonly nested: Map<string, readonly string[]>;
  /** Found out when asked for; taken away when a vertex moves. */
  readonly boxes: Map<string, Box>;
  highestVertex: VertexId;
}
const indexes = new WeakMap<Coverage, OwnerIndex>();

/** The faces that have the vertex, of both layers, in order of their keys. */
export function facesAt(coverage: Coverage, vertex: VertexId): readonly string[] {
  return indexOf(coverage).faces.get(vertex) ?? [];
}

/** The communities on whose border the vertex lies: such a vertex stays where it is. */
export function zonesAt(coverage: Coverage, vertex: VertexId): readonly string[] {
  return indexOf(coverage).zones.get(vertex) ?? [];
}

/** Micro-grids inside a face, in order of their keys. */
export function nestedIn(coverage: Coverage, key: string): readonly string[] {
  return indexOf(coverage).nested.get(key) ?? [];
}

/** The face's bounding box. */
export function faceBox(coverage: Coverage, key: string): Box {
  const { boxes } = indexOf(coverage);
  let box = boxes.get(key);
  if (!box) {
    box = boxOf(outlinePositions(coverage, key));
    boxes.set(key, box);
  }
  return box;
}

function* outlinePositions(coverage: Coverage, key: string): Generator<Position> {
  for (const ring of coverage.faces.get(key)?.rings ?? []) {
    for (const vertex of ring) yield coverage.positions.get(vertex)!;
  }
}

/** An id that no vertex has, and none above it. */
export function nextVertexId(coverage: Coverage): VertexId {
  return indexOf(coverage).highestVertex + 1;
}

/** Faces that have the segment in one direction or the other, of both layers. */
export function facesAlong(coverage: Coverage, a: VertexId, b: VertexId): readonly string[] {
  return facesAt(coverage, a).filter((key) => facesAt(coverage, b).includes(key) && coverage.faces.get(key)!.rings.some((ring) => hasSegment(ring, a, b)));
}
export function zonesAlong(coverage: Coverage, a: VertexId, b: VertexId): readonly string[] {
  return zonesAt(coverage, a).filter((key) => zonesAt(coverage, b).includes(key) && coverage.zones.get(key)!.some((ring) => hasSegment(ring, a, b)));
}

function hasSegment(ring: Ring, a: VertexId, b: VertexId): boolean {
  const i = ring.indexOf(a);
  return i >= 0 && (ring[(i + 1) % ring.length] === b || ring[(i + ring.length - 1) % ring.length] === b);
}

/**
 * The index of a coverage. An edit moves the index of the coverage before to the one after and leaves word there where it
 * has gone: whoever asks the older one again gets it back by the reverse edit.
 */
function indexOf(coverage: Coverage): OwnerIndex {
  const known = indexes.get(coverage);
  if (known) return known;
  const steps: { from: Coverage; to: Coverage; edit: CoverageEdit }[] = [];
  let at = coverage;
  for (let origin = origins.get(at); origin && !indexes.has(at); origin = origins.get(at)) {
    steps.push({ from: origin.before, to: at, edit: origin.edit });
    at = origin.before;
  }
  let index = indexes.get(at);
  if (!index) {
    index = buildIndex(coverage);
    origins.delete(coverage);
  } else {
    for (const { from, to, edit } of steps.reverse()) {
      update(index, to, edit);
      indexes.delete(from);
      origins.delete(to);
      origins.set(from, { before: to, edit: reverseEdit(edit), depth: 1 });
    }
  }
  indexes.set(coverage, index);
  return index;
}

function buildIndex(coverage: Coverage): OwnerIndex {
  const index: OwnerIndex = { faces: new Map(), zones: new Map(), nested: new Map(), boxes: new Map(), highestVertex: -1 };
  for (const vertex of coverage.positions.keys()) index.highestVertex = Math.max(index.highestVertex, vertex);
  for (const face of coverage.faces.values()) addFace(index, face);
  for (const [key, rings] of coverage.zones) addOwner(index.zones, key, rings);
  return index;
}

function update(index: OwnerIndex, after: Coverage, edit: CoverageEdit): void {
  for (const { before } of edit.faces) if (before) removeFace(index, before);
  for (const { after: face } of edit.faces) if (face) addFace(index, face);
  for (const { key, before, after: rings } of edit.zones) {
    if (before) removeOwner(index.zones, key, before);
    if (rings) addOwner(index.zones, key, rings);
  }
  for (const { key } of edit.positions) {
    index.highestVertex = Math.max(index.highestVertex, key);
    for (const face of index.faces.get(key) ?? []) index.boxes.delete(face);
  }
  if (index.boxes.size > after.faces.size) {
    for (const key of index.boxes.keys()) if (!after.faces.has(key)) index.boxes.delete(key);
  }
}

function addFace(index: OwnerIndex, face: Face): void {
  addOwner(index.faces, face.key, face.rings);
  index.boxes.delete(face.key);
  if (face.parent !== null) add(index.nested, face.parent, face.key);
}

function removeFace(index: OwnerIndex, face: Face): void {
  removeOwner(index.faces, face.key, face.rings);
  index.boxes.delete(face.key);
  if (face.parent !== null) remove(index.nested, face.parent, face.key);
}

function addOwner(owners: Map<VertexId, readonly string[]>, key: string, rings: readonly Ring[]): void {
  for (const ring of rings) for (const vertex of ring) add(owners, vertex, key);
}
function removeOwner(owners: Map<VertexId, readonly string[]>, key: string, rings: readonly Ring[]): void {
  for (const ring of rings) for (const vertex of ring) remove(owners, vertex, key);
}

function add<Key>(lists: Map<Key, readonly string[]>, key: Key, entry: string): void {
  const list = lists.get(key);
  if (!list) lists.set(key, [entry]);
  else if (!list.includes(entry)) lists.set(key, [...list, entry].sort());
}
function remove<Key>(lists: Map<Key, readonly string[]>, key: Key, entry: string): void {
  const list = lists.get(key)?.filter((other) => other !== entry) ?? [];
  if (list.length === 0) lists.delete(key);
  else lists.set(key, list);
}
