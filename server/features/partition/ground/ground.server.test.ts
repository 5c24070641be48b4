/** Units of grounds drawn by hand, whose blocks one can count on paper. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { solvePartition } from '../solve.ts';
import type { GroundOfPlan } from './read-ground.ts';
import { type Box, type DrawnGround, type GroundTable, metersEast, metersNorth, openGroundTable, side, type Spot } from './test-ground.ts';

let table: GroundTable;
beforeAll(async () => {
  table = await openGroundTable('ground');
}, 120_000);
afterAll(() => table.close());

const half = side / 2;
const across = (kind: string, name = ''): NonNullable<DrawnGround['lines']>[number] => ({ theme: 'road', class: kind, name, path: [[-5, half], [side + 5, half]] });
const upward = (kind: string, name = ''): NonNullable<DrawnGround['lines']>[number] => ({ theme: 'road', class: kind, name, path: [[half, -5], [half, side + 5]] });
/** A house of 4 by 4 steps (36 m by 45 m) around a spot. */
const houseAt = ([east, north]: Spot, households: number | null, estate?: string): NonNullable<DrawnGround['houses']>[number] => ({ box: [east - 2, north - 2, east + 2, north + 2], households, ...(estate ? { estate } : {}) });
/** One house in the middle of each quarter: south-west 1, south-east 2, north-west 3, north-east 4 households. */
const quarterHouses = ([[25, 25], [75, 25], [25, 75], [75, 75]] as const).map((spot, index) => houseAt(spot, index + 1));

const weightsOf = ({ graph }: GroundOfPlan) => graph.units.map(({ weight }) => weight).sort((a, b) => a - b);
/** Borders between units by the households on both sides, with their class and whole metres. */
const bordersOf = ({ graph: { units, edges } }: GroundOfPlan) =>
  edges.map(({ a, b, class: kind, commonBorderMeters }) => `${[units[a]!.weight, units[b]!.weight].sort((one, other) => one - other).join('|')} ${kind} ${Math.round(commonBorderMeters)}`).sort();
const wholeArea = side * metersEast * side * metersNorth;
const areaOf = ({ graph }: GroundOfPlan) => graph.units.reduce((total, { areaSquareMeters }) => total + areaSquareMeters, 0);
function expectWhole(ground: GroundOfPlan): void {
  expect(areaOf(ground) / wholeArea).toBeCloseTo(1, 3);
  expect(ground.fabric.faces.flatMap(({ buildings }) => buildings).sort((a, b) => a - b)).toEqual(ground.buildings.map((_, index) => index));
}

test('two streets make four blocks, with the class of each street between them', async () => {
  const ground = await table.read({ lines: [across('primary', '人民路'), upward('residential')], houses: quarterHouses });
  expect(weightsOf(ground)).toEqual([1, 2, 3, 4]);
  const [eastward, northward] = [Math.round(half * metersEast), Math.round(half * metersNorth)];
  expect(bordersOf(ground)).toEqual([`1|2 residential ${northward}`, `1|3 primary ${eastward}`, `2|4 primary ${eastward}`, `3|4 residential ${northward}`]);
  expect(new Set(ground.seams.filter(({ kind, b }) => kind === 'primary' && b >= 0).map(({ name }) => name))).toEqual(new Set(['人民路']));
  expectWhole(ground);
});

test('a river, a railway and a wall bound blocks as a street does; where two lie on one line the better one counts', async () => {
  const path: Spot[] = [[half, -5], [half, side + 5]];
  const pair = [houseAt([25, 50], 1), houseAt([75, 50], 2)];
  const bounds = async (...lines: NonNullable<DrawnGround['lines']>) => bordersOf(await table.read({ lines, houses: pair }));
  const meters = Math.round(side * metersNorth);
  expect(await bounds({ theme: 'water', class: 'river', path })).toEqual([`1|2 river ${meters}`]);
  expect(await bounds({ theme: 'railway', class: 'rail', path })).toEqual([`1|2 rail ${meters}`]);
  expect(await bounds({ theme: 'barrier', class: 'wall', path })).toEqual([`1|2 wall ${meters}`]);
  expect(await bounds({ theme: 'barrier', class: 'wall', path }, { theme: 'road', class: 'tertiary', path })).toEqual([`1|2 tertiary ${meters}`]);
});

