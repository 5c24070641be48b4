import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Found, keyOf, rankFound } from './rank.ts';

const row = (kind: string, code: string, base: number, rank: number, more: Partial<Found> = {}): Found => ({ county: '990101', kind, code, id: 1, place: '990101001', rank, isInBox: false, matched: 'name', base, ...more });
const codes = (found: Found[], heads = new Set(found.map(keyOf)), home: string | null = null) => rankFound(found, home, heads).map(({ code }) => code);

describe('the order of what was found', () => {
  it('takes each thing once, for its best match', () => {
    expect(rankFound([row('place', 'a', 88, 0.5), row('place', 'a', 172, 0.5)], null, new Set())).toMatchObject([{ code: 'a', base: 172, score: 172.5 }]);
  });
  it('puts what is in view first, then what is at home, among equal matches', () => {
    const found = [row('place', 'far', 88, 0.9, { place: '990102' }), row('place', 'home', 88, 0.5), row('place', 'near', 88, 0.1, { isInBox: true })];
    expect(codes(found, new Set(), '990101')).toEqual(['near', 'home', 'far']);
  });
  it('shows the best of each kind in turns, after whole names and before the rest', () => {
    const hydrants = [0.9, 0.8, 0.7, 0.6].map((rank, n) => row('facility', `hydrant${n}`, 116, rank));
    const found = [...hydrants, row('hazard', 'hazard', 88, 0.3), row('resource', 'station', 88, 0.2), row('place', 'exact', 172, 0.1)];
    expect(codes(found)).toEqual(['exact', 'hydrant0', 'hazard', 'station', 'hydrant1', 'hydrant2', 'hydrant3']);
  });
  it('leaves a single kind in the order of its scores', () => {
    expect(codes([row('place', 'b', 88, 0.2), row('place', 'a', 116, 0.1), row('place', 'c', 88, 0.9)])).toEqual(['a', 'c', 'b']);
  });
  it('is the same however much is read behind the heads: a page begins where the one before it ended', () => {
    const some = fc.array(fc.record({ kind: fc.constantFrom('place', 'facility', 'hazard'), base: fc.constantFrom(88, 116, 172, 46), rank: fc.double({ min: 0, max: 1, noNaN: true }) }), { maxLength: 60 });
    fc.assert(fc.property(some, fc.nat(60), (rows, read) => {
      const all = rows.map(({ kind, base, rank }, n) => row(kind, String(n), base, rank));
      const heads = new Set(all.slice(0, 10).map(keyOf));
      const best = [...all].sort((a, b) => b.base + b.rank - a.base - a.rank || (a.code < b.code ? -1 : 1));
      const part = best.filter((found, n) => n < read || heads.has(keyOf(found)));
      const whole = codes(all, heads);
      const known = new Set(part.map(({ code }) => code));
      expect(codes(part, heads)).toEqual(whole.filter((code) => known.has(code)));
    }));
  });
});
