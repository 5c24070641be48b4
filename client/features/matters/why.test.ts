import { expect, test } from 'vitest';
import type { RankedPlace } from '#contract/matters.ts';
import { zh } from '../../shared/words/zh.ts';
import { reasonsOf } from './why.ts';

const place = (why: Partial<RankedPlace['why']>, parts: Partial<RankedPlace['parts']>): RankedPlace => ({
  spot: 'e1', name: '', address: '', element: null, position: [0, 0], areaCode: '', areaName: '', score: 0,
  why: { cases: 3, relapses: 0, returns: 0, open: 0, lastAt: '', people: null, hazards: 0, ...why },
  parts: { cases: 40, recurrence: 0, open: 0, people: 0, hazards: 0, ...parts },
});

test('reasons are told by their weight, and what is not there is not told', () => {
  const reasons = reasonsOf(place({ relapses: 2, returns: 1, people: 220 }, { cases: 20, recurrence: 25, people: 4 }), zh);
  expect(reasons.map(({ part }) => part)).toEqual(['recurrence', 'cases', 'people']);
  expect(reasons[0]?.text).toContain('2');
});

test('how many people live there is not told where it is withheld', () => {
  expect(reasonsOf(place({ people: null, hazards: 0 }, {}), zh).map(({ part }) => part)).toEqual(['cases']);
});
