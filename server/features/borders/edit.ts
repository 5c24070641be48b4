import type { BorderCounts } from '#contract/borders.ts';
import { facePolygon } from '#contract/coverage/build.ts';
import type { Coverage } from '#contract/coverage/coverage.ts';
import { refusal } from '#contract/refusals.ts';
import type { RequestDatabase } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problem.ts';
import type { Session } from '../../platform/session.ts';
import * as queries from './edit-queries.ts';
import { compareCoverages, type DecidedEdit, type Ground, type GridDraft, identityOf, openGround } from './ground.ts';
import { judgeChange, type Verdict, weighChange } from './judge.ts';
import { listCommunities, type PlanGridRow } from './plan-queries.ts';
import { requirePlan } from './plan-answer.ts';
import { faultProblem, notValid, planBeyond, refusalProblem, versionConflict } from './refusals.ts';

export interface Asked {
  planId: string;
  version: number;
  reader: Session | null;
}

/** Takes the draft for one change. Throws not-found, no-right, conflict (no draft) or version-conflict. */
export async function takePlan(db: RequestDatabase, { planId, version, reader }: Asked): Promise<queries.TakenPlan> {
  const taken = await queries.takePlan(db, planId, version);
  if (taken) return taken;
  const plan = await requirePlan(db, planId);
  if (!plan.scope_code.startsWith(reader?.jurisdiction ?? '-')) throw planBeyond();
  if (plan.status !== 'draft') throw new ProblemError('conflict', refusal('plan-not-draft'));
  throw versionConflict(plan.version);
}

/** An edit that is good for the plan: codes of the grids that it writes and takes away, and what these hold. */
export type Written = Omit<Verdict, 'faults'> & { written: string[]; removed: string[] };

/** Judges what was decided. Throws border-not-valid with every fault and its place. @returns the edit with the rows to write */
export async function judgeEdit(db: RequestDatabase, planId: string, { ground, after, identities }: DecidedEdit, reader: Session | null): Promise<Written & { rows: queries.WrittenGrid[] }> {
  const { changed, removed } = compareCoverages(ground.coverage, after);
  const named = new Map(identities.map((identity) => [identity.code, identity]));
  const codes = [...new Set([...changed, ...named.keys()])].filter((code) => after.faces.has(code)).sort();
  if (codes.length === 0 && removed.length === 0) throw refusalProblem({ reason: 'nothing-changes', location: null, faces: [] });
  const drafts = codes.flatMap((code) => {
    const face = after.faces.get(code);
    const row = ground.rows.get(code);
    const identity = named.get(code) ?? (row && identityOf(row));
    return face && identity ? [{ ...identity, parentCode: face.parent, communityCode: face.zone, geometry: facePolygon(after, code) }] : [];
  });
  refuseTakenNames(drafts, ground, after);
  const verdict = await judgeChange(db, planId, { ground, after, changed: drafts, removed }, reader?.rights.includes('elements.restricted') ?? false);
  if (verdict.faults.length > 0) throw faultProblem(verdict.faults);
  const none: Pick<BorderCounts, 'households' | 'buildings' | 'places'> = { households: 0, buildings: 0, places: 0 };
  const rows = drafts.map((draft) => ({ ...none, ...held(verdict.after.get(draft.code)), ...draft }));
  return { ...verdict, rows, written: codes, removed };
}

/** Two grids of one community would not be told apart. Names that were the same before stay the administrator's to change. */
function refuseTakenNames(drafts: readonly GridDraft[], { rows }: Ground, after: Coverage): void {
  const names = new Map([...rows.values()].filter(({ code }) => after.faces.has(code)).map(({ code, community_code, name }) => [code, community_code + name]));
  for (const { code, communityCode, name } of drafts) names.set(code, communityCode + name);
  const count = new Map<string, number>();
  for (const name of names.values()) count.set(name, (count.get(name) ?? 0) + 1);
  const errors = drafts
    .filter(({ code, communityCode, name }) => (count.get(communityCode + name) ?? 0) > 1 && rows.get(code)?.name !== name)
    .map(({ code, name, geometry }) => ({ ...refusal('grid-name-taken', { name }), gridCodes: [code], ...(geometry.coordinates[0]?.[0] ? { location: geometry.coordinates[0][0] } : {}) }));
  if (errors.length > 0) throw notValid(errors);
}

function held(counts: BorderCounts | undefined): Pick<BorderCounts, 'households' | 'buildings' | 'places'> | undefined {
  return counts && { households: counts.households, buildings: counts.buildings, places: counts.places };
}

/** Takes the last edit back or makes it again: the rows come back with the same bytes. Null where there is none. */
export async function turnEdit(db: RequestDatabase, planId: string, isUndo: boolean, reader: Session | null): Promise<Written | null> {
  const seq = await queries.turnEdit(db, planId, isUndo);
  if (seq === null) return null;
  const edit = await queries.findEditGrids(db, planId, seq);
  const [was, is] = isUndo ? [edit.after, edit.before] : [edit.before, edit.after];
  const concerned = [...new Set([...was, ...is].map(({ community_code }) => community_code))];
  const [communities] = await Promise.all([listCommunities(db, planId, concerned), queries.restoreRows(db, planId, seq, isUndo)]);
  const open = (rows: PlanGridRow[]) => openGround(rows.map((row) => ({ ...row, is_own: true })), communities.map((community) => ({ ...community, geometry: null })));
  const [ground, next] = [open(was), open(is)];
  const changed = is.map(({ code, kind, community_code }) => ({ code, kind, communityCode: community_code }));
  const removed = was.map(({ code }) => code).filter((code) => !next.rows.has(code));
  const verdict = await weighChange(db, planId, { ground, after: next.coverage, changed, removed }, reader?.rights.includes('elements.restricted') ?? false);
  return { ...verdict, written: changed.map(({ code }) => code), removed };
}
