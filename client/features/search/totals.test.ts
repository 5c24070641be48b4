import { expect, it } from 'vitest';
import { countElements, groupTotals, isNotTold, themesNotTold } from './totals.ts';

it('totals are grouped by kind in the order in which a place is asked about, categories from large to small', () => {
  const totals = [
    { kind: 'place', category: 'shop', count: 200 },
    { kind: 'kiosk', category: '', count: 1 },
    { kind: 'building', category: 'office', count: 3 },
    { kind: 'building', category: 'residential', count: 40 },
  ];
  expect(groupTotals(totals)).toEqual([
    { kind: 'building', count: 43, categories: [{ category: 'residential', count: 40 }, { category: 'office', count: 3 }] },
    { kind: 'place', count: 200, categories: [{ category: 'shop', count: 200 }] },
    { kind: 'kiosk', count: 1, categories: [{ category: '', count: 1 }] },
  ]);
});

it('persons who are cared for are counted with the persons, or by themselves where these are not told', () => {
  const cared = [{ kind: 'key_person', count: 7 }, { kind: 'building', count: 2 }];
  expect(countElements(cared)).toBe(9);
  expect(countElements([...cared, { kind: 'person', count: 30 }])).toBe(32);
});

it('themes of kinds that the reader is told nothing of are told from those that are not there', () => {
  const [cared, homes] = [{ kind: 'key_person', category: 'elder_alone' }, { kind: 'building' }];
  expect(themesNotTold([cared, homes], ['person'])).toEqual([cared]);
  expect([isNotTold([cared], ['person']), isNotTold([cared, homes], ['person']), isNotTold([], ['person']), isNotTold([homes], [])]).toEqual([true, false, false, false]);
});
