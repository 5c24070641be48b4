import { expect, test } from 'vitest';
import type { BorderPlan } from '#contract/borders.ts';
import { buildCoverage } from '#contract/coverage/build.ts';
import { countAll } from './counts.ts';
import { gridFigures } from './grid-figures.ts';
import { tableOf } from './units.ts';

const zone = '990101001001';
const code = `${zone}001`;
const square = (side: number) => buildCoverage([{ key: code, layer: 'ground', zone, parent: null, geometry: { type: 'Polygon', coordinates: [[[0, 0], [side, 0], [side, side], [0, side], [0, 0]]] } }], []);
const house = (at: [number, number]) => ({ code: '9901010600000000001', name: '', at, outline: [], households: 4, people: null, keyPersons: null, estate: '' });

test('the people of a grid are those that the server has counted, as long as it is as it was saved', () => {
  const [saved, larger] = [square(1), square(2)];
  const units = tableOf({ smallestTold: 5, buildings: [house([0.5, 0.5]), house([1.5, 0.5])], places: [] });
  const counts = { households: 4, buildings: 1, places: 0, people: 12, keyPersons: 6, squareMeters: 0, compactness: 0 };
  const plan = { grids: { type: 'FeatureCollection', features: [{ id: code, properties: { counts } }] } } as unknown as BorderPlan;
  const known = { plan, base: { coverage: saved, facts: new Map() }, baseTallies: countAll(saved, units), units };
  const figures = (coverage: typeof saved) => gridFigures(code, coverage, countAll(coverage, units).get(code), known);
  expect(figures(saved)).toMatchObject({ households: 4, people: 12, keyPersons: 6 });
  expect(figures(square(1))).toMatchObject({ people: 12, keyPersons: 6 });
  expect(figures(larger), 'the house that came may be empty').toMatchObject({ households: 8, people: { least: 12 }, keyPersons: { least: 6 } });
  expect(gridFigures('other', saved, null, known)).toBeNull();
});
