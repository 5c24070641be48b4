import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LngLat } from '../types.ts';
import { mapWords } from '../../shared/words/map.ts';
import { takeTool, type ToolInUse } from './registry.ts';

function click(tool: ToolInUse, x: number, y: number, clicks = 1) {
  const hand = { position: [116 + x / 1e4, 36 + y / 1e4] as LngLat, pixel: [x, y] as [number, number] };
  tool.take({ type: 'press', ...hand });
  return tool.take({ type: 'release', ...hand, clicks });
}
const pathAfter = (name: 'polygon' | 'measure-distance' | 'measure-area', ...points: [number, number][]) => {
  const tool = takeTool(name);
  for (const [x, y] of points) click(tool, x, y);
  return tool;
};

describe('a polygon', () => {
  test('is finished by a double click on its last corner, which counts once', () => {
    const tool = pathAfter('polygon', [0, 0], [100, 0], [100, 100]);
    expect(click(tool, 100, 100, 2)).toEqual({
      name: 'Done', piece: { from: 'drawn', geometry: { type: 'Polygon', coordinates: [[[116, 36], [116.01, 36], [116.01, 36.01], [116, 36]]] } },
    });
  });

  test('of two corners cannot be finished', () => {
    expect(pathAfter('polygon', [0, 0], [100, 0]).take({ type: 'finish' })).toBeNull();
  });

  test('that crosses itself says so and cannot be finished until a corner is taken back', () => {
    const tool = pathAfter('polygon', [0, 0], [100, 0], [0, 100], [100, 100]);
    expect(tool.sketch(mapWords.zh).report).toMatchObject({ text: mapWords.zh.crossesItself });
    expect(tool.sketch(mapWords.zh).features.features.some((feature) => feature.properties?.isWrong)).toBe(true);
    expect(tool.take({ type: 'finish' })).toBeNull();
    tool.take({ type: 'undo' });
    expect(tool.take({ type: 'finish' })).toMatchObject({ name: 'Done' });
  });

  test('gets no corner from a drag, which moves the map', () => {
    const tool = pathAfter('polygon', [0, 0]);
    tool.take({ type: 'press', position: [116, 36], pixel: [0, 0] });
    tool.take({ type: 'release', position: [116.01, 36], pixel: [100, 0], clicks: 1 });
    expect(tool.isEnough()).toBe(false);
    click(tool, 200, 0);
    expect(tool.isEnough()).toBe(false);
    click(tool, 200, 100);
    expect(tool.isEnough()).toBe(true);
  });

  test('as many steps back as corners leave nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: -500, max: 500 }), fc.integer({ min: -500, max: 500 })), { maxLength: 12 }), (points) => {
        const tool = pathAfter('polygon', ...points);
        for (const _ of points) tool.take({ type: 'undo' });
        expect(tool.sketch(mapWords.zh).features.features).toEqual([]);
      }),
    );
  });
});

describe('a line with the ground along it', () => {
  test('keeps the metres that it was taken up with, and shows how broad they are', () => {
    const tool = takeTool('line', { bufferMeters: 80 });
    click(tool, 0, 0);
    click(tool, 100, 0);
    expect(tool.sketch(mapWords.zh).features.features.filter((feature) => feature.properties?.role === 'ribbon')).toHaveLength(1);
    expect(tool.take({ type: 'finish' })).toEqual({ name: 'Done', piece: { from: 'line', line: [[116, 36], [116.01, 36]], meters: 80 } });
  });

  test('of one point cannot be finished', () => {
    const tool = takeTool('line');
    click(tool, 0, 0);
    expect(tool.take({ type: 'finish' })).toBeNull();
  });
});

describe('measuring', () => {
  test('a distance is told segment by segment and as a whole', () => {
    const tool = pathAfter('measure-distance', [0, 0], [0, 100], [0, 300]);
    const labels = tool.sketch(mapWords.zh).features.features.map((feature) => feature.properties?.text).filter(Boolean);
    expect(labels).toEqual(['1.11 km', '2.22 km', '共 3.34 km']);
    expect(tool.take({ type: 'finish' })).toEqual({ name: 'Done', line: [[116, 36], [116, 36.01], [116, 36.03]] });
  });

  test('an area ends as a line that returns to its start', () => {
    const end = pathAfter('measure-area', [0, 0], [100, 0], [100, 100]).take({ type: 'finish' });
    expect(end).toMatchObject({ name: 'Done', line: [[116, 36], [116.01, 36], [116.01, 36.01], [116, 36]] });
  });
});
