/** Faces too thin or too small to be anything by themselves (verges, islands in streets, strips along a wall) go to a neighbour. */
import type { BorderClass } from '../border-classes.ts';
import type { Fabric } from './fabric.ts';
import { Groups } from './groups.ts';

/** Twice the area over the perimeter: the width of a strip. */
const thinMeters = 10;
const smallSquareMeters = 400;
/** A metre in the open joins more than a metre of street: a verge goes to its block, not over the street. */
const joining: Record<BorderClass, number> = { river: 0.05, rail: 0.05, trunk: 0.08, primary: 0.1, secondary: 0.15, tertiary: 0.25, residential: 0.4, wall: 0.6, path: 0.8, open: 1 };
/** Strips beside strips need some rounds; each leaves fewer. */
const mostRounds = 12;

interface Sum {
  squareMeters: number;
  perimeterMeters: number;
  households: number;
}

/** @param households by face. Answers which faces are one. */
export function meltSlivers({ faces, seams }: Fabric, households: readonly number[]): Groups {
  const groups = new Groups(faces.length);
  for (let round = 0; round < mostRounds; round++) {
    const sums = sumUp(faces, seams, households, groups);
    const slivers = [...sums].filter(([, sum]) => isSliver(sum)).sort((a, b) => a[1].squareMeters - b[1].squareMeters || a[0] - b[0]);
    if (slivers.length === 0) break;
    const best = chooseNeighbours({ faces, seams }, groups, new Set(slivers.map(([leader]) => leader)));
    let joined = 0;
    const isTaken = new Set<number>();
    for (const [leader] of slivers) {
      const neighbour = best.get(leader);
      // Two strips that choose each other are one join; a strip that was just joined to waits for the next round.
      if (neighbour === undefined || isTaken.has(leader)) continue;
      groups.join(leader, neighbour);
      isTaken.add(neighbour);
      isTaken.add(leader);
      joined += 1;
    }
    if (joined === 0) break;
  }
  return groups;
}

const isSliver = ({ squareMeters, perimeterMeters, households }: Sum) => households === 0 && (squareMeters < smallSquareMeters || (2 * squareMeters) / perimeterMeters < thinMeters);

function sumUp(faces: Fabric['faces'], seams: Fabric['seams'], households: readonly number[], groups: Groups): Map<number, Sum> {
  const sums = new Map<number, Sum>();
  for (const [face, { squareMeters }] of faces.entries()) {
    const sum = sums.get(groups.leader(face)) ?? { squareMeters: 0, perimeterMeters: 0, households: 0 };
    sum.squareMeters += squareMeters;
    sum.households += households[face]!;
    sums.set(groups.leader(face), sum);
  }
  for (const { a, b, meters } of seams) {
    const [one, other] = [groups.leader(a), b < 0 ? -1 : groups.leader(b)];
    if (one === other) continue;
    sums.get(one)!.perimeterMeters += meters;
    if (other >= 0) sums.get(other)!.perimeterMeters += meters;
  }
  return sums;
}

function chooseNeighbours({ faces, seams }: Pick<Fabric, 'faces' | 'seams'>, groups: Groups, slivers: ReadonlySet<number>): Map<number, number> {
  const shared = new Map<number, Map<number, number>>();
  const add = (from: number, to: number, weight: number) => {
    if (!slivers.has(from)) return;
    const row = shared.get(from) ?? new Map<number, number>();
    row.set(to, (row.get(to) ?? 0) + weight);
    shared.set(from, row);
  };
  for (const { a, b, kind, meters } of seams) {
    if (b < 0 || faces[a]!.community !== faces[b]!.community) continue;
    const [one, other] = [groups.leader(a), groups.leader(b)];
    if (one === other) continue;
    add(one, other, meters * joining[kind]);
    add(other, one, meters * joining[kind]);
  }
  const best = new Map<number, number>();
  for (const [leader, row] of shared) best.set(leader, [...row].reduce((top, next) => (next[1] > top[1] || (next[1] === top[1] && next[0] < top[0]) ? next : top))[0]);
  return best;
}
