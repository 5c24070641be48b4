import { expect, test } from 'vitest';
import { buildCoverage } from '#contract/coverage/build.ts';
import { vertexAt } from '#contract/coverage/find.ts';
import { indexBorders } from './find-border.ts';
import { handMarks } from './marks.ts';
import { selectTool } from './tools/select-tool.ts';
import { nothingPicked, type Scene } from './tools/tool.ts';

const zone = '990101001001';
const strip = (key: string, from: number, to: number) => ({ key, layer: 'ground' as const, zone, parent: null, geometry: { type: 'Polygon' as const, coordinates: [[[from, 0], [to, 0], [to, 0.5], [to, 1], [from, 1], [from, 0.5], [from, 0]]] as [number, number][][] } });
const coverage = buildCoverage([strip('west', 0, 1), strip('middle', 1, 2), strip('east', 2, 3)], []);
const words = { snapped: () => '', impossible: (reason: string) => reason };
const scene = { document: { coverage, facts: new Map() }, index: indexBorders(coverage), picked: nothingPicked, worldPixels: 512 * 2 ** 12, snap: () => null } as unknown as Scene;

/** What is drawn while the vertex between west and middle is held at this meridian. */
function heldAt(lng: number) {
  const keys = { shift: false, alt: false, command: false };
  const at = (x: number) => ({ position: [x, 0.5] as [number, number], pixel: [x * 1000, 0] as [number, number], keys });
  expect(vertexAt(coverage, [1, 0.5])).not.toBeNull();
  const held = selectTool.take(selectTool.idle, { type: 'press', ...at(1) } as never, scene).state;
  const dragged = selectTool.take(held, { type: 'move', ...at(lng) } as never, scene).state;
  return handMarks({ tool: 'select', ...dragged }, scene, words).map(({ properties, geometry }) => [properties?.role, properties?.isWrong, properties?.text, geometry.type]);
}

test('a border that would cross another is shown as wrong while the hand still holds it', () => {
  expect(heldAt(1.5)).toEqual([['corner', false, undefined, 'Point']]);
  expect(heldAt(2.5)).toEqual([
    ['sketch', true, undefined, 'LineString'],
    ['sketch', true, undefined, 'LineString'],
    ['corner', true, undefined, 'Point'],
    ['label', true, 'would-cross', 'Point'],
  ]);
});
