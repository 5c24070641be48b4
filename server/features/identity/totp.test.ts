import { describe, expect, it } from 'vitest';
import { hotp, matchTotp } from './totp.ts';

const secret = Buffer.from('12345678901234567890');

describe('one-time codes', () => {
  it('gives the values of RFC 4226, appendix D', () => {
    const expected = ['755224', '287082', '359152', '969429', '338314', '254676', '287922', '162583', '399871', '520489'];
    expect(expected.map((_, counter) => hotp(secret, counter))).toEqual(expected);
  });
  it.each([
    [59, '94287082'],
    [1111111109, '07081804'],
    [1111111111, '14050471'],
    [1234567890, '89005924'],
    [2000000000, '69279037'],
    [20000000000, '65353130'],
  ])('gives the value of RFC 6238, appendix B, at %d s', (seconds, code) => {
    expect(hotp(secret, Math.floor(seconds / 30), 8)).toBe(code);
  });
  it('takes a code one step early or late, and no other', () => {
    const now = new Date(1_111_111_111_000);
    const step = Math.floor(1_111_111_111 / 30);
    for (const near of [-1, 0, 1]) expect(matchTotp(secret, hotp(secret, step + near), now)).toBe(step + near);
    for (const far of [-2, 2]) expect(matchTotp(secret, hotp(secret, step + far), now)).toBeNull();
    expect(matchTotp(secret, '12345', now)).toBeNull();
  });
});
