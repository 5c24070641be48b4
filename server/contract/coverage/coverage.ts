import { LayeredMap } from './layered-map.ts';

/**
 * Grids as a coverage over shared vertices. A vertex has an id and belongs to every face that names it, so moving it
 * moves the border for all of them. Everything here is pure and is applied by the editor and by the server alike: the
 * same edit on the same ground gives the same bytes on both sides.
 */

/** `[lng, lat]` in EPSG:4326, full double precision. Two vertices are the same exactly when both numbers are equal. */
export type Position = readonly [number, number];
export type VertexId = number;
/** Vertices in order, the first not repeated at the end. The ground lies to the left: outlines run counter-clockwise, holes clockwise. */
export type Ring = readonly VertexId[];

/** `ground` faces cover their zone without gap or overlap; `nested` ones (micro-grids) lie inside their parent. */
export type FaceLayer = 'ground' | 'nested';

export interface Face {
  /** The grid's code, provisional for a new one. */
  readonly key: string;
  readonly layer: FaceLayer;
  /** The community that it belongs to and whose border it may not cross. */
  readonly zone: string;
  /** For a nested face the key of the face that holds it. */
  readonly parent: string | null;
  /** The outline, then its holes. Empty for no ground at all is not allowed: such a face is taken away. */
  readonly rings: readonly Ring[];
}

export interface Coverage {
  readonly positions: ReadonlyMap<VertexId, Position>;
  readonly faces: ReadonlyMap<string, Face>;
  /** Outlines and holes of each community, over the same vertices: the ground that its faces must cover. */
  readonly zones: ReadonlyMap<string, readonly Ring[]>;
}

/** A change of one thing: null before is new, null after is taken away. */
export interface Change<Key, Value> {
  readonly key: Key;
  readonly before: Value | null;
  readonly after: Value | null;
}

/** What an edit does, as a value. Its reverse is the same with before and after exchanged. */
export interface CoverageEdit {
  readonly positions: readonly Change<VertexId, Position>[];
  readonly faces: readonly Change<string, Face>[];
  readonly zones: readonly Change<string, readonly Ring[]>[];
}

/** Why an edit cannot be made; words are the screen's. */
export type RefusalReason =
  | 'not-a-number'
  | 'out-of-world'
  | 'no-such-grid'
  | 'no-such-vertex'
  | 'line-too-short'
  | 'line-crosses-itself'
  | 'line-does-not-cross'
  | 'line-touches-only'
  | 'line-crosses-twice'
  | 'line-runs-along'
  | 'too-many-vertices'
  | 'not-neighbours'
  | 'would-be-multipart'
  | 'would-be-empty'
  | 'would-cross'
  | 'border-of-community'
  | 'outside-community'
  | 'several-communities'
  | 'not-inside-one'
  | 'vertex-is-junction'
  | 'nothing-changes';

export interface Refusal {
  readonly reason: RefusalReason;
  /** Where to look; null where the whole is meant. */
  readonly location: Position | null;
  /** The faces concerned. */
  readonly faces: readonly string[];
}

export type Refused = { readonly ok: false; readonly refusal: Refusal };
export type EditOutcome = { readonly ok: true; readonly edit: CoverageEdit } | Refused;

/** An edit that is not made, and why. */
export function refuse(reason: RefusalReason, location: Position | null = null, faces: readonly string[] = []): Refused {
  return { ok: false, refusal: { reason, location, faces } };
}

export const emptyEdit: CoverageEdit = { positions: [], faces: [], zones: [] };

/** The edit that takes this one back, to the same bytes. */
export function reverseEdit(edit: CoverageEdit): CoverageEdit {
  const turned = <Key, Value>(changes: readonly Change<Key, Value>[]) => changes.map(({ key, before, after }) => ({ key, before: after, after: before }));
  return { positions: turned(edit.positions), faces: turned(edit.faces), zones: turned(edit.zones) };
}

/** Two edits, one after the other, as one. */
export function composeEdits(first: CoverageEdit, second: CoverageEdit): CoverageEdit {
  return { positions: composed(first.positions, second.positions), faces: composed(first.faces, second.faces), zones: composed(first.zones, second.zones) };
}

function composed<Key, Value>(first: readonly Change<Key, Value>[], second: readonly Change<Key, Value>[]): Change<Key, Value>[] {
  const changes = new Map(first.map((change) => [change.key, change]));
  for (const change of second) {
    const earlier = changes.get(change.key);
    changes.set(change.key, earlier ? { ...change, before: earlier.before } : change);
  }
  return [...changes.values()].filter(({ before, after }) => before !== after);
}

/** The coverage after the edit; the one given stays as it is. */
export function applyEdit(coverage: Coverage, edit: CoverageEdit): Coverage {
  const after = {
    positions: edit.positions.length === 0 ? coverage.positions : LayeredMap.with(coverage.positions, edit.positions.map(({ key, after: value }) => [key, value ?? undefined] as const)),
    faces: changed(coverage.faces, edit.faces),
    zones: changed(coverage.zones, edit.zones),
  };
  noteOrigin(after, coverage, edit);
  return after;
}

function changed<Key, Value>(before: ReadonlyMap<Key, Value>, changes: readonly Change<Key, Value>[]): ReadonlyMap<Key, Value> {
  if (changes.length === 0) return before;
  const after = new Map(before);
  for (const change of changes) {
    if (change.after === null) after.delete(change.key);
    else after.set(change.key, change.after);
  }
  return after;
}

/** Where a coverage came from, so that what is known of the one before need not be found out anew. */
export interface Origin {
  readonly before: Coverage;
  readonly edit: CoverageEdit;
  readonly depth: number;
}
/** A long history that nobody asks about is let go rather than kept alive. */
const DEEPEST_ORIGIN = 100;
export const origins = new WeakMap<Coverage, Origin>();

export function noteOrigin(after: Coverage, before: Coverage, edit: CoverageEdit): void {
  const depth = 1 + (origins.get(before)?.depth ?? 0);
  if (depth <= DEEPEST_ORIGIN) origins.set(after, { before, edit, depth });
}
