import { expect, test } from 'vitest';
import { buildCoverage } from '#contract/coverage/build.ts';
import { applyEdit, type CoverageEdit, type Position } from '#contract/coverage/coverage.ts';
import { moveVertices } from '#contract/coverage/moves.ts';
import { countAll } from './counts.ts';
import { gridFigures } from './grid-figures.ts';
import { previewOf } from './live.ts';
import { tableOf } from './units.ts';

const zone = '990101001001';
const [west, east] = [`${zone}001`, `${zone}002`];
const ground = (key: string, ring: Position[]) => ({ key, layer: 'ground' as const, zone, parent: null, geometry: { type: 'Polygon' as const, coordinates: [[...ring, ring[0]!]] } });
const coverage = buildCoverage([ground(west, [[0, 0], [0.01, 0], [0.01, 0.005], [0.01, 0.01], [0, 0.01]]), ground(east, [[0.01, 0], [0.02, 0], [0.02, 0.01], [0.01, 0.01], [0.01, 0.005]])], []);
const middle = [...coverage.positions].find(([, [x, y]]) => x === 0.01 && y === 0.005)![0];
const units = tableOf({ smallestTold: 0, buildings: [], places: [{ code: '9901010700000000001', category: 'shop', at: [0.012, 0.005] }] });
const base = { coverage, facts: new Map() };
const baseTallies = countAll(coverage, units);

test('what grids held is told of the borders as they are at each gesture, not as they were at one before', () => {
  let now = coverage;
  for (const x of [0.013, 0.011, 0.0105]) {
    const moved = moveVertices(now, [{ vertex: middle, to: [x, 0.005] }]) as { ok: true; edit: CoverageEdit };
    const tallies = countAll(now, units);
    const counting = { work: { document: { coverage: now, facts: new Map() }, history: { done: [], undone: [] } }, tallies, baseTallies, units, plan: null, base };
    const after = applyEdit(now, moved.edit);
    for (const _ of ['first move', 'second move'])
      for (const { key, before, after: then } of previewOf(moved.edit, counting).rows) {
        expect(before).toEqual(gridFigures(key, now, tallies.get(key), counting));
        expect(then).toEqual(gridFigures(key, after, countAll(after, units).get(key), counting));
      }
    now = after;
  }
});
