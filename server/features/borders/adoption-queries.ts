import type { FieldError } from '#contract/shapes.ts';
import { type RequestDatabase, readSql } from '../../platform/database.ts';

const conflictsSql = readSql(import.meta.url, './adoption-conflicts.sql');

/** Adopting half a county takes longer than a question may. */
const adoptionTimeoutMs = 120_000;

/**
 * Waits for other adoptions on the plan's ground and keeps them out until the transaction ends.
 * Throws where the session may not adopt this plan.
 */
export async function lockGround(db: RequestDatabase, planId: string): Promise<void> {
  await takeTime(db);
  await db.query({ text: 'select lock_border_plan($1)', values: [planId] });
}

/** Lets the statements of this transaction take as long as an adoption may. */
export async function takeTime(db: RequestDatabase): Promise<void> {
  await db.query({ text: `select set_config('statement_timeout', $1, true)`, values: [String(adoptionTimeoutMs)] });
}

export interface Conflict extends Record<string, unknown> {
  /** Of a grid, or of a community whose own border has changed. */
  code: string;
  name: string;
  reason: 'began-since' | 'ended-since' | 'changed-since' | 'both-changed' | 'community-border-changed';
  location: [number, number];
}
/** What has changed on the plan's ground since it began; empty where it may be adopted as it is. */
export function listConflicts(db: RequestDatabase, planId: string): Promise<Conflict[]> {
  return db.query<Conflict>({ text: conflictsSql, values: [planId] });
}

/** Is this a reversal of a plan that another one has taken back already? */
export async function isTakenBackAlready(db: RequestDatabase, planId: string): Promise<boolean> {
  const rows = await db.query({ text: `select from border_plans p join border_plans other on other.reverts = p.reverts and other.status = 'adopted' where p.id = $1`, values: [planId] });
  return rows.length > 0;
}

export interface Appointment extends Record<string, unknown> {
  id: string;
  name: string;
  /** In China, as YYYY-MM-DD. */
  day: string;
}
/** Another plan that takes effect on a part of this one's ground on a day to come. */
export async function findAppointment(db: RequestDatabase, planId: string): Promise<Appointment | undefined> {
  const [row] = await db.query<Appointment>({ text: `select id, name, to_char(effective_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day from border_plan_appointment($1)`, values: [planId] });
  return row;
}

export interface FinalCode extends Record<string, unknown> {
  provisional: string;
  final: string;
}
/** Makes the plan's grids today's from now on. */
export function adoptNow(db: RequestDatabase, planId: string): Promise<FinalCode[]> {
  return db.query<FinalCode>({ text: 'select provisional, final from adopt_border_plan_now($1)', values: [planId] });
}

/** Makes them today's on a day to come; their codes are given then. */
export async function schedule(db: RequestDatabase, planId: string, effectiveAt: Date): Promise<FinalCode[]> {
  await db.query({ text: 'select schedule_border_plan($1, $2)', values: [planId, effectiveAt] });
  return [];
}

/** Back to approved. False where somebody was faster. */
export async function unschedule(db: RequestDatabase, planId: string, version: number): Promise<boolean> {
  const rows = await db.query({
    text: `update border_plans set status = 'approved', effective_at = null, version = version + 1, updated_at = now() where id = $1 and status = 'scheduled' and version = $2 returning id`,
    values: [planId, version],
  });
  return rows.length === 1;
}

export async function appendPlanLog(db: RequestDatabase, entry: { planId: string; step: string; status: string; note: string }): Promise<void> {
  await db.query({
    text: 'insert into border_plan_log (plan_id, step, status, note, user_id) values ($1, $2, $3, $4, session_user_id())',
    values: [entry.planId, entry.step, entry.status, entry.note],
  });
}

export interface DuePlan extends Record<string, unknown> {
  id: string;
  effective_at: Date;
  adopter_id: number;
}
/** As the owner: a plan whose day has come and that no other node is at, locked; undefined where there is none. */
export async function takeDuePlan(db: RequestDatabase, now: Date): Promise<DuePlan | undefined> {
  await db.query({ text: `select set_config('statement_timeout', $1, true)`, values: [String(adoptionTimeoutMs)] });
  const [plan] = await db.query<DuePlan & { scope_code: string }>({
    text: `select id, effective_at, adopter_id, scope_code from border_plans where status = 'scheduled' and effective_at <= $1 order by effective_at, id limit 1 for update skip locked`,
    values: [now],
  });
  if (plan) await db.query({ text: 'select lock_border_ground($1)', values: [plan.scope_code] });
  return plan;
}

/** As the owner: the appointed day has come. */
export async function adoptDuePlan(db: RequestDatabase, plan: DuePlan): Promise<void> {
  await db.query({ text: 'select adopt_border_plan($1, $2, $3)', values: [plan.id, plan.effective_at, plan.adopter_id] });
  await db.query({ text: `insert into border_plan_log (plan_id, step, status) values ($1, 'adopt', 'adopted')`, values: [plan.id] });
}

/** As the owner: the day has come, but the plan cannot be adopted; it goes back to its authors with the reasons. */
export async function refuseDuePlan(db: RequestDatabase, planId: string, obstacles: readonly FieldError[]): Promise<void> {
  await db.query({ text: `update border_plans set status = 'approved', effective_at = null, version = version + 1, updated_at = now() where id = $1`, values: [planId] });
  await db.query({ text: `insert into border_plan_log (plan_id, step, status, obstacles) values ($1, 'miss', 'approved', $2)`, values: [planId, JSON.stringify(obstacles)] });
}
