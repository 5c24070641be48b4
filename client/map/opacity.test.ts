import { expect, test } from 'vitest';
import { scaleOpacity, withOpacity } from './opacity.ts';

test('a constant is multiplied, a missing one is the factor', () => {
  expect(scaleOpacity(0.5, 0.4)).toBeCloseTo(0.2);
  expect(scaleOpacity(undefined, 0.4)).toBe(0.4);
});

test('of a ramp over zooms the outputs are multiplied, not the zooms', () => {
  expect(scaleOpacity(['interpolate', ['linear'], ['zoom'], 10, 0.5, 14, 1], 0.5)).toEqual(['interpolate', ['linear'], ['zoom'], 10, 0.25, 14, 0.5]);
  expect(scaleOpacity(['step', ['zoom'], 0, 14, 1], 0.5)).toEqual(['step', ['zoom'], 0, 14, 0.5]);
});

test('an expression inside a ramp is multiplied as a whole', () => {
  expect(scaleOpacity(['case', true, 1, 0], 0.5)).toEqual(['*', ['case', true, 1, 0], 0.5]);
});

test('a circle fades with its rim', () => {
  const layer = withOpacity({ id: 'a', type: 'circle', source: 's', paint: { 'circle-opacity': 0.8 } }, 0.5);
  expect(layer.paint).toEqual({ 'circle-opacity': 0.4, 'circle-stroke-opacity': 0.5 });
});
