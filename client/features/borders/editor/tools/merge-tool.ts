import { mergeFaces, removeFace } from '#contract/coverage/merge.ts';
import { neighboursOf } from '#contract/coverage/neighbours.ts';
import { faceUnder } from '../find-border.ts';
import type { Step } from '../history.ts';
import { originsOf } from '../lineage.ts';
import { gridsOf, type PlanDocument } from '../plan-edit.ts';
import { isDrag, type Outcome, type Picked, type Tool, type ToolRefusal } from './tool.ts';

export type MergeState = { name: 'Choosing' } | { name: 'PointingGrid'; pixel: readonly [number, number] };

/** Picks neighbours by clicks, the one that goes on first; Enter makes them one. */
export const mergeTool: Tool<MergeState> = {
  idle: { name: 'Choosing' },
  isDrawing: () => false,
  take(state, input, scene): Outcome<MergeState> {
    switch (input.type) {
      case 'press':
        return { state: { name: 'PointingGrid', pixel: input.pixel } };
      case 'release': {
        if (state.name !== 'PointingGrid' || isDrag(state.pixel, input.pixel)) return { state: { name: 'Choosing' } };
        const grid = faceUnder(scene.document.coverage, input.position);
        return { state: { name: 'Choosing' }, ...(grid !== null && { picked: toggled(scene.picked, grid) }) };
      }
      case 'finish':
        return { state: { name: 'Choosing' }, ...mergePicked(scene.document, scene.picked) };
      case 'abandon':
        return { state: { name: 'Choosing' }, picked: { vertices: new Set(), grids: [] } };
      default:
        return { state };
    }
  },
};

function toggled({ grids }: Picked, grid: string): Picked {
  return { vertices: new Set(), grids: grids.includes(grid) ? grids.filter((key) => key !== grid) : [...grids, grid] };
}

/** The picked grids become one, which goes on as the first of them. */
export function mergePicked({ coverage, facts }: PlanDocument, { grids }: Picked): { step?: Step; refusal?: ToolRefusal; picked?: Picked } {
  const [keep, ...others] = grids;
  const kept = keep === undefined ? undefined : facts.get(keep);
  if (keep === undefined || !kept || others.length === 0) return { refusal: { reason: 'needs-two', location: null } };
  const outcome = mergeFaces(coverage, grids, keep);
  if (!outcome.ok) return { refusal: outcome.refusal };
  const gone = outcome.edit.faces.flatMap(({ key, after }) => (after === null ? [key] : []));
  const predecessors = originsOf(keep, gone, facts);
  const changes = [{ key: keep, before: kept, after: { ...kept, predecessors } }, ...gone.flatMap((key) => (facts.has(key) ? [{ key, before: facts.get(key) ?? null, after: null }] : []))];
  const edit = { borders: outcome.edit, facts: changes };
  return { step: { kind: 'merge', grids: gridsOf(edit), edit }, picked: { vertices: new Set(), grids: [keep] } };
}

/** Takes a grid away; its ground is a gap until somebody gets it. */
export function removeGrid({ coverage, facts }: PlanDocument, key: string): { step?: Step; refusal?: ToolRefusal } {
  const outcome = removeFace(coverage, key);
  if (!outcome.ok) return { refusal: outcome.refusal };
  const gone = outcome.edit.faces.flatMap(({ key: face, after }) => (after === null ? [face] : []));
  const edit = { borders: outcome.edit, facts: gone.map((face) => ({ key: face, before: facts.get(face) ?? null, after: null })) };
  return { step: { kind: 'remove', grids: gone, edit } };
}

/** Neighbours that a grid could be merged with, the one with the longest common border first. */
export function mergeable({ coverage }: PlanDocument, key: string): string[] {
  const zone = coverage.faces.get(key)?.zone;
  return neighboursOf(coverage, key).flatMap((neighbour) => (coverage.faces.get(neighbour.key)?.zone === zone ? [neighbour.key] : []));
}
