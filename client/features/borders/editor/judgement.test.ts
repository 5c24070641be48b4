import { describe, expect, test } from 'vitest';
import type { BorderProblem } from '#contract/borders.ts';
import { buildCoverage } from '#contract/coverage/build.ts';
import { refusedWith, wholeVerdict } from './judgement.ts';

const zone = '990101001001';
const [west, east] = [`${zone}001`, `${zone}002`] as const;
const square = (key: string, from: number) => ({ key, layer: 'ground' as const, zone, parent: null, geometry: { type: 'Polygon' as const, coordinates: [[[from, 0], [from + 1, 0], [from + 1, 1], [from, 1], [from, 0]]] as [number, number][][] } });
const coverage = buildCoverage([square(west, 0), square(east, 1)], []);
const problem = (kind: BorderProblem['kind'], gridCodes: string[], location: [number, number] = [0.5, 0.5], severity: BorderProblem['severity'] = 'warning'): BorderProblem => ({ kind, severity, detail: '', gridCodes, location, geometry: null, measure: null });
const of = (problems: readonly BorderProblem[]) => problems.map(({ kind, gridCodes }) => [kind, ...gridCodes]);

describe('what is wrong with a plan that is being edited', () => {
  const saved = [problem('crosses-road', [west]), problem('dedicated-with-households', [east])];
  test('is all that was wrong when it was saved where only a name is another', () => {
    expect(of(wholeVerdict(saved, { problems: [], judged: [] }, coverage).problems)).toEqual(of(saved));
  });
  test('is what the server says now of the grids that it looked at', () => {
    const { problems, made } = wholeVerdict(saved, { problems: [problem('not-compact', [east])], judged: [east] }, coverage);
    expect([of(problems), of(made)]).toEqual([[['not-compact', east], ['crosses-road', west]], [['not-compact', east]]]);
  });
  test('is no more what was said of a grid that is gone, or of a place that has a grid now', () => {
    const former = [problem('crosses-road', [`${zone}003`]), problem('building-in-no-grid', [], [0.5, 0.5], 'fault'), problem('building-in-no-grid', [], [5, 5], 'fault')];
    expect(wholeVerdict(former, { problems: [], judged: [] }, coverage).problems.map(({ location }) => location)).toEqual([[5, 5]]);
  });
  test('stands between two grids as long as one of them is as it was, and is said once', () => {
    const cut = problem('building-cut', [west, east], [1, 0.5], 'fault');
    expect(of(wholeVerdict([cut], { problems: [], judged: [east] }, coverage).problems)).toEqual([['building-cut', west, east]]);
    expect(of(wholeVerdict([cut], { problems: [cut], judged: [east] }, coverage).problems)).toEqual([['building-cut', west, east]]);
  });
  test('is also what there was to warn of when saving is refused', () => {
    const cut = problem('building-cut', [west, east], [1, 0.5], 'fault');
    const { problems, made } = refusedWith([cut], { state: 'done', problems: saved, made: [] });
    expect([of(problems), of(made)]).toEqual([[['building-cut', west, east], ...of(saved)], [['building-cut', west, east]]]);
  });
});
