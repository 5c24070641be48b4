import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildAdjacency } from './adjacency.ts';
import { type PartitionGraph, PartitionInputError } from './graph.ts';
import { PartitionAborted, type PartitionOptions, TOWN_BAND, VILLAGE_BAND } from './options.ts';
import { labelParts } from './parts.ts';
import { solveAlternatives, solvePartition } from './solve.ts';
import { buildLattice, buildTangle } from './test-grounds.ts';

const usual: PartitionOptions = { ...TOWN_BAND, seed: 7 };
const quick: PartitionOptions = { ...usual, effort: 0.1 };
const town = () => buildLattice(16, 16, (column, row) => 20 + ((column * 7 + row * 13) % 50));
const partsOf = (graph: PartitionGraph, assignment: Int32Array) => labelParts(buildAdjacency(graph.units.length, graph.edges), (unit) => assignment[unit]!);
const tangles = fc.record({ seed: fc.nat(1e6), count: fc.nat(60) });

test('every grid hangs together, whatever the ground', () => {
  fc.assert(fc.property(tangles, ({ seed, count }) => {
    const graph = buildTangle(seed, count);
    const { assignment, grids } = solvePartition(graph, { ...quick, seed });
    expect(partsOf(graph, assignment)).toHaveLength(grids.length);
  }));
});

test('every unit lies in exactly one grid, and the households are those of the ground', () => {
  fc.assert(fc.property(tangles, ({ seed, count }) => {
    const graph = buildTangle(seed, count);
    const { assignment, grids } = solvePartition(graph, quick);
    expect(grids.flatMap(({ units }) => units).sort((a, b) => a - b)).toEqual(graph.units.map((_, index) => index));
    for (const [grid, { units }] of grids.entries()) expect(units.every((unit) => assignment[unit] === grid)).toBe(true);
    const households = graph.units.reduce((sum, { weight }) => sum + weight, 0);
    expect(grids.reduce((sum, grid) => sum + grid.households, 0)).toBe(households);
  }));
});

test('no grid lies in two zones, and no dedicated unit joins a plain one or another dedicated grid', () => {
  fc.assert(fc.property(tangles, ({ seed, count }) => {
    const graph = buildTangle(seed, count);
    for (const { units, isDedicated } of solvePartition(graph, quick).grids) {
      const members = units.map((unit) => graph.units[unit]!);
      expect(new Set(members.map(({ zone }) => zone)).size).toBe(1);
      expect(new Set(members.map((unit) => unit.isDedicated)).size).toBe(1);
      if (isDedicated && units.length > 1) expect(new Set(members.map(({ currentGrid }) => currentGrid)).size).toBe(1);
    }
  }));
});

test('the same seed gives the same bytes, another seed another partition', () => {
  const bytes = (seed: number) => JSON.stringify(solvePartition(town(), { ...quick, seed }));
  expect(bytes(1)).toBe(bytes(1));
  expect(bytes(1)).not.toBe(bytes(2));
});

test('a zone is divided the same whatever the other zones are', () => {
  const two = (other: number) => buildLattice(12, 8, (column) => (column < 6 ? 60 : other), (column) => ({ zone: column < 6 ? 'a' : 'b' }));
  const gridsOf = (graph: PartitionGraph) => solvePartition(graph, quick).grids.filter(({ zone }) => zone === 'a').map(({ units }) => units);
  expect(gridsOf(two(60))).toEqual(gridsOf(two(33)));
});

test('a town that allows it lies inside the band, all of it, in compact grids', () => {
  const { figures } = solvePartition(town(), usual);
  expect(figures.shareInBand).toBe(1);
  expect(figures.meanPolsbyPopper).toBeGreaterThan(0.6);
});

test('villages keep their own band', () => {
  const graph = buildLattice(10, 6, (column) => (column < 5 ? 60 : 6), (column) => ({ zone: column < 5 ? 'town' : 'village' }));
  const { grids } = solvePartition(graph, { ...usual, zoneBands: { village: VILLAGE_BAND } });
  for (const { zone, households } of grids) {
    const { min, max } = zone === 'village' ? VILLAGE_BAND : TOWN_BAND;
    expect(households).toBeGreaterThanOrEqual(min);
    expect(households).toBeLessThanOrEqual(max);
  }
});