test('footpaths and ponds bound nothing', async () => {
  const ground = await table.read({
    lines: [across('footway')],
    // 27 m by 33 m of water.
    areas: [{ theme: 'water', class: 'lake', box: [60, 60, 63, 63] }],
    houses: quarterHouses,
  });
  expect(weightsOf(ground)).toEqual([10]);
});

test('a lake is a unit with the shore as its border', async () => {
  const ground = await table.read({ areas: [{ theme: 'water', class: 'lake', box: [40, 40, 60, 60] }], houses: [houseAt([10, 10], 5)] });
  expect(bordersOf(ground)).toEqual([`0|5 river ${Math.round(2 * 20 * (metersEast + metersNorth))}`]);
});

test('a street under a house ends at the crossings around it: no line goes through a building', async () => {
  const bridgeHouse = houseAt([25, half], 8);
  const ground = await table.read({ lines: [across('primary'), upward('residential')], houses: [...quarterHouses, bridgeHouse] });
  expect(weightsOf(ground)).toEqual([2, 4, 12]);
  expect(bordersOf(ground).map((border) => border.split(' ').slice(0, 2).join(' '))).toEqual(['2|12 residential', '2|4 primary', '4|12 residential']);
  expectWhole(ground);
});

test('a house with one wall on a street is not cut by it', async () => {
  const ground = await table.read({ lines: [across('primary')], houses: [{ box: [20, half, 24, half + 4], households: 3 }, houseAt([25, 25], 1)] });
  expect(weightsOf(ground)).toEqual([1, 3]);
});

test('a border of today parts units where no house stands on it', async () => {
  const grids: Box[] = [[0, 0, half, side], [half, 0, side, side]];
  const free = await table.read({ grids, houses: [houseAt([25, 50], 1), houseAt([75, 50], 2)] });
  expect(bordersOf(free)).toEqual([`1|2 open ${Math.round(side * metersNorth)}`]);
  expect(free.graph.units.map(({ currentGrid }) => currentGrid?.slice(-3)).sort()).toEqual(['001', '002']);
  const stood = await table.read({ grids, houses: [houseAt([25, 50], 1), houseAt([75, 50], 2), houseAt([half, 20], 4)] });
  expect(weightsOf(stood)).toEqual([7]);
  expectWhole(stood);
});

test('the border of the community stays though a house stands on it', async () => {
  const ground = await table.read({ lines: [across('primary')], houses: [...quarterHouses, { box: [side - 6, 70, side + 2, 76], households: 8 }] });
  expect(weightsOf(ground)).toEqual([3, 15]);
  expectWhole(ground);
});

test('a block too big is cut between its houses into units that a sixth of a grid holds', async () => {
  const rows = Array.from({ length: 24 }, (_, index) => houseAt([12 + 15 * (index % 6), 15 + 22 * Math.floor(index / 6)], 4));
  const ground = await table.read({ houses: rows }, 48);
  expect(Math.max(...weightsOf(ground))).toBeLessThanOrEqual(8);
  expect(weightsOf(ground).reduce((sum, weight) => sum + weight, 0)).toBe(96);
  expect(ground.graph.edges.every(({ class: kind }) => kind === 'open')).toBe(true);
  expectWhole(ground);
  expect(weightsOf(await table.read({ houses: rows }))).toEqual([96]);
});

test('houses wall to wall are not cut apart, however many live there', async () => {
  const terrace = Array.from({ length: 10 }, (_, index) => ({ box: [20 + 5 * index, 40, 25 + 5 * index, 46] as Box, households: 4 }));
  expect(weightsOf(await table.read({ houses: terrace }, 48))).toEqual([40]);
});

