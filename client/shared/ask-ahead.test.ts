import { afterEach, expect, test, vi } from 'vitest';
import { getSession } from '#contract/identity.ts';
import { getMapSettings, listLayers } from '#contract/layers.ts';
import { firstPaths } from '../first-paths.ts';
import { call } from './api-call.ts';
import { askAhead } from './ask-ahead.ts';

afterEach(() => vi.unstubAllGlobals());

/** A server that counts what it is asked, and answers with that count. */
function countingServer(): string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (path: string) => Response.json(asked.push(path)));
  return asked;
}

test('what was asked ahead answers the first call, and every later call asks anew', async () => {
  const asked = countingServer();
  askAhead([listLayers.path]);
  expect(asked).toEqual([listLayers.path]);
  expect([await call(listLayers), asked.length]).toEqual([1, 1]);
  expect([await call(listLayers), asked.length]).toEqual([2, 2]);
});

test('an answer goes to its own endpoint alone', async () => {
  const asked = countingServer();
  askAhead([listLayers.path]);
  await call(getMapSettings);
  expect(asked).toEqual([listLayers.path, getMapSettings.path]);
  await call(listLayers);
});

test('a server that was out of reach is told to the call, as if it had asked itself', async () => {
  vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('no network')));
  askAhead([getSession.path]);
  await new Promise((resolve) => setTimeout(resolve, 5));
  await expect(call(getSession)).rejects.toMatchObject({ kind: 'offline' });
});

test('the page asks for what the first map is made of', () => {
  expect(firstPaths).toEqual([getSession.path, listLayers.path, getMapSettings.path]);
});
