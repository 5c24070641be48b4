import type { AreaQuestion, Selection } from '#contract/areas.ts';
import type { BriefContact, BriefItem, BriefTask, BriefTotal, ShownContact } from '#contract/briefs.ts';
import type { AnyGeometry } from '#contract/shapes.ts';
import type { ResolvedArea } from '../../platform/area-parts.ts';
import { type RequestDatabase, readSql } from '../../platform/database.ts';
import { likePattern } from '../../platform/like.ts';

const detailSql = readSql(import.meta.url, './detail.sql');
const listSql = readSql(import.meta.url, './list.sql');
const itemsSql = readSql(import.meta.url, './items.sql');
const compareSql = readSql(import.meta.url, './compare.sql');
const takeSnapshotSql = readSql(import.meta.url, './take-snapshot.sql');
const contactsSql = readSql(import.meta.url, './contacts.sql');

export interface BriefDraft {
  title: string;
  startsAt: string | null;
  endsAt: string | null;
  tasks: BriefTask[];
  contacts: BriefContact[];
}
export interface BriefRow {
  id: string;
  number: string;
  title: string;
  owner: string;
  is_mine: boolean;
  starts_at: Date | null;
  ends_at: Date | null;
  place: string;
  place_code: string;
  question: AreaQuestion;
  selection: Selection;
  tasks: BriefTask[];
  version: number;
  created_at: Date;
  updated_at: Date;
  square_meters: number;
  taken_at: Date;
  geometry: AnyGeometry;
  bbox: [number, number, number, number];
  totals: BriefTotal[];
  counted_only: string[];
  not_told: string[];
  people_by_place: boolean;
  contacts: ShownContact[];
  pictures: { id: number; caption: string; mediaType: 'image/png' | 'image/jpeg'; width: number; height: number; takenAt: string }[];
  snapshots: { id: number; takenAt: string; items: number }[];
  missions: { id: string; number: string; title: string; state: string }[];
}

/** The brief where the session may read it. */
export async function findBrief(db: RequestDatabase, id: string): Promise<BriefRow | undefined> {
  const [row] = await db.query<BriefRow>({ text: detailSql, values: [id] });
  return row;
}

export interface ListedBrief {
  id: string;
  number: string;
  title: string;
  owner: string;
  is_mine: boolean;
  starts_at: string | null;
  ends_at: string | null;
  place: string;
  square_meters: number;
  tasks: number;
  missions: number;
  updated_at: string;
  taken_at: string;
}
export async function listBriefs(db: RequestDatabase, filter: { q?: string | undefined; isMine: boolean; limit: number; offset: number }): Promise<{ total: number; briefs: ListedBrief[] }> {
  const values = [filter.q ? likePattern(filter.q.toLowerCase()) : null, filter.isMine, filter.limit, filter.offset];
  const [row] = await db.query<{ total: number; briefs: ListedBrief[] }>({ text: listSql, values });
  return row ?? { total: 0, briefs: [] };
}

/** Writes the brief without a list; answers its id. */
export async function insertBrief(db: RequestDatabase, ownerId: number, draft: BriefDraft & { question: AreaQuestion; selection: Selection }, area: ResolvedArea): Promise<string> {
  const [row] = await db.query<{ id: string }>({
    text: `insert into briefs (owner_id, title, starts_at, ends_at, question, selection, tasks, contacts, place_code)
      values ($1, $2, $3, $4, $5, $6, $7, $8, place_code_of($9::geometry)) returning id`,
    values: [ownerId, draft.title, draft.startsAt, draft.endsAt, JSON.stringify(draft.question), JSON.stringify(draft.selection), JSON.stringify(draft.tasks), JSON.stringify(draft.contacts), area.ewkb],
  });
  if (!row) throw new Error('the brief was not written');
  return row.id;
}

/** Writes the words of a brief; false where it is not the session's own or somebody was faster. */
export async function updateBrief(db: RequestDatabase, id: string, version: number, draft: BriefDraft): Promise<boolean> {
  const rows = await db.query({
    text: `update briefs set title = $3, starts_at = $4, ends_at = $5, tasks = $6, contacts = $7, version = version + 1, updated_at = now()
      where id = $1 and version = $2 and owner_id = session_user_id() returning id`,
    values: [id, version, draft.title, draft.startsAt, draft.endsAt, JSON.stringify(draft.tasks), JSON.stringify(draft.contacts)],
  });
  return rows.length === 1;
}

/** Raises the version of one's own brief; false where somebody was faster. */
export async function raiseVersion(db: RequestDatabase, id: string, version: number): Promise<boolean> {
  const rows = await db.query({ text: 'update briefs set version = version + 1, updated_at = now() where id = $1 and version = $2 and owner_id = session_user_id() returning id', values: [id, version] });
  return rows.length === 1;
}

export async function setQuestion(db: RequestDatabase, id: string, question: AreaQuestion, selection: Selection, area: ResolvedArea): Promise<void> {
  await db.query({
    text: 'update briefs set question = $2, selection = $3, place_code = place_code_of($4::geometry) where id = $1',
    values: [id, JSON.stringify(question), JSON.stringify(selection), area.ewkb],
  });
}

/** False where there is none of the session's own. Throws the problem conflict where a mission was made of it. */
export async function deleteBrief(db: RequestDatabase, id: string): Promise<boolean> {
  const rows = await db.query({ text: 'delete from briefs where id = $1 and owner_id = session_user_id() returning id', values: [id] });
  return rows.length === 1;
}

