import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mapWords } from '../../shared/words/map.ts';
import type { DrawnPiece, LngLat, ShownPiece } from '../types.ts';
import { handlesOf, isCrossed, moveHandle, pieceSize, removeCorner, ringsOf } from './area-edit.ts';
import { areaFeatures } from './area-features.ts';

const ring = (west: number, south: number, side: number): LngLat[] => [[west, south], [west + side, south], [west + side, south + side], [west, south + side], [west, south]];
const polygon = (...coordinates: LngLat[][]): DrawnPiece => ({ from: 'drawn', geometry: { type: 'Polygon', coordinates } });
const square = polygon(ring(0, 0, 1));
const holed = polygon(ring(0, 0, 1), ring(0.2, 0.2, 0.2));
const twoParts: DrawnPiece = { from: 'drawn', geometry: { type: 'MultiPolygon', coordinates: [[ring(0, 0, 1), ring(0.2, 0.2, 0.2)], [ring(5, 5, 1)]] } };
const circle: DrawnPiece = { from: 'circle', center: [116, 36], radiusMeters: 500 };
const line: DrawnPiece = { from: 'line', line: [[0, 0], [1, 0], [1, 1]], meters: 50 };
const corner = (index: number, at = 0) => ({ part: 'corner' as const, ring: at, index });
const geometryOf = (piece: DrawnPiece | null) => (piece?.from === 'drawn' ? piece.geometry : null);

describe('the handles of a piece', () => {
  test('are the corners of an outline and the middles between them', () => {
    expect(handlesOf(square).map(({ handle }) => handle.part)).toEqual(['corner', 'middle', 'corner', 'middle', 'corner', 'middle', 'corner', 'middle']);
  });
  test('of a line have no middle between its ends', () => {
    expect(handlesOf(line).map(({ handle }) => handle.part)).toEqual(['corner', 'middle', 'corner', 'middle', 'corner']);
  });
  test('are there for holes and for every part', () => {
    expect(handlesOf(holed)).toHaveLength(16);
    expect(new Set(handlesOf(twoParts).map(({ handle }) => 'ring' in handle && handle.ring))).toEqual(new Set([0, 1, 2]));
  });
  test('of an outline with thousands of corners are those in view, and none while they are too close', () => {
    const corners = Array.from({ length: 3000 }, (_, index): LngLat => [Math.cos((index / 3000) * 2 * Math.PI), Math.sin((index / 3000) * 2 * Math.PI)]);
    const large = polygon([...corners, corners[0] as LngLat]);
    expect(handlesOf(large, { bounds: [-2, -2, 2, 2], metersPerPixel: 0 })).toEqual([]);
    const near = handlesOf(large, { bounds: [0.9, -0.05, 1.1, 0.05], metersPerPixel: 0 });
    expect(near.length).toBeGreaterThan(20);
    expect(near.every(({ position }) => position[0] > 0.9)).toBe(true);
  });
});

test('a middle has no handle while its corners stand too close', () => {
  const view = (metersPerPixel: number) => ({ bounds: [-2, -2, 2, 2] as [number, number, number, number], metersPerPixel });
  expect(handlesOf(square, view(1000))).toHaveLength(8);
  expect(handlesOf(square, view(5000)).map(({ handle }) => handle.part)).toEqual(['corner', 'corner', 'corner', 'corner']);
});

