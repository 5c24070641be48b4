import { expect, test } from 'vitest';
import { chooseEncoding, matchesEtag, takesPlain } from './encoding.ts';

test('gzip is sent to those who take it, plain bytes to the others', () => {
  for (const header of ['gzip', 'gzip, deflate, br', 'br;q=1.0, gzip;q=0.8, *;q=0.1', '*', 'GZIP', 'identity;q=0.5, gzip;q=0.5']) expect(chooseEncoding(header), header).toBe('gzip');
  for (const header of [undefined, '', 'identity', 'br', 'gzip;q=0', 'gzip;q=0, *;q=0', 'gzip;q=0.1, identity;q=0.9', 'gzip;q=x']) expect(chooseEncoding(header), header).toBe('identity');
});

test('plain bytes are taken by all but those who refuse them', () => {
  for (const header of [undefined, '', 'gzip', 'gzip, deflate, br', 'gzip, *;q=0.1', 'gzip, *;q=0, identity;q=0.5']) expect(takesPlain(header), header).toBe(true);
  for (const header of ['gzip, identity;q=0', 'gzip, *;q=0']) expect(takesPlain(header), header).toBe(false);
});

test('a header is read the same however often and after however many others', () => {
  for (let round = 0; round < 3; round += 1) {
    for (let i = 0; i < 150; i += 1) expect(chooseEncoding(`gzip;q=0.${i + 1}, identity;q=0.05`)).toBe(Number(`0.${i + 1}`) >= 0.05 ? 'gzip' : 'identity');
  }
});

test('an ETag matches itself, weak or in a list, and the star', () => {
  for (const header of ['"a"', 'W/"a"', '"b", "a"', '*']) expect(matchesEtag(header, '"a"'), header).toBe(true);
  for (const header of [undefined, '', '"b"', 'a', '"a', '"a-i"']) expect(matchesEtag(header, '"a"'), header).toBe(false);
});
