import { expect, test } from 'vitest';
import type { LngLat } from '../types.ts';
import { mapWords } from '../../shared/words/map.ts';
import { takeTool } from './registry.ts';
import type { Pixel, ToolInput } from './tool.ts';

/** A hand over a map on which a pixel is a ten-thousandth of a degree. */
function at(x: number, y: number): { position: LngLat; pixel: Pixel } {
  return { position: [116 + x / 1e4, 36 - y / 1e4], pixel: [x, y] };
}
const press = (x: number, y: number): ToolInput => ({ type: 'press', ...at(x, y) });
const move = (x: number, y: number): ToolInput => ({ type: 'move', ...at(x, y) });
const release = (x: number, y: number): ToolInput => ({ type: 'release', ...at(x, y), clicks: 1 });
const ring = [[116, 35.99], [116.02, 35.99], [116.02, 36], [116, 36], [116, 35.99]];

function run(name: 'rectangle' | 'circle', inputs: ToolInput[]) {
  const tool = takeTool(name);
  const ends = inputs.map((input) => tool.take(input));
  return { ends, last: ends.at(-1), tool };
}

test('a drag from corner to corner draws a rectangle', () => {
  const { ends, last } = run('rectangle', [press(0, 0), move(2, 1), move(100, 50), release(200, 100)]);
  expect(ends.slice(0, -1)).toEqual([null, null, null]);
  expect(last).toEqual({ name: 'Done', piece: { from: 'drawn', geometry: { type: 'Polygon', coordinates: [ring] } } });
});

test('two clicks draw the same rectangle, whichever corners they are', () => {
  const { last } = run('rectangle', [press(200, 0), release(200, 0), move(100, 50), press(0, 100), release(0, 100)]);
  expect(last).toMatchObject({ piece: { geometry: { coordinates: [ring] } } });
});

test('a second click on the first corner draws nothing and waits on', () => {
  const { last, tool } = run('rectangle', [press(0, 0), release(1, 1), press(1, 1), release(2, 1)]);
  expect(last).toBeNull();
  expect(tool.take(press(200, 100))).toBeNull();
  expect(tool.take(release(200, 100))).toMatchObject({ name: 'Done' });
});

test('Backspace takes the first point back, Escape gives the tool up', () => {
  const { tool } = run('rectangle', [press(0, 0), release(0, 0), { type: 'undo' }]);
  expect(tool.sketch(mapWords.zh).features.features).toEqual([]);
  expect(tool.take({ type: 'abandon' })).toEqual({ name: 'Abandoned' });
});

test('a circle reaches from its centre to where the hand lets go', () => {
  const { last } = run('circle', [press(0, 0), move(50, 0), release(100, 0)]);
  expect(last).toMatchObject({ name: 'Done', piece: { from: 'circle', center: [116, 36] } });
  // A hundredth of a degree of longitude at 36° north on the sphere of radius 6 371 008.8 m.
  expect((last as { piece: { radiusMeters: number } }).piece.radiusMeters).toBeCloseTo(899.6, 0);
});

test('while a circle is drawn its radius is told', () => {
  const { tool } = run('circle', [press(0, 0), move(100, 0)]);
  expect(tool.sketch(mapWords.zh).report).toMatchObject({ state: 'drawing', text: expect.stringContaining('半径 900 m') });
});

test('a circle of a typed radius needs its centre alone; a drag moves the map', () => {
  const tool = takeTool('circle', { radiusMeters: 500 });
  expect([tool.isDrawnByDrag, tool.take(press(0, 0)), tool.take(release(50, 0))]).toEqual([false, null, null]);
  tool.take(move(90, 0));
  expect(tool.sketch(mapWords.zh).report).toMatchObject({ meters: 500 });
  tool.take(press(100, 0));
  expect(tool.take(release(100, 0))).toEqual({ name: 'Done', piece: { from: 'circle', center: [116.01, 36], radiusMeters: 500 } });
});
