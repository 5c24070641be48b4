import { linesBetween, nearestGroup, type Site } from './cells.ts';
import { composeEdits, applyEdit, emptyEdit, refuse, type Coverage, type EditOutcome, type Position, type Ring } from './coverage.ts';
import { cutFaces, type Cut } from './cut.ts';
import { dissolve, keepStarts, regroup } from './dissolve.ts';
import type { Fault } from './faults.ts';
import { faceAt, facesHolding } from './find.ts';
import { distanceMeters, measureRings } from './measure.ts';
import { mergeFaces } from './merge.ts';
import { neighboursOf } from './neighbours.ts';
import { facesAlong } from './owners.ts';
import { boxOf, interiorPoint, segmentsOf, sideOfRings, type PositionOf } from './rings.ts';
import { segmentKey } from './segments.ts';
import { settle } from './settle.ts';

/**
 * Gives the ground of a gap to `toKey`, else to the neighbour with the longest common border. Refuses `nothing-changes` when
 * the gap is there no more, `not-neighbours` when the face does not border on it.
 */
export function fillGap(coverage: Coverage, gap: Fault, toKey?: string): EditOutcome {
  if (!gap.geometry || faceAt(coverage, gap.location) !== null) return refuse('nothing-changes', gap.location, gap.faces);
  const keys = gap.faces.filter((key) => coverage.faces.has(key));
  const cut = cutFaces(coverage, keys, gap.geometry.coordinates);
  const rings = cut.lines.map((line) => line.slice(0, -1));
  const receiver = toKey ?? longestBeside(cut, coverage, keys, rings);
  const face = receiver === undefined ? undefined : (cut.faces.get(receiver) ?? coverage.faces.get(receiver));
  if (!face) return refuse('no-such-grid', gap.location, receiver === undefined ? [] : [receiver]);
  const parts = dissolve([...face.rings, ...rings], cut.at);
  if (parts.length !== 1) return refuse('not-neighbours', gap.location, [face.key]);
  const filled = { ...face, rings: keepStarts(parts[0]!, face.rings) };
  return settle(coverage, { positions: cut.made, faces: new Map([...cut.faces, [face.key, filled]]), zones: cut.zones, insertions: cut.insertions, mayTear: true });
}

function longestBeside(cut: Cut, coverage: Coverage, keys: readonly string[], rings: readonly Ring[]): string | undefined {
  const wanted = new Map(rings.flatMap((ring) => [...segmentsOf(ring)]).map(([a, b]) => [segmentKey(b, a), distanceMeters(cut.at(a), cut.at(b))]));
  const meters = (key: string) => (cut.faces.get(key) ?? coverage.faces.get(key)!).rings.flatMap((ring) => [...segmentsOf(ring)]).reduce((sum, [a, b]) => sum + (wanted.get(segmentKey(a, b)) ?? 0), 0);
  return keys.map((key) => ({ key, meters: meters(key) })).sort((p, q) => q.meters - p.meters)[0]?.key;
}

/** No grid's code: the ground of a gap while it is divided. */
const GAP = '(gap)';
/** Points along the rim of a gap stand this close at most, and never so close that there are more than so many. */
const RIM_METERS = 2;
const RIM_POINTS = 4_000;

/**
 * Divides the ground of a gap among its neighbours: the border comes to lie half way between their sides. Where a share
 * would not hang together with its grid, all of it goes to the neighbour with the longest common border instead.
 */
export function closeGap(coverage: Coverage, gap: Fault): EditOutcome {
  const filled = faceOfGap(coverage, gap);
  if (!filled.ok) return filled;
  const now = applyEdit(coverage, filled.edit);
  const { sites, keys } = rimOf(now);
  if (keys.length < 2) return fillGap(coverage, gap);
  const cut = cutFaces(now, [GAP], linesBetween(sites, boxOf(sites.map(({ at }) => at))));
  const owners = cut.pieces.map((piece) => keys[nearestGroup(sites, interiorPoint(piece.rings.map((ring) => ring.map(cut.at))))] ?? null);
  const divided = regroup(now, cut, { owners, mayEnd: true });
  return divided.ok ? { ok: true, edit: composeEdits(filled.edit, divided.edit) } : fillGap(coverage, gap);
}

