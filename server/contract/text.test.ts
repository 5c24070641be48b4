import { expect, test } from 'vitest';
import { visibleLine } from './text.ts';

const bidi = [0x200e, 0x200f, 0x061c, ...[0, 1, 2, 3, 4].map((n) => 0x202a + n), ...[0, 1, 2, 3].map((n) => 0x2066 + n)];

test.each(bidi)('the control of direction %i is taken out of a typed name, and nothing is left of a name of it alone', (code) => {
  const control = String.fromCodePoint(code);
  expect(visibleLine(10).parse(`东${control}街 `)).toBe('东街');
  expect(visibleLine(10).safeParse(control.repeat(3)).success).toBe(false);
});

test('names in scripts that are written from right to left stay', () => {
  expect(visibleLine(40).parse('مبنى البلدية')).toBe('مبنى البلدية');
});
