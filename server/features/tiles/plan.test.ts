import { expect, test } from 'vitest';
import { type Layer, planLess, planTile } from './plan.ts';

const layer = (more: Partial<Layer>): Layer => ({ id: 'places', source: 'element', kind: 'place', minzoom: 8, maxzoom: 16, countsBelowZoom: 14, sensitivity: 'open', ...more });
const plan = (of: Layer, z: number, seesPersons = false) => planTile(of, { layer: of.id, z, x: 0, y: 0 }, seesPersons);

test('counts are per street, then per community, then per grid, then single elements come', () => {
  expect([8, 10, 11, 12, 13].map((z) => plan(layer({}), z).values[1])).toEqual([9, 9, 9, 12, 15]);
  expect(plan(layer({}), 14)).toMatchObject({ statement: 'elements', values: ['place', 8000] });
});

test('a restricted count under five is not told', () => {
  const keyPersons = layer({ id: 'key_persons', source: 'key_person', kind: 'person', sensitivity: 'restricted' });
  expect(plan(keyPersons, 11).values).toEqual(['key_person', 9, 5]);
  expect(plan(layer({}), 11).values[2]).toBe(1);
});

test('exact points of key persons are drawn only for those who may see them', () => {
  const keyPersons = layer({ source: 'key_person', sensitivity: 'restricted' });
  expect(plan(keyPersons, 15, true).statement).toBe('key-persons');
  expect(plan(keyPersons, 15, false).statement).toBe('key-persons-by-building');
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
  let less = planLess(plan(layer({}), 16));
  expect(less).toEqual({ statement: 'elements', values: ['place', 4800], most: 4800 });
  for (let i = 0; i < 20 && less; i += 1) less = planLess(less);
  expect(less).toBeNull();
  expect(planLess(plan(layer({ source: 'grid', countsBelowZoom: null }), 14))).toBeNull();
});
