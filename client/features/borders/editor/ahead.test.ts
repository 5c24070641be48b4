import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Ahead } from './ahead.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('reckons what was asked last, once, and tells when it is known', () => {
  const told = vi.fn();
  const ahead = new Ahead<string>(told);
  const reckoned: string[] = [];
  const ask = (key: string) => ahead.ask(key, () => `${reckoned.push(key)}: ${key}`);
  expect(ask('a')).toEqual({ now: null, earlier: null });
  ask('a');
  ask('b');
  vi.runAllTimers();
  expect([reckoned, told.mock.calls.length]).toEqual([['b'], 1]);
  expect(ask('b')).toEqual({ now: '1: b', earlier: null });
  expect(ask('c')).toEqual({ now: null, earlier: '1: b' });
  ahead.forget();
  vi.runAllTimers();
  expect(reckoned, 'a gesture that has ended').toEqual(['b']);
  expect(ask('b')).toEqual({ now: null, earlier: null });
});

test('waits for the hand to pause where it takes long', () => {
  const ahead = new Ahead<number>(() => {});
  let count = 0;
  const slow = () => {
    vi.advanceTimersByTime(100);
    count += 1;
    return count;
  };
  ahead.ask('first', slow);
  vi.advanceTimersByTime(60);
  expect(count).toBe(1);
  for (const key of ['b', 'c', 'd', 'e']) {
    ahead.ask(key, slow);
    vi.advanceTimersByTime(300);
  }
  expect(count, 'the hand goes on').toBe(1);
  vi.advanceTimersByTime(100);
  expect(count).toBe(2);
});
