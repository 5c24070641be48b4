import type { MissionDetail, MissionState, MissionStep, MissionTask, OwnTask, TaskState, TaskStep } from '#contract/missions.ts';
import type { Theme } from '#contract/areas.ts';
import { type RequestDatabase, readSql } from '../../platform/database.ts';
import { likePattern } from '../../platform/like.ts';

const detailSql = readSql(import.meta.url, './detail.sql');
const listSql = readSql(import.meta.url, './list.sql');
const ownTasksSql = readSql(import.meta.url, './own-tasks.sql');

export interface MissionDraft {
  title: string;
  startsAt: string | null;
  endsAt: string | null;
  tasks: { id?: string | undefined; text: string; theme: Theme | null; codes: string[]; dueAt: string | null; people: number[] }[];
}
type Person = MissionDetail['owner'];
export interface MissionRow {
  id: string;
  number: string;
  title: string;
  owner: Person;
  state: MissionState;
  starts_at: Date | null;
  ends_at: Date | null;
  place: string;
  version: number;
  created_at: Date;
  updated_at: Date;
  square_meters: number;
  geometry: MissionDetail['geometry'];
  bbox: [number, number, number, number];
  brief: MissionDetail['brief'];
  tasks: MissionTask[] | null;
  log: MissionDetail['log'] | null;
}

/** The mission where the session may see it. */
export async function findMission(db: RequestDatabase, id: string): Promise<MissionRow | undefined> {
  const [row] = await db.query<MissionRow & Record<string, unknown>>({ text: detailSql, values: [id] });
  return row;
}

export interface ListedMission {
  id: string;
  number: string;
  title: string;
  state: MissionState;
  starts_at: string | null;
  ends_at: string | null;
  owner: Person;
  place: string;
  version: number;
  updated_at: string;
  tasks: Partial<Record<TaskState, number>>;
}
export async function listMissions(db: RequestDatabase, filter: { q?: string | undefined; state?: MissionState | undefined; limit: number; offset: number }): Promise<{ total: number; missions: ListedMission[] }> {
  const values = [filter.q ? likePattern(filter.q.toLowerCase()) : null, filter.state ?? null, filter.limit, filter.offset];
  const [row] = await db.query<{ total: number; missions: ListedMission[] }>({ text: listSql, values });
  return row ?? { total: 0, missions: [] };
}

export async function listOwnTasks(db: RequestDatabase): Promise<{ open_count: number; tasks: OwnTask[] }> {
  const [row] = await db.query<{ open_count: number; tasks: OwnTask[] }>({ text: ownTasksSql });
  return row ?? { open_count: 0, tasks: [] };
}

export interface PersonRow extends Record<string, unknown> {
  id: number;
  name: string;
  roles: string[];
  place: string;
}
/** Whom a task in the brief's area can be given to; null where the session may not read the brief. */
export async function findPeople(db: RequestDatabase, briefId: string): Promise<PersonRow[] | null> {
  const [brief] = await db.query({ text: 'select from briefs where id = $1', values: [briefId] });
  if (!brief) return null;
  return db.query<PersonRow>({
    text: `select p.id, p.name, p.roles, place_name(p.place_code) as place
      from briefs b
      cross join lateral (select geom from brief_snapshots where brief_id = b.id order by id desc limit 1) as s
      cross join lateral people_for_place(b.place_code, s.geom) as p
      where b.id = $1`,
    values: [briefId],
  });
}

/** Makes the mission with the area of the brief's present list; answers its id, or null where the session may not read the brief. */
export async function insertMission(db: RequestDatabase, briefId: string, draft: MissionDraft): Promise<string | null> {
  const [row] = await db.query<{ id: string }>({
    text: `insert into missions (brief_id, owner_id, title, starts_at, ends_at, geom, square_meters, place_code)
      select b.id, session_user_id(), $2, $3, $4, s.geom, s.square_meters, b.place_code
      from briefs b cross join lateral (select geom, square_meters from brief_snapshots where brief_id = b.id order by id desc limit 1) as s
      where b.id = $1 returning id`,
    values: [briefId, draft.title, draft.startsAt, draft.endsAt],
  });
  return row?.id ?? null;
}

