import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mapWords } from '../../shared/words/map.ts';
import { areaSquareMeters } from '../geodesy.ts';
import type { LngLat } from '../types.ts';
import { takeTool, type ToolInUse } from './registry.ts';
import type { Ended, ToolInput } from './tool.ts';

const at = (x: number, y: number) => ({ position: [116 + x / 1e4, 36 - y / 1e4] as LngLat, pixel: [x, y] as [number, number] });
function goAlong(tool: ToolInUse, way: [number, number][]): Ended | null {
  const [first = [0, 0], ...more] = way;
  const last = way.at(-1) ?? first;
  const inputs: ToolInput[] = [{ type: 'press', ...at(...first) }, ...more.map((spot): ToolInput => ({ type: 'move', ...at(...spot) })), { type: 'release', ...at(...last), clicks: 1 }];
  return inputs.map((input) => tool.take(input)).at(-1) ?? null;
}
const around = (count: number, radius: number): [number, number][] => Array.from({ length: count }, (_, n) => [radius * Math.cos((2 * Math.PI * n) / count), radius * Math.sin((2 * Math.PI * n) / count)]);
const ringOf = (end: Ended | null): LngLat[] => (end?.name === 'Done' && end.piece?.from === 'drawn' ? (end.piece.geometry.coordinates[0] as LngLat[]) : []);

test('a way around is the outline, closed, with the corners that it needs', () => {
  const ring = ringOf(goAlong(takeTool('lasso'), around(600, 200)));
  expect(ring.at(0)).toEqual(ring.at(-1));
  expect(ring.length).toBeGreaterThan(20);
  expect(ring.length).toBeLessThan(120);
  const circle = Math.PI * (200 * 11.1195) ** 2 * Math.cos((36 * Math.PI) / 180);
  expect(areaSquareMeters(ring.slice(0, -1)) / circle).toBeCloseTo(1, 1);
});

test('a straight way keeps its ends and its turns alone', () => {
  const side = (x: number, y: number, dx: number, dy: number): [number, number][] => Array.from({ length: 40 }, (_, n) => [x + n * dx, y + n * dy]);
  const square = [...side(0, 0, 5, 0), ...side(200, 0, 0, 5), ...side(200, 200, -5, 0), ...side(0, 200, 0, -5)];
  expect(ringOf(goAlong(takeTool('lasso'), square)).length).toBeLessThanOrEqual(7);
});

test('has never more corners than the server repairs, however wild the way', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 900 })), { minLength: 900, maxLength: 2000 }), (way) => {
      expect(ringOf(goAlong(takeTool('lasso'), way)).length).toBeLessThanOrEqual(401);
    }),
    { numRuns: 20 },
  );
});

test('a press that goes nowhere draws nothing and waits on', () => {
  const tool = takeTool('lasso');
  expect(goAlong(tool, [[0, 0], [2, 1], [1, 1]])).toBeNull();
  expect(tool.sketch(mapWords.zh).report).toMatchObject({ text: mapWords.zh.hints.lasso });
  expect(goAlong(tool, around(30, 50))).toMatchObject({ name: 'Done' });
});

test('a drag draws, so the map stays where it is', () => {
  expect(takeTool('lasso').isDrawnByDrag).toBe(true);
});
