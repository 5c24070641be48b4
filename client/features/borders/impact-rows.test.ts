import { describe, expect, it } from 'vitest';
import { impactRows } from './impact-rows.ts';

const mover = (code: string) => ({ kind: 'event', code, name: code, from: 'a', to: 'b', location: null });

describe('the rows of an impact', () => {
  it('add up what goes from grid to grid, by kind, in the order in which people ask', () => {
    const rows = impactRows({ moves: [{ from: 'a', to: 'b', kind: 'building', count: 2 }, { from: 'a', to: 'c', kind: 'building', count: 3 }, { from: 'a', to: 'b', kind: 'household', count: 40 }], openEvents: [mover('e1')], devices: [], visits: 4 });
    expect(rows.map(({ kind, total }) => [kind, total])).toEqual([['household', 40], ['building', 5], ['key_person', 0], ['event', 1], ['visit', 4], ['device', 0]]);
    expect(rows[1]?.pairs).toHaveLength(2);
  });
  it('never show a part as the whole where the reader may not know the rest', () => {
    const rows = impactRows({ moves: [{ from: 'a', to: 'b', kind: 'key_person', count: 7 }, { from: 'a', to: 'c', kind: 'key_person', count: null }], openEvents: [], devices: [], visits: null });
    expect(rows.find(({ kind }) => kind === 'key_person')?.total).toBeNull();
    expect(rows.find(({ kind }) => kind === 'visit')?.total).toBeNull();
  });
  it('keep kinds that nobody thought of', () => {
    const rows = impactRows({ moves: [{ from: 'a', to: 'b', kind: 'asset', count: 1 }], openEvents: [], devices: [], visits: 0 });
    expect(rows.at(-1)).toMatchObject({ kind: 'asset', total: 1 });
  });
});
