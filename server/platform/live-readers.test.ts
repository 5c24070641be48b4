import { expect, test } from 'vitest';
import { isTold, readLastId, toMessage } from './live-readers.ts';

const officer = { rights: ['borders.read'], jurisdiction: '990101001' };

test('a plan is told to who answers for its ground or for a part of it, and to nobody else', () => {
  const told = (key: string) => isTold({ topic: 'borders', key }, officer);
  expect(['990101', '990101001', '990101001002'].map(told)).toEqual([true, true, true]);
  expect(['990102', '990101002', '990101002001'].map(told)).toEqual([false, false, false]);
  expect(isTold({ topic: 'borders', key: '990101001' }, { ...officer, rights: [] })).toBe(false);
});

test('new grids are told to everyone, an unknown topic to nobody', () => {
  expect(isTold({ topic: 'grids', key: '110105' }, { rights: [], jurisdiction: '990101' })).toBe(true);
  expect(isTold({ topic: 'constructor', key: '' }, officer)).toBe(false);
});

test('a message is one event of the stream, whatever it holds', () => {
  expect(toMessage({ id: 7, topic: 'grids', key: '', payload: { planId: 'a\nb' } })).toBe('id: 7\nevent: grids\ndata: {"planId":"a\\nb"}\n\n');
});

test('a number that is none begins anew', () => {
  expect([readLastId('12'), readLastId('-1'), readLastId('x'), readLastId(undefined), readLastId('9'.repeat(20))]).toEqual([12, null, null, null, null]);
});
