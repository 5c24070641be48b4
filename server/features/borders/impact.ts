import type { BorderImpact } from '#contract/border-review.ts';
import type { RequestDatabase } from '../../platform/database.ts';
import { findDuties, findMoves, listOldGrids, type OldGridRow } from './impact-queries.ts';
import { presentCounts } from './plan-answer.ts';
import { countPeople, listPlanGrids, type PlanGridRow, type PlanRow } from './plan-queries.ts';

/** What an adoption of the plan changes, or has changed, as the reader may know it. */
export async function findImpact(db: RequestDatabase, plan: Pick<PlanRow, 'id' | 'version'>): Promise<BorderImpact> {
  const [old, all, moves, duties] = await Promise.all([listOldGrids(db, plan.id), listPlanGrids(db, plan.id), findMoves(db, plan.id), findDuties(db, plan.id)]);
  const fresh = all.filter((grid) => grid.is_new || grid.is_changed);
  const people = await countPeople(db, plan.id, fresh.map(({ code }) => code));
  const before = new Map(old.map((row) => [row.code, row]));
  const grids = [
    ...old.filter(({ code }) => !fresh.some((grid) => grid.code === code)).map((row) => ({ ...shared(row), change: 'ended' as const, before: presentCounts(row, row), after: null, predecessors: [], successors: successorsOf(row, fresh) })),
    ...fresh.map((grid) => {
      const was = before.get(grid.code);
      return {
        ...shared(grid),
        change: was ? changeOf(was, grid) : grid.is_new ? ('new' as const) : ('changed' as const),
        before: was ? presentCounts(was, was) : null,
        after: presentCounts(grid, people.get(grid.code)),
        predecessors: grid.predecessors,
        successors: was ? [grid.code] : [],
      };
    }),
  ];
  return { version: plan.version, grids: grids.sort((a, b) => (a.code < b.code ? -1 : 1)), ...moves, ...duties };
}

const shared = ({ code, name }: Pick<PlanGridRow, 'code' | 'name'>) => ({ code, name });

function successorsOf(row: OldGridRow, fresh: PlanGridRow[]): string[] {
  if (row.successors.length > 0) return row.successors;
  return fresh.filter(({ predecessors }) => predecessors.includes(row.code)).map(({ code }) => code);
}

/** Only another name or kind, or another shape. */
function changeOf(was: OldGridRow, grid: PlanGridRow): 'changed' | 'renamed' {
  return JSON.stringify(was.rings) === JSON.stringify(grid.rings) ? 'renamed' : 'changed';
}
