import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdit, type Coverage, type CoverageEdit, type Face, type Position } from '#contract/coverage/coverage.ts';
import { countAll, figuresOf, recount } from './counts.ts';
import { measureRings } from './measure.ts';
import { tableOf } from './units.ts';

/** Four squares in a block; vertex 4 is where all meet. */
function block(): Coverage {
  const positions = new Map<number, Position>(Array.from({ length: 9 }, (_, at) => [at, [at % 3, Math.floor(at / 3)]]));
  const face = (key: string, ring: number[]): [string, Face] => [key, { key, layer: 'ground', zone: 'z', parent: null, rings: [ring] }];
  return {
    positions,
    faces: new Map([face('sw', [0, 1, 4, 3]), face('se', [1, 2, 5, 4]), face('nw', [3, 4, 7, 6]), face('ne', [4, 5, 8, 7])]),
    zones: new Map([['z', [[0, 1, 2, 5, 8, 7, 6, 3]]]]),
  };
}
const ownersIn = (coverage: Coverage) => (id: number) => [...coverage.faces].filter(([, { rings }]) => rings.some((ring) => ring.includes(id))).map(([key]) => key);
const moveCenter = (to: Position): CoverageEdit => ({ positions: [{ key: 4, before: [1, 1], after: to }], faces: [], zones: [] });
const building = (at: [number, number], households: number) => ({ code: '9901010600000000001', name: '', at, outline: [], households, people: households * 3, keyPersons: 1, estate: '' });
const spot = fc.tuple(fc.double({ min: 0, max: 2, noNaN: true }), fc.double({ min: 0, max: 2, noNaN: true }));
const units = fc.array(fc.tuple(spot, fc.integer({ min: 0, max: 60 })), { maxLength: 80 }).map((rows) => tableOf({ smallestTold: 0, buildings: rows.map(([at, households]) => building(at, households)), places: [] }));
const inner = fc.tuple(fc.double({ min: 0.1, max: 1.9, noNaN: true }), fc.double({ min: 0.1, max: 1.9, noNaN: true }));
const plain = (tallies: ReadonlyMap<string, Float64Array | null>) => Object.fromEntries([...tallies].map(([key, tally]) => [key, tally && [...tally]]));

describe('counting while a border is dragged', () => {
  test('gives what counting everything anew gives, wherever the vertex goes', () => {
    fc.assert(
      fc.property(units, inner, (table, to) => {
        const coverage = block();
        const edit = moveCenter(to);
        const after = recount(countAll(coverage, table), coverage, edit, ownersIn(coverage), table);
        expect(plain(after)).toEqual(plain(countAll(applyEdit(coverage, edit), table)));
      }),
    );
  });
  test('gives what counting everything anew gives after a split and after a merge', () => {
    fc.assert(
      fc.property(units, (table) => {
        const coverage = block();
        const [sw, se] = [coverage.faces.get('sw') as Face, coverage.faces.get('se') as Face];
        const merge: CoverageEdit = { positions: [], faces: [{ key: 'sw', before: sw, after: { ...sw, rings: [[0, 1, 2, 5, 4, 3]] } }, { key: 'se', before: se, after: null }], zones: [] };
        const merged = applyEdit(coverage, merge);
        const owners = ownersIn(coverage);
        const expected = plain(countAll(merged, table));
        const found = recount(countAll(coverage, table), coverage, merge, owners, table);
        expect(plain(found)).toEqual({ sw: expected.sw, se: null });
        const split: CoverageEdit = { ...merge, faces: merge.faces.map(({ key, before, after }) => ({ key, before: after, after: before })) };
        expect(plain(recount(countAll(merged, table), merged, split, ownersIn(merged), table))).toMatchObject({ sw: plain(countAll(coverage, table)).sw, se: plain(countAll(coverage, table)).se });
      }),
    );
  });
  test('loses and doubles nobody: the sum over all grids stays', () => {
    fc.assert(
      fc.property(units, inner, (table, to) => {
        const coverage = block();
        const sum = (tallies: ReadonlyMap<string, Float64Array | null>) => [...tallies.values()].reduce((all, tally) => all + (tally?.[0] ?? 0), 0);
        const before = countAll(coverage, table);
        expect(sum(recount(before, coverage, moveCenter(to), ownersIn(coverage), table))).toBe(sum(before));
      }),
    );
  });
});

test('a square of a hundredth of a degree at 36° north measures what PostGIS says', () => {
  const corners: Position[] = [[120, 36], [120.01, 36], [120.01, 36.01], [120, 36.01]];
  const { squareMeters, compactness } = measureRings([[0, 1, 2, 3]], (id) => corners[id] as Position);
  expect(squareMeters / 1_000_232.3).toBeCloseTo(1, 3);
  expect(compactness).toBeCloseTo(Math.PI / 4, 1);
});

test('people are told by the rule of all counts: what hidden houses hold does not come out by adding up, nor do sums that are too small', () => {
  const coverage = block();
  const house = (at: [number, number], people: number | null, keyPersons: number | null) => ({ ...building(at, 1), people, keyPersons });
  const table = tableOf({
    smallestTold: 5,
    buildings: [house([0.5, 0.5], 40, null), house([0.4, 0.4], null, null), house([1.5, 0.5], 8, 6), house([0.5, 1.5], null, null)],
    places: [],
  });
  const tallies = countAll(coverage, table);
  const told = (key: string) => {
    const { people, keyPersons } = figuresOf(tallies.get(key)!, coverage.faces.get(key)!, (id) => coverage.positions.get(id)!, table);
    return [people, keyPersons];
  };
  expect(told('sw')).toEqual([{ least: 40 }, null]);
  expect(told('se')).toEqual([8, 6]);
  expect(told('nw')).toEqual([null, null]);
  expect(told('ne'), 'nobody is fewer than may be told').toEqual([null, null]);
});
