import type { Coverage, EditOutcome, Face, Ring, VertexId } from './coverage.ts';
import { refuse } from './coverage.ts';
import { chainOf, chainSegments } from './chain.ts';
import type { Cut } from './cut.ts';
import { nestedIn } from './owners.ts';
import { interiorPoint, segmentsOf, sideOfRings, type PositionOf } from './rings.ts';
import type { Insertions } from './segments.ts';
import { settle } from './settle.ts';
import { arrangeRings, traceRings } from './trace.ts';

/** Ground in one piece or several, as polygons of rings, from the sum of borders: what two have in common falls away. */
export function dissolve(rings: readonly Ring[], at: PositionOf): Ring[][] {
  return arrangeRings(traceRings(chainSegments(chainOf(rings)), at), at);
}

/** Rings that begin where the ones before began, as far as those vertices are left; holes that are the same stay in their order. */
export function keepStarts(rings: readonly Ring[], before: readonly Ring[]): readonly Ring[] {
  const [outline, ...holes] = rings;
  const starts = new Map(before.map((ring, i) => [ring[0]!, i]));
  const turned = [outline!, ...holes].map((ring, i) => (i === 0 ? rotateTo(ring, before[0]?.[0]) : rotateTo(ring, ring.find((vertex) => (starts.get(vertex) ?? 0) > 0))));
  const placeOf = (ring: Ring) => starts.get(ring[0]!) ?? Infinity;
  return [turned[0]!, ...turned.slice(1).sort((p, q) => placeOf(p) - placeOf(q) || 0)];
}

function rotateTo(ring: Ring, start: VertexId | undefined): Ring {
  const i = start === undefined ? -1 : ring.indexOf(start);
  return i > 0 ? [...ring.slice(i), ...ring.slice(0, i)] : ring;
}

export interface Regrouping {
  /** To whom each piece of the cut goes, in their order; null leaves it to nobody. */
  readonly owners: readonly (string | null)[];
  /** Faces that are not there yet. */
  readonly created?: readonly Omit<Face, 'rings'>[];
  /** Faces that may lose all ground. */
  readonly mayEnd: boolean;
  /** A fault is being mended: the sum of borders may change. */
  readonly mayTear?: boolean;
}

/**
 * The faces of a cut with their pieces given to new owners. Refuses `would-be-multipart` and `would-be-empty` for owners who
 * would fall apart or lose everything. Micro-grids go to the face that holds them then.
 */
export function regroup(coverage: Coverage, cut: Cut, { owners, created = [], mayEnd, mayTear }: Regrouping): EditOutcome {
  const faces = new Map<string, Face | null>(cut.faces);
  const concerned = new Set([...cut.pieces.map((piece) => piece.from), ...owners.filter((key) => key !== null)]);
  const isCut = new Set(cut.pieces.map((piece) => piece.from));
  for (const key of [...concerned].sort()) {
    const mine = cut.pieces.filter((_, i) => owners[i] === key);
    const before = coverage.faces.get(key);
    const own = before && !isCut.has(key) ? (cut.faces.get(key) ?? before).rings : [];
    const form = before ?? created.find((face) => face.key === key);
    if (!form) return refuse('no-such-grid', null, [key]);
    const isUntouched = before && mine.length === 1 && mine[0]!.from === key && cut.pieces.filter((piece) => piece.from === key).length === 1;
    if (isUntouched) continue;
    const parts = dissolve([...own, ...mine.flatMap((piece) => piece.rings)], cut.at);
    if (parts.length === 0 && !mayEnd) return refuse('would-be-empty', before ? cut.at(before.rings[0]![0]!) : null, [key]);
    if (parts.length > 1) return refuse('would-be-multipart', interiorPoint(parts.at(-1)!.map((ring) => ring.map(cut.at))), [key]);
    faces.set(key, parts.length === 0 ? null : { ...form, rings: keepStarts(parts[0]!, before?.rings ?? []) });
  }
  const tidied = dropUseless(cut, faces);
  adoptNested(coverage, cut, concerned, tidied.faces);
  return settle(coverage, { positions: cut.made, ...tidied, mayTear });
}

/** Leaves out the vertices that a line has put into borders where in the end nothing branches off. */
function dropUseless(cut: Cut, faces: ReadonlyMap<string, Face | null>): { faces: Map<string, Face | null>; zones: ReadonlyMap<string, readonly Ring[]>; insertions: Insertions } {
  const inserted = new Set([...cut.insertions.values()].flat().filter((vertex) => cut.made.has(vertex)));
  const beside = new Map<VertexId, Set<VertexId>>([...inserted].map((vertex) => [vertex, new Set()]));
  for (const ring of [...faces.values()].flatMap((face) => face?.rings ?? [])) {
    for (const [a, b] of segmentsOf(ring)) {
      beside.get(a)?.add(b);
      beside.get(b)?.add(a);
    }
  }
  const isKept = (vertex: VertexId) => (beside.get(vertex)?.size ?? 3) > 2;
  const tidy = (rings: readonly Ring[]) => rings.map((ring) => (ring.every(isKept) ? ring : ring.filter(isKept)));
  return {
    faces: new Map([...faces].map(([key, face]) => [key, face && { ...face, rings: tidy(face.rings) }])),
    zones: new Map([...cut.zones].map(([key, rings]) => [key, tidy(rings)])),
    insertions: new Map([...cut.insertions].map(([edge, vertices]) => [edge, vertices.filter(isKept)])),
  };
}

/** Micro-grids of the faces concerned get the parent that holds them now; whether it holds all of them `settle` finds out. */
function adoptNested(coverage: Coverage, cut: Cut, concerned: ReadonlySet<string>, faces: Map<string, Face | null>): void {
  for (const key of [...concerned].flatMap((parent) => nestedIn(coverage, parent))) {
    const nested = faces.get(key) ?? coverage.faces.get(key)!;
    const inside = interiorPoint(nested.rings.map((ring) => ring.map(cut.at)));
    const holder = [...concerned].sort().find((candidate) => {
      const face = faces.has(candidate) ? faces.get(candidate) : coverage.faces.get(candidate);
      return face && sideOfRings(face.rings.map((ring) => ring.map(cut.at)), inside) > 0;
    });
    if (holder !== undefined && holder !== nested.parent) faces.set(key, { ...nested, parent: holder });
  }
}
