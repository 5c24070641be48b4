import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { copyLine, pointHex } from './copy-text.ts';
import { signedArea } from './coverage.ts';
import { checkDigitMod11_10, creditCode, digitalId, identityCheck, identityNumber } from './digital-id.ts';
import { dictionaryRows, nameOfCode } from './dictionaries.ts';
import { buildFootprint, type Shape } from './footprint.ts';
import { hilbertKey } from './hilbert.ts';
import { estateName, streetName, villageName } from './names.ts';
import { createIdentityIssuer, draftHousehold, householdSize, maskIdentity, maskName, maskPhone } from './people.ts';
import { createRandom } from './random.ts';
import { createWarp } from './warp.ts';

describe('codes', () => {
  it('have the check character of the standards’ own examples', () => {
    expect(identityCheck('11010519491231002')).toBe('X'); // GB 11643, annex
    expect(checkDigitMod11_10('0794')).toBe(5); // ISO 7064, MOD 11,10
  });

  it('have 19 digits as digital ID, 18 characters as identity number and credit code', () => {
    expect(digitalId('990101', 4, 12)).toMatch(/^990101040000000012\d$/);
    expect(identityNumber('990101', '19880101', 7)).toMatch(/^99010119880101007[\dX]$/);
    expect(creditCode('91', '990101', 3)).toMatch(/^91990101MA0000003[0-9A-Z]$/);
  });

  it('as identity numbers are given out once only, odd for men', () => {
    const issue = createIdentityIssuer();
    const given = Array.from({ length: 3000 }, (_, index) => issue('19900101', index % 2 === 0 ? '男' : '女'));
    expect(new Set(given).size).toBe(3000);
    for (const [index, number] of given.entries()) expect(Number(number[16]) % 2).toBe(index % 2 === 0 ? 1 : 0);
  });

  it('are masked to the ends that may be seen', () => {
    expect([maskIdentity('990101198801010079'), maskPhone('99012345678'), maskName('欧阳')]).toEqual(['990***********0079', '990****5678', '欧*']);
  });
});

describe('the bent sheet', () => {
  it.each([1000, 3300, 24_000, 42_000])('of %i m folds nowhere', (side) => {
    const warp = createWarp(side, -0.12 * side);
    fc.assert(
      fc.property(fc.double({ min: -0.49, max: 0.49, noNaN: true }), fc.double({ min: -0.49, max: 0.49, noNaN: true }), (x, y) => {
        const [u, v] = [x * side, y * side];
        const quad = [warp.toGround(u, v), warp.toGround(u + 1, v), warp.toGround(u + 1, v + 1), warp.toGround(u, v + 1)];
        expect(signedArea(quad)).toBeGreaterThan(0.25);
        expect(signedArea(quad)).toBeLessThan(2.2);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a footprint', () => {
  it('stays in the place that was reserved for it, however the sheet is bent there', () => {
    const warp = createWarp(3300, -360);
    const shapes: Shape[] = ['bar', 'ell', 'court', 'cross', 'house', 'comb', 'notched'];
    fc.assert(
      fc.property(fc.integer({ min: -1600, max: 1500 }), fc.integer({ min: -1600, max: 1500 }), fc.integer({ min: 8, max: 90 }), fc.integer({ min: 8, max: 90 }), fc.constantFrom(...shapes), fc.boolean(), (u, v, w, d, shape, isMirrored) => {
        const { rings, inner, areaSquareMeters } = buildFootprint(warp, { u0: u, v0: v, u1: u + w, v1: v + d }, shape, isMirrored);
        const corners = [[u - 1.5, v - 1.5], [u + w + 1.5, v - 1.5], [u + w + 1.5, v + d + 1.5], [u - 1.5, v + d + 1.5]].map(([a, b]) => warp.toLngLat(a!, b!));
        for (const point of [...rings[0]!, inner]) {
          for (const [i, corner] of corners.entries()) expect(signedArea([corner, corners[(i + 1) % 4]!, point])).toBeGreaterThan(0);
        }
        expect(areaSquareMeters).toBeGreaterThan(0);
      }),
    );
  });
});

describe('households', () => {
  it('have 2.5 to 2.7 members on average, as many as were counted before, none younger than one year', () => {
    let sum = 0;
    for (let index = 0; index < 4000; index++) {
      const { members } = draftHousehold(1, 17, index, index % 3 === 0, 2026);
      expect(members.length).toBe(householdSize(1, 17, index));
      for (const { age, birthDate } of members) expect(2026 - Number(birthDate.slice(0, 4))).toBe(age);
      sum += members.length;
    }
    expect(sum / 4000).toBeGreaterThan(2.5);
    expect(sum / 4000).toBeLessThan(2.7);
  });

  it('are the same for the same seed and place', () => {
    expect(draftHousehold(1, 2, 3, false, 2026)).toEqual(draftHousehold(1, 2, 3, false, 2026));
    expect(draftHousehold(1, 2, 3, false, 2026)).not.toEqual(draftHousehold(2, 2, 3, false, 2026));
  });
});

describe('parts of the generator', () => {
  it('draws evenly, and weighted where asked', () => {
    const random = createRandom(5);
    const counts = [0, 0, 0];
    for (let n = 0; n < 30_000; n++) counts[random.weighted([1, 2, 3])]!++;
    for (const [index, count] of counts.entries()) expect(Math.abs(count - 5000 * (index + 1))).toBeLessThan(400);
  });

  it('keeps Hilbert neighbours one cell apart', () => {
    const places = new Map<number, [number, number]>();
    for (let x = 0; x < 16; x++) for (let y = 0; y < 16; y++) places.set(hilbertKey(x, y), [x, y]);
    const ordered = [...places].sort(([a], [b]) => a - b).map(([, place]) => place);
    expect(ordered.length).toBe(256);
    for (let i = 1; i < 256; i++) expect(Math.abs(ordered[i]![0] - ordered[i - 1]![0]) + Math.abs(ordered[i]![1] - ordered[i - 1]![1])).toBe(1);
  });

  it('writes COPY text that says what was meant', () => {
    expect(copyLine(['a\tb\\c\nd', null, 7, true, Buffer.of(1, 255)])).toBe('a\\tb\\\\c\\nd\t\\N\t7\tt\t\\\\x01ff\n');
    expect(pointHex([116.9, 36.2])).toMatch(/^0101000020E6100000[0-9A-F]{32}$/);
  });

  it('has no two estates, streets or villages of one name in a city of a million elements', () => {
    for (const name of [(i: number) => estateName(1, i, true), (i: number) => estateName(1, i, false), (i: number) => streetName(1, i, 'u', true), (i: number) => villageName(1, i)]) {
      const names = Array.from({ length: 400 }, (_, i) => name(i));
      expect(new Set(names).size).toBe(400);
    }
  });

  it('explains each code once, in Chinese and English', () => {
    expect(new Set(dictionaryRows.map(({ type, code }) => `${type}/${code}`)).size).toBe(dictionaryRows.length);
    for (const row of dictionaryRows) expect(row.name && row.nameEn, `${row.type}/${row.code}`).toBeTruthy();
    expect(nameOfCode('category.facility', 'manhole')).toBe('井盖');
    expect(() => nameOfCode('category.facility', 'nothing')).toThrow();
  });
});
