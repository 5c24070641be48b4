import { expect, test } from 'vitest';
import { describeError, formatSeconds, Stop } from './terminal.ts';

test('a reason to stop is shown as its sentence, without a stack', () => {
  expect(describeError(new Stop('Port 8080 is taken.'))).toBe('\nPort 8080 is taken.\n');
});

test('a database that went away is told from a fault of ours', () => {
  const lost = Object.assign(new Error('terminating connection due to unexpected postmaster exit'), { name: 'error', code: '57P01' });
  expect(describeError(lost)).toContain('run the same command again');
});

test('what nobody foresaw keeps its stack', () => {
  const fault = new TypeError('x is not a function');
  expect(describeError(fault)).toBe(fault);
});

test('times are shown in seconds with one decimal', () => {
  expect(formatSeconds(3449)).toBe('3.4 s');
});
