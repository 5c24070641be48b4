import { expect, it } from 'vitest';
import { groupTotals } from './totals.ts';

it('totals are grouped by kind, kinds and categories from large to small', () => {
  const totals = [
    { kind: 'place', category: 'shop', count: 2 },
    { kind: 'building', category: 'office', count: 3 },
    { kind: 'building', category: 'residential', count: 40 },
  ];
  expect(groupTotals(totals)).toEqual([
    { kind: 'building', count: 43, categories: [{ category: 'residential', count: 40 }, { category: 'office', count: 3 }] },
    { kind: 'place', count: 2, categories: [{ category: 'shop', count: 2 }] },
  ]);
});
