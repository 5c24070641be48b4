import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { openCipher } from './cipher.ts';
import { openCursor, sealCursor } from './cursor.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'getu-cursor-'));
afterAll(() => rmSync(folder, { recursive: true }));
const cipher = openCipher(path.join(folder, 'key'));
const position = ['2026-11-22T10:00:00.123456Z', 4200];
const cursor = sealCursor(cipher, 'question', position);

test('a cursor opens for the question that it was made for alone', () => {
  expect(openCursor(cipher, 'question', cursor)).toEqual(position);
  expect(() => openCursor(cipher, 'another', cursor)).toThrow();
});

test('nothing but what was given out is taken', () => {
  const changed = ['', '.', `${cursor}0`, `${cursor}g`, `${cursor}.`, `${cursor}.00`, `${cursor} `, `${cursor}\n`, ` ${cursor}`, cursor.toUpperCase(), cursor.replace('.', '0.'), cursor.replace('.', 'z.'), cursor.slice(0, -1), cursor.slice(0, -2)];
  for (const text of changed) expect(() => openCursor(cipher, 'question', text), JSON.stringify(text)).toThrow();
});

test('no change of one character goes unseen', () => {
  fc.assert(
    fc.property(fc.nat(cursor.length - 1), fc.string({ minLength: 0, maxLength: 2 }), (place, put) => {
      const text = cursor.slice(0, place) + put + cursor.slice(place + 1);
      fc.pre(text !== cursor);
      expect(() => openCursor(cipher, 'question', text)).toThrow();
    }),
  );
});
