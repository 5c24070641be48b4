import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CutBlock, type CutBuilding, cutBlock, type CutSegment, type Point } from './cuts.ts';

const box = (west: number, south: number, east: number, north: number): Point[] => [[west, south], [east, south], [east, north], [west, north]];
const house = (west: number, south: number, households: number): CutBuilding => ({ households, outline: box(west, south, west + 10, south + 10) });
const block = (buildings: CutBuilding[], rings: Point[][] = [box(0, 0, 100, 100)]): CutBlock => ({ rings, buildings });

/** Whether a segment enters a box by more than a hair. */
function enters({ from, to }: CutSegment, outline: readonly Point[]): boolean {
  const [west, south] = outline[0]!;
  const [east, north] = outline[2]!;
  return Array.from({ length: 501 }, (_, step) => step / 500).some((share) => {
    const [x, y] = [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
    return x > west + 1e-6 && x < east - 1e-6 && y > south + 1e-6 && y < north - 1e-6;
  });
}

test('a block that is small enough, and one house alone, stay whole', () => {
  expect(cutBlock(block([house(10, 10, 5), house(80, 80, 5)]), 10)).toEqual([]);
  expect(cutBlock(block([house(10, 10, 500)]), 10)).toEqual([]);
  expect(cutBlock(block([]), 10)).toEqual([]);
});

test('two houses are parted by one line across the gap between them', () => {
  const cuts = cutBlock(block([house(10, 45, 8), house(80, 45, 8)]), 10);
  expect(cuts).toHaveLength(1);
  expect((cuts[0]!.from[0] + cuts[0]!.to[0]) / 2).toBeCloseTo(50, 0);
});

test('houses closer than a metre are not parted', () => {
  expect(cutBlock(block([house(10, 45, 8), house(20.5, 45, 8)]), 10)).toEqual([]);
});

test('households are halved where the gaps allow', () => {
  const [cut, ...more] = cutBlock(block([0, 1, 2, 3].map((index) => house(5 + 25 * index, 45, 5))), 10);
  expect(more).toEqual([]);
  expect((cut!.from[0] + cut!.to[0]) / 2).toBeCloseTo(47.5, 0);
});

test('rows of houses wall to wall that go up a slope are parted by the lane between them', () => {
  const row = (south: number) => Array.from({ length: 8 }, (_, index) => house(10 + 10 * index, south + 1.23 * index, 2));
  const buildings = [...row(30), ...row(46)];
  const [cut, ...more] = cutBlock(block(buildings), 16);
  expect(more).toEqual([]);
  expect(buildings.some(({ outline }) => enters(cut!, outline))).toBe(false);
});

test('a line over a hole is two cuts, one on each side of it', () => {
  const hole = box(40, 20, 60, 80);
  const cuts = cutBlock(block([house(5, 45, 8), house(85, 45, 8)], [box(0, 0, 100, 100), hole.toReversed()]), 10);
  expect(cuts).toHaveLength(2);
  for (const cut of cuts) expect(Math.hypot(cut.to[0] - cut.from[0], cut.to[1] - cut.from[1])).toBeCloseTo(20, 0);
});

test('no cut enters a building, whatever stands in the block', () => {
  const houses = fc.uniqueArray(fc.record({ column: fc.integer({ min: 0, max: 6 }), row: fc.integer({ min: 0, max: 6 }), east: fc.integer({ min: 0, max: 3 }), north: fc.integer({ min: 0, max: 3 }), households: fc.integer({ min: 0, max: 60 }) }), {
    selector: ({ column, row }) => column * 7 + row, maxLength: 20,
  });
  fc.assert(fc.property(houses, fc.integer({ min: 1, max: 80 }), (drawn, most) => {
    const buildings = drawn.map(({ column, row, east, north, households }) => house(1 + 14 * column + east, 1 + 14 * row + north, households));
    for (const cut of cutBlock(block(buildings), most)) for (const { outline } of buildings) expect(enters(cut, outline)).toBe(false);
  }), { numRuns: 300, seed: 7 });
});
