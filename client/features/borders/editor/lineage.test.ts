import { describe, expect, test } from 'vitest';
import { buildCoverage } from '#contract/coverage/build.ts';
import type { Position } from '#contract/coverage/coverage.ts';
import { make, emptyHistory, type Step } from './history.ts';
import { netChanges } from './net-changes.ts';
import type { PlanDocument } from './plan-edit.ts';
import { mergePicked } from './tools/merge-tool.ts';
import { splitTool } from './tools/line-tool.ts';
import { nothingPicked, type Scene } from './tools/tool.ts';

const zone = '990101001001';
const [one, two, fresh, fresher] = ['001', '002', '018', '019'].map((number) => zone + number) as [string, string, string, string];
const box = (west: number, east: number): Position[][] => [[[west, 0], [east, 0], [east, 1], [west, 1], [west, 0]]];
const grid = (key: string, coordinates: Position[][]) => ({ key, layer: 'ground' as const, zone, parent: null, geometry: { type: 'Polygon' as const, coordinates: coordinates as [number, number][][] } });

/** Two grids of today side by side. */
const saved: PlanDocument = {
  coverage: buildCoverage([grid(one, box(0, 1)), grid(two, box(1, 2))], [{ key: zone, geometry: { type: 'Polygon', coordinates: box(0, 2) as [number, number][][] } }]),
  facts: new Map([one, two].map((code) => [code, { name: code, kind: 'base', predecessors: [], isNew: false }])),
};
const after = (document: PlanDocument, step: Step | null | undefined): PlanDocument => make({ document, history: emptyHistory }, step!).document;
function split(document: PlanDocument, code: string, made: string, x: number): PlanDocument {
  const scene = { document, picked: { ...nothingPicked, grids: [code] }, newCode: () => made, nameOf: () => made } as unknown as Scene;
  const corners = [[x, -1], [x, 2]].map((at) => ({ at: at as unknown as Position, way: [] }));
  return after(document, splitTool.take({ name: 'DrawingLine', corners, pointer: null, way: [] }, { type: 'finish' }, scene).step);
}
const merge = (document: PlanDocument, ...grids: string[]) => after(document, mergePicked(document, { ...nothingPicked, grids }).step);
const sent = (document: PlanDocument, before = saved) => Object.fromEntries(netChanges(before, document).grids.map(({ code, predecessors }) => [code, predecessors]));

describe('what a grid is said to come from', () => {
  test('is never a grid that was made and merged back before anything was saved', () => {
    const merged = merge(split(saved, one, fresh, 0.5), one, fresh);
    expect([...merged.coverage.faces.keys()]).toEqual([one, two]);
    expect(Object.values(sent(merged)).flat()).toEqual([]);
    expect(sent(merge(split(saved, one, fresh, 0.5), two, fresh))).toMatchObject({ [two]: [one] });
  });
  test('is the grid of today at the end of a chain of splits and merges', () => {
    const twice = split(split(saved, one, fresh, 0.5), fresh, fresher, 0.7);
    expect(sent(twice)).toMatchObject({ [fresh]: [one], [fresher]: [one] });
    expect(sent(merge(twice, fresher, fresh))).toMatchObject({ [fresher]: [one] });
    expect(sent(merge(twice, fresh, fresher, one, two))).toEqual({ [fresh]: [one, two] });
  });
  test('is the grid of today that was merged, also after it was saved', () => {
    const both = merge(saved, one, two);
    expect(sent(both)).toEqual({ [one]: [two] });
    const halved = split(both, one, fresh, 0.5);
    expect(sent(halved, both)).toMatchObject({ [fresh]: [one] });
  });
});
