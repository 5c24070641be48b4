import { expect, test } from 'vitest';
import { arrowStep } from './cross-hair.ts';

test('arrow keys move the cross-hair ten pixels, with Shift sixty', () => {
  expect(arrowStep('ArrowLeft', false)).toEqual([-10, 0]);
  expect(arrowStep('ArrowDown', true)).toEqual([0, 60]);
});

test('no other key moves it', () => {
  expect(arrowStep('a', false)).toBeNull();
});
