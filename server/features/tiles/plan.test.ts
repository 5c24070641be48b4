import { expect, test } from 'vitest';
import { type Layer, planLess, planTile, type TilePlan } from './plan.ts';

const layer = (more: Partial<Layer>): Layer => ({ id: 'places', source: 'element', kind: 'place', minzoom: 8, maxzoom: 16, countsBelowZoom: 14, sensitivity: 'open', ...more });
const plan = (of: Layer, z: number, seesPersons = false) => planTile(of, { layer: of.id, z, x: 0, y: 0 }, seesPersons);

test('counts are per street, then per community, then per grid, then single elements come', () => {
  expect([8, 10, 11, 12, 13, 14].map((z) => plan(layer({ countsBelowZoom: 15 }), z).values[1])).toEqual([9, 9, 9, 12, 12, 15]);
  expect(plan(layer({}), 14)).toMatchObject({ statement: 'elements', values: ['place', 8000] });
});

test('a restricted count under five is not told', () => {
  const keyPersons = layer({ id: 'key_persons', source: 'key_person', kind: 'person', sensitivity: 'restricted' });
  expect(plan(keyPersons, 11).values).toEqual(['key_person', 9, 5, null]);
  expect(plan(layer({}), 11).values[2]).toBe(1);
  expect(plan(keyPersons, 11, true).values[2]).toBe(1);
});

test('exact points of key persons are drawn only for those who may see them', () => {
  const keyPersons = layer({ source: 'key_person', sensitivity: 'restricted' });
  expect(plan(keyPersons, 15, true).statement).toBe('key-persons');
  expect(plan(keyPersons, 15, false)).toMatchObject({ statement: 'counts', values: ['key_person', 15, 5, null] });
});

test('every zoom has a band of generalised borders, or the full shape close up', () => {
  const grids = layer({ source: 'grid', countsBelowZoom: null });
  expect([0, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 16].map((z) => plan(grids, z).values[0])).toEqual([5, 5, 5, 7, 7, 9, 9, 11, 11, 13, 13, null, null]);
});

test('closer means more: ranks of roads and levels of regions only grow with the zoom', () => {
  const zooms = Array.from({ length: 17 }, (_, z) => z);
  const ranks = zooms.map((z) => Number(plan(layer({ source: 'ground', kind: 'road', countsBelowZoom: null }), z).values[1]));
  const levels = zooms.map((z) => (plan(layer({ source: 'region', countsBelowZoom: null }), z).values[0] as string[]).length);
  expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
  expect(levels).toEqual([...levels].sort((a, b) => a - b));
});

test('a tile that came out too large is planned with fewer features, until there is nothing left to leave out', () => {
  expect(planLess(plan(layer({}), 16), 0.9)).toEqual({ statement: 'elements', values: ['place', 4800], most: 4800 });
  expect(planLess(plan(layer({}), 16), 0.25)).toEqual({ statement: 'elements', values: ['place', 2000], most: 2000 });
  const all = plan(layer({}), 11);
  expect(planLess(all, 0.5)).toEqual({ statement: 'counts', values: ['place', 9, 1, 4000], most: 4000 });
});

test('borders lose detail before any of them is left out', () => {
  const grids = layer({ source: 'grid', kind: 'grid', countsBelowZoom: null });
  const plans = planAll(plan(grids, 14)).slice(0, 6);
  expect(plans.map(({ values }) => values)).toEqual([[null, null], [13, null], [9, null], [5, null], [5, 4000], [5, 2400]]);
  const regions = layer({ source: 'region', kind: 'region', countsBelowZoom: null });
  expect(planAll(plan(regions, 10)).slice(0, 4).map(({ values }) => values.slice(1))).toEqual([[11, null], [7, null], [5, null], [5, 4000]]);
});

test('every layer comes to a tile without features in the end', () => {
  const sources: Layer['source'][] = ['region', 'region_label', 'grid', 'grid_label', 'ground', 'building', 'element', 'key_person'];
  for (const source of sources) {
    for (const countsBelowZoom of [null, 14]) {
      for (let z = 0; z <= 16; z += 1) {
        const plans = planAll(plan(layer({ source, countsBelowZoom }), z));
        expect(plans.length, `${source} ${z}`).toBeLessThan(40);
        expect(plans.at(-1)?.most).toBe(0);
        expect(plans.every(({ values, most }) => values.at(-1) === most)).toBe(true);
      }
    }
  }
});

/** A plan and all that come after it, where never much less would fit. */
function planAll(first: TilePlan): TilePlan[] {
  const plans = [first];
  for (let less = planLess(first, 1); less; less = planLess(less, 1)) plans.push(less);
  return plans;
}
