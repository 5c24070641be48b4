import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { openCipher } from './cipher.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'getu-cipher-'));
afterAll(() => rmSync(folder, { recursive: true }));
const cipher = openCipher(path.join(folder, 'secrets/data.key'));

describe('the cipher of personal data', () => {
  it('gives back what was encrypted, and never the same bytes twice', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (plain) => {
      const bytes = cipher.encrypt('name', plain);
      expect(cipher.decrypt('name', bytes)).toBe(plain);
      expect(cipher.encrypt('name', plain).equals(bytes)).toBe(false);
    }));
  });
  it('refuses bytes of which one bit was changed', () => {
    const bytes = cipher.encrypt('name', '张三');
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => cipher.decrypt('name', changed)).toThrow();
    }
  });
  it('keeps its key in a file that only its owner reads, and finds it again', () => {
    const keyFile = path.join(folder, 'secrets/data.key');
    expect(statSync(keyFile).mode & 0o777).toBe(0o600);
    const again = openCipher(keyFile);
    expect(again.decrypt('name', cipher.encrypt('name', 'a'))).toBe('a');
    expect(again.hash('name', 'a')).toEqual(cipher.hash('name', 'a'));
  });
  it('opens a value only as the field that it was written as', () => {
    expect(() => cipher.decrypt('phone', cipher.encrypt('name', 'a'))).toThrow();
    expect(cipher.hash('phone', 'a')).not.toEqual(cipher.hash('name', 'a'));
  });
  it('has another hash for another key', () => {
    expect(openCipher(path.join(folder, 'other.key')).hash('name', 'a')).not.toEqual(cipher.hash('name', 'a'));
  });
  it('says which file holds no key', () => {
    writeFileSync(path.join(folder, 'short.key'), 'short');
    expect(() => openCipher(path.join(folder, 'short.key'))).toThrow(/short\.key has a line/);
  });
  it('repeats itself only where it is asked to, and then not across fields', () => {
    expect(cipher.encryptRepeatably('name', '张伟').equals(cipher.encryptRepeatably('name', '张伟'))).toBe(true);
    expect(cipher.encryptRepeatably('name', '张伟').subarray(1, 13).equals(cipher.encryptRepeatably('phone', '张伟').subarray(1, 13))).toBe(false);
    expect(cipher.decrypt('name', cipher.encryptRepeatably('name', '张伟'))).toBe('张伟');
  });
  it('encrypts with the newest key, still reads the older and finds by the same hash', () => {
    const keyFile = path.join(folder, 'rotated.key');
    const before = openCipher(keyFile);
    const old = before.encrypt('name', '李静');
    writeFileSync(keyFile, `${readFileSync(keyFile, 'utf8')}2 ${Buffer.alloc(32, 7).toString('base64')}\n`);
    const after = openCipher(keyFile);
    expect(after.decrypt('name', old)).toBe('李静');
    expect(after.encrypt('name', '李静')[0]).toBe(2);
    expect(after.hash('name', '李静')).toEqual(before.hash('name', '李静'));
    expect(() => before.decrypt('name', after.encrypt('name', '李静'))).toThrow(/key 2/);
  });
});
