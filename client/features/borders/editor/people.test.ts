import { describe, expect, test } from 'vitest';
import type { BorderPlan } from '#contract/borders.ts';
import { buildCoverage } from '#contract/coverage/build.ts';
import type { Coverage } from '#contract/coverage/coverage.ts';
import { countAll } from './counts.ts';
import { gridFigures } from './grid-figures.ts';
import { handOverRows } from './hand-over.ts';
import { tableOf } from './units.ts';

const zone = '990101001001';
const [west, middle, east, fresh] = ['001', '002', '003', '018'].map((number) => zone + number) as [string, string, string, string];
/** Grids side by side, each from one meridian to another. */
const strips = (...grids: [string, number, number][]): Coverage =>
  buildCoverage(grids.map(([key, from, to]) => ({ key, layer: 'ground' as const, zone, parent: null, geometry: { type: 'Polygon' as const, coordinates: [[[from, 0], [to, 0], [to, 1], [from, 1], [from, 0]]] } })), []);
const house = (x: number, people: number | null, keyPersons: number | null = null) => ({ code: '9901010600000000001', name: '', at: [x, 0.5] as [number, number], outline: [], households: 4, people, keyPersons, estate: '' });

const saved = strips([west, 0, 1], [middle, 1, 2], [east, 2, 3]);
// A building of which nothing is told has four people at most.
const units = tableOf({ smallestTold: 5, buildings: [house(0.2, 30), house(0.5, null), house(0.8, null), house(1.2, null), house(1.5, 20), house(2.5, null)], places: [{ code: '9901010700000000001', category: 'shop', at: [0.95, 0.5] }] });
const totals: Record<string, [number | null, number | null]> = { [west]: [36, 8], [middle]: [22, 6], [east]: [null, null] };
const plan = { grids: { type: 'FeatureCollection', features: Object.entries(totals).map(([id, [people, keyPersons]]) => ({ id, properties: { counts: { people, keyPersons } } })) } } as unknown as BorderPlan;
const known = { plan, base: { coverage: saved, facts: new Map() }, baseTallies: countAll(saved, units), units };
const told = (now: Coverage, code: string) => {
  const figures = gridFigures(code, now, countAll(now, units).get(code), known);
  return [figures?.people, figures?.keyPersons];
};

describe('people of a grid before the plan is saved', () => {
  test('stay those that the server counted where no building comes or goes', () => {
    const now = strips([west, 0, 0.9], [middle, 0.9, 2], [east, 2, 3]);
    expect([told(now, west), told(now, middle), told(now, east)]).toEqual([[36, 8], [22, 6], [null, null]]);
  });
  test('are a sum where whole grids become one', () => {
    expect(told(strips([west, 0, 2], [east, 2, 3]), west)).toEqual([58, 14]);
    expect(told(strips([west, 0, 3]), west), 'the third may not be told').toEqual([{ least: 58 }, { least: 14 }]);
  });
  test('are at least what there was without the most that may have gone, and what came for certain', () => {
    const now = strips([west, 0, 0.7], [middle, 0.7, 2], [east, 2, 3]);
    expect(told(now, west)).toEqual([{ least: 32 }, { least: 4 }]);
    // Of the 36, the houses that stay hold 34 at most.
    expect(told(now, middle)).toEqual([{ least: 24 }, { least: 6 }]);
  });
  test('are exact where all that came or went is told', () => {
    const now = strips([west, 0, 1], [middle, 1, 1.4], [east, 1.4, 3]);
    expect(told(now, middle), 'two are fewer than may be told').toEqual([null, { least: 2 }]);
    expect(told(now, east)).toEqual([{ least: 20 }, { least: 2 }]);
  });
  test('of a new grid are those of the ground that it was made of', () => {
    const now = strips([west, 0, 0.4], [fresh, 0.4, 1], [middle, 1, 2], [east, 2, 3]);
    expect([told(now, west), told(now, fresh)]).toEqual([[30, null], [6, { least: 4 }]]);
    expect(told(strips([fresh, 0, 1], [middle, 1, 2], [east, 2, 3]), fresh)).toEqual([36, 8]);
  });
  test('follow the brush by the same rule', () => {
    const work = { document: { coverage: saved, facts: new Map() }, history: { done: [], undone: [] } };
    const rows = handOverRows(new Map([[1, west]]), middle, { ...known, work, tallies: known.baseTallies });
    expect(rows.map(({ key, before, after }) => [key, before?.people, after?.people])).toEqual([[middle, 22, { least: 24 }], [west, 36, { least: 32 }]]);
  });
});
