import type { Coverage, Ring } from './coverage.ts';
import { distanceMeters } from './measure.ts';
import { facesAt } from './owners.ts';
import { segmentsOf } from './rings.ts';
import { segmentKey } from './segments.ts';

/** Ground faces with a common border, the longest first, with its length in metres. */
export function neighboursOf(coverage: Coverage, key: string): { key: string; meters: number }[] {
  return facesBeside(coverage, coverage.faces.get(key)?.rings ?? []).filter((neighbour) => neighbour.key !== key);
}

/** Ground faces that lie on the other side of rings (they have their segments the other way round), the longest common border first. */
export function facesBeside(coverage: Coverage, rings: readonly Ring[]): { key: string; meters: number }[] {
  const lengths = new Map<number, number>();
  for (const ring of rings) for (const [a, b] of segmentsOf(ring)) lengths.set(segmentKey(b, a), distanceMeters(coverage.positions.get(a)!, coverage.positions.get(b)!));
  const near = new Set(rings.flatMap((ring) => ring.flatMap((vertex) => facesAt(coverage, vertex))));
  const beside = [...near].map((key) => coverage.faces.get(key)!).filter(({ layer }) => layer === 'ground').map((face) => ({ key: face.key, meters: metersAlong(face.rings, lengths) }));
  return beside.filter(({ meters }) => meters > 0).sort((p, q) => q.meters - p.meters || (p.key < q.key ? -1 : 1));
}

function metersAlong(rings: readonly Ring[], lengths: ReadonlyMap<number, number>): number {
  let meters = 0;
  for (const ring of rings) for (const [a, b] of segmentsOf(ring)) meters += lengths.get(segmentKey(a, b)) ?? 0;
  return meters;
}
