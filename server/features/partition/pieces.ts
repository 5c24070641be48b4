/** What can be divided by itself: the connected ground of one zone, without its dedicated grids. */
import { type Adjacency, buildAdjacency } from './adjacency.ts';
import type { PartitionGraph, PartitionUnit } from './graph.ts';
import type { Band } from './options.ts';

/** One connected piece of a zone with its own numbering of units, 0 … count − 1. */
export interface Piece extends Adjacency {
  zone: string | null;
  band: Band;
  count: number;
  /** Positions in the whole graph. */
  units: Int32Array;
  weight: Float64Array;
  area: Float64Array;
  /** Never below the sum of the borders in common. */
  perimeter: Float64Array;
  /** 0 … labels.length − 1, or −1 for none. */
  current: Int32Array;
  estate: Int32Array;
  labels: readonly string[];
}

export interface Ground {
  adjacency: Adjacency;
  pieces: Piece[];
  /** Units of dedicated grids, one list for each grid. */
  dedicated: Int32Array[];
}

/** Cuts the graph into what is solved by itself. */
export function readGround(graph: PartitionGraph, bandOf: (zone: string | null) => Band): Ground {
  const { units } = graph;
  const adjacency = buildAdjacency(units.length, graph.edges);
  const groups = findGroups(units, adjacency);
  const local = new Int32Array(units.length);
  const ground: Ground = { adjacency, pieces: [], dedicated: [] };
  for (const group of groups) {
    if (units[group[0]!]!.isDedicated) ground.dedicated.push(group);
    else ground.pieces.push(takePiece(units, adjacency, group, local, bandOf));
  }
  return ground;
}

/** Units that hang together inside one zone and, where dedicated, inside one dedicated grid; in the order of their first units. */
function findGroups(units: readonly PartitionUnit[], { starts, others }: Adjacency): Int32Array[] {
  const isSeen = new Uint8Array(units.length);
  const stack: number[] = [];
  const groups: Int32Array[] = [];
  for (let first = 0; first < units.length; first++) {
    if (isSeen[first]) continue;
    const members: number[] = [];
    isSeen[first] = 1;
    stack.push(first);
    for (let unit = stack.pop(); unit !== undefined; unit = stack.pop()) {
      members.push(unit);
      for (let at = starts[unit]!; at < starts[unit + 1]!; at++) {
        const other = others[at]!;
        if (isSeen[other] || !belongTogether(units[unit]!, units[other]!)) continue;
        isSeen[other] = 1;
        stack.push(other);
      }
    }
    groups.push(Int32Array.from(members).sort());
  }
  return groups;
}

function belongTogether(a: PartitionUnit, b: PartitionUnit): boolean {
  if ((a.zone ?? null) !== (b.zone ?? null) || Boolean(a.isDedicated) !== Boolean(b.isDedicated)) return false;
  return !a.isDedicated || (a.currentGrid != null && a.currentGrid === b.currentGrid);
}

/** @param local room for a number for each unit of the graph; what it held does not matter */
function takePiece(units: readonly PartitionUnit[], whole: Adjacency, group: Int32Array, local: Int32Array, bandOf: (zone: string | null) => Band): Piece {
  for (const [index, unit] of group.entries()) local[unit] = index;
  const zone = units[group[0]!]!.zone ?? null;
  const near = takeRows(units, whole, group, local);
  const borders = Float64Array.from(group, (_, index) => near.meters.subarray(near.starts[index], near.starts[index + 1]).reduce((sum, meters) => sum + meters, 0));
  const [current, labels] = numberNames(group, (unit) => units[unit]!.currentGrid ?? null);
  const [estate] = numberNames(group, (unit) => units[unit]!.estate ?? null);
  return {
    ...near,
    zone,
    band: bandOf(zone),
    count: group.length,
    units: group,
    weight: Float64Array.from(group, (unit) => units[unit]!.weight),
    area: Float64Array.from(group, (unit) => units[unit]!.areaSquareMeters),
    perimeter: Float64Array.from(group, (unit, index) => Math.max(units[unit]!.perimeterMeters, borders[index]!)),
    current,
    estate,
    labels,
  };
}

function takeRows(units: readonly PartitionUnit[], whole: Adjacency, group: Int32Array, local: Int32Array): Adjacency {
  const starts = new Int32Array(group.length + 1);
  const [others, meters, cutMeters]: number[][] = [[], [], []];
  for (const [index, unit] of group.entries()) {
    for (let at = whole.starts[unit]!; at < whole.starts[unit + 1]!; at++) {
      const other = whole.others[at]!;
      if (!belongTogether(units[unit]!, units[other]!)) continue;
      others!.push(local[other]!);
      meters!.push(whole.meters[at]!);
      cutMeters!.push(whole.cutMeters[at]!);
    }
    starts[index + 1] = others!.length;
  }
  return { starts, others: Int32Array.from(others!), meters: Float64Array.from(meters!), cutMeters: Float64Array.from(cutMeters!) };
}

/** Names as numbers in the order of their first use, −1 for none. */
function numberNames(group: Int32Array, nameOf: (unit: number) => string | null): [Int32Array, string[]] {
  const numbers = new Map<string, number>();
  const numbered = group.map((unit) => {
    const name = nameOf(unit);
    if (name === null) return -1;
    if (!numbers.has(name)) numbers.set(name, numbers.size);
    return numbers.get(name)!;
  });
  return [numbered, [...numbers.keys()]];
}
