import { describe, expect, it } from 'vitest';
import { crossesMoreThan } from './line-crossings.ts';

const zigzag = Array.from({ length: 100 }, (_, n): [number, number] => [n, n % 2]);

describe('the crossings of a line', () => {
  it('are none where it only turns, touches itself or closes', () => {
    expect(crossesMoreThan(zigzag, 0)).toBe(false);
    expect(crossesMoreThan([[0, 0], [1, 0], [1, 1], [0, 0]], 0)).toBe(false);
  });
  it('are counted two segments at a time', () => {
    // A long segment back through 99 others; the last one begins where the zigzag ends.
    const crossed = [...zigzag, [99, 0.5], [-1, 0.5]] as [number, number][];
    expect(crossesMoreThan(crossed, 98)).toBe(true);
    expect(crossesMoreThan(crossed, 99)).toBe(false);
  });
});