describe('a dragged handle', () => {
  test('that is the first corner keeps the ring closed', () => {
    expect(geometryOf(moveHandle(square, corner(0), [-1, -1]))).toEqual({ type: 'Polygon', coordinates: [[[-1, -1], [1, 0], [1, 1], [0, 1], [-1, -1]]] });
  });
  test('that is a middle becomes a corner', () => {
    expect(geometryOf(moveHandle(square, { part: 'middle', ring: 0, index: 3 }, [-1, 0.5]))).toEqual({ type: 'Polygon', coordinates: [[[0, 0], [1, 0], [1, 1], [0, 1], [-1, 0.5], [0, 0]]] });
  });
  test('changes its own ring and no other', () => {
    fc.assert(
      fc.property(fc.constantFrom(...handlesOf(twoParts)), fc.tuple(fc.double({ min: -9, max: 9, noNaN: true }), fc.double({ min: -9, max: 9, noNaN: true })), ({ handle }, to) => {
        const rings = ringsOf(moveHandle(twoParts, handle, to));
        const before = ringsOf(twoParts);
        for (const [index, one] of rings.entries()) {
          if ('ring' in handle && index === handle.ring) expect(one.corners).toContainEqual(to);
          else expect(one).toEqual(before[index]);
        }
      }),
    );
  });
  test('across the outline makes it cross; a line may', () => {
    expect(isCrossed(square)).toBe(false);
    expect(isCrossed(moveHandle(square, corner(2), [-0.5, 0.5]))).toBe(true);
    expect(isCrossed(moveHandle(line, corner(2), [0.5, -1]))).toBe(false);
  });
  test('of a circle keeps its radius, or its centre', () => {
    expect(moveHandle(circle, { part: 'center' }, [117, 36])).toEqual({ from: 'circle', center: [117, 36], radiusMeters: 500 });
    expect(moveHandle(circle, { part: 'edge' }, [116.01, 36])).toEqual({ from: 'circle', center: [116, 36], radiusMeters: 899.6 });
  });
});

describe('a corner', () => {
  test('is taken out, unless its ring needs it', () => {
    const triangle = removeCorner(square, corner(0));
    expect(geometryOf(triangle)).toEqual({ type: 'Polygon', coordinates: [[[1, 0], [1, 1], [0, 1], [1, 0]]] });
    expect(triangle && removeCorner(triangle, corner(0))).toBeNull();
    expect(removeCorner(line, corner(1))).toEqual({ ...line, line: [[0, 0], [1, 1]] });
    expect(removeCorner({ ...line, line: [[0, 0], [1, 1]] } as DrawnPiece, corner(0))).toBeNull();
    expect(removeCorner(circle, { part: 'center' })).toBeNull();
  });
  test('that was made out of a middle and is taken out again leaves the piece as it was', () => {
    const middles = handlesOf(twoParts).filter(({ handle }) => handle.part === 'middle');
    for (const { handle } of middles) {
      if (!('index' in handle)) continue;
      expect(removeCorner(moveHandle(twoParts, handle, [9, 9]), corner(handle.index + 1, handle.ring))).toEqual(twoParts);
    }
  });
});

test('the size of a piece is that of its disc, of its outline less its holes, or the length of its line', () => {
  expect((pieceSize(circle).squareMeters ?? 0) / (Math.PI * 500 ** 2)).toBeCloseTo(1, 2);
  expect((pieceSize(holed).squareMeters ?? 0) / (pieceSize(square).squareMeters ?? 1)).toBeCloseTo(0.96, 2);
  expect(pieceSize(line).meters).toBeCloseTo(222_390, -2);
});

describe('an area on the map', () => {
  const shown = (op: ShownPiece['op'], drawn: DrawnPiece | null): ShownPiece => ({ op, shape: { type: 'Polygon', coordinates: [ring(0, 0, 1)] }, drawn });
  const roles = (pieces: ShownPiece[], active: number | null) =>
    areaFeatures({ whole: { type: 'Polygon', coordinates: [ring(0, 0, 1)] }, pieces, active }, null, mapWords.zh).features.map((feature) => feature.properties?.role);
  test('of one piece is its outline and its handles', () => {
    expect(roles([shown('add', square)], 0)).toEqual(['shape', ...handlesOf(square).map(({ handle }) => (handle.part === 'middle' ? 'middle' : 'handle'))]);
  });
  test('of several is the whole above, and each piece by how it joins; the first one adds whatever it says', () => {
    expect(roles([shown('subtract', null), shown('subtract', null), shown('intersect', null), shown('add', null)], null)).toEqual(['shape', 'piece', 'cut', 'clip', 'piece']);
  });
  test('shows the metres along a line', () => {
    expect(roles([shown('add', line)], 0).filter((role) => role === 'ribbon' || role === 'label')).toEqual(['ribbon', 'label']);
  });
});
