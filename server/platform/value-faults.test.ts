import { expect, test } from 'vitest';
import { z } from 'zod';
import { valueFault } from './value-faults.ts';

const schema = z.object({
  name: z.string().min(1).max(5),
  list: z.array(z.number().min(0).max(9)).min(1).max(3),
  state: z.enum(['open', 'over']),
  code: z.string().regex(/^\d+$/, 'a code has digits'),
});
const good = { name: '街道', list: [1], state: 'open', code: '1' };

test.each([
  [{ name: undefined }, 'value-missing', {}],
  [{ name: '' }, 'text-too-short', { least: 1 }],
  [{ name: '长的名称啊啊' }, 'text-too-long', { most: 5 }],
  [{ list: [] }, 'list-too-short', { least: 1 }],
  [{ list: [1, 2, 3, 4] }, 'list-too-long', { most: 3 }],
  [{ list: [-1] }, 'number-too-small', { least: 0 }],
  [{ list: [10] }, 'number-too-large', { most: 9 }],
  [{ state: 'gone' }, 'value-unknown', {}],
  [{ code: 'x' }, 'value-not-readable', {}],
  [{ name: 7 }, 'value-not-readable', {}],
])('%j is refused with %s', (part, reason, values) => {
  const given = { ...good, ...part };
  const { error } = schema.safeParse(given);
  expect(error?.issues.map((issue) => valueFault(issue, given))).toMatchObject([{ reason, values }]);
});

test('the contract’s own sentence is the detail', () => {
  const given = { ...good, code: 'x' };
  const [issue] = schema.safeParse(given).error?.issues ?? [];
  expect(issue && valueFault(issue, given).detail).toBe('a code has digits');
});
