import { expect, test } from 'vitest';
import type { DrawnArea, LngLat } from '../types.ts';
import { mapWords } from '../../shared/words/map.ts';
import { areaFeatures, areaSize, handlesOf, isCrossed, moveHandle } from './area-edit.ts';

const square: DrawnArea = { geometry: { type: 'Polygon', coordinates: [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]] } };
const circle: DrawnArea = { geometry: { type: 'Point', coordinates: [116, 36] }, radiusMeters: 500 };

test('a polygon is held by its corners and by the middles between them', () => {
  expect(handlesOf(square).map(({ handle }) => handle.part)).toEqual(['corner', 'middle', 'corner', 'middle', 'corner', 'middle', 'corner', 'middle']);
});

test('moving the first corner keeps the ring closed', () => {
  const moved = moveHandle(square, { part: 'corner', index: 0 }, [-1, -1]);
  expect(moved.geometry).toEqual({ type: 'Polygon', coordinates: [[[-1, -1], [1, 0], [1, 1], [0, 1], [-1, -1]]] });
});

test('moving a middle makes a corner of it', () => {
  const moved = moveHandle(square, { part: 'middle', index: 3 }, [-1, 0.5]);
  expect(moved.geometry).toEqual({ type: 'Polygon', coordinates: [[[0, 0], [1, 0], [1, 1], [0, 1], [-1, 0.5], [0, 0]]] });
});

test('a corner dragged across the outline makes it cross', () => {
  expect(isCrossed(square)).toBe(false);
  expect(isCrossed(moveHandle(square, { part: 'corner', index: 2 }, [-0.5, 0.5]))).toBe(true);
});

test('a circle keeps its radius when its centre moves, and its centre when its edge moves', () => {
  expect(moveHandle(circle, { part: 'center' }, [117, 36])).toEqual({ geometry: { type: 'Point', coordinates: [117, 36] }, radiusMeters: 500 });
  const wider = moveHandle(circle, { part: 'edge' }, [116.01, 36]);
  expect(wider.geometry).toEqual(circle.geometry);
  expect(wider.radiusMeters).toBeCloseTo(899.6, 0);
});

test('the size of a circle is that of its disc', () => {
  expect((areaSize(circle).squareMeters ?? 0) / (Math.PI * 500 ** 2)).toBeCloseTo(1, 2);
});

test('an outline that no hand drew, with hundreds of corners or holes, is shown without handles', () => {
  const corners = Array.from({ length: 300 }, (_, index): LngLat => [Math.cos((index / 300) * 2 * Math.PI), Math.sin((index / 300) * 2 * Math.PI)]);
  const region: DrawnArea = { geometry: { type: 'Polygon', coordinates: [[...corners, corners[0] as LngLat]] } };
  expect(handlesOf(region)).toEqual([]);
  expect(areaFeatures(region, mapWords.zh).features).toHaveLength(1);
});