export interface Chosen {
  area: ResolvedArea;
  question: AreaQuestion;
  selection: Selection;
}

/** Keeps the codes of what the selection means now; answers how many, at most `most` + 1, of which the caller refuses the last. */
export async function takeSnapshot(db: RequestDatabase, id: string, { area, question, selection }: Chosen, most: number): Promise<number> {
  const values = [id, area.ewkb, ...circleOf(area), area.squareMeters, ...conditionsOf(question, selection), most + 1];
  const [row] = await db.query<{ items: number }>({ text: takeSnapshotSql, values });
  return row?.items ?? 0;
}

export interface ComparedRow {
  after_items: number;
  totals: { kind: string; category: string; before: number | null; after: number | null; added: number | null; gone: number | null }[];
  is_cut: boolean;
  restricted: string[];
  items: (BriefItem & { isNow: boolean })[];
}
export async function compareBrief(db: RequestDatabase, id: string, { area, question, selection }: Chosen, most: number, listed: number): Promise<ComparedRow> {
  const values = [id, area.ewkb, ...circleOf(area), ...conditionsOf(question, selection), most + 1, listed];
  const [row] = await db.query<ComparedRow>({ text: compareSql, values });
  if (!row) throw new Error('the comparison answered no row');
  return row;
}

function circleOf({ circle }: ResolvedArea): (number | null)[] {
  return [circle?.center[0] ?? null, circle?.center[1] ?? null, circle?.radiusMeters ?? null];
}

function conditionsOf(question: AreaQuestion, selection: Selection): unknown[] {
  return [JSON.stringify(selection.themes), selection.added, selection.removed, question.q ? likePattern(question.q.toLowerCase()) : null, question.within ?? null];
}

export interface ItemsRow {
  is_found: boolean;
  total: number;
  restricted: string[];
  items: BriefItem[];
}
export async function listItems(
  db: RequestDatabase, id: string, filter: { snapshot?: number | undefined; kind?: string | undefined; category?: string | undefined; limit: number; offset: number },
): Promise<ItemsRow> {
  const values = [id, filter.snapshot ?? null, filter.kind ?? null, filter.category ?? null, filter.limit, filter.offset];
  const [row] = await db.query<ItemsRow>({ text: itemsSql, values });
  if (!row) throw new Error('the list of a brief answered no row');
  return row;
}

/** Whether the pieces stand on something that is shown by right alone: its ground must not get into a paper. */
export async function standsOnRestricted(db: RequestDatabase, question: AreaQuestion): Promise<boolean> {
  const codes = question.parts.flatMap((part) => (part.from === 'element' ? [part.code] : []));
  const events = question.parts.flatMap((part) => (part.from === 'event' ? [part.id] : []));
  if (codes.length + events.length === 0) return false;
  const [row] = await db.query<{ does: boolean }>({
    text: `select exists (select from elements e join element_kinds k on k.kind = e.kind where e.code = any ($1) and e.county_code = left(e.code, 6) and k.sensitivity = 'restricted')
        or exists (select from events where id = any ($2::uuid[]) and sensitivity = 'restricted') as does`,
    values: [codes, events],
  });
  return row?.does ?? false;
}

export function findContacts(db: RequestDatabase, area: ResolvedArea): Promise<(ShownContact & Record<string, unknown>)[]> {
  return db.query({ text: contactsSql, values: [area.ewkb] });
}

/** Adds a picture to one's own brief; false where there are `most` already. */
export async function insertPicture(db: RequestDatabase, id: string, picture: { caption: string; mediaType: string; width: number; height: number; bytes: Buffer }, most: number): Promise<boolean> {
  const rows = await db.query({
    text: `insert into brief_pictures (brief_id, caption, media_type, width, height, bytes)
      select id, $2, $3, $4, $5, $6 from briefs where id = $1 and (select count(*) from brief_pictures where brief_id = $1) < $7 returning id`,
    values: [id, picture.caption, picture.mediaType, picture.width, picture.height, picture.bytes, most],
  });
  return rows.length === 1;
}

export interface PictureRow {
  id: number;
  caption: string;
  media_type: string;
  width: number;
  height: number;
  bytes: Buffer;
}
export function findPictures(db: RequestDatabase, id: string, pictureId: number | null): Promise<PictureRow[]> {
  return db.query<PictureRow & Record<string, unknown>>({ text: 'select id, caption, media_type, width, height, bytes from brief_pictures where brief_id = $1 and ($2::bigint is null or id = $2) order by id', values: [id, pictureId] });
}

export async function deletePicture(db: RequestDatabase, id: string, pictureId: number): Promise<boolean> {
  const rows = await db.query({ text: 'delete from brief_pictures where brief_id = $1 and id = $2 returning id', values: [id, pictureId] });
  return rows.length === 1;
}

/** Chinese titles of kinds (`kind`) and of their categories (`kind/category`). */
export async function findTitles(db: RequestDatabase): Promise<Map<string, string>> {
  const rows = await db.query<{ key: string; title: string }>({
    text: `select kind as key, title_zh as title from element_kinds
      union all select replace(type, 'category.', '') || '/' || code, name from dictionaries where type like 'category.%'
      union all select 'key_person/' || code, name from dictionaries where type = 'key_person_type'`,
  });
  return new Map(rows.map(({ key, title }) => [key, title]));
}
