import type { Coverage, CoverageEdit, Face, Position, Ring, VertexId } from '#contract/coverage/coverage.ts';
import type { Step, Trail } from './history.ts';
import { applyPlanEdit, fits, type GridFacts, type PlanDocument, type PlanEdit } from './plan-edit.ts';

/**
 * Steps that another version of this program wrote: it may have numbered the vertices otherwise, or told less of a grid.
 * Vertices are found again by where they are and by their place in a ring; what cannot be found for certain is not guessed.
 * Answers the steps as this version writes them, as far as they can be read.
 */
export function readOlder(base: PlanDocument, { steps, done }: Trail): Trail {
  const read: Step[] = [];
  const ids = new Map<VertexId, VertexId>();
  let at = base;
  for (const step of steps) {
    const edit = isStep(step) ? translated(at, step.edit, ids) : null;
    if (!edit || !fits(at, edit)) break;
    read.push({ ...step, edit });
    at = applyPlanEdit(at, edit);
  }
  return { steps: read, done: Math.min(done, read.length) };
}

/** Whether what was kept is a step at all. */
export function isStep(value: unknown): value is Step {
  const { edit } = (value ?? {}) as Partial<Step>;
  return [edit?.borders?.positions, edit?.borders?.faces, edit?.borders?.zones, edit?.facts].every((list) => Array.isArray(list));
}

function translated(at: PlanDocument, { borders, facts }: PlanEdit, ids: Map<VertexId, VertexId>): PlanEdit | null {
  const { coverage } = at;
  let next = Math.max(0, ...coverage.positions.keys());
  for (const { key, before } of borders.positions) {
    if (before === null) {
      next += 1;
      ids.set(key, next);
    } else if (!samePlace(coverage.positions.get(ids.get(key) ?? key), before)) ids.set(key, vertexAt(coverage, before) ?? key);
    else ids.set(key, ids.get(key) ?? key);
  }
  for (const { key, before } of borders.faces) if (before && !align(before.rings, coverage.faces.get(key)?.rings, ids)) return null;
  for (const { key, before } of borders.zones) if (before && !align(before, coverage.zones.get(key), ids)) return null;
  const ring = (old: Ring): VertexId[] => old.map((id) => ids.get(id) ?? id);
  const positions = borders.positions.map(({ key, before, after }) => ({ key: ids.get(key) ?? key, before, after }));
  const known = new Set([...coverage.positions.keys(), ...positions.map(({ key }) => key)]);
  const faces: CoverageEdit['faces'] = borders.faces.map(({ key, after }) => ({ key, before: coverage.faces.get(key) ?? null, after: after && { ...defaults(coverage, key), ...after, rings: after.rings.map(ring) } }));
  const zones: CoverageEdit['zones'] = borders.zones.map(({ key, after }) => ({ key, before: coverage.zones.get(key) ?? null, after: after?.map(ring) ?? null }));
  const rings = [...faces.flatMap(({ after }) => after?.rings ?? []), ...zones.flatMap(({ after }) => after ?? [])];
  if (rings.some((line) => line.some((id) => !known.has(id)))) return null;
  return { borders: { positions, faces, zones }, facts: facts.map(({ key, after }) => ({ key, before: at.facts.get(key) ?? null, after: after && factsOf(after, at.facts.get(key)) })) };
}

function samePlace(a: Position | undefined, b: Position): boolean {
  return a?.[0] === b[0] && a[1] === b[1];
}

function vertexAt({ positions }: Coverage, place: Position): VertexId | null {
  for (const [id, position] of positions) if (samePlace(position, place)) return id;
  return null;
}

/** Finds the vertices of old rings among those that are there now: numbered alike, or turned so that all that is known fits. */
function align(old: readonly Ring[], now: readonly Ring[] | undefined, ids: Map<VertexId, VertexId>): boolean {
  if (!now || !Array.isArray(old) || old.length !== now.length) return false;
  return old.every((ring: Ring, n: number) => {
    const other = now[n]!;
    if (ring.length !== other.length) return false;
    const turn = [...other.keys()].find((by) => ring.every((id, i) => (ids.get(id) ?? id) === other[(i + by) % other.length]));
    if (turn !== undefined) return true;
    const turns = [...other.keys()].filter((by) => ring.some((id) => ids.has(id)) && ring.every((id, i) => !ids.has(id) || ids.get(id) === other[(i + by) % other.length]));
    if (turns.length !== 1) return false;
    for (const [i, id] of ring.entries()) ids.set(id, other[(i + turns[0]!) % other.length]!);
    return true;
  });
}

function defaults({ faces }: Coverage, key: string): Pick<Face, 'key' | 'layer' | 'zone' | 'parent'> {
  const { layer, zone, parent } = faces.get(key) ?? { layer: 'ground' as const, zone: key.slice(0, 12), parent: null };
  return { key, layer, zone, parent };
}

function factsOf({ name, kind, predecessors, isNew }: Partial<GridFacts>, now: GridFacts | undefined): GridFacts {
  return { name: name ?? now?.name ?? '', kind: kind ?? now?.kind ?? 'base', predecessors: [...(predecessors ?? now?.predecessors ?? [])].sort(), isNew: isNew ?? now?.isNew ?? true };
}
