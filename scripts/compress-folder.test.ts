import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { compressFolder } from './compress-folder.ts';

test('text is compressed beside itself, in every folder; small files and pictures are left alone', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'getu-compress-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const text = '网格 grid '.repeat(500);
  mkdirSync(path.join(folder, 'assets'));
  for (const [name, content] of [['assets/a.js', text], ['small.css', 'a{}'], ['picture.png', text]] as const) writeFileSync(path.join(folder, name), content);
  await compressFolder(folder);
  expect(readdirSync(path.join(folder, 'assets')).sort()).toEqual(['a.js', 'a.js.br', 'a.js.gz']);
  expect(readdirSync(folder).sort()).toEqual(['assets', 'picture.png', 'small.css']);
  expect(brotliDecompressSync(readFileSync(path.join(folder, 'assets/a.js.br'))).toString()).toBe(text);
  expect(gunzipSync(readFileSync(path.join(folder, 'assets/a.js.gz'))).toString()).toBe(text);
});