/** The gap as a face of its own. */
function faceOfGap(coverage: Coverage, gap: Fault): EditOutcome {
  if (!gap.geometry || faceAt(coverage, gap.location) !== null) return refuse('nothing-changes', gap.location, gap.faces);
  const cut = cutFaces(coverage, gap.faces.filter((key) => coverage.faces.has(key)), gap.geometry.coordinates);
  const face = { key: GAP, layer: 'ground', zone: gap.zone, parent: null, rings: cut.lines.map((line) => line.slice(0, -1)) } as const;
  return settle(coverage, { positions: cut.made, faces: new Map([...cut.faces, [GAP, face]]), zones: cut.zones, insertions: cut.insertions, mayTear: true });
}

/** Points along the gap's rim, each for the neighbour that lies there; along the community's border there is none. */
function rimOf(coverage: Coverage): { sites: Site[]; keys: string[] } {
  const at: PositionOf = (vertex) => coverage.positions.get(vertex)!;
  const rings = coverage.faces.get(GAP)!.rings;
  const { squareMeters, perimeterMeters } = measureRings(rings.map((ring) => ring.map(at)));
  // Half as far apart as the gap is wide, so that the middle line is one.
  const spacing = Math.max(Math.min(RIM_METERS, squareMeters / Math.max(perimeterMeters, 1e-9)), perimeterMeters / RIM_POINTS);
  const keys: string[] = [];
  const sites = rings.flatMap((ring) => [...segmentsOf(ring)]).flatMap(([a, b]): Site[] => {
    const key = facesAlong(coverage, a, b).find((one) => one !== GAP && coverage.faces.get(one)!.layer === 'ground');
    if (key === undefined) return [];
    if (!keys.includes(key)) keys.push(key);
    const group = keys.indexOf(key);
    return alongSegment(at(a), at(b), spacing).map((position) => ({ at: position, group }));
  });
  return { sites, keys };
}

/** Points inside the segment: its ends belong to two neighbours. */
function alongSegment(a: Position, b: Position, spacingMeters: number): Position[] {
  const pieces = Math.max(2, Math.ceil(distanceMeters(a, b) / spacingMeters));
  return Array.from({ length: pieces - 1 }, (_, i): Position => [a[0] + ((b[0] - a[0]) * (i + 1)) / pieces, a[1] + ((b[1] - a[1]) * (i + 1)) / pieces]);
}

/** Takes ground that several claim from all but one: `toKey`, else the first by key that the others can spare it to. */
export function settleOverlap(coverage: Coverage, overlap: Fault, toKey?: string): EditOutcome {
  const claimants = facesHolding(coverage, overlap.location).filter((key) => coverage.faces.get(key)!.zone === overlap.zone);
  if (claimants.length < 2) return refuse('nothing-changes', overlap.location, overlap.faces);
  if (toKey !== undefined) return takeFrom(coverage, overlap, claimants.filter((key) => key !== toKey));
  const outcomes = claimants.map((winner) => takeFrom(coverage, overlap, claimants.filter((key) => key !== winner)));
  return outcomes.find((outcome) => outcome.ok) ?? outcomes[0]!;
}

/** Takes away what of a face lies outside its community. */
export function trimOutside(coverage: Coverage, outside: Fault): EditOutcome {
  const claimants = facesHolding(coverage, outside.location).filter((key) => coverage.faces.get(key)!.zone === outside.zone);
  return claimants.length > 0 ? takeFrom(coverage, outside, claimants) : refuse('nothing-changes', outside.location, outside.faces);
}

/** Takes the ground of a fault from faces, one after the other. */
function takeFrom(coverage: Coverage, fault: Fault, losers: readonly string[]): EditOutcome {
  let edit = emptyEdit;
  let now = coverage;
  for (const key of losers) {
    const cut = cutFaces(now, [key], fault.geometry?.coordinates ?? []);
    const shape = cut.lines.map((line) => line.slice(0, -1).map(cut.at));
    const owners = cut.pieces.map((piece) => (sideOfRings(shape, interiorPoint(piece.rings.map((ring) => ring.map(cut.at)))) > 0 ? null : key));
    const outcome = regroup(now, cut, { owners, mayEnd: false, mayTear: true });
    if (!outcome.ok) return outcome;
    edit = composeEdits(edit, outcome.edit);
    now = applyEdit(now, outcome.edit);
  }
  return { ok: true, edit };
}

/** Gives all ground of a narrow face to the neighbour with the longest common border; the face ends. */
export function dropSliver(coverage: Coverage, key: string): EditOutcome {
  const neighbour = neighboursOf(coverage, key).find((one) => coverage.faces.get(one.key)!.zone === coverage.faces.get(key)!.zone);
  return neighbour ? mergeFaces(coverage, [key, neighbour.key], neighbour.key) : refuse('not-neighbours', null, [key]);
}
