/** What a partition is, in numbers and reasons: all is counted anew from the graph, nothing is taken from the search. */
import { BORDER_QUALITIES, type BorderClass } from './border-classes.ts';
import { polsbyPopper } from './cost.ts';
import { isInBand, type OutsideReason } from './explain.ts';
import type { PartitionGraph } from './graph.ts';
import type { Band } from './options.ts';

export interface GridReport {
  zone: string | null;
  band: Band;
  isDedicated: boolean;
  /** Positions of its units in the graph, ascending. */
  units: number[];
  households: number;
  areaSquareMeters: number;
  perimeterMeters: number;
  polsbyPopper: number;
  isInBand: boolean;
  /** Why it is outside the band; null inside, and for dedicated grids. */
  outside: OutsideReason | null;
  /** The grid of today that it continues. */
  continues: string | null;
  /** Households that come from other grids of today. */
  householdsMovedIn: number;
  /** What its border lies on, longest first; 'zone' is the border with another zone, 'edge' where the ground ends. */
  borders: { kind: BorderClass | 'zone' | 'edge'; meters: number }[];
  /** By longest common border. */
  neighbours: { grid: number; meters: number; kinds: { kind: BorderClass; meters: number }[] }[];
  /** Estates of which a part lies in another grid. */
  tornEstates: string[];
}

export interface PartitionFigures {
  units: number;
  /** Without dedicated grids, as in all figures below. */
  grids: number;
  dedicatedGrids: number;
  gridsInBand: number;
  /** 0 … 1; 1 where there are no grids. */
  shareInBand: number;
  /** Grids that hold a unit which alone is above the band. */
  gridsWithUnitAboveMax: number;
  /** Share in the band without these. */
  shareInBandOfOthers: number;
  /** Share in the band without all grids of which it is proved that they cannot be. */
  shareInBandOfPossible: number;
  meanPolsbyPopper: number;
  /** Pairs of neighbouring units of one zone in different grids; those of dedicated grids count as well. */
  cutEdges: number;
  householdsMoved: number;
  /** Of the border between grids of one zone: metres on streets, rivers, railways and walls, 0 … 1; 1 where there is none. */
  shareOnStreets: number;
  tornEstates: number;
}

/** What is known of a grid besides its units. */
export interface GridFacts {
  units: Int32Array;
  zone: string | null;
  band: Band;
  isDedicated: boolean;
  outside: OutsideReason | null;
}

type Meters<Kind extends string> = Map<Kind, number>;

/** @param assignment grid of each unit @param facts by grid */
export function describeGrids({ units, edges }: PartitionGraph, assignment: Int32Array, facts: readonly GridFacts[]): GridReport[] {
  const borders = facts.map((): Meters<BorderClass | 'zone' | 'edge'> => new Map());
  const beside = facts.map(() => new Map<number, Meters<BorderClass>>());
  const inside = new Float64Array(facts.length);
  const shared = new Float64Array(facts.length);
  for (const { a, b, commonBorderMeters, class: borderClass } of edges) {
    const [one, other] = [assignment[a]!, assignment[b]!];
    if (one === other) {
      if (a !== b) inside[one]! += commonBorderMeters;
      continue;
    }
    const isSameZone = facts[one]!.zone === facts[other]!.zone;
    for (const [grid, neighbour] of [[one, other], [other, one]] as const) {
      add(borders[grid]!, isSameZone ? borderClass : 'zone', commonBorderMeters);
      shared[grid]! += commonBorderMeters;
      const kinds = beside[grid]!.get(neighbour) ?? new Map<BorderClass, number>();
      add(kinds, borderClass, commonBorderMeters);
      beside[grid]!.set(neighbour, kinds);
    }
  }
  const torn = findTornEstates(units, assignment);
  const heirs = findHeirs(units, assignment);
  return facts.map(({ units: members, zone, band, isDedicated, outside }, grid) => {
    const list = Array.from(members, (unit) => units[unit]!);
    const households = sum(list.map(({ weight }) => weight));
    const area = sum(list.map(({ areaSquareMeters }) => areaSquareMeters));
    const perimeter = Math.max(shared[grid]!, sum(list.map(({ perimeterMeters }) => perimeterMeters)) - 2 * inside[grid]!);
    if (perimeter - shared[grid]! > 1e-6 * perimeter) add(borders[grid]!, 'edge', perimeter - shared[grid]!);
    const continues = heirs.get(grid) ?? null;
    return {
      zone, band, isDedicated, outside, continues, households,
      units: Array.from(members),
      areaSquareMeters: area,
      perimeterMeters: perimeter,
      polsbyPopper: polsbyPopper(area, perimeter),
      isInBand: isInBand(band, households),
      householdsMovedIn: sum(list.filter(({ currentGrid }) => currentGrid != null && currentGrid !== continues).map(({ weight }) => weight)),
      borders: longestFirst(borders[grid]!),
      neighbours: [...beside[grid]!].map(([neighbour, kinds]) => ({ grid: neighbour, meters: sum([...kinds.values()]), kinds: longestFirst(kinds) })).sort((a, b) => b.meters - a.meters || a.grid - b.grid),
      tornEstates: torn.get(grid) ?? [],
    };
  });
}

