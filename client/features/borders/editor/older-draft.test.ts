import { describe, expect, test } from 'vitest';
import { buildCoverage, facePolygon } from '#contract/coverage/build.ts';
import type { CoverageEdit, Position } from '#contract/coverage/coverage.ts';
import { moveVertices } from '#contract/coverage/moves.ts';
import { splitFace } from '#contract/coverage/split.ts';
import { draftFile } from './draft-file.ts';
import { readable } from './drafting.ts';
import type { Step } from './history.ts';
import { isStep } from './older-draft.ts';
import { applyPlanEdit, type GridFacts, type PlanDocument, type PlanEdit } from './plan-edit.ts';

const zone = '990101001001';
const [west, east, fresh] = ['001', '002', '003'].map((number) => zone + number) as [string, string, string];
const ground = (key: string, ring: Position[]) => ({ key, layer: 'ground' as const, zone, parent: null, geometry: { type: 'Polygon' as const, coordinates: [[...ring, ring[0]!]] } });
const two = [ground(west, [[0, 0], [1, 0], [1, 0.5], [1, 1], [0, 1]]), ground(east, [[1, 0], [2, 0], [2, 1], [1, 1], [1, 0.5]])];
const facts = (name: string): GridFacts => ({ name, kind: 'base', predecessors: ['a', 'b'], isNew: false });
const base: PlanDocument = { coverage: buildCoverage(two, []), facts: new Map([[west, facts('西')], [east, facts('东')]]) };
const edited = (outcome: { ok: boolean; edit?: CoverageEdit }): CoverageEdit => {
  if (!outcome.ok || !outcome.edit) throw new Error(JSON.stringify(outcome));
  return outcome.edit;
};
const vertex = (at: Position) => [...base.coverage.positions].find(([, place]) => place[0] === at[0] && place[1] === at[1])![0];

/** Moves a vertex of both, splits the western grid above it, and gives the eastern one another name. */
function steps(): { steps: Step[]; after: PlanDocument } {
  const moved: PlanEdit = { borders: edited(moveVertices(base.coverage, [{ vertex: vertex([1, 0.5]), to: [1.2, 0.5] }])), facts: [] };
  const second = applyPlanEdit(base, moved);
  const split: PlanEdit = { borders: edited(splitFace(second.coverage, west, [[-0.5, 0.7], [1.5, 0.7]], fresh)), facts: [{ key: fresh, before: null, after: { ...facts('新'), isNew: true } }] };
  const third = applyPlanEdit(second, split);
  const renamed: PlanEdit = { borders: { positions: [], faces: [], zones: [] }, facts: [{ key: east, before: facts('东'), after: facts('东二') }] };
  const step = (edit: PlanEdit): Step => ({ kind: 'move', grids: [], edit });
  return { steps: [step(moved), step(split), step(renamed)], after: applyPlanEdit(third, renamed) };
}
const groundOf = ({ coverage }: PlanDocument) => [...coverage.faces.keys()].sort().map((key) => [key, facePolygon(coverage, key)]);
const applied = (read: Step[]) => read.reduce((document, { edit }) => applyPlanEdit(document, edit), base);
/** The same, as a version wrote it that counted vertices from elsewhere and turned its rings. */
const renumbered = (written: Step[]): Step[] => {
  const id = (vertex: number) => vertex + 7;
  const ring = (ids: readonly number[]) => [...ids.slice(1), ids[0]!].map(id);
  const turn = <Face extends { rings: readonly (readonly number[])[] } | null>(face: Face): Face => (face === null ? face : { ...face, rings: face.rings.map(ring) });
  return written.map(({ edit, ...step }) => ({
    ...step,
    edit: { ...edit, borders: { ...edit.borders, positions: edit.borders.positions.map((change) => ({ ...change, key: id(change.key) })), faces: edit.borders.faces.map((change) => ({ ...change, before: turn(change.before), after: turn(change.after) })) } },
  }));
};

describe('a draft of another version of the program', () => {
  const { steps: written, after } = steps();
  test('is gone on with as it is where nothing has changed', () => {
    expect(readable(base, { steps: written, done: 3 })).toEqual({ steps: written, done: 3 });
  });
  test('is read where it told grids otherwise', () => {
    const { steps: [, , rename] } = steps();
    const older = { ...rename!, edit: { ...rename!.edit, facts: [{ key: east, before: { name: '东', kind: 'base', predecessors: ['b', 'a'] }, after: { name: '东二', kind: 'base', predecessors: ['b', 'a'] } }] } } as unknown as Step;
    const read = readable(base, { steps: [...written.slice(0, 2), older], done: 3 });
    expect(read.steps).toHaveLength(3);
    expect(applied([...read.steps]).facts.get(east)).toEqual(facts('东二'));
  });
  test('is read where it numbered vertices otherwise, to the same ground', () => {
    const read = readable(base, { steps: renumbered(written), done: 2 });
    expect([read.steps.length, read.done]).toEqual([3, 2]);
    const turned = (document: PlanDocument) => groundOf(document).map(([key, polygon]) => [key, JSON.stringify((polygon as { coordinates: Position[][] }).coordinates.map((line) => line.slice(1).map(String).sort()))]);
    expect(turned(applied([...read.steps]))).toEqual(turned(after));
  });
  test('is read as far as it fits, and never guessed', () => {
    const elsewhere = { ...written[0]!, edit: { facts: [], borders: { zones: [], faces: [], positions: [{ key: 1, before: [5, 5], after: [6, 6] }] } } } as unknown as Step;
    expect(readable(base, { steps: [written[0]!, elsewhere, written[1]!], done: 3 })).toEqual({ steps: [written[0]], done: 1 });
    expect(readable(base, { steps: [{ op: 'move' } as unknown as Step], done: 1 })).toEqual({ steps: [], done: 0 });
    const unknown = { ...written[0]!, edit: { facts: [], borders: { zones: [], positions: [], faces: [{ key: west, before: { rings: [[91, 92, 93, 94]] }, after: { rings: [[91, 92, 93]] } }] } } } as unknown as Step;
    expect(readable(base, { steps: [unknown], done: 1 }).steps).toEqual([]);
  });
  test('is a file with its vertices where it left them, and all that was kept', () => {
    const kept = [...written, { op: 'unknown' } as unknown as Step];
    const { name, text } = draftFile({ id: 'plan', name: '冬季' }, { planId: 'plan', version: 4, at: Date.UTC(2026, 10, 1, 8, 30), done: 4, steps: kept });
    const file = JSON.parse(text);
    expect([name, file.type, file.plan.version, file.steps]).toEqual(['冬季-2026-11-01T0830.geojson', 'FeatureCollection', 4, JSON.parse(JSON.stringify(kept))]);
    expect(file.features.map(({ geometry }: { geometry: { coordinates: number[] } }) => geometry.coordinates)).toContainEqual([1.2, 0.5]);
    expect(isStep(kept[3])).toBe(false);
  });
});
