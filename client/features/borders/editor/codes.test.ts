import { expect, test } from 'vitest';
import type { BorderPlan } from '#contract/borders.ts';
import { nameLikeOthers, unusedCode } from './codes.ts';
import type { GridFacts } from './plan-edit.ts';

const zone = '990101001001';
const facts = (...names: string[]) => new Map(names.map((name, at): [string, GridFacts] => [zone + String(at + 1).padStart(3, '0'), { name, kind: name.includes('专属') ? 'dedicated' : 'base', predecessors: [], isNew: false }]));

test('a new grid is named like those beside it, with the number of its code', () => {
  expect(nameLikeOthers(`${zone}004`, facts('桂花1号网格', '桂花2号市场专属网格', '桂花3号网格'))).toBe('桂花4号网格');
  // 004 was given and has ended.
  expect(nameLikeOthers(`${zone}005`, facts('桂花1号网格', '桂花2号网格', '桂花3号网格'))).toBe('桂花5号网格');
  expect(nameLikeOthers(`${zone}003`, facts('第3网格', '第4网格'))).toBe('第5网格');
});

test('grids of another community are no pattern, nor are names without a number', () => {
  expect(nameLikeOthers('990101001002002', facts('桂花1号网格'))).toBeNull();
  expect(nameLikeOthers(`${zone}003`, facts('东片', '西片'))).toBeNull();
});

test('a new grid gets a number that none has, below the others where the last one is taken', () => {
  const coverage = (...numbers: number[]) => ({ positions: new Map(), faces: new Map(numbers.map((number) => [zone + String(number).padStart(3, '0'), {} as never])), zones: new Map() });
  const plan = (nextSequence: number, takenSequences: number[]) => ({ communities: [{ code: zone, nextSequence, takenSequences }] }) as unknown as BorderPlan;
  expect(unusedCode(zone, plan(4, []), [coverage(1, 2, 3)])).toBe(`${zone}004`);
  expect(unusedCode(zone, plan(4, []), [coverage(1, 2, 3, 4), coverage(1, 2, 3)])).toBe(`${zone}005`);
  expect(unusedCode(zone, plan(3, [4, 999]), [coverage(1, 2, 999)])).toBe(`${zone}003`);
  expect(unusedCode(zone, plan(3, [4, 999]), [coverage(1, 2, 3, 999)])).toBe(`${zone}005`);
});
