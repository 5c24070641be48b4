import type { Coverage, Face, Position } from './coverage.ts';
import { chainOf, subtractChain, type Chain } from './chain.ts';
import { facesHolding } from './find.ts';
import { measureRings } from './measure.ts';
import { leavesAt, overlapsAt } from './nesting.ts';
import { faceBox, facesAlong, facesAt, nestedIn } from './owners.ts';
import { boxesMeet, interiorPoint, segmentsOf, sideOfRings, type PositionOf } from './rings.ts';
import { cellsOf } from './residue.ts';
import type { PolygonShape } from './shapes.ts';
import { segmentKey } from './segments.ts';
import { findFlaw } from './soundness.ts';

/** As `problemKinds` of the border rules name them. */
export type FaultKind = 'not-valid' | 'multipart' | 'overlap' | 'gap' | 'outside-community' | 'micro-outside-parent';

export interface Fault {
  readonly kind: FaultKind;
  /** The faces concerned: of a gap its neighbours, of an overlap those that claim the ground. In order of their keys. */
  readonly faces: readonly string[];
  readonly zone: string;
  /** Inside the ground meant, or the point where a border crosses or touches itself. */
  readonly location: Position;
  /** The gap, the overlap, the ground outside. */
  readonly geometry: PolygonShape | null;
  readonly squareMeters: number | null;
}

/**
 * What keeps the faces from covering their communities exactly: rings that cross or touch themselves, gaps, overlaps,
 * ground outside, micro-grids outside their parent. Exact: by equality of vertices and robust predicates, with no tolerance.
 * @param within only what concerns these faces (after an edit: those that it touched); all when left out
 */
export function findFaults(coverage: Coverage, within?: readonly string[]): Fault[] {
  const faces = (within ?? [...coverage.faces.keys()]).map((key) => coverage.faces.get(key)).filter((face) => face !== undefined);
  const flaws = faces.flatMap((face) => flawsOf(coverage, face));
  const zones = within ? zonesTornAt(coverage, faces) : [...new Set([...coverage.zones.keys(), ...faces.map((face) => face.zone)])];
  const asked = within && new Set(within);
  const tears = zones.flatMap((zone) => tearsOf(coverage, zone)).filter((fault) => !asked || fault.faces.some((key) => asked.has(key)));
  return [...flaws, ...tears, ...faces.flatMap((face) => misplacedIn(coverage, face))];
}

function flawsOf(coverage: Coverage, face: Face): Fault[] {
  const flaw = face.rings.length === 0 ? null : findFlaw(face.rings, (vertex) => coverage.positions.get(vertex)!);
  return flaw ? [{ ...flaw, faces: [face.key], zone: face.zone, geometry: null, squareMeters: null }] : [];
}

/** Communities of the faces where a segment of theirs is met by nobody, or by too many. */
function zonesTornAt(coverage: Coverage, faces: readonly Face[]): string[] {
  const ground = faces.filter(({ layer }) => layer === 'ground');
  const zones = [...new Set(ground.map(({ zone }) => zone))];
  return zones.filter((zone) => isTornAt(coverage, zone, ground.filter((face) => face.zone === zone)));
}

/** Of the faces and all that have a vertex of theirs the sum of borders, less the community's: is a segment of theirs left? */
function isTornAt(coverage: Coverage, zone: string, faces: readonly Face[]): boolean {
  const beside = new Set(faces.flatMap(({ rings }) => rings.flatMap((ring) => ring.flatMap((vertex) => facesAt(coverage, vertex)))));
  const ground = [...beside].map((key) => coverage.faces.get(key)!).filter((face) => face.layer === 'ground' && face.zone === zone);
  const residue = subtractChain(chainOf(ground.flatMap((face) => face.rings)), chainOf(coverage.zones.get(zone) ?? []));
  return faces.some(({ rings }) => rings.some((ring) => [...segmentsOf(ring)].some(([a, b]) => residue.has(segmentKey(a, b)) || residue.has(segmentKey(b, a)))));
}

/** Gaps, overlaps and ground outside of one community. */
function tearsOf(coverage: Coverage, zone: string): Fault[] {
  const border = coverage.zones.get(zone) ?? [];
  const ground = [...coverage.faces.values()].filter((face) => face.zone === zone && face.layer === 'ground');
  const residue: Chain = subtractChain(chainOf(border), chainOf(ground.flatMap((face) => face.rings)));
  if (residue.size === 0) return [];
  const at: PositionOf = (vertex) => coverage.positions.get(vertex)!;
  const borderPositions = border.map((ring) => ring.map(at));
  return cellsOf(coverage, residue, ground).map(({ rings, winding, vertices }): Fault => {
    const location = interiorPoint(rings);
    const isOutside = winding < 0 && sideOfRings(borderPositions, location) < 0;
    const kind = winding > 0 ? 'gap' : isOutside ? 'outside-community' : 'overlap';
    const beside = new Set(vertices.flatMap((ring) => [...segmentsOf(ring)]).flatMap(([a, b]) => claimantsBeside(coverage, zone, a, b)));
    const holders = facesHolding(coverage, location).filter((key) => coverage.faces.get(key)!.zone === zone);
    const closed = rings.map((ring) => [...ring, ring[0]!].map(([x, y]): [number, number] => [x, y]));
    return { kind, zone, faces: kind === 'gap' ? [...beside].sort() : holders, location, geometry: { type: 'Polygon', coordinates: closed }, squareMeters: measureRings(rings).squareMeters };
  });
}

/** Who has a segment of a gap as a border; where borders cross, who has an end of it. */
function claimantsBeside(coverage: Coverage, zone: string, a: number, b: number): string[] {
  const ends = [a, b].filter((vertex) => coverage.positions.has(vertex));
  const keys = ends.length === 2 ? facesAlong(coverage, a, b) : ends.flatMap((vertex) => facesAt(coverage, vertex));
  return keys.filter((key) => coverage.faces.get(key)!.layer === 'ground' && coverage.faces.get(key)!.zone === zone);
}

/** A nested face that leaves its parent or lies over a sibling; of a ground face its nested ones. */
function misplacedIn(coverage: Coverage, face: Face): Fault[] {
  if (face.layer === 'ground') return [];
  const at: PositionOf = (vertex) => coverage.positions.get(vertex)!;
  const parent = coverage.faces.get(face.parent ?? '');
  const outside = parent ? leavesAt(face.rings, parent.rings, at) : at(face.rings[0]![0]!);
  const fault = (location: Position, keys: string[]): Fault => ({ kind: 'micro-outside-parent', zone: face.zone, faces: keys.sort(), location, geometry: null, squareMeters: null });
  if (outside) return [fault(outside, parent ? [face.key, parent.key] : [face.key])];
  return nestedIn(coverage, face.parent!).flatMap((sibling) => {
    if (sibling <= face.key || !boxesMeet(faceBox(coverage, sibling), faceBox(coverage, face.key))) return [];
    const overlap = overlapsAt(face.rings, coverage.faces.get(sibling)!.rings, at);
    return overlap ? [{ ...fault(overlap, [face.key, sibling]), kind: 'overlap' as const }] : [];
  });
}
