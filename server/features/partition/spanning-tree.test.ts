import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildCosts } from './cost.ts';
import { TOWN_BAND, USUAL_WEIGHTS } from './options.ts';
import { readGround } from './pieces.ts';
import { Random } from './random.ts';
import { takeRegion } from './region.ts';
import { growTree, markSide, sumSides } from './spanning-tree.ts';
import { buildLattice } from './test-grounds.ts';

const regionOf = (columns: number, rows: number) => {
  const [piece] = readGround(buildLattice(columns, rows, (column, row) => column + 3 * row), () => TOWN_BAND).pieces;
  const costs = buildCosts(piece!, USUAL_WEIGHTS);
  return takeRegion(piece!, costs, Int32Array.from({ length: piece!.count }, (_, unit) => unit), new Int32Array(piece!.count));
};
const sides = fc.record({ columns: fc.integer({ min: 1, max: 7 }), rows: fc.integer({ min: 2, max: 7 }), seed: fc.nat(1e6) });

test('a tree reaches every unit once, each parent before its children', () => {
  fc.assert(fc.property(sides, ({ columns, rows, seed }) => {
    const region = regionOf(columns, rows);
    const { order, parent } = growTree(region, new Random(seed), 0.5);
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: region.size }, (_, node) => node));
    for (const [at, node] of order.entries()) expect(at === 0 ? parent[node] === -1 : order.indexOf(parent[node]!) < at).toBe(true);
  }));
});

test('the sums of each side are those counted by hand', () => {
  fc.assert(fc.property(sides, ({ columns, rows, seed }) => {
    const region = regionOf(columns, rows);
    const cuts = sumSides(region, growTree(region, new Random(seed), 0));
    for (const top of cuts.order) {
      const side = markSide(cuts, top);
      const members = [...side.keys()].filter((node) => side[node]);
      const edges = [...region.from.keys()];
      const cut = edges.filter((edge) => side[region.from[edge]!] !== side[region.to[edge]!]);
      const inside = edges.filter((edge) => side[region.from[edge]!] && side[region.to[edge]!]);
      expect(cuts.weight[top]).toBe(members.reduce((sum, node) => sum + region.weight[node]!, 0));
      expect(cuts.cutMeters[top]).toBe(cut.length * 100);
      expect(cuts.perimeter[top]).toBe(members.length * 400 - inside.length * 200);
    }
  }));
});