test('borders go to the street where there is one', () => {
  const graph = buildLattice(8, 4, () => 25);
  // Two grids of 16 blocks: the street runs beside the shortest way.
  const edges = graph.edges.map((edge) => (edge.b === edge.a + 1 && edge.a % 8 === 3 ? { ...edge, class: 'primary' as const } : edge));
  const { figures, grids } = solvePartition({ ...graph, edges }, usual);
  expect(figures.shareOnStreets).toBe(1);
  expect(grids[0]?.borders).toEqual([{ kind: 'edge', meters: 1200 }, { kind: 'primary', meters: 400 }]);
});

test('an abort ends the work soon', () => {
  let asked = 0;
  expect(() => solvePartition(town(), usual, { isAborted: () => ++asked > 5 })).toThrow(PartitionAborted);
  expect(asked).toBe(6);
});

test('progress only grows, from 0 to 1', () => {
  const told: number[] = [];
  solvePartition(town(), quick, { onProgress: (done) => told.push(done) });
  expect(told).toEqual([...told].sort((a, b) => a - b));
  expect(told[0]).toBeGreaterThanOrEqual(0);
  expect(told.at(-1)).toBe(1);
});

test('no units make no grids', () => {
  expect(solvePartition({ units: [], edges: [] }, usual)).toMatchObject({ grids: [], figures: { grids: 0, shareInBand: 1 } });
});

test('one unit is one grid, and told why it is outside the band', () => {
  const one = (weight: number) => solvePartition(buildLattice(1, 1, () => weight), usual).grids[0]?.outside;
  expect(one(350)).toBeNull();
  expect(one(0)).toEqual({ code: 'ground-too-small', households: 0 });
  expect(one(1e9)).toEqual({ code: 'unit-above-max', unit: 'u0', households: 1e9 });
});

test('a unit of 1e9 households stands alone, and the rest is divided as without it', () => {
  const { grids } = solvePartition(buildLattice(9, 9, (column, row) => (column === 0 && row === 0 ? 1e9 : 50)), usual);
  expect(grids[0]?.units).toEqual([0]);
  expect(grids.slice(1).every(({ isInBand }) => isInBand)).toBe(true);
});

test('ground without households is one grid, told as too small', () => {
  const { grids } = solvePartition(buildLattice(5, 5, () => 0), usual);
  expect(grids.map(({ outside }) => outside?.code)).toEqual(['ground-too-small']);
});

test('what cannot be inside the band is told with its reason', () => {
  const reasonsOf = (weights: number[]) => solvePartition(buildLattice(weights.length, 1, (column) => weights[column]!), usual).grids.filter(({ outside }) => outside).map(({ outside }) => outside?.code);
  expect(reasonsOf([100, 120])).toEqual(['ground-too-small']);
  expect(reasonsOf([200, 200, 150])).toContain('total-indivisible');
  expect(reasonsOf([400, 200, 400])).toEqual(['unit-fits-nowhere']);
});

test('what is no number is refused, with its place', () => {
  const graph = buildLattice(2, 1, () => 300);
  const faultsOf = (units: PartitionGraph['units'], options: PartitionOptions = usual): string[] => {
    try {
      solvePartition({ ...graph, units }, options);
    } catch (error) {
      if (error instanceof PartitionInputError) return error.faults.map(({ pointer }) => pointer);
    }
    return [];
  };
  expect(faultsOf([graph.units[0]!, { ...graph.units[1]!, weight: Number.NaN }])).toEqual(['/units/1/weight']);
  expect(faultsOf([{ ...graph.units[0]!, areaSquareMeters: -1 }, graph.units[1]!])).toEqual(['/units/0/areaSquareMeters']);
  expect(faultsOf(graph.units.slice(1))).toEqual(['/edges/0']);
  expect(faultsOf(graph.units, { ...usual, min: 600 })).toEqual(['/target']);
  expect(faultsOf(graph.units, { ...usual, seed: 0.5 })).toEqual(['/seed']);
});

test('least change moves fewer households than a partition from nothing', () => {
  const graph = buildLattice(12, 12, (column, row) => 20 + ((column * 5 + row * 11) % 40), (column, row) => ({ currentGrid: `${Math.floor(column / 3)}${Math.floor(row / 4)}` }));
  const found = solveAlternatives(graph, quick);
  const moved = Object.fromEntries(found.map(({ alternative, partition }) => [alternative, partition.figures.householdsMoved]));
  expect(Object.keys(moved)).toEqual(['balanced', 'compact', 'streets', 'leastChange']);
  expect(moved.leastChange).toBeLessThan(moved.balanced! / 2);
});
