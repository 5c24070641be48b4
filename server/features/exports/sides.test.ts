import { expect, test } from 'vitest';
import { type BorderSegment, saySide, tellSides } from './sides.ts';

const segment = (outward: number, meters: number, more: Partial<BorderSegment> = {}): BorderSegment => ({ outward, meters, theme: null, class: null, name: null, beyond: null, ...more });
const street = (name: string) => ({ theme: 'road', class: 'tertiary', name });

test('the sides are told east, south, west, north, whatever the order of the segments', () => {
  const sides = tellSides([segment(0, 10, street('北街')), segment(270, 10, street('西街')), segment(90, 10, street('东街')), segment(180, 10, street('南街'))]);
  expect(sides.map(saySide)).toEqual(['东至东街', '南至南街', '西至西街', '北至北街']);
});

test('an azimuth beyond a full turn faces as it does within one', () => {
  expect(tellSides([segment(450, 5, street('甲路')), segment(-90, 5, street('乙路'))]).map(saySide)).toEqual(['东至甲路', '西至乙路']);
});

test('the longest comes first, and what is too short for a word is left out', () => {
  const [east] = tellSides([segment(90, 10, street('短巷')), segment(80, 60, street('长街')), segment(100, 30, { beyond: '2号网格' })]);
  expect(east && saySide(east)).toBe('东至长街、2号网格界');
});

test('ground without a name is told by what it is, the end of the community as its border', () => {
  const sides = tellSides([segment(90, 9, { theme: 'water', class: 'river', name: '' }), segment(180, 9, { theme: 'railway', class: 'rail', name: '' }), segment(270, 9)]);
  expect(sides.map(saySide)).toEqual(['东至河流', '南至铁路', '西至社区界']);
});

test('a grid without a border has no sides', () => {
  expect(tellSides([])).toEqual([]);
});
