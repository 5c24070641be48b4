import { refuse, type Coverage, type EditOutcome, type Face } from './coverage.ts';
import { dissolve, keepStarts } from './dissolve.ts';
import { nestedIn } from './owners.ts';
import { interiorPoint, type PositionOf } from './rings.ts';
import { settle } from './settle.ts';

/**
 * Two or more faces of one layer become one, which goes on as `keep` (one of `keys`). Refuses `not-neighbours` where the
 * whole would fall apart, `several-communities`, `not-inside-one` for micro-grids of different parents. Micro-grids of the
 * faces follow.
 */
export function mergeFaces(coverage: Coverage, keys: readonly string[], keep: string): EditOutcome {
  const unique = [...new Set([keep, ...keys])];
  const missing = unique.find((key) => !coverage.faces.has(key));
  if (missing !== undefined) return refuse('no-such-grid', null, [missing]);
  if (unique.length < 2) return refuse('nothing-changes', null, unique);
  const merged = unique.map((key) => coverage.faces.get(key)!);
  const kept = coverage.faces.get(keep)!;
  if (merged.some((face) => face.zone !== kept.zone)) return refuse('several-communities', null, unique);
  if (merged.some((face) => face.layer !== kept.layer || face.parent !== kept.parent)) return refuse('not-inside-one', null, unique);
  const at: PositionOf = (vertex) => coverage.positions.get(vertex)!;
  const parts = dissolve(merged.flatMap((face) => face.rings), at);
  if (parts.length !== 1) return refuse('not-neighbours', interiorPoint((parts[1] ?? kept.rings).map((ring) => ring.map(at))), unique);
  const faces = new Map<string, Face | null>(unique.map((key) => [key, null]));
  faces.set(keep, { ...kept, rings: keepStarts(parts[0]!, kept.rings) });
  for (const key of unique.filter((other) => other !== keep).flatMap((other) => nestedIn(coverage, other))) {
    faces.set(key, { ...coverage.faces.get(key)!, parent: keep });
  }
  return settle(coverage, { faces });
}

/** Takes a face away, with its micro-grids. Its ground is a gap until it is given to somebody. */
export function removeFace(coverage: Coverage, key: string): EditOutcome {
  if (!coverage.faces.has(key)) return refuse('no-such-grid', null, [key]);
  return settle(coverage, { faces: new Map([key, ...nestedIn(coverage, key)].map((gone) => [gone, null])), mayTear: true });
}
