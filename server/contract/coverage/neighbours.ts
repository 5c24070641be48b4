import type { Coverage, Ring } from './coverage.ts';
import { distanceMeters } from './measure.ts';
import { facesAt } from './owners.ts';
import { segmentsOf } from './rings.ts';

/** Ground faces with a common border, the longest first, with its length in metres. */
export function neighboursOf(coverage: Coverage, key: string): { key: string; meters: number }[] {
  return facesBeside(coverage, coverage.faces.get(key)?.rings ?? []).filter((neighbour) => neighbour.key !== key);
}

/** Ground faces that lie on the other side of rings (they have their segments the other way round), the longest common border first. */
export function facesBeside(coverage: Coverage, rings: readonly Ring[]): { key: string; meters: number }[] {
  const meters = new Map<string, number>();
  for (const ring of rings) {
    for (const [a, b] of segmentsOf(ring)) {
      for (const key of facesAt(coverage, b)) {
        const face = coverage.faces.get(key)!;
        if (face.layer !== 'ground' || !face.rings.some((other) => follows(other, b, a))) continue;
        meters.set(key, (meters.get(key) ?? 0) + distanceMeters(coverage.positions.get(a)!, coverage.positions.get(b)!));
      }
    }
  }
  return [...meters].map(([key, length]) => ({ key, meters: length })).sort((p, q) => q.meters - p.meters || (p.key < q.key ? -1 : 1));
}

function follows(ring: Ring, from: number, to: number): boolean {
  const i = ring.indexOf(from);
  return i >= 0 && ring[(i + 1) % ring.length] === to;
}
