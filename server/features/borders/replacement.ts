import type { BorderOp, BorderProblem } from '#contract/borders.ts';
import type { GridShape } from '#contract/coverage/build.ts';
import type { GroundShape } from '#contract/coverage/shapes.ts';
import { type Refusal, refusal } from '#contract/refusals.ts';
import type { FieldError } from '#contract/shapes.ts';
import { surfaceFault } from './check-shape.ts';
import { problem } from './problems.ts';
import type { GroundRow, PlanCommunity } from './plan-queries.ts';

export type Replacement = Extract<BorderOp, { op: 'replace' }>;
/** What is to be judged, with or without names: one shape per grid. */
export interface OfferedGrid {
  code: string;
  kind: 'base' | 'dedicated' | 'micro';
  communityCode: string;
  parentCode: string | null;
  geometry: GroundShape;
  predecessors?: string[];
}
export interface Known {
  rows: ReadonlyMap<string, GroundRow>;
  communities: ReadonlyMap<string, PlanCommunity>;
  /** Grids that ever were, among the codes offered. */
  ever: ReadonlyMap<string, { todayId: number | null }>;
}

/** Vertices of all shapes together: more than any community has, few enough to be judged within a request. */
const mostVertices = 200_000;

/** Values of a replacement that make no sense, each with its place in the request. */
export function replacementErrors(grids: readonly OfferedGrid[], removed: readonly string[], { rows, communities }: Pick<Known, 'rows' | 'communities'>): FieldError[] {
  const offered = new Set(grids.map(({ code }) => code));
  const kindOf = (code: string) => grids.find((grid) => grid.code === code)?.kind ?? (removed.includes(code) ? undefined : rows.get(code)?.kind);
  const errors: FieldError[] = [];
  for (const [index, code] of removed.entries()) {
    if (!rows.has(code)) errors.push({ ...refusal('grid-not-in-plan', { code }), pointer: `/removed/${index}`, gridCodes: [code] });
    else if (offered.has(code)) errors.push({ ...refusal('grid-kept-and-removed', { code }), pointer: `/removed/${index}`, gridCodes: [code] });
  }
  let vertices = 0;
  for (const [index, grid] of grids.entries()) {
    const at = `/grids/${index}`;
    const location = grid.geometry.coordinates.flat(2)[0];
    const where = Array.isArray(location) && location.length === 2 && Math.abs(location[0]) <= 180 && Math.abs(location[1]) <= 90 ? { location } : {};
    const say = (why: Refusal, pointer: string) => errors.push({ ...why, pointer: at + pointer, gridCodes: [grid.code], ...where });
    const fault = surfaceFault(grid.geometry, `${at}/geometry`);
    if (fault) errors.push({ ...fault, gridCodes: [grid.code] });
    vertices += grid.geometry.coordinates.flat(grid.geometry.type === 'Polygon' ? 1 : 2).length;
    if (!communities.has(grid.communityCode)) say(refusal('community-not-in-plan', { code: grid.communityCode }), '/communityCode');
    const row = rows.get(grid.code);
    if (row && row.community_code !== grid.communityCode) say(refusal('grid-stays-in-community'), '/communityCode');
    if ((grid.kind === 'micro') !== (grid.parentCode !== null)) say(refusal('parent-beside-micro'), '/parentCode');
    if (grid.parentCode !== null && !['base', 'dedicated'].includes(kindOf(grid.parentCode) ?? '')) say(refusal('parent-not-in-plan'), '/parentCode');
  }
  if (vertices > mostVertices) errors.push({ ...refusal('plan-too-many-vertices', { vertices, most: mostVertices }), pointer: '/grids' });
  return errors;
}

/** Codes that are there twice, have ended or lie in another community's range. */
export function codeFaults(grids: readonly OfferedGrid[], { rows, ever }: Pick<Known, 'rows' | 'ever'>): BorderProblem[] {
  const seen = new Set<string>();
  return grids.flatMap(({ code, communityCode, geometry }) => {
    const location = firstPosition(geometry);
    if (seen.has(code)) return [problem('duplicate-code', [code], location)];
    seen.add(code);
    if (rows.has(code)) return [];
    const isTodays = typeof ever.get(code)?.todayId === 'number';
    const isFree = !ever.has(code) && Number(code.slice(-3)) > 0;
    return code.startsWith(communityCode) && (isTodays || isFree) ? [] : [problem('dead-code', [code], location)];
  });
}

function firstPosition({ type, coordinates }: GroundShape): [number, number] {
  return (type === 'Polygon' ? coordinates[0]?.[0] : coordinates[0]?.[0]?.[0]) ?? [0, 0];
}

export function toGridShape({ code, kind, communityCode, parentCode, geometry }: OfferedGrid): GridShape {
  return { key: code, layer: kind === 'micro' ? 'nested' : 'ground', zone: communityCode, parent: parentCode, geometry };
}
