import { expect, test } from 'vitest';
import { TOWN_BAND } from './options.ts';
import { describeGrids, type GridFacts, measurePartition } from './report.ts';
import { buildLattice } from './test-grounds.ts';

/** Two rows of three blocks; the west column is another zone, a street runs between the rows. */
const graph = buildLattice(3, 2, () => 200, (column, row) => ({ zone: column === 0 ? 'west' : 'east', estate: column > 0 ? 'garden' : null, currentGrid: row === 0 ? '001' : '002' }));
const edges = graph.edges.map((edge) => (edge.b === edge.a + 3 ? { ...edge, class: 'residential' as const } : edge));
const facts = [[0, 3], [1, 2], [4, 5]].map((units): GridFacts => ({ units: Int32Array.from(units), zone: units[0] === 0 ? 'west' : 'east', band: TOWN_BAND, isDedicated: false, outside: null }));
const assignment = Int32Array.from([0, 1, 1, 0, 2, 2]);
const grids = describeGrids({ ...graph, edges }, assignment, facts);

test('a grid tells what its border lies on, by class, with its zone and the end of the ground', () => {
  expect(grids[1]).toMatchObject({ households: 400, areaSquareMeters: 20_000, perimeterMeters: 600, isInBand: true });
  expect(grids[1]?.borders).toEqual([{ kind: 'edge', meters: 300 }, { kind: 'residential', meters: 200 }, { kind: 'zone', meters: 100 }]);
  expect(grids[1]?.neighbours).toEqual([
    { grid: 2, meters: 200, kinds: [{ kind: 'residential', meters: 200 }] },
    { grid: 0, meters: 100, kinds: [{ kind: 'open', meters: 100 }] },
  ]);
});

test('a grid continues the grid of today that it has most of, and no two continue the same', () => {
  expect(grids.map(({ continues, householdsMovedIn }) => [continues, householdsMovedIn])).toEqual([[null, 400], ['001', 0], ['002', 0]]);
});

test('figures count what lies between grids of one zone', () => {
  expect(measurePartition({ ...graph, edges }, assignment, grids)).toMatchObject({ grids: 3, shareInBand: 1, cutEdges: 2, shareOnStreets: 1, householdsMoved: 400, tornEstates: 1 });
});
