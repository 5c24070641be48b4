/**
 * Grids drawn by the machine beside recursive spanning-tree bipartition in the same run, with the same tolerance and with about as
 * many grids: San Francisco's block groups into 300–500 and into 1,500–2,500 households, and a county of 100,000 units.
 * Times are processor seconds of this process, because the machine may have other work.
 */
import { explainOutside } from '../../server/features/partition/explain.ts';
import type { PartitionGraph } from '../../server/features/partition/graph.ts';
import { type Band, TOWN_BAND } from '../../server/features/partition/options.ts';
import { type Piece, readGround } from '../../server/features/partition/pieces.ts';
import { describeGrids, type GridFacts, measurePartition, type PartitionFigures } from '../../server/features/partition/report.ts';
import { type Partition, solvePartition } from '../../server/features/partition/solve.ts';
import type { BenchResult } from '../bench.ts';
import { readBlockGroups } from './partition/block-groups.ts';
import { buildCounty } from './partition/county.ts';
import { mostGridsInBand } from './partition/most-grids.ts';
import { measureOverHttp } from './partition/over-http.ts';
import { bipartitionRecursively } from './partition/tree-bipartition.ts';

const seeds = Array.from({ length: 20 }, (_, index) => index + 1);
const oursSeeds = seeds.slice(0, 5);
const districtBand: Band = { target: 2000, min: 1500, max: 2500 };
/** The solver's part of the 60 s that a proposal for a county may take. */
const countySeconds = 20;

/** `--part=http` proposes a whole county over HTTP instead, see `over-http.ts`. */
export async function run(): Promise<BenchResult[]> {
  if (process.argv.includes('--part=http')) return measureOverHttp();
  const blockGroups = readBlockGroups();
  if (!blockGroups) console.error('partition of block groups: skipped, data not here (GETU_REALDATA)');
  const real = blockGroups ? [...compareRuns('sf-blockgroups into 300–500', blockGroups, TOWN_BAND), ...boundShare(blockGroups), ...compareRuns('sf-blockgroups into 1,500–2,500', blockGroups, districtBand)] : [];
  return [...real, ...measureCounty()];
}

interface Measured {
  figures: PartitionFigures;
  seconds: number;
}

function compareRuns(name: string, graph: PartitionGraph, band: Band): BenchResult[] {
  const solved = oursSeeds.map((seed) => timed(() => solvePartition(graph, { ...band, seed })));
  const ours = solved.map(({ value, seconds }) => ({ figures: value.figures, seconds }));
  const peers = seeds.map((seed) => measureBaseline(graph, band, seed, solved[0]!.value));
  const stuck = countBy(solved[0]!.value);
  return [
    compare(`${name}: grids in the band`, '%', ours, peers, ({ figures }) => 100 * figures.shareInBand, 'at least', `${describeCount(ours)} in the band, ${describeCount(peers)} of the baseline`),
    compare(`${name}: in the band of grids without a unit above it`, '%', ours, peers, ({ figures }) => 100 * figures.shareInBandOfOthers, 'at least', stuck),
    compare(`${name}: in the band of grids that could be`, '%', ours, peers, ({ figures }) => 100 * figures.shareInBandOfPossible, 'at least', 'without grids of which it is proved that they cannot be'),
    compare(`${name}: cut edges`, 'edges', ours, peers, ({ figures }) => figures.cutEdges, 'at most', `best ${Math.min(...ours.map(cutEdges))}, the baseline's best ${Math.min(...peers.map(cutEdges))}`),
    compare(`${name}: mean Polsby–Popper`, '', ours, peers, ({ figures }) => figures.meanPolsbyPopper, 'at least', `best ${best(ours)}, the baseline's best ${best(peers)}`),
    { name: `${name}: time`, value: mean(ours.map(({ seconds }) => seconds)), unit: 's', note: `the baseline ${mean(peers.map(({ seconds }) => seconds)).toFixed(2)} s` },
  ];
}

const cutEdges = ({ figures }: Measured) => figures.cutEdges;
const best = (measured: Measured[]) => Math.max(...measured.map(({ figures }) => figures.meanPolsbyPopper)).toFixed(3);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const describeCount = (measured: Measured[]) => `${mean(measured.map(({ figures }) => figures.gridsInBand)).toFixed(1)} of ${mean(measured.map(({ figures }) => figures.grids)).toFixed(1)}`;

