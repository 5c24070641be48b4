/**
 * Random spanning trees of a region and, for every edge of a tree, the exact sums of the two sides that cutting it makes.
 * A border that lies on a street is cheap to cut: its edge enters the tree late, so that most trees hang together
 * inside blocks and cross streets seldom (region-aware weights as in D. DeFord, M. Duchin, J. Solomon, "Recombination:
 * A Family of Markov Chains for Redistricting", Harvard Data Science Review 3 (2021), and its library GerryChain).
 */
import type { Random } from './random.ts';
import type { Region } from './region.ts';

/** Sides of a tree, by the node whose edge to its parent is cut: the node with everything below it. The root stands for all. */
export interface TreeCuts {
  /** Nodes depth first, the root at the beginning: below a node is what follows it. */
  order: Int32Array;
  parent: Int32Array;
  weight: Float64Array;
  area: Float64Array;
  /** Metres around the side. */
  perimeter: Float64Array;
  /** Metres and cost of the edges between the side and the rest of the region. */
  cutMeters: Float64Array;
  cutCost: Float64Array;
}

/** Minimum spanning tree of random keys; the region must be connected. @param bias how much cheap cuts stay out of the tree, 0 … 1 */
export function growTree(region: Region, random: Random, bias: number): { order: Int32Array; parent: Int32Array } {
  const { size, from, to } = region;
  const sorted = sortEdges(region, random, bias);
  const group = Int32Array.from({ length: size }, (_, node) => node);
  const find = (node: number): number => {
    let root = node;
    while (group[root] !== root) root = group[root] = group[group[root]!]!;
    return root;
  };
  const kept = new Int32Array(Math.max(0, size - 1));
  let count = 0;
  for (let at = 0; at < sorted.length && count < size - 1; at++) {
    const edge = sorted[at]!;
    const [a, b] = [find(from[edge]!), find(to[edge]!)];
    if (a === b) continue;
    group[a] = b;
    kept[count++] = edge;
  }
  return orderTree(region, kept.subarray(0, count));
}

/** Edges in the order of random keys: key and number share one float, which sorts without a comparing function. */
function sortEdges({ from, cutCost }: Region, random: Random, bias: number): Int32Array {
  const count = from.length;
  let most = 1e-12;
  for (let edge = 0; edge < count; edge++) most = Math.max(most, Math.abs(cutCost[edge]!));
  const keys = new Float64Array(count);
  for (let edge = 0; edge < count; edge++) keys[edge] = Math.floor((random.next() + bias * (1 - cutCost[edge]! / most)) * 1e6) * count + edge;
  keys.sort();
  const sorted = new Int32Array(count);
  for (let at = 0; at < count; at++) sorted[at] = keys[at]! % count;
  return sorted;
}

function orderTree({ size, from, to }: Region, kept: Int32Array): { order: Int32Array; parent: Int32Array } {
  const starts = new Int32Array(size + 1);
  for (const edge of kept) {
    starts[from[edge]! + 1]! += 1;
    starts[to[edge]! + 1]! += 1;
  }
  for (let node = 0; node < size; node++) starts[node + 1]! += starts[node]!;
  const near = new Int32Array(kept.length * 2);
  const next = starts.slice(0, size);
  for (const edge of kept) {
    near[next[from[edge]!]!++] = to[edge]!;
    near[next[to[edge]!]!++] = from[edge]!;
  }
  const [order, parent, stack] = [new Int32Array(size), new Int32Array(size).fill(-1), new Int32Array(size)];
  for (let top = 1, count = 0; top > 0; count++) {
    const node = stack[--top]!;
    order[count] = node;
    for (let at = starts[node]!; at < starts[node + 1]!; at++) {
      const other = near[at]!;
      if (other === parent[node]) continue;
      parent[other] = node;
      stack[top++] = other;
    }
  }
  return { order, parent };
}

/**
 * Sums of every side in one pass: an edge lies inside a side exactly when the lowest common ancestor of its ends does, so
 * it is booked there once and added up towards the root; what leaves the side is the degree less twice the inside.
 */
export function sumSides(region: Region, { order, parent }: { order: Int32Array; parent: Int32Array }): TreeCuts {
  const { size, from, to, meters, cutCost } = region;
  const [weight, area, around] = [region.weight.slice(), region.area.slice(), region.perimeter.slice()];
  const [insideMeters, insideCost, metersOf, costOf] = [new Float64Array(size), new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  const ancestors = findAncestors(region, order, parent);
  for (let edge = 0; edge < from.length; edge++) {
    const [a, b, common] = [from[edge]!, to[edge]!, ancestors[edge]!];
    metersOf[a]! += meters[edge]!;
    metersOf[b]! += meters[edge]!;
    costOf[a]! += cutCost[edge]!;
    costOf[b]! += cutCost[edge]!;
    insideMeters[common]! += meters[edge]!;
    insideCost[common]! += cutCost[edge]!;
  }
  for (let at = size - 1; at > 0; at--) {
    const node = order[at]!;
    const above = parent[node]!;
    weight[above]! += weight[node]!;
    area[above]! += area[node]!;
    around[above]! += around[node]!;
    insideMeters[above]! += insideMeters[node]!;
    insideCost[above]! += insideCost[node]!;
    metersOf[above]! += metersOf[node]!;
    costOf[above]! += costOf[node]!;
  }
  for (let node = 0; node < size; node++) {
    around[node]! -= 2 * insideMeters[node]!;
    metersOf[node]! -= 2 * insideMeters[node]!;
    costOf[node]! -= 2 * insideCost[node]!;
  }
  return { order, parent, weight, area, perimeter: around, cutMeters: metersOf, cutCost: costOf };
}

/**
 * Lowest common ancestor of the ends of every edge, all at once (R. Tarjan, "Applications of Path Compression on Balanced Trees",
 * J. ACM 26 (1979), 690–715): nodes are finished from the last to the first, each joins its parent, and the end that
 * was finished first has by then been joined to the lowest ancestor that is not finished.
 */
function findAncestors({ size, from, to }: Region, order: Int32Array, parent: Int32Array): Int32Array {
  const place = new Int32Array(size);
  for (let at = 0; at < size; at++) place[order[at]!] = at;
  const ancestors = new Int32Array(from.length);
  // Edges as lists, by the end that is finished last.
  const [first, next] = [new Int32Array(size).fill(-1), new Int32Array(from.length)];
  for (let edge = 0; edge < from.length; edge++) {
    const last = place[from[edge]!]! < place[to[edge]!]! ? from[edge]! : to[edge]!;
    next[edge] = first[last]!;
    first[last] = edge;
  }
  const joined = Int32Array.from(order, (_, node) => node);
  const find = (node: number): number => {
    let root = node;
    while (joined[root] !== root) root = joined[root] = joined[joined[root]!]!;
    return root;
  };
  for (let at = size - 1; at >= 0; at--) {
    const node = order[at]!;
    for (let edge = first[node]!; edge >= 0; edge = next[edge]!) ancestors[edge] = find(from[edge] === node ? to[edge]! : from[edge]!);
    if (at > 0) joined[node] = parent[node]!;
  }
  return ancestors;
}

/** Marks the node and everything below it. */
export function markSide({ order, parent }: Pick<TreeCuts, 'order' | 'parent'>, top: number): Uint8Array {
  const isInside = new Uint8Array(order.length);
  isInside[top] = 1;
  for (const node of order) if (node !== top && parent[node]! >= 0 && isInside[parent[node]!]) isInside[node] = 1;
  return isInside;
}
