/** Contiguous groups of neighbouring cells: grids of cells, communities of grids, streets of communities. */
import { createRandom } from './random.ts';

export interface Grouping {
  /** Weight of each member; members not in the map are left alone. */
  weights: Map<number, number>;
  neighbours: readonly Map<number, number>[];
  /** Members of different pools never share a group. */
  pool: (id: number) => number | string;
  minimum: number;
  target: number;
  maximum: number;
  seed: number;
}

/**
 * Groups whose weight comes near the target. Starts where fewest free neighbours are left, so that few leftovers arise;
 * what is left below the minimum joins its lightest neighbour. A group is always connected.
 */
export function growGroups(given: Grouping): number[][] {
  const free = new Set(given.weights.keys());
  const groups: number[][] = [];
  const groupOf = new Map<number, number>();
  let frontier: number[] = [];
  while (free.size > 0) {
    const start = chooseStart(given, free, frontier);
    const members = growOne(given, start, free);
    for (const member of members) groupOf.set(member, groups.length);
    groups.push(members);
    frontier = members.flatMap((member) => [...given.neighbours[member]!.keys()].filter((other) => free.has(other)));
  }
  joinLightGroups(given, groups, groupOf);
  return groups.filter((group) => group.length > 0);
}

function chooseStart(given: Grouping, free: Set<number>, frontier: number[]): number {
  const candidates = frontier.length > 0 ? frontier : [free.values().next().value!];
  const openness = (id: number) => {
    let sum = 0;
    for (const [other, near] of given.neighbours[id]!) if (free.has(other) && given.pool(other) === given.pool(id)) sum += near;
    return sum + createRandom(given.seed, id).next() * 0.01;
  };
  let best = candidates[0]!;
  let least = Number.POSITIVE_INFINITY;
  for (const id of candidates) {
    const value = openness(id);
    if (value < least) [best, least] = [id, value];
  }
  return best;
}

function growOne(given: Grouping, start: number, free: Set<number>): number[] {
  const members = [start];
  const pool = given.pool(start);
  let weight = given.weights.get(start)!;
  free.delete(start);
  const touching = new Map<number, number>();
  const touch = (id: number) => {
    for (const [other, near] of given.neighbours[id]!) {
      if (free.has(other) && given.pool(other) === pool) touching.set(other, (touching.get(other) ?? 0) + near);
    }
  };
  touch(start);
  while (weight < given.target && touching.size > 0) {
    const [next] = [...touching].reduce((a, b) => (b[1] > a[1] ? b : a));
    touching.delete(next);
    const more = given.weights.get(next)!;
    if (weight + more > given.maximum && (weight >= given.minimum || weight + more > given.maximum * 1.3)) continue;
    members.push(next);
    free.delete(next);
    weight += more;
    touch(next);
  }
  return members;
}

function joinLightGroups(given: Grouping, groups: number[][], groupOf: Map<number, number>): void {
  const weightOf = (group: number[]) => group.reduce((sum, id) => sum + given.weights.get(id)!, 0);
  const order = groups.map((group, index) => ({ index, weight: weightOf(group) })).filter(({ weight }) => weight < given.minimum);
  for (const { index } of order.sort((a, b) => a.weight - b.weight)) {
    const group = groups[index]!;
    if (weightOf(group) >= given.minimum) continue;
    const beside = new Set<number>();
    for (const id of group) {
      for (const other of given.neighbours[id]!.keys()) {
        const otherGroup = groupOf.get(other);
        if (otherGroup !== undefined && otherGroup !== index && given.pool(other) === given.pool(id)) beside.add(otherGroup);
      }
    }
    if (beside.size === 0) continue;
    const lightest = [...beside].reduce((a, b) => (weightOf(groups[b]!) < weightOf(groups[a]!) ? b : a));
    for (const id of group) groupOf.set(id, lightest);
    groups[lightest]!.push(...group);
    groups[index] = [];
  }
}

/**
 * Gives each member that has no group yet to the neighbouring group with the closest border, ring by ring outwards.
 * @param likes weighs a group's claim on a member (0 refuses); members that nobody may take go to any neighbour at last.
 */
export function attachRest(members: readonly number[], neighbours: readonly Map<number, number>[], groupOf: Map<number, number>, likes: (member: number, group: number) => number): void {
  let waiting = members.filter((id) => !groupOf.has(id));
  for (let isStrict = true; waiting.length > 0; ) {
    const taken: [number, number][] = [];
    for (const id of waiting) {
      const claims = new Map<number, number>();
      for (const [other, near] of neighbours[id]!) {
        const group = groupOf.get(other);
        if (group === undefined) continue;
        const like = likes(id, group);
        if (like > 0 || !isStrict) claims.set(group, (claims.get(group) ?? 0) + near * Math.max(like, 0.001));
      }
      if (claims.size > 0) taken.push([id, [...claims].reduce((a, b) => (b[1] > a[1] ? b : a))[0]]);
    }
    for (const [id, group] of taken) groupOf.set(id, group);
    if (taken.length === 0 && !isStrict) return;
    isStrict = taken.length > 0;
    waiting = waiting.filter((id) => !groupOf.has(id));
  }
}

/** Neighbourhood of groups, from the neighbourhood of their members. */
export function neighboursOfGroups(count: number, groupOf: Map<number, number>, neighbours: readonly Map<number, number>[]): Map<number, number>[] {
  const result = Array.from({ length: count }, () => new Map<number, number>());
  for (const [id, group] of groupOf) {
    for (const [other, near] of neighbours[id]!) {
      const otherGroup = groupOf.get(other);
      if (otherGroup !== undefined && otherGroup !== group) result[group]!.set(otherGroup, (result[group]!.get(otherGroup) ?? 0) + near);
    }
  }
  return result;
}
