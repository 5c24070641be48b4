import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Adjacency, buildAdjacency } from './adjacency.ts';
import { ConnectivityCheck } from './connectivity.ts';
import { labelParts } from './parts.ts';
import { buildTangle } from './test-grounds.ts';

/** By the definition: the parts of the unit's grid are counted with and without it. */
function canLeaveByDefinition(near: Adjacency, owner: Int32Array, unit: number): boolean {
  const grid = owner[unit]!;
  const alone = -1;
  const parts = (owners: Int32Array) => labelParts(near, (other) => owners[other]!).filter((units) => owners[units[0]!] === grid).length;
  return parts(owner.map((other, index) => (index === unit ? alone : other))) <= parts(owner);
}

test('a unit may leave exactly when its grid does not fall apart', () => {
  fc.assert(fc.property(fc.nat(1e6), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 4 }), (seed, count, grids) => {
    const graph = buildTangle(seed, count);
    const near = buildAdjacency(count, graph.edges);
    const owner = Int32Array.from({ length: count }, (_, unit) => (unit * 7 + seed) % grids);
    const check = new ConnectivityCheck(near);
    for (let unit = 0; unit < count; unit++) expect(check.canLeave(owner, unit)).toBe(canLeaveByDefinition(near, owner, unit));
  }), { numRuns: 300 });
});
