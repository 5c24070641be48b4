import type { Proposal, ProposedGrid, ProposeBody } from '#contract/partition.ts';
import { type RequestDatabase, readSql } from '../../platform/database.ts';
import type { ProposalResult } from './proposal.ts';

const [proposalsSql, startSql, resultSql, writeGridsSql, gridsSql, planSql, foundSql] = ['proposals', 'start', 'result', 'write-grids', 'proposed-grids', 'plan', 'found-communities'].map((name) =>
  readSql(import.meta.url, `./${name}.sql`),
) as [string, string, string, string, string, string, string];

export interface PlanRow {
  id: string;
  scope_code: string;
  status: string;
  /** Whether the reader answers for all of the plan's ground. */
  is_reached: boolean;
  communities: { code: string; isVillage: boolean; min: number; max: number }[];
}

/** The plan with the communities inside `within`, or null where the reader may not see it. */
export async function findPlan(db: RequestDatabase, id: string, within: string): Promise<PlanRow | null> {
  return (await db.query<PlanRow>({ text: planSql, values: [id, within] }))[0] ?? null;
}

/** Begins a proposal unless one is running for the plan; answers its id, or null. */
export async function startProposal(db: RequestDatabase, planId: string, asked: ProposeBody, userId: number): Promise<string | null> {
  return (await db.query<{ id: string }>({ text: startSql, values: [planId, JSON.stringify(asked), userId] }))[0]?.id ?? null;
}

/** Proposals of a plan, newest first; with an id that one alone. */
export async function listProposals(db: RequestDatabase, planId: string, id: string | null = null): Promise<Proposal[]> {
  const rows = await db.query<{ proposal: Proposal }>({ text: proposalsSql, values: [planId, id] });
  return rows.map(({ proposal }) => proposal);
}

export async function listGrids(db: RequestDatabase, proposalId: string, alternative: number): Promise<ProposedGrid[]> {
  const rows = await db.query<{ feature: ProposedGrid }>({ text: gridsSql, values: [proposalId, alternative] });
  return rows.map(({ feature }) => feature);
}

/** Ends a running proposal as cancelled and forgets its grids; a finished one is deleted. Answers whether there was one. */
export async function cancelProposal(db: RequestDatabase, planId: string, id: string): Promise<boolean> {
  const cancelled = await db.query({ text: `update border_proposals set state = 'cancelled', ended_at = now() where id = $1 and plan_id = $2 and state = 'running' returning id`, values: [id, planId] });
  if (cancelled.length > 0) return true;
  return (await db.query({ text: 'delete from border_proposals where id = $1 and plan_id = $2 returning id', values: [id, planId] })).length > 0;
}

/** All or nothing: the alternatives with their grids, and the state. Where it was cancelled meanwhile, nothing. */
export async function writeResult(db: Pick<RequestDatabase, 'query'>, id: string, { isEstimated, households, buildings, units, alternatives }: ProposalResult): Promise<void> {
  const summaries = JSON.stringify(alternatives.map(({ summary }) => summary));
  const open = await db.query({ text: resultSql, values: [id, isEstimated, households, buildings, units, summaries] });
  if (open.length === 0) return;
  for (const { summary, grids } of alternatives) {
    const column = <Value>(value: (grid: (typeof grids)[number]) => Value) => grids.map(value);
    await db.query({
      text: writeGridsSql,
      values: [
        id, summary.number, column(({ number }) => number), column(({ community }) => community), column(({ kind }) => kind), column(({ continues }) => continues),
        column(({ shape }) => shape), column(({ households: count }) => count), column(({ buildings: count }) => count), column(({ facts }) => JSON.stringify(facts)),
      ],
    });
  }
}

/** How far it is; answers false where it is not running any more (cancelled by another node). */
export async function tellProgress(db: RequestDatabase, id: string, stage: string, share: number): Promise<boolean> {
  const rows = await db.query({ text: `update border_proposals set stage = $2, share = greatest(share, $3), beat_at = now() where id = $1 and state = 'running' returning id`, values: [id, stage, share] });
  return rows.length > 0;
}

export async function failProposal(db: RequestDatabase, id: string, code: string, detail: string): Promise<void> {
  await db.query({ text: `update border_proposals set state = 'failed', problem = jsonb_build_object('code', $2::text, 'detail', $3::text), ended_at = now() where id = $1 and state = 'running'`, values: [id, code, detail] });
}

/** Regions of a province are drawn again for the map when one is added: minutes where their borders are long. */
const foundingTimeoutMs = 120_000;

/** Makes a community over the ground of a street that has none, or one in each such street of a county; none where all have one, or there is no border. */
export async function foundCommunities(db: RequestDatabase, parentCode: string, name: string): Promise<{ code: string; name: string }[]> {
  await db.query({ text: `select set_config('statement_timeout', $1, true)`, values: [String(foundingTimeoutMs)] });
  return db.query<{ code: string; name: string }>({ text: foundSql, values: [parentCode, name] });
}

/** Gives the elements on the ground of new communities their place. */
export async function placeElements(db: RequestDatabase, communities: readonly string[]): Promise<void> {
  await db.query({ text: 'select place_elements(left(code, 6), geom) from regions where code = any ($1::text[])', values: [communities] });
}
