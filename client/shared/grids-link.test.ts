import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparisons, decodeGridsLink, emptyGridsLink, encodeGridsLink, type GridsLink, gridsTabs, isTabOffered } from './grids-link.ts';
import { roundView } from './url-state.ts';

const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
const view = fc
  .record({ center: fc.tuple(fc.double({ min: -180, max: 180, noNaN: true }), fc.double({ min: -85, max: 85, noNaN: true })), zoom: fc.double({ min: 0, max: 22, noNaN: true }), bearing: fc.constant(0), pitch: fc.constant(0) })
  .map(roundView);
const moment = fc.date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2026-01-01T00:00:00Z'), noInvalidDate: true }).map((date) => `${date.toISOString().slice(0, 19)}Z`);
const link: fc.Arbitrary<GridsLink> = fc
  .record({
    view: fc.option(view),
    plan: fc.option(fc.uuid()),
    tab: fc.constantFrom(...gridsTabs),
    grid: fc.option(digits(15)),
    within: fc.option(digits(9)),
    asOf: fc.option(fc.oneof(moment, moment.map((text) => text.slice(0, 10)))),
    compare: fc.constantFrom(...comparisons),
  })
  .filter(({ tab, plan }) => isTabOffered(tab, plan));

describe('a link of the grid screen', () => {
  it('says after reading what it said before writing', () => {
    fc.assert(
      fc.property(link, (one) => {
        expect(decodeGridsLink(encodeGridsLink(one))).toEqual({ link: one, repaired: [] });
      }),
    );
  });
  it('never throws, whatever somebody typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(decodeGridsLink(`${text}&plan=${text}`).link.compare).toBeDefined();
      }),
    );
  });
  it('is empty where nothing is chosen', () => {
    expect(encodeGridsLink(emptyGridsLink)).toBe('');
    expect(decodeGridsLink('')).toEqual({ link: emptyGridsLink, repaired: [] });
  });
  it('opens a plan in the editor and a past day in the history where it names no tab', () => {
    expect(decodeGridsLink('plan=7d7f3f0a-3a1e-4f5a-9a53-2f0f6b1f7a10').link.tab).toBe('edit');
    expect(decodeGridsLink('asOf=2026-11-21').link.tab).toBe('history');
  });
  it.each(['plan=7', 'asOf=2026-02-30', 'asOf=yesterday', 'asOf=2999-01-01', 'asOf=2999-01-01T00:00:00Z', 'tab=review', 'grid=12', 'compare=both', 'at=1,2'])('leaves out %s and says so', (text) => {
    const { link: read, repaired } = decodeGridsLink(text);
    expect(read).toEqual(emptyGridsLink);
    expect(repaired).toEqual([text.split('=')[0]]);
  });
});
