import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildCosts } from './cost.ts';
import { Draft } from './draft.ts';
import { TOWN_BAND, USUAL_WEIGHTS } from './options.ts';
import { readGround } from './pieces.ts';
import { Random } from './random.ts';
import { buildTangle } from './test-grounds.ts';

const weights = { ...USUAL_WEIGHTS, change: 1 };
const drafts = fc.record({ seed: fc.nat(1e6), count: fc.integer({ min: 2, max: 40 }), grids: fc.integer({ min: 1, max: 6 }) }).map(({ seed, count, grids }) => {
  const { pieces } = readGround(buildTangle(seed, count), () => TOWN_BAND);
  const piece = pieces.reduce((most, one) => (one.count > (most?.count ?? 0) ? one : most), pieces[0]);
  const random = new Random(seed);
  return piece && { piece, random, draft: new Draft(piece, buildCosts(piece, weights), Int32Array.from({ length: piece.count }, () => random.below(Math.min(grids, piece.count)))) };
});

test('what a move is said to cost is what the whole costs more after it', () => {
  fc.assert(fc.property(drafts, (made) => {
    if (!made) return;
    const { piece, random, draft } = made;
    for (let step = 0; step < 20; step++) {
      const [unit, to] = [random.below(piece.count), random.below(piece.count)];
      if (draft.owner[unit] === to) continue;
      const [before, said] = [draft.total(), draft.moveCost(unit, to)];
      draft.move(unit, to);
      expect(draft.total() - before).toBeCloseTo(said, 6);
    }
  }));
});

test('sums of grids stay those of their units through any moves', () => {
  fc.assert(fc.property(drafts, (made) => {
    if (!made) return;
    const { piece, random, draft } = made;
    for (let step = 0; step < 50; step++) {
      const [unit, to] = [random.below(piece.count), random.below(piece.count)];
      if (draft.owner[unit] !== to) draft.move(unit, to);
    }
    const anew = new Draft(piece, draft.costs, draft.owner);
    for (let grid = 0; grid < piece.count; grid++) {
      expect(draft.size[grid]).toBe(anew.size[grid]);
      expect(draft.weight[grid]).toBeCloseTo(anew.weight[grid]!, 6);
      expect(draft.perimeter[grid]).toBeCloseTo(anew.perimeter[grid]!, 4);
    }
  }));
});
