import type { DutyDecisions, OpenDuties } from '#contract/border-duties.ts';
import { type RequestDatabase, readSql } from '../../platform/database.ts';

const openSql = readSql(import.meta.url, './open-duties.sql');

type Choice = DutyDecisions['decided'][number];
export type Open = Omit<OpenDuties, 'mayDecide'>;

/** What the adoption of the plan has left to be decided. */
export async function findOpenDuties(db: RequestDatabase, planId: string): Promise<Open> {
  const [row] = await db.query<Open & Record<string, unknown>>({ text: openSql, values: [planId] });
  if (!row) throw new Error('the open duties of a plan answered no row');
  return row;
}

/** Puts people in charge of grids that have nobody; the database asks for the session's rights itself. */
export async function appointToGrids(db: RequestDatabase, planId: string, appointed: Choice[]): Promise<void> {
  await db.query({ text: 'select appoint_to_grids($1, $2, $3)', values: [planId, ...columnsOf(appointed)] });
}

/** Leaves each duty with one of its successors; rights as above. */
export async function decideDuties(db: RequestDatabase, planId: string, decided: Choice[]): Promise<void> {
  await db.query({ text: 'select decide_duties($1, $2, $3)', values: [planId, ...columnsOf(decided)] });
}

function columnsOf(choices: Choice[]): [number[], string[]] {
  return [choices.map(({ dutyId }) => dutyId), choices.map(({ gridCode }) => gridCode)];
}
