import { describe, expect, it } from 'vitest';
import type { Position } from '#contract/coverage/coverage.ts';
import { isSameGround } from './same-ground.ts';

const square: Position[] = [[0, 0], [2, 0], [2, 2], [0, 2]];
const cases: [string, Position[], boolean][] = [
  ['with a vertex on a straight piece of border', [[0, 0], [1, 0], [2, 0], [2, 2], [0, 2]], true],
  ['that begins at another vertex', [[2, 2], [0, 2], [0, 0], [2, 0]], true],
  ['with a vertex that was rounded', [[0, 0], [2, 0], [2, 1 / 3], [2 + 1e-12, 2 / 3], [2, 2], [0, 2]], true],
  ['with a vertex beside the border', [[0, 0], [1, 0.001], [2, 0], [2, 2], [0, 2]], false],
  ['with a corner moved', [[0, 0], [2, 0], [2, 2.1], [0, 2]], false],
  ['with a corner cut off', [[0, 0], [2, 0], [2, 2]], false],
  ['somewhere else', [[5, 5], [6, 5], [6, 6]], false],
];

describe('the ground of an outline', () => {
  it.each(cases)('%s: the same %s', (_what, ring, isSame) => {
    expect(isSameGround([square], [ring])).toBe(isSame);
    expect(isSameGround([ring], [square])).toBe(isSame);
  });
  it('is another with a hole in it', () => {
    expect(isSameGround([square], [square, [[0.5, 0.5], [1, 0.5], [1, 1]]])).toBe(false);
  });
});
