import { describe, expect, it } from 'vitest';
import type { ProfileRecord } from '#contract/elements.ts';
import { overdueDays } from './overdue.ts';

const hazard = (dueOn: string | null, state: string | null, name = 'hazard'): ProfileRecord => ({
  name,
  fields: [
    { field: 'dueOn', value: dueOn, isMasked: false },
    { field: 'state', value: state, isMasked: false },
  ],
});

describe('a hazard', () => {
  it.each([
    ['2026-11-29', 'fixing', 1],
    ['2026-10-01', 'open', 60],
    ['2026-11-30', 'fixing', null],
    ['2026-12-01', 'open', null],
    ['2026-10-01', 'closed', null],
    ['2026-10-01', null, 60],
    [null, 'open', null],
  ])('due on %s that is %s is %s days late', (dueOn, state, days) => {
    expect(overdueDays(hazard(dueOn, state), '2026-11-30')).toBe(days);
  });
  it('alone is due like this', () => {
    expect(overdueDays(hazard('2026-10-01', 'open', 'facility'), '2026-11-30')).toBeNull();
  });
});
