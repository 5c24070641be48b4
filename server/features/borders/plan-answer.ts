import { planStepObstacle, type PlanStep, planSteps } from '#contract/border-rules.ts';
import type { BorderCounts, BorderPlan, PlanGrid, PlanSummary } from '#contract/borders.ts';
import { measureRings } from '#contract/coverage/measure.ts';
import type { RequestDatabase } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problem.ts';
import type { Session } from '../../platform/session.ts';
import * as queries from './plan-queries.ts';

type Reader = Pick<Session, 'rights' | 'jurisdiction'> | null;

/** The plan where the session may see it. Throws not-found. */
export async function requirePlan(db: RequestDatabase, id: string): Promise<queries.PlanRow> {
  const plan = await queries.findPlan(db, id);
  if (!plan) throw new ProblemError('not-found', 'There is no such plan, or it is not for you to see.');
  return plan;
}

/** A plan with its grids, as the reader may see it. Throws not-found. */
export async function answerPlan(db: RequestDatabase, reader: Reader, id: string): Promise<BorderPlan> {
  const plan = await requirePlan(db, id);
  const [state, communities, grids, people] = await Promise.all([
    queries.findPlanState(db, id), queries.listCommunities(db, id), queries.listPlanGrids(db, id), queries.countPeople(db, id),
  ]);
  return {
    ...presentSummary(plan, reader),
    community: { code: plan.scope_code, name: plan.scope_name, geometry: state.geometry ?? nowhere },
    communities: communities.map(({ code, name, geometry, min, max, next_sequence, taken_sequences, households_source }) => ({ code, name, geometry: geometry ?? nowhere, band: { min, max }, householdsSource: households_source, nextSequence: next_sequence, takenSequences: taken_sequences })),
    grids: { type: 'FeatureCollection', features: grids.map((grid) => presentGrid(grid, people.get(grid.code))) },
    canUndo: plan.status === 'draft' && state.can_undo,
    canRedo: plan.status === 'draft' && state.can_redo,
    lastEdit: state.last_edit,
    isBehind: state.is_behind,
    changesNothing: state.changes_nothing,
    log: state.log,
  };
}

const nowhere = { type: 'MultiPolygon' as const, coordinates: [] };

export function presentSummary(row: queries.PlanRow, reader: Reader): PlanSummary {
  const { id, name, status, version, owner, submitter, reverts } = row;
  const rights = reader?.rights ?? [];
  const isInJurisdiction = row.scope_code.startsWith(reader?.jurisdiction ?? '-');
  const situation = { status, rights, isAuthor: owner.isMe || (submitter?.isMe ?? false), isInJurisdiction };
  const steps = Object.keys(planSteps) as PlanStep[];
  return {
    id, name, status, version, owner, submitter, reverts,
    community: { code: row.scope_code, name: row.scope_name },
    changedGrids: row.changed_grids,
    openComments: row.open_comments,
    openDuties: row.open_duties,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    effectiveAt: row.effective_at?.toISOString() ?? null,
    adoptedAt: row.adopted_at?.toISOString() ?? null,
    obstacles: Object.fromEntries(steps.map((step) => [step, planStepObstacle(step, situation)])) as PlanSummary['obstacles'],
    mayEdit: status === 'draft' && isInJurisdiction && rights.includes('borders.write'),
  };
}

export function presentGrid(grid: queries.ListedGridRow, people: queries.People | undefined): PlanGrid {
  return {
    type: 'Feature',
    id: grid.code,
    geometry: { type: 'Polygon', coordinates: grid.rings },
    properties: {
      code: grid.code,
      kind: grid.kind,
      communityCode: grid.community_code,
      parentCode: grid.parent_code,
      name: grid.name,
      isNew: grid.is_new,
      isChanged: grid.is_changed,
      isRedrawn: grid.is_redrawn,
      predecessors: grid.predecessors,
      counts: presentCounts(grid, people),
    },
  };
}

/** What a grid holds; people are null where nothing is known of them. */
export function presentCounts(grid: Pick<queries.PlanGridRow, 'rings' | 'households' | 'buildings' | 'places'>, people: queries.People | undefined): BorderCounts {
  const { squareMeters, compactness } = measureRings(grid.rings);
  const { households, buildings, places } = grid;
  return { households, buildings, places, people: people?.people ?? null, keyPersons: people?.key_persons ?? null, squareMeters, compactness };
}