/** Writes the head of one's own open mission; false where somebody was faster. */
export async function updateMission(db: RequestDatabase, id: string, version: number, draft: MissionDraft): Promise<boolean> {
  const rows = await db.query({
    text: `update missions set title = $3, starts_at = $4, ends_at = $5, version = version + 1, updated_at = now()
      where id = $1 and version = $2 and state = 'open' and owner_id = session_user_id() returning id`,
    values: [id, version, draft.title, draft.startsAt, draft.endsAt],
  });
  return rows.length === 1;
}

/** Writes the tasks in their order: known ones by id, the others new; then the people of each. */
export async function writeTasks(db: RequestDatabase, missionId: string, tasks: MissionDraft['tasks']): Promise<void> {
  for (const [sort, task] of tasks.entries()) {
    const words = [sort, task.text, task.theme && JSON.stringify(task.theme), task.codes, task.dueAt];
    const [row] = task.id
      ? await db.query<{ id: string }>({ text: 'update mission_tasks set sort = $3, text = $4, theme = $5, codes = $6, due_at = $7 where mission_id = $1 and id = $2 returning id', values: [missionId, task.id, ...words] })
      : await db.query<{ id: string }>({ text: 'insert into mission_tasks (mission_id, sort, text, theme, codes, due_at) values ($1, $2, $3, $4, $5, $6) returning id', values: [missionId, ...words] });
    if (!row) continue;
    await db.query({ text: 'delete from mission_people where task_id = $1 and user_id <> all ($2::bigint[])', values: [row.id, task.people] });
    await db.query({
      text: 'insert into mission_people (task_id, mission_id, user_id) select $1, $2, unnest($3::bigint[]) on conflict do nothing',
      values: [row.id, missionId, task.people],
    });
  }
}

/** Takes away the tasks that nobody has begun and that are not among `kept`; answers how many others are missing there. */
export async function removeTasks(db: RequestDatabase, missionId: string, kept: string[]): Promise<number> {
  await db.query({ text: `delete from mission_tasks where mission_id = $1 and id <> all ($2::uuid[]) and state = 'todo'`, values: [missionId, kept] });
  const [row] = await db.query<{ left: number }>({ text: 'select count(*)::integer as left from mission_tasks where mission_id = $1 and id <> all ($2::uuid[])', values: [missionId, kept] });
  return row?.left ?? 0;
}

/** One statement: the task moves where its version is still the known one. False where somebody was faster. */
export async function moveTask(db: RequestDatabase, move: { missionId: string; taskId: string; version: number; state: TaskState; note: string }): Promise<boolean> {
  const rows = await db.query({
    text: `update mission_tasks set state = $4, note = $5, version = version + 1, updated_at = now() where mission_id = $1 and id = $2 and version = $3 returning id`,
    values: [move.missionId, move.taskId, move.version, move.state, move.note],
  });
  return rows.length === 1;
}

export async function moveMission(db: RequestDatabase, move: { missionId: string; version: number; state: MissionState }): Promise<boolean> {
  const rows = await db.query({
    text: 'update missions set state = $3, version = version + 1, updated_at = now() where id = $1 and version = $2 and owner_id = session_user_id() returning id',
    values: [move.missionId, move.version, move.state],
  });
  return rows.length === 1;
}

export interface LogEntry {
  missionId: string;
  taskId: string | null;
  step: TaskStep | MissionStep | 'create' | 'change';
  state: TaskState | MissionState;
  note: string;
}
export async function appendLog(db: RequestDatabase, { missionId, taskId, step, state, note }: LogEntry): Promise<void> {
  await db.query({
    text: 'insert into mission_log (mission_id, task_id, user_id, step, state, note) values ($1, $2, session_user_id(), $3, $4, $5)',
    values: [missionId, taskId, step, state, note],
  });
}
