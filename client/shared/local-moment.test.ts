import { expect, test } from 'vitest';
import { localMoment, momentOf } from './local-moment.ts';

test('a moment is shown in the browser\'s own zone and read back as it was', () => {
  expect(momentOf(localMoment('2026-03-01T00:30:00Z'))).toBe('2026-03-01T00:30:00.000Z');
});

test('nothing and nonsense are no moment', () => {
  expect([localMoment(null), momentOf(''), momentOf('2026-13-40T99:99')]).toEqual(['', null, null]);
});