/** Mean over our seeds beside the mean over the baseline's. */
function compare(name: string, unit: string, ours: Measured[], peers: Measured[], figureOf: (one: Measured) => number, is: 'at most' | 'at least', note: string): BenchResult {
  const [value, peer] = [mean(ours.map(figureOf)), mean(peers.map(figureOf))];
  return { name, value, unit, compared: { name: `tree bipartition, mean of ${peers.length} seeds`, value: peer, ratio: value / peer }, target: { bound: 1, is }, note };
}

function countBy({ grids, figures }: Partition): string {
  const codes = new Map<string, number>();
  for (const { outside } of grids) if (outside) codes.set(outside.code, (codes.get(outside.code) ?? 0) + 1);
  return `outside, first seed: ${[...codes].map(([code, count]) => `${count} ${code}`).join(', ') || 'none'}; ${figures.gridsWithUnitAboveMax} hold a unit above the band`;
}

/** What no method can exceed while a unit above the band has a grid of its own. */
function boundShare(graph: PartitionGraph): BenchResult[] {
  const heavy = graph.units.filter(({ weight }) => weight > TOWN_BAND.max).length;
  const most = mostGridsInBand(graph, TOWN_BAND);
  return [{ name: 'sf-blockgroups into 300–500: share that no partition can exceed', value: (100 * most) / (most + heavy), unit: '%', note: `at most ${most} grids in the band, and ${heavy} units above it stand alone` }];
}

function measureCounty(): BenchResult[] {
  const graph = buildCounty(100_000, 120, true, 1);
  const { value: ours, seconds } = timed(() => solvePartition(graph, { ...TOWN_BAND, seed: 1 }));
  const peer = measureBaseline(graph, TOWN_BAND, 1, ours);
  const name = `county of ${graph.units.length.toLocaleString('en')} units`;
  const pair = (value: number, other: number) => ({ value, compared: { name: 'tree bipartition', value: other, ratio: value / other } });
  return [
    { name: `${name}: time`, value: seconds, unit: 's', target: { bound: countySeconds, is: 'at most' }, note: `the baseline ${peer.seconds.toFixed(1)} s` },
    { name: `${name}: grids in the band`, unit: '%', ...pair(100 * ours.figures.shareInBand, 100 * peer.figures.shareInBand), target: { bound: 1, is: 'at least' }, note: `${ours.figures.gridsInBand} of ${ours.figures.grids}; ${countBy(ours)}` },
    { name: `${name}: cut edges`, unit: 'edges', ...pair(ours.figures.cutEdges, peer.figures.cutEdges), target: { bound: 1, is: 'at most' } },
    { name: `${name}: mean Polsby–Popper`, unit: '', ...pair(ours.figures.meanPolsbyPopper, peer.figures.meanPolsbyPopper), target: { bound: 1, is: 'at least' } },
    { name: `${name}: border on streets`, unit: '%', ...pair(100 * ours.figures.shareOnStreets, 100 * peer.figures.shareOnStreets), target: { bound: 1, is: 'at least' } },
  ];
}

function timed<Value>(work: () => Value): { value: Value; seconds: number } {
  const before = process.cpuUsage();
  const value = work();
  const { user, system } = process.cpuUsage(before);
  return { value, seconds: (user + system) / 1e6 };
}

/** The baseline is given as many grids for each piece as we made there, so that neither gains by making fewer. */
function measureBaseline(graph: PartitionGraph, band: Band, seed: number, ours: Partition): Measured {
  const { value, seconds } = timed(() => {
    const facts = readGround(graph, () => band).pieces.flatMap((piece) => readGrids(piece, bipartitionRecursively(piece, seed, countLikeOurs(piece, ours))));
    const assignment = new Int32Array(graph.units.length);
    for (const [grid, { units }] of facts.entries()) for (const unit of units) assignment[unit] = grid;
    return measurePartition(graph, assignment, describeGrids(graph, assignment, facts));
  });
  return { figures: value, seconds };
}

function readGrids(piece: Piece, owner: Int32Array): GridFacts[] {
  const members = new Map<number, number[]>();
  for (const [unit, grid] of owner.entries()) members.set(grid, [...(members.get(grid) ?? []), unit]);
  return [...members.values()].map((units) => ({
    units: Int32Array.from(units, (unit) => piece.units[unit]!),
    zone: piece.zone,
    band: piece.band,
    isDedicated: false,
    outside: explainOutside(piece, units, String),
  }));
}

/** Our grids on a part of the piece that has no unit above the band. */
function countLikeOurs(piece: Piece, { assignment, grids }: Partition): (units: Int32Array) => number {
  return (units) => {
    const found = new Set(units.map((unit) => assignment[piece.units[unit]!]!));
    return Math.max(1, [...found].filter((grid) => grids[grid]!.outside?.code !== 'unit-above-max').length);
  };
}
