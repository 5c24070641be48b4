import { refuse, type Coverage, type EditOutcome, type Position, type Ring, type VertexId } from './coverage.ts';
import { cutFaces, type Cut } from './cut.ts';
import { regroup } from './dissolve.ts';
import { readLine } from './drawn.ts';
import { distanceMeters } from './measure.ts';
import { faceBox } from './owners.ts';
import { boxesMeet, boxOf, interiorPoint, segmentsOf, sideOfRings, signedArea } from './rings.ts';
import { edgeKey, segmentKey } from './segments.ts';
import { middle } from './trace.ts';

/** A stretch of the line between two contacts with borders, and the face that it runs through. */
interface Run {
  readonly path: readonly VertexId[];
  /** Null along a border; undefined outside all faces. */
  readonly through: string | null | undefined;
}

/**
 * A new border: the ground between the line and the old border changes its owner. What reaches beyond the first and the
 * last contact with a border is left out. Where the line leaves a face's border and comes back to it, that face takes the
 * ground between; where it cuts a corner off one face, the neighbour with the longest border there takes it.
 */
export function reshape(coverage: Coverage, line: readonly Position[]): EditOutcome {
  const drawn = readLine(line);
  if (!drawn.ok) return drawn;
  const box = boxOf(drawn.line);
  const keys = [...coverage.faces.values()].filter((face) => face.layer === 'ground' && boxesMeet(faceBox(coverage, face.key), box)).map((face) => face.key).sort();
  const cut = cutFaces(coverage, keys, [drawn.line]);
  const ringsOf = (key: string) => (cut.faces.get(key) ?? coverage.faces.get(key)!).rings;
  const runs = runsOf(cut, keys, ringsOf);
  if (runs.contacts < 2) return refuse(runs.contacts === 0 ? 'line-does-not-cross' : 'line-touches-only', drawn.line[0]!, keys);
  const outside = runs.list.find((run) => run.through === undefined);
  if (outside) return refuse('outside-community', cut.at(outside.path[outside.path.length >> 1]!));
  const owners: (string | null)[] = cut.pieces.map((piece) => piece.from);
  for (let i = 0; i < runs.list.length; ) {
    const run = runs.list[i]!;
    if (run.through === null) {
      i += 1;
      continue;
    }
    const taking = takerOf(coverage, cut, runs.list, i, keys, ringsOf) ?? cornerOf(coverage, cut, runs.list, i, keys, ringsOf);
    if (!taking) return refuse('border-of-community', cut.at(run.path[0]!), [run.through!]);
    giveInside(cut, taking.loop, taking.key, owners);
    i = taking.next;
  }
  if (owners.every((owner, i) => owner === cut.pieces[i]!.from)) return refuse('line-runs-along', drawn.line[0]!, keys);
  return regroup(coverage, cut, { owners, mayEnd: false });
}

function runsOf(cut: Cut, keys: readonly string[], ringsOf: (key: string) => readonly Ring[]): { contacts: number; list: Run[] } {
  const line = cut.lines[0]!;
  const border = new Set(keys.flatMap((key) => ringsOf(key).flat()));
  const edges = new Set(keys.flatMap((key) => ringsOf(key).flatMap((ring) => [...segmentsOf(ring)].map(([a, b]) => edgeKey(a, b)))));
  const contacts = line.flatMap((vertex, i) => (border.has(vertex) ? [i] : []));
  const list = contacts.slice(1).map((end, i): Run => {
    const path = line.slice(contacts[i], end + 1);
    const [a, b] = [path[0]!, path[1]!];
    if (path.length === 2 && edges.has(edgeKey(a, b))) return { path, through: null };
    const part = middle(cut.at(a), cut.at(b));
    return { path, through: keys.find((key) => sideOfRings(ringsOf(key).map((ring) => ring.map(cut.at)), part) > 0) };
  });
  return { contacts: contacts.length, list };
}

interface Taking {
  readonly key: string;
  readonly loop: readonly VertexId[];
  /** The run after those that this deals with. */
  readonly next: number;
}

