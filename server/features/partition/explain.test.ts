import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildAdjacency } from './adjacency.ts';
import { canBeInBand } from './explain.ts';
import { labelParts } from './parts.ts';
import { buildLattice } from './test-grounds.ts';

test('a unit fits into the band exactly when some connected set with it does', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 9 }), fc.integer({ min: 1, max: 3 }), (weights, columns) => {
    const rows = Math.ceil(weights.length / columns);
    const graph = buildLattice(columns, rows, (column, row) => weights[row * columns + column] ?? 9);
    const near = buildAdjacency(graph.units.length, graph.edges);
    const weight = Float64Array.from(graph.units, (unit) => unit.weight);
    const good = new Set<number>();
    for (let mask = 1; mask < 1 << weight.length; mask++) {
      const members = [...weight.keys()].filter((unit) => mask & (1 << unit));
      const total = members.reduce((sum, unit) => sum + weight[unit]!, 0);
      if (total < 10 || total > 12) continue;
      const parts = labelParts(near, (unit) => (mask & (1 << unit) ? 1 : 0)).filter((part) => mask & (1 << part[0]!));
      if (parts.length === 1) for (const unit of members) good.add(unit);
    }
    for (const unit of weight.keys()) expect(canBeInBand(near, { min: 10, max: 12 }, weight, unit)).toBe(good.has(unit));
  }));
});
