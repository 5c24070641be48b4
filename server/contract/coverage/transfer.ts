import { refuse, type Coverage, type EditOutcome, type Face, type Position, type Refused, type Ring, type VertexId } from './coverage.ts';
import { cutFaces, type Cut } from './cut.ts';
import { regroup } from './dissolve.ts';
import { readGround } from './drawn.ts';
import { facesHolding } from './find.ts';
import { faceBox } from './owners.ts';
import { boxesMeet, boxOf, interiorPoint, isCounterClockwise, sideOfRings } from './rings.ts';
import { settle } from './settle.ts';
import type { GroundInput } from './shapes.ts';

export interface GivingOptions {
  /** Faces that lose all their ground end. */
  readonly mayEnd?: boolean;
}

/**
 * The ground inside the shape goes to a face of the same community; what of the shape lies outside the community is left out.
 * Refuses `would-be-multipart` (who would fall apart: `faces`, `location` in a part), `would-be-empty` unless `mayEnd`,
 * `outside-community`, `line-crosses-itself`, `not-inside-one` where a micro-grid would be cut.
 */
export function giveGround(coverage: Coverage, ground: GroundInput, toKey: string, { mayEnd = false }: GivingOptions = {}): EditOutcome {
  const receiver = coverage.faces.get(toKey);
  if (receiver?.layer !== 'ground') return refuse('no-such-grid', null, [toKey]);
  const cut = cutByGround(coverage, ground, (face) => face.zone === receiver.zone);
  if ('ok' in cut) return cut;
  if (!cut.isInside.includes(true)) return refuse('outside-community', cut.inside, [toKey]);
  return regroup(coverage, cut, { owners: cut.pieces.map((piece, i) => (cut.isInside[i] ? toKey : piece.from)), mayEnd });
}

/** A new ground face out of those that are there now: a dedicated grid. One that lies inside another becomes its hole. Refusals as for `giveGround`. */
export function carveFace(coverage: Coverage, ground: GroundInput, newKey: string, { mayEnd = false }: GivingOptions = {}): EditOutcome {
  if (coverage.faces.has(newKey)) return refuse('no-such-grid', null, [newKey]);
  const cut = cutByGround(coverage, ground, () => true);
  if ('ok' in cut) return cut;
  const givers = [...new Set(cut.pieces.flatMap((piece, i) => (cut.isInside[i] ? [piece.from] : [])))].sort();
  const [zone, ...others] = new Set(givers.map((key) => coverage.faces.get(key)!.zone));
  if (zone === undefined) return refuse('outside-community', cut.inside);
  if (others.length > 0) return refuse('several-communities', cut.inside, givers);
  const owners = cut.pieces.map((piece, i) => (cut.isInside[i] ? newKey : piece.from));
  return regroup(coverage, cut, { owners, created: [{ key: newKey, layer: 'ground', zone, parent: null }], mayEnd });
}

type GroundCut = Cut & {
  /** Which pieces lie inside the shape. */
  readonly isInside: readonly boolean[];
  /** A point inside the shape. */
  readonly inside: Position;
};

function cutByGround(coverage: Coverage, ground: GroundInput, isConcerned: (face: Face) => boolean): GroundCut | Refused {
  const drawn = readGround(ground);
  if (!drawn.ok) return drawn;
  const box = boxOf(drawn.polygons.flat(2));
  const keys = [...coverage.faces.values()].filter((face) => face.layer === 'ground' && isConcerned(face) && boxesMeet(faceBox(coverage, face.key), box)).map((face) => face.key);
  const cut = cutFaces(coverage, keys.sort(), drawn.polygons.flat());
  // The shape as it lies after its points have met the borders.
  const noded = nodedPolygons(cut, drawn.polygons);
  const isInside = cut.pieces.map(({ rings }) => {
    const inside = interiorPoint(rings.map((ring) => ring.map(cut.at)));
    return noded.some((polygon) => sideOfRings(polygon, inside) > 0);
  });
  return { ...cut, isInside, inside: interiorPoint(drawn.polygons[0]!) };
}

function nodedPolygons(cut: Cut, polygons: readonly (readonly unknown[])[]): Position[][][] {
  let next = 0;
  return polygons.map((rings) => rings.map(() => openRing(cut.lines[next++]!).map(cut.at)));
}
function openRing(line: readonly VertexId[]): Ring {
  return line[0] === line.at(-1) ? line.slice(0, -1) : line;
}

/** A micro-grid inside one ground face, sharing vertices where they touch. Refuses `not-inside-one`, `would-cross` over another micro-grid. */
export function nestFace(coverage: Coverage, ground: GroundInput, newKey: string): EditOutcome {
  if (coverage.faces.has(newKey)) return refuse('no-such-grid', null, [newKey]);
  const drawn = readGround(ground);
  if (!drawn.ok) return drawn;
  const [polygon, ...others] = drawn.polygons;
  const inside = interiorPoint(polygon!);
  if (others.length > 0) return refuse('would-be-multipart', interiorPoint(others[0]!), [newKey]);
  const parent = facesHolding(coverage, inside)[0];
  if (parent === undefined) return refuse('not-inside-one', inside);
  const cut = cutFaces(coverage, [parent], polygon!);
  const rings = cut.lines.map((line, i) => turned(openRing(line), i === 0, cut)).filter((ring) => ring.length > 2);
  const face: Face = { key: newKey, layer: 'nested', zone: coverage.faces.get(parent)!.zone, parent, rings };
  return settle(coverage, { positions: cut.made, faces: new Map([...cut.faces, [newKey, face]]), zones: cut.zones, insertions: cut.insertions });
}

function turned(ring: Ring, isOutline: boolean, cut: Cut): Ring {
  return isCounterClockwise(ring.map(cut.at)) === isOutline ? ring : ring.toReversed();
}
