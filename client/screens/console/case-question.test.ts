import { expect, test } from 'vitest';
import type { MatterAnswer } from '#contract/matters.ts';
import { caseQuestion } from './case-question.ts';

const answer = {
  matters: [{ code: '010102' }, { code: '010103' }],
  period: { from: '2026-08-25', to: '2026-11-22' },
  hotspots: { features: [{ properties: { role: 'cluster', id: 3, spots: ['e1', 'c2'] } }, { properties: { role: 'area', code: '990101001001001' } }] },
} as unknown as MatterAnswer;
const words = { matter: '井盖', from: null, to: null, within: null };
const context = { matter: words, area: null, under: null, answer };

test('a number of the answer is asked with the matters, the period and the area of the answer', () => {
  expect(caseQuestion({}, context)).toEqual({ matter: '010102,010103', from: '2026-08-25', to: '2026-11-22' });
  expect(caseQuestion({ state: 'open', hour: '8' }, { ...context, matter: { ...words, matter: '0101', within: '990101' } })).toEqual({ matter: '0101', from: '2026-08-25', to: '2026-11-22', within: '990101', state: 'open', hour: '8' });
});

test('a week, a grid and a cluster narrow what the answer asked', () => {
  expect(caseQuestion({ from: '2026-09-07', to: '2026-09-13' }, context)).toMatchObject({ from: '2026-09-07', to: '2026-09-13' });
  expect(caseQuestion({ within: '990101001001001' }, context)).toMatchObject({ within: '990101001001001' });
  expect(caseQuestion({ cluster: '3' }, context)).toMatchObject({ spots: ['e1', 'c2'] });
  expect(caseQuestion({ cluster: '9' }, context)).toMatchObject({ spots: [] });
});

test('the drawn area counts where the question is asked in it', () => {
  const parts = [{ op: 'add' as const, from: 'region' as const, code: '990101' }];
  expect(caseQuestion({}, { ...context, matter: { ...words, within: 'drawn' }, area: { parts } })).toMatchObject({ parts });
});

test('the cases of the area are those of its filter\'s place, whatever matter is asked beside', () => {
  const parts = [{ op: 'add' as const, from: 'region' as const, code: '990101' }];
  const here = { ...context, area: { parts } };
  expect(caseQuestion({ state: 'open', within: 'drawn' }, here)).toEqual({ state: 'open', parts });
  expect(caseQuestion({ state: 'open', within: 'drawn' }, { ...here, matter: null, answer: undefined, under: '990101001001001' })).toEqual({ state: 'open', parts, within: '990101001001001' });
});

test('the cases of an element or of a place alone need no answer; others wait for it', () => {
  expect(caseQuestion({ element: '9901010700000013992', state: 'open' }, { ...context, answer: undefined })).toEqual({ element: '9901010700000013992', state: 'open' });
  expect(caseQuestion({ spot: 'c7', matter: '010102' }, context)).toEqual({ spot: 'c7', matter: '010102' });
  expect(caseQuestion({}, { ...context, answer: undefined })).toBeNull();
});
