import { expect, test } from 'vitest';
import dark from '../../data/styles/dark.json';
import light from '../../data/styles/light.json';
import { paint, paletteOf } from './palette.ts';

test('both themes name the same colours, each a hexadecimal one', () => {
  expect(Object.keys(dark)).toEqual(Object.keys(light));
  for (const color of [...Object.values(light), ...Object.values(dark)]) expect(color).toMatch(/^#[0-9a-f]{6}$/);
});

test('names are replaced by colours wherever they stand', () => {
  expect(paint({ a: ['match', '@water', { b: '@halo' }], n: 1 }, paletteOf('dark'))).toEqual({ a: ['match', dark.water, { b: dark.halo }], n: 1 });
});

test('a name that the palette lacks is a fault', () => {
  expect(() => paint('@nosuch', paletteOf('light'))).toThrow('@nosuch');
});

/** Contrast as WCAG 2 defines it. */
function contrast(a: string, b: string): number {
  const luminance = (hex: string) =>
    [1, 3, 5]
      .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
      .reduce((sum, part, index) => sum + part * ([0.2126, 0.7152, 0.0722][index] as number), 0);
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

test.each([['light', light], ['dark', dark]] as const)('text stands out from its halo and the ground: %s', (_, colors) => {
  for (const name of ['text', 'textSoft', 'gridText', 'buildingText', 'roadText', 'textGreen'] as const) expect([name, contrast(colors[name], colors.halo) >= 4.5]).toEqual([name, true]);
  for (const name of ['grid', 'selected', 'area', 'warning'] as const) expect([name, contrast(colors[name], colors.land) >= 3]).toEqual([name, true]);
});