test('an estate that is cut into units bears its name in each of them, and the solver keeps it whole', async () => {
  const inside = Array.from({ length: 6 }, (_, index) => houseAt([15 + 12 * (index % 3), 20 + 25 * Math.floor(index / 3)], 8, '花园小区'));
  const outside = Array.from({ length: 6 }, (_, index) => houseAt([60 + 15 * (index % 3), 20 + 25 * Math.floor(index / 3)], 8));
  const wall: Spot[] = [[half, -5], [half, side + 5]];
  const ground = await table.read({ lines: [{ theme: 'barrier', class: 'wall', path: wall }], houses: [...inside, ...outside] }, 48);
  const estate = ground.graph.units.flatMap((unit, index) => (unit.estate === '花园小区' ? [index] : []));
  expect(estate.length).toBeGreaterThan(1);
  expect(estate.reduce((sum, index) => sum + ground.graph.units[index]!.weight, 0)).toBe(48);
  const partition = solvePartition(ground.graph, { min: 36, target: 48, max: 60, seed: 1 });
  expect(new Set(estate.map((index) => partition.assignment[index])).size).toBe(1);
});

test('a block inside a ring of street is an island: one neighbour, the whole ring as border', async () => {
  const ring: Spot[] = [[30, 30], [70, 30], [70, 70], [30, 70], [30, 30]];
  const ground = await table.read({ lines: [{ theme: 'road', class: 'residential', path: ring }], houses: [houseAt([50, 50], 6), houseAt([10, 10], 1)] });
  expect(bordersOf(ground)).toEqual([`1|6 residential ${Math.round(2 * 40 * (metersEast + metersNorth))}`]);
  expectWhole(ground);
});

test('dead ends bound nothing, alone and with a side street', async () => {
  const lane: Spot[] = [[-5, half], [60, half]];
  const sideStreet: Spot[] = [[40, half], [40, 80]];
  const ground = await table.read({ lines: [{ theme: 'road', class: 'residential', path: lane }, { theme: 'road', class: 'residential', path: sideStreet }], houses: quarterHouses });
  expect(weightsOf(ground)).toEqual([10]);
  expect(ground.graph.edges).toEqual([]);
});

test('ground with nothing on it is one unit without households', async () => {
  const ground = await table.read({});
  expect(ground.graph.units).toMatchObject([{ weight: 0, isDedicated: false }]);
  expect(ground.graph.edges).toEqual([]);
  expect(ground.isEstimated).toBe(true);
  expectWhole(ground);
});

test('the strip between two carriageways is no unit of its own', async () => {
  const carriageway = (north: number): NonNullable<DrawnGround['lines']>[number] => ({ theme: 'road', class: 'primary', path: [[-5, north], [side + 5, north]] });
  const ground = await table.read({ lines: [carriageway(half), carriageway(half + 0.6)], houses: [houseAt([25, 25], 1), houseAt([25, 75], 2)] });
  expect(bordersOf(ground)).toEqual([`1|2 primary ${Math.round(side * metersEast)}`]);
  expectWhole(ground);
});

test('a park where nobody lives has a grid of its own, a small one and one with a house do not', async () => {
  const park = (box: Box) => ({ theme: 'landuse' as const, class: 'park', name: '人民公园', box });
  const dedicatedOf = ({ graph, ground }: GroundOfPlan) => graph.units.flatMap(({ isDedicated }, index) => (isDedicated ? [ground[index]!.dedicatedTo] : []));
  expect(dedicatedOf(await table.read({ areas: [park([40, 40, 60, 60])], houses: [houseAt([10, 10], 5)] }))).toEqual([{ kind: 'park', name: '人民公园' }]);
  expect(dedicatedOf(await table.read({ areas: [park([40, 40, 45, 45])], houses: [houseAt([10, 10], 5)] }))).toEqual([]);
  expect(dedicatedOf(await table.read({ areas: [park([40, 40, 60, 60])], houses: [houseAt([50, 50], 5)] }))).toEqual([]);
});

test('households are estimated from footprints only where those of no building are known', async () => {
  const houses = [houseAt([25, 25], 7), houseAt([75, 75], null)];
  const known = await table.read({ lines: [across('primary')], houses });
  expect([known.isEstimated, weightsOf(known)]).toEqual([false, [0, 7]]);
  const estimated = await table.read({ lines: [across('primary')], houses: houses.map((house) => ({ ...house, households: null })) });
  // 36 m by 45 m: without floors and height taken as five floors, three quarters of them dwellings of 90 m².
  expect([estimated.isEstimated, weightsOf(estimated)]).toEqual([true, [67, 67]]);
});
