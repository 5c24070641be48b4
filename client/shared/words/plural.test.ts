import { expect, test } from 'vitest';
import { en } from './en.ts';
import { plural } from './plural.ts';

test('one is one', () => {
  expect([plural(1, 'case'), plural('1', 'case'), plural(0, 'case'), plural('1,000', 'case'), plural(2, 'community', 'communities')]).toEqual(['1 case', '1 case', '0 cases', '1,000 cases', '2 communities']);
  expect([en.matters.why.cases('1'), en.matters.why.returns(1), en.matters.why.returns(2), en.briefs.chosen(1, 2), en.briefs.byFilter(1), en.events.count('1')]).toEqual(['1 case', 'returned once', 'returned 2 times', '1 theme, 2 things chosen', 'Nothing chosen: the 1 theme of the filter', '1 case']);
});
