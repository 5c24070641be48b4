import type { BorderOp, BorderPlan } from '#contract/borders.ts';
import { buildCoverage, facePolygon } from '#contract/coverage/build.ts';
import type { Coverage, Face, Position } from '#contract/coverage/coverage.ts';
import type { AnyGeometry } from '#contract/shapes.ts';
import type { PlanDocument } from './plan-edit.ts';
import { isSameGround } from './same-ground.ts';

/** What saving would send. */
export type Replacement = Omit<Extract<BorderOp, { op: 'replace' }>, 'op'>;

type Ground = Parameters<typeof buildCoverage>[0][number]['geometry'];

/** The plan as it is edited. The same plan gives the same vertices. */
export function documentOf(plan: BorderPlan): PlanDocument {
  const grids = plan.grids.features.map(({ id, geometry, properties: { kind, communityCode, parentCode } }) => ({
    key: id,
    layer: kind === 'micro' ? ('nested' as const) : ('ground' as const),
    zone: communityCode,
    parent: parentCode,
    geometry,
  }));
  const zones = plan.communities.map(({ code, geometry }) => ({ key: code, geometry: groundOf(geometry) }));
  return {
    coverage: buildCoverage(grids, zones),
    facts: new Map(plan.grids.features.map(({ id, properties: { name, kind, predecessors, isNew } }) => [id, { name, kind, predecessors: [...predecessors].sort(), isNew }])),
  };
}

/** The contract describes a community's geometry by its type alone; PostGIS wrote a surface. */
function groundOf(geometry: AnyGeometry): Ground {
  return geometry as unknown as Ground;
}

/** Codes of the grids that are new, or whose shape or facts differ from what they were. */
export function changedGrids(before: PlanDocument, after: PlanDocument): string[] {
  return [...after.coverage.faces.values()].flatMap((face) => {
    const old = before.coverage.faces.get(face.key);
    const [facts, oldFacts] = [after.facts.get(face.key), before.facts.get(face.key)];
    const isSame = old !== undefined && old.parent === face.parent && sameShape(before.coverage, old, after.coverage, face) && facts?.name === oldFacts?.name && facts?.kind === oldFacts?.kind;
    return isSame ? [] : [face.key];
  });
}

/** What differs: `changed` is saved, `marked` is told. A grid that only got a vertex from its neighbour's border is not told. */
export function changesSince(before: PlanDocument, after: PlanDocument): { changed: string[]; marked: string[] } {
  const changed = changedGrids(before, after);
  return { changed, marked: changed.filter((code) => isTold(code, before, after)) };
}

function isTold(code: string, before: PlanDocument, after: PlanDocument): boolean {
  const [old, face] = [before.coverage.faces.get(code), after.coverage.faces.get(code)];
  const [was, is] = [before.facts.get(code), after.facts.get(code)];
  if (!old || !face || old.parent !== face.parent || was?.name !== is?.name || was?.kind !== is?.kind) return true;
  return isRedrawn(code, before, after);
}

/** Whether a grid has other ground than it had. */
export function isRedrawn(code: string, before: PlanDocument, after: PlanDocument): boolean {
  const [old, face] = [before.coverage.faces.get(code), after.coverage.faces.get(code)];
  return !old || !face || !isSameGround(outline(before.coverage, old), outline(after.coverage, face));
}

function outline({ positions }: Coverage, { rings }: Face): Position[][] {
  return rings.map((ring) => ring.map((id) => positions.get(id) as Position));
}

function sameShape(before: Coverage, old: Face, after: Coverage, face: Face): boolean {
  if (old === face && before.positions === after.positions) return true;
  return (
    old.rings.length === face.rings.length &&
    face.rings.every((ring, at) => {
      const other = old.rings[at] ?? [];
      return ring.length === other.length && ring.every((id, place) => samePosition(after.positions.get(id), before.positions.get(other[place] as number)));
    })
  );
}

function samePosition(a: readonly [number, number] | undefined, b: readonly [number, number] | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && a[0] === b[0] && a[1] === b[1]);
}

/** The difference between what was saved and what is there now, as one replacement. */
export function netChanges(before: PlanDocument, after: PlanDocument): Replacement {
  const grids = changedGrids(before, after).flatMap((code) => {
    const face = after.coverage.faces.get(code);
    const facts = after.facts.get(code);
    if (!face || !facts) return [];
    return [{ code, kind: facts.kind, communityCode: face.zone, parentCode: face.parent, name: facts.name, predecessors: [...facts.predecessors], geometry: facePolygon(after.coverage, code) }];
  });
  return { grids, removed: [...before.coverage.faces.keys()].filter((code) => !after.coverage.faces.has(code)) };
}
