import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eachMeeting, type Boxed } from './sweep.ts';

const side = fc.integer({ min: -20, max: 20 });
const boxes = fc.array(
  fc.tuple(side, side, fc.oneof(fc.nat(3), fc.nat(40)), fc.oneof(fc.nat(3), fc.nat(40))).map(([west, south, width, height]): Boxed => ({ west: west / 7, south: south / 7, east: (west + width) / 7, north: (south + height) / 7 })),
  { maxLength: 60 },
);
const meet = (a: Boxed, b: Boxed) => a.west <= b.east && b.west <= a.east && a.south <= b.north && b.south <= a.north;

test('every two boxes that meet are met, each pair once', () => {
  fc.assert(
    fc.property(boxes, (things) => {
      const found: string[] = [];
      const nameOf = (one: Boxed, other: Boxed) => [things.indexOf(one), things.indexOf(other)].sort((p, q) => p - q).join();
      eachMeeting(things, (one, other) => {
        found.push(nameOf(one, other));
        return false;
      });
      const expected = things.flatMap((one, i) => things.slice(i + 1).filter((other) => meet(one, other)).map((other) => nameOf(one, other)));
      expect(found.sort()).toEqual(expected.sort());
    }),
  );
});

test('ends when the call answers true', () => {
  const box: Boxed = { west: 0, south: 0, east: 1, north: 1 };
  let calls = 0;
  eachMeeting([{ ...box }, { ...box }, { ...box }], () => ++calls === 2);
  expect(calls).toBe(2);
});

test('a long line is compared with what lies beside it, whichever way it runs', () => {
  const count = 5_000;
  const spiral = Array.from({ length: count }, (_, i): [number, number] => [(i / count) * Math.cos(i / 40), (i / count) * Math.sin(i / 40)]);
  const zigzag = Array.from({ length: count }, (_, i): [number, number] => [i % 2, i / count]);
  for (const line of [spiral, zigzag, zigzag.map(([x, y]): [number, number] => [y, x])]) {
    const strokes = line.slice(1).map((to, i): Boxed => ({ west: Math.min(line[i]![0], to[0]), east: Math.max(line[i]![0], to[0]), south: Math.min(line[i]![1], to[1]), north: Math.max(line[i]![1], to[1]) }));
    let pairs = 0;
    eachMeeting(strokes, () => ++pairs > count * 10);
    expect(pairs).toBeLessThan(count * 10);
  }
});
