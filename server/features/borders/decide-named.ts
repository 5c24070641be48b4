import type { BorderOp, BorderProblem } from '#contract/borders.ts';
import { refusal } from '#contract/refusals.ts';
import type { RequestDatabase } from '../../platform/database.ts';
import * as queries from './edit-queries.ts';
import { type DecidedEdit, type Ground, type Identity, identityOf, lineage, openGround, replaceGrids } from './ground.ts';
import { listCommunities } from './plan-queries.ts';
import { faultProblem, notValid, refusalProblem } from './refusals.ts';
import { codeFaults, type OfferedGrid, type Replacement, replacementErrors, toGridShape } from './replacement.ts';

/** Another name or kind for a grid; its borders stay. Throws border-not-valid. */
export async function decideRename(db: RequestDatabase, planId: string, op: Extract<BorderOp, { op: 'rename' }>): Promise<DecidedEdit> {
  const rows = await queries.loadGround(db, planId, { codes: [op.gridCode] });
  const row = rows.find(({ code }) => code === op.gridCode);
  if (!row) throw refusalProblem({ reason: 'no-such-grid', location: null, faces: [op.gridCode] });
  const kind = op.kind ?? row.kind;
  if (row.kind === 'micro' && kind !== 'micro') throw notValid([{ ...refusal('micro-stays-micro'), pointer: '/kind', gridCodes: [row.code] }]);
  const name = op.name ?? row.name;
  const ground = openGround(rows, await listCommunities(db, planId, [row.community_code]));
  return { ground, after: ground.coverage, identities: name === row.name && kind === row.kind ? [] : [{ ...identityOf(row), name, kind }] };
}

/** Reads the communities that a replacement concerns, and refuses what is wrong with it already. */
export async function loadForReplacement(db: RequestDatabase, planId: string, grids: readonly OfferedGrid[], removed: readonly string[]): Promise<{ ground: Ground; ever: Map<string, { todayId: number | null }>; faults: BorderProblem[] }> {
  const codes = [...new Set([...grids.map(({ code }) => code), ...removed])];
  const named = [...new Set(grids.map(({ communityCode }) => communityCode))];
  const communities = await listCommunities(db, planId, [...new Set([...named, ...codes.map((code) => code.slice(0, 12))])]);
  const known = new Set(communities.map(({ code }) => code));
  const rows = await queries.loadGround(db, planId, { codes, communities: named.filter((code) => known.has(code)) });
  const ground = openGround(rows, communities, named);
  const errors = replacementErrors(grids, removed, ground);
  if (errors.length > 0) throw notValid(errors);
  const ever = await queries.findGridsEver(db, codes.filter((code) => !ground.rows.has(code)));
  return { ground, ever, faults: codeFaults(grids, { ...ground, ever }) };
}

/** What the editor saves: grids as they are to be. Throws border-not-valid. */
export async function decideReplacement(db: RequestDatabase, planId: string, op: Replacement): Promise<DecidedEdit> {
  const { ground, ever, faults } = await loadForReplacement(db, planId, op.grids, op.removed);
  if (faults.length > 0) throw faultProblem(faults);
  await refuseStrangers(db, op, ground);
  const after = replaceGrids(ground, op.grids.map(toGridShape), op.removed);
  return { ground, after, identities: op.grids.flatMap((grid) => identify(grid, ground, ever)) };
}

/** A code that nobody knows cannot be where a grid comes from. What the plan says already of its own grids is not asked again. */
async function refuseStrangers(db: RequestDatabase, op: Replacement, { rows }: Ground): Promise<void> {
  const named = [...new Set(op.grids.flatMap(({ predecessors }) => predecessors))];
  const ever = await queries.findGridsEver(db, named);
  const known = new Set([...ever.keys(), ...rows.keys(), ...[...rows.values()].flatMap(({ predecessors }) => predecessors)]);
  const errors = op.grids.flatMap(({ code, predecessors }, index) => {
    const stranger = predecessors.find((from) => !known.has(from));
    return stranger === undefined ? [] : [{ ...refusal('predecessor-unknown', { code: stranger }), pointer: `/grids/${index}/predecessors`, gridCodes: [code] }];
  });
  if (errors.length > 0) throw notValid(errors);
}

/** Who the grid is; none where nothing of it but perhaps its shape is new. */
function identify(grid: Replacement['grids'][number], { rows }: Ground, ever: ReadonlyMap<string, { todayId: number | null }>): Identity[] {
  const { code, kind, name } = grid;
  // A grid that the plan itself made never was: its ground comes from where that had it.
  const origins = grid.predecessors.flatMap((from) => lineage(rows.get(from) ?? { code: from, is_new: false, predecessors: [] }));
  const predecessors = [...new Set(origins)].filter((from) => from !== code).sort();
  const row = rows.get(code);
  const baseId = row ? row.base_id : (ever.get(code)?.todayId ?? null);
  const isSame = row && row.name === name && row.kind === kind && row.parent_code === grid.parentCode && row.predecessors.length === predecessors.length && predecessors.every((from) => row.predecessors.includes(from));
  return isSame ? [] : [{ code, kind, name, baseId, isNew: row ? row.is_new : baseId === null, predecessors }];
}