/** The face on whose border the line lies at the start of a run and again at the end of it or of a later one, and which it does not run through. */
function takerOf(coverage: Coverage, cut: Cut, runs: readonly Run[], first: number, keys: readonly string[], ringsOf: (key: string) => readonly Ring[]): Taking | null {
  const path: VertexId[] = [runs[first]!.path[0]!];
  const through = new Set<string>();
  for (let i = first; i < runs.length && runs[i]!.through !== null; i++) {
    path.push(...runs[i]!.path.slice(1));
    through.add(runs[i]!.through!);
    const zones = new Set([...through].map((key) => coverage.faces.get(key)!.zone));
    const candidates = keys.filter((key) => !through.has(key) && zones.size === 1 && zones.has(coverage.faces.get(key)!.zone));
    const takings = candidates.flatMap((key) => ringsOf(key).flatMap((ring) => loopsWith(path, ring).filter((loop) => areaOf(cut, loop) < 0).map((loop) => ({ key, loop, next: i + 1 }))));
    const best = smallest(takings, cut);
    if (best) return best;
  }
  return null;
}

/** A run that cuts a corner off its face: the smaller side goes to the neighbour with the longest border there. */
function cornerOf(coverage: Coverage, cut: Cut, runs: readonly Run[], at: number, keys: readonly string[], ringsOf: (key: string) => readonly Ring[]): Taking | null {
  const { through, path } = runs[at]!;
  const corner = smallest(ringsOf(through!).flatMap((ring) => loopsWith(path, ring)).map((loop) => ({ key: through!, loop, next: at + 1 })), cut);
  if (!corner) return null;
  const outline = areaOf(cut, corner.loop) > 0 ? corner.loop : corner.loop.toReversed();
  const border = new Map([...segmentsOf(outline)].map(([a, b]) => [segmentKey(b, a), distanceMeters(cut.at(a), cut.at(b))]));
  const { zone } = coverage.faces.get(through!)!;
  const meters = (key: string) => ringsOf(key).flatMap((ring) => [...segmentsOf(ring)]).reduce((sum, [a, b]) => sum + (border.get(segmentKey(a, b)) ?? 0), 0);
  const beside = keys.filter((key) => key !== through && coverage.faces.get(key)!.zone === zone).map((key) => ({ key, meters: meters(key) })).filter((one) => one.meters > 0);
  const longest = beside.sort((p, q) => q.meters - p.meters)[0];
  return longest ? { ...corner, key: longest.key } : null;
}

/** The path closed both ways along a ring that has its ends: forward along the ring from its end, and from its start. */
function loopsWith(path: readonly VertexId[], ring: Ring): VertexId[][] {
  const start = ring.indexOf(path[0]!);
  const end = ring.indexOf(path.at(-1)!);
  if (start < 0 || end < 0 || start === end) return [];
  const inner = path.slice(1, -1);
  return [
    [...inner, ...stretch(ring, end, start)],
    [...inner.toReversed(), ...stretch(ring, start, end)],
  ];
}
function stretch(ring: Ring, from: number, to: number): Ring {
  return from <= to ? ring.slice(from, to + 1) : [...ring.slice(from), ...ring.slice(0, to + 1)];
}

const areaOf = (cut: Cut, loop: readonly VertexId[]) => signedArea(loop.map(cut.at));
function smallest(takings: readonly Taking[], cut: Cut): Taking | null {
  return takings.reduce<Taking | null>((best, taking) => (best && Math.abs(areaOf(cut, best.loop)) <= Math.abs(areaOf(cut, taking.loop)) ? best : taking), null);
}

function giveInside(cut: Cut, loop: readonly VertexId[], key: string, owners: (string | null)[]): void {
  const ring = loop.map(cut.at);
  for (const [i, piece] of cut.pieces.entries()) {
    const inside = interiorPoint(piece.rings.map((one) => one.map(cut.at)));
    if (sideOfRings([ring], inside) > 0) owners[i] = key;
  }
}
