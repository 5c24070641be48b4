import { describe, expect, it } from 'vitest';
import { impactRows } from './impact-rows.ts';

const mover = (code: string) => ({ kind: 'event', code, name: code, from: 'a', to: 'b', location: null });

describe('the rows of an impact', () => {
  it('add up what goes from grid to grid, by kind, in the order in which people ask', () => {
    const rows = impactRows({ moves: [{ from: 'a', to: 'b', kind: 'building', count: 2 }, { from: 'a', to: 'c', kind: 'building', count: 3 }, { from: 'a', to: 'b', kind: 'household', count: 40 }], openEvents: [mover('e1')], devices: [], visits: 4 });
    expect(rows.map(({ kind, total }) => [kind, total])).toEqual([['household', 40], ['building', 5], ['key_person', 0], ['event', 1], ['visit', 4], ['device', 0]]);
    expect(rows[1]?.pairs).toHaveLength(2);
  });
  it('never show a part as the whole where the reader may not know the rest: it is a least, of what the pairs tell', () => {
    const move = (to: string, kind: string, count: number | null) => ({ from: 'a', to, kind, count });
    const rows = impactRows({ moves: [move('b', 'person', 31), move('c', 'person', null), move('d', 'person', 9), move('b', 'key_person', null), move('c', 'key_person', null)], openEvents: [], devices: [], visits: null });
    const told = (kind: string) => rows.filter((row) => row.kind === kind).map(({ total, isLeast }) => [total, isLeast])[0];
    expect(told('person')).toEqual([40, true]);
    expect(told('key_person')).toEqual([null, false]);
    expect(told('visit')).toEqual([null, false]);
    expect(told('building')).toEqual([0, false]);
  });
  it('keep kinds that nobody thought of', () => {
    const rows = impactRows({ moves: [{ from: 'a', to: 'b', kind: 'asset', count: 1 }], openEvents: [], devices: [], visits: 0 });
    expect(rows.at(-1)).toMatchObject({ kind: 'asset', total: 1 });
  });
});
