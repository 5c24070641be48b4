import { expect, test } from 'vitest';
import type { MatterFields } from '#contract/matter-catalogue.ts';
import { changesBetween, fieldsOf } from './changes.ts';

const hours = (amount: number) => ({ amount, unit: '工作时' as const });
const matter: MatterFields = {
  name: '路灯', aliases: ['路灯不亮'], owner: 'street_lighting', role: null, routing: 'owner_first', clocks: { accept: hours(1), dispatch: hours(1), handle: hours(8), verify: hours(4) },
  severity: 2, sensitivity: 'internal', openingCondition: '不亮', closingCondition: '亮', concerns: [], valid: true,
};

test('only what differs is a change, within clocks too', () => {
  expect(changesBetween(matter, matter)).toEqual([]);
  expect(changesBetween(matter, { ...matter, aliases: ['灯灭了'], clocks: { ...matter.clocks, handle: hours(4) } }).map(({ field }) => field)).toEqual(['aliases', 'clocks']);
});

test('of a new matter every field is one', () => {
  expect(changesBetween(null, matter)).toHaveLength(12);
});

test('what cannot be edited is left out', () => {
  expect(fieldsOf({ ...matter, code: '010118' } as MatterFields)).toEqual(matter);
});