/** Figures of the whole, from its grids. */
export function measurePartition(graph: PartitionGraph, assignment: Int32Array, grids: readonly GridReport[]): PartitionFigures {
  const plain = grids.filter(({ isDedicated }) => !isDedicated);
  const good = plain.filter((grid) => grid.isInBand).length;
  const heavy = plain.filter(({ outside }) => outside?.code === 'unit-above-max').length;
  const open = plain.filter(({ outside }) => outside?.code === 'none-better-found').length;
  const pairs = new Set<number>();
  let [border, visible] = [0, 0];
  for (const { a, b, commonBorderMeters, class: borderClass } of graph.edges) {
    if (assignment[a] === assignment[b] || commonBorderMeters <= 0 || grids[assignment[a]!]!.zone !== grids[assignment[b]!]!.zone) continue;
    pairs.add(Math.min(a, b) * graph.units.length + Math.max(a, b));
    border += commonBorderMeters;
    if (BORDER_QUALITIES[borderClass].isVisible) visible += commonBorderMeters;
  }
  return {
    units: graph.units.length,
    grids: plain.length,
    dedicatedGrids: grids.length - plain.length,
    gridsInBand: good,
    shareInBand: plain.length > 0 ? good / plain.length : 1,
    gridsWithUnitAboveMax: heavy,
    shareInBandOfOthers: plain.length > heavy ? good / (plain.length - heavy) : 1,
    shareInBandOfPossible: good + open > 0 ? good / (good + open) : 1,
    meanPolsbyPopper: plain.length > 0 ? sum(plain.map((grid) => grid.polsbyPopper)) / plain.length : 0,
    cutEdges: pairs.size,
    householdsMoved: sum(grids.map(({ householdsMovedIn }) => householdsMovedIn)),
    shareOnStreets: border > 0 ? visible / border : 1,
    tornEstates: new Set(grids.flatMap(({ zone, tornEstates }) => tornEstates.map((estate) => JSON.stringify([zone, estate])))).size,
  };
}

/** Each grid continues the grid of today that it has most households of, the largest shares first, none twice. */
function findHeirs(units: PartitionGraph['units'], assignment: Int32Array): Map<number, string> {
  const shares = new Map<string, { grid: number; name: string; households: number }>();
  for (const [index, { currentGrid, weight }] of units.entries()) {
    if (currentGrid == null) continue;
    const key = `${assignment[index]} ${currentGrid}`;
    const share = shares.get(key) ?? { grid: assignment[index]!, name: currentGrid, households: 0 };
    share.households += weight;
    shares.set(key, share);
  }
  const heirs = new Map<number, string>();
  const taken = new Set<string>();
  for (const { grid, name } of [...shares.values()].sort((a, b) => b.households - a.households || a.grid - b.grid || (a.name < b.name ? -1 : 1))) {
    if (heirs.has(grid) || taken.has(name)) continue;
    heirs.set(grid, name);
    taken.add(name);
  }
  return heirs;
}

function findTornEstates(units: PartitionGraph['units'], assignment: Int32Array): Map<number, string[]> {
  const gridsOf = new Map<string, Set<number>>();
  for (const [index, { estate, zone }] of units.entries()) {
    if (estate == null) continue;
    const key = JSON.stringify([zone ?? null, estate]);
    gridsOf.set(key, (gridsOf.get(key) ?? new Set()).add(assignment[index]!));
  }
  const torn = new Map<number, string[]>();
  for (const [key, grids] of gridsOf) {
    if (grids.size < 2) continue;
    for (const grid of grids) torn.set(grid, [...(torn.get(grid) ?? []), (JSON.parse(key) as [string | null, string])[1]]);
  }
  return torn;
}

function add<Kind>(to: Map<Kind, number>, kind: Kind, meters: number): void {
  if (meters > 0) to.set(kind, (to.get(kind) ?? 0) + meters);
}

const longestFirst = <Kind extends string>(meters: Meters<Kind>) =>
  [...meters].map(([kind, length]) => ({ kind, meters: length })).sort((a, b) => b.meters - a.meters || (a.kind < b.kind ? -1 : 1));

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
