import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openHome } from './cluster-files.ts';

const user = { name: 'nobody in particular' };
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'getu-home-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function controlFolder(name: string, writtenHome: string): string {
  const control = path.join(folder, name);
  mkdirSync(control, { recursive: true });
  writeFileSync(path.join(control, 'location.json'), JSON.stringify({ home: writtenHome }));
  return control;
}

test('a copy of a data folder opens its own home, not the one that it was copied from', () => {
  const original = controlFolder('original', path.join(folder, 'original/home'));
  mkdirSync(path.join(original, 'home'));
  const copy = controlFolder('copy', path.join(folder, 'original/home'));
  mkdirSync(path.join(copy, 'home'));
  expect(openHome(copy, user, 'token')).toBe(path.join(copy, 'home'));
  expect(openHome(original, user, 'token')).toBe(path.join(original, 'home'));
});

test('a home elsewhere is found where the file says', () => {
  const elsewhere = path.join(folder, 'elsewhere');
  mkdirSync(elsewhere);
  expect(openHome(controlFolder('control', elsewhere), user, 'token')).toBe(elsewhere);
});
