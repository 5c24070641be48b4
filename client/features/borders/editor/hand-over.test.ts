import { describe, expect, test } from 'vitest';
import type { BorderPlan } from '#contract/borders.ts';
import { buildCoverage } from '#contract/coverage/build.ts';
import { applyEdit } from '#contract/coverage/coverage.ts';
import { countAll } from './counts.ts';
import { indexBorders } from './find-border.ts';
import { gridFigures } from './grid-figures.ts';
import { handOverIn, handOverLive, type Outlook } from './hand-over.ts';
import { previewOf } from './live.ts';
import { takeTool, type ToolInUse } from './tools/registry.ts';
import { nothingPicked, type Scene } from './tools/tool.ts';
import { tableOf } from './units.ts';
import { worldPixels } from './world.ts';

const zone = '990101001001';
const [west, east] = [`${zone}001`, `${zone}002`];
const side = 0.01;
const strip = (key: string, from: number, to: number) => {
  const ring: [number, number][] = [[from, 0], [to, 0], [to, side], [from, side], [from, 0]];
  return { key, layer: 'ground' as const, zone, parent: null, geometry: { type: 'Polygon' as const, coordinates: [ring] } };
};
const coverage = buildCoverage([strip(west, 0, side), strip(east, side, 2 * side)], []);
const house = (x: number, y: number) => {
  const half = 0.0004;
  const outline: [number, number][] = [[x - half, y - half], [x + half, y - half], [x + half, y + half], [x - half, y + half], [x - half, y - half]];
  return { code: '9901010600000000001', name: '', at: [x, y] as [number, number], outline: [outline], households: 4, people: 8, keyPersons: 0, estate: '' };
};
const units = tableOf({ smallestTold: 0, buildings: [house(0.003, 0.005), house(0.008, 0.002), house(0.008, 0.008), house(0.015, 0.005)], places: [{ code: '9901010700000000001', category: 'shop', at: [0.0085, 0.0081] }] });
const document = { coverage, facts: new Map() };
const tallies = countAll(coverage, units);
const counting = { work: { document, history: { done: [], undone: [] } }, tallies, baseTallies: tallies, units, plan: null as BorderPlan | null, base: document };
const scene = (given: Partial<Scene> = {}): Scene => ({
  document, index: indexBorders(coverage), units, picked: { ...nothingPicked, grids: [east] }, worldPixels: worldPixels * 2 ** 16, brushPixels: 10, isTracing: false, lassoTakes: 'buildings',
  newCode: () => '', nameOf: () => '', snap: () => null, trace: () => null, ...given,
});
const spot = (x: number, y: number) => ({ position: [x, y] as [number, number], pixel: [x * 1e5, y * 1e5] as [number, number], keys: { shift: false, alt: false, command: false } });
const outlookOf = (tool: ToolInUse, at: Scene): Outlook | null => {
  const outcome = tool.outcome(at);
  return outcome?.step ? { preview: previewOf(outcome.step.edit.borders, counting) } : outcome?.refusal ? { refusal: outcome.refusal } : null;
};
const painting = (...through: [number, number][]) => {
  const tool = takeTool('paint');
  for (const [nth, [x, y]] of through.entries()) tool.take({ type: nth === 0 ? 'press' : 'move', ...spot(x, y) } as Parameters<ToolInUse['take']>[0], scene());
  return tool;
};

describe('buildings under the brush', () => {
  test('move households and buildings at once, and leave open what the new border decides', () => {
    const over = handOverIn(painting([0.008, 0.008]).hand(), scene())!;
    const rows = handOverLive(over, { now: null, earlier: null }, counting);
    expect(rows.map(({ key, before, after, pending }) => [key, before?.buildings, after?.buildings, pending])).toEqual([
      [east, 1, 2, { names: ['places', 'squareMeters', 'compactness'], as: 'open' }],
      [west, 3, 2, { names: ['places', 'squareMeters', 'compactness'], as: 'open' }],
    ]);
  });
  test('show places, area and compactness as letting go gives them, once that is reckoned', () => {
    const tool = painting([0.008, 0.008]);
    const rows = handOverLive(handOverIn(tool.hand(), scene())!, { now: outlookOf(tool, scene()), earlier: null }, counting);
    const { step } = tool.take({ type: 'release', ...spot(0.008, 0.008), clicks: 1 }, scene());
    const after = applyEdit(coverage, step!.edit.borders);
    expect(rows.map(({ key }) => key).sort()).toEqual([west, east]);
    for (const row of rows) {
      expect(row.pending).toBeUndefined();
      expect(row.after).toEqual(gridFigures(row.key, after, countAll(after, units).get(row.key), counting));
      expect(row.after?.places).toBe(row.key === east ? 1 : 0);
      expect(row.after?.squareMeters).not.toBeCloseTo(row.before!.squareMeters, 0);
      expect(row.after?.compactness).not.toBeCloseTo(row.before!.compactness, 3);
    }
  });
  test('are marked as about so much while more are taken than was reckoned', () => {
    const before = outlookOf(painting([0.008, 0.008]), scene());
    const over = handOverIn(painting([0.008, 0.008], [0.008, 0.002]).hand(), scene())!;
    const rows = handOverLive(over, { now: null, earlier: before }, counting);
    expect(rows.map(({ after, pending }) => [after?.buildings, pending?.as])).toEqual([[3, 'about'], [1, 'about']]);
    expect(rows[0]?.after?.squareMeters).toBe(before && 'preview' in before ? before.preview.rows.find(({ key }) => key === east)?.after?.squareMeters : null);
  });
  test('have no shape where they cannot be given, and say why', () => {
    const tool = painting([0.003, 0.005], [0.008, 0.002], [0.008, 0.008]);
    const outlook = outlookOf(tool, scene());
    expect(outlook).toMatchObject({ refusal: { reason: 'would-be-empty' } });
    expect(handOverLive(handOverIn(tool.hand(), scene())!, { now: outlook, earlier: null }, counting).map(({ pending }) => pending?.as)).toEqual(['none', 'none']);
  });
});

describe('ground under the lasso', () => {
  const ground = scene({ lassoTakes: 'ground' });
  const lasso = () => {
    const tool = takeTool('lasso');
    tool.take({ type: 'press', ...spot(0.005, 0.001) }, ground);
    for (const [x, y] of [[0.015, 0.001], [0.015, 0.004]] as const) tool.take({ type: 'move', ...spot(x, y) }, ground);
    return tool;
  };
  test('leaves every figure open before it is cut, and shows both sides as they would be afterwards', () => {
    const tool = lasso();
    const over = handOverIn(tool.hand(), ground)!;
    expect(handOverLive(over, { now: null, earlier: null }, counting)).toMatchObject([{ key: east, pending: { as: 'open', names: expect.arrayContaining(['households', 'squareMeters']) } }]);
    const rows = handOverLive(over, { now: outlookOf(tool, ground), earlier: null }, counting);
    expect(rows.map(({ key, before, after }) => [key, before?.buildings, after?.buildings])).toEqual(expect.arrayContaining([[west, 3, 2], [east, 1, 2]]));
  });
});
