import { expect, test } from 'vitest';
import { cropTo, flow, legendMarks, scaleBar } from './picture-frame.ts';
import { shown, testLayer } from './test-layers.ts';

const whole = { width: 1920, height: 1080 };

test('a picture is cut to what it is of with a margin, no taller than a page has room for', () => {
  expect(cropTo({ x: 400, y: 300, width: 800, height: 500 }, whole)).toEqual({ x: 336, y: 236, width: 928, height: 628 });
  const tall = cropTo({ x: 900, y: 100, width: 100, height: 800 }, whole);
  expect(tall.height / tall.width).toBeCloseTo(0.75);
});

test('it lies within the map, and keeps some ground around a small thing', () => {
  expect(cropTo({ x: -200, y: -100, width: 800, height: 500 }, whole)).toMatchObject({ x: 0, y: 0 });
  expect(cropTo({ x: 1900, y: 1070, width: 4, height: 4 }, whole)).toEqual({ x: 1440, y: 810, width: 480, height: 270 });
  expect(cropTo({ x: -5000, y: -5000, width: 20_000, height: 20_000 }, whole)).toEqual({ x: 0, y: 0, ...whole });
});

test('all of it is there where the thing is elsewhere, or is none', () => {
  expect(cropTo(null, whole)).toEqual({ x: 0, y: 0, ...whole });
  expect(cropTo({ x: 2000, y: 0, width: 10, height: 10 }, whole)).toEqual({ x: 0, y: 0, ...whole });
});

test('a scale bar is the longest of 1, 2 and 5 that has room', () => {
  expect(scaleBar(1, 120)).toEqual({ meters: 100, pixels: 100 });
  expect(scaleBar(2, 120)).toEqual({ meters: 200, pixels: 100 });
  expect(scaleBar(5, 120).meters).toBe(500);
  expect(scaleBar(0.3, 120).meters).toBe(20);
});

test('the legend has the listed things first, then what is drawn at this zoom', () => {
  const layers = [
    shown(testLayer('grids', { kind: 'grid', geometry: 'polygon' })), shown(testLayer('grid_labels', { kind: 'grid' })), shown(testLayer('places')), shown(testLayer('facilities', { kind: 'facility' }), { isVisible: false }),
    shown(testLayer('cameras', { kind: 'camera', minzoom: 16 })), shown(testLayer('water', { theme: 'base' })), shown(testLayer('hazards', { kind: 'hazard' }), { isVisible: false }),
  ];
  const item = { id: 1, code: '', kind: 'facility', name: '', position: [0, 0] as [number, number] };
  expect(legendMarks({ items: [item], layers, theme: 'light', language: 'zh' }, 14).map(({ title, shape }) => [title, shape])).toEqual([['facilities', 'disc'], ['grids', 'line'], ['places', 'disc']]);
});

test('marks fill one row after the other; one that is too wide has a row of its own', () => {
  expect(flow([40, 40, 30, 200, 10], 100, 10)).toEqual([{ x: 0, row: 0 }, { x: 50, row: 0 }, { x: 0, row: 1 }, { x: 0, row: 2 }, { x: 0, row: 3 }]);
});
