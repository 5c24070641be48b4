import type { MatterCatalogue, MatterEntry, MatterFields } from '#contract/matter-catalogue.ts';
import { type RequestDatabase, readSql } from '../../platform/database.ts';

const entrySql = readSql(import.meta.url, './catalogue-entry.sql');
const listSql = readSql(import.meta.url, './catalogue-list.sql');
const faultsSql = readSql(import.meta.url, './catalogue-faults.sql');

type EntryRow = Omit<MatterEntry, 'updatedAt'> & { updated_at: Date };

export async function listCatalogue(db: RequestDatabase): Promise<MatterCatalogue> {
  const [row] = await db.query<MatterCatalogue>({ name: 'matter_catalogue', text: listSql });
  if (!row) throw new Error('the catalogue answered no row');
  return row;
}

export async function findEntry(db: RequestDatabase, code: string): Promise<MatterEntry | null> {
  const [row] = await db.query<EntryRow>({ name: 'matter_entry', text: entrySql, values: [code] });
  if (!row) return null;
  const { updated_at, ...entry } = row;
  return { ...entry, updatedAt: updated_at.toISOString() };
}

/** Codes that no dictionary has: `owner`, `role`, or the place of a concern in the list. */
export async function findUnknownCodes(db: RequestDatabase, { owner, role, concerns }: MatterFields): Promise<string[]> {
  const rows = await db.query<{ pointer: string }>({ text: faultsSql, values: [owner, role, JSON.stringify(concerns)] });
  return rows.map(({ pointer }) => pointer);
}

/** The next free code of the class, counted from 81 so that it keeps clear of the standard's; null where the class is unknown or full. */
export async function nextCode(db: RequestDatabase, classCode: string): Promise<string | null> {
  const [row] = await db.query<{ code: string | null }>({
    text: `select min(c.code || to_char(n, 'FM00')) as code
      from matter_classes c, generate_series(81, 99) n
      where c.code = $1 and not exists (select from matters m where m.code = c.code || to_char(n, 'FM00'))`,
    values: [classCode],
  });
  return row?.code ?? null;
}

const columns = `name, aliases, owner_department, owner_role, routing, accept_amount, accept_unit, dispatch_amount, dispatch_unit, handle_amount, handle_unit, verify_amount, verify_unit,
  severity, sensitivity, opening_condition, closing_condition, valid`;

function valuesOf(fields: MatterFields): unknown[] {
  const { accept, dispatch, handle, verify } = fields.clocks;
  return [
    fields.name, fields.aliases, fields.owner, fields.role, fields.routing, accept.amount, accept.unit, dispatch.amount, dispatch.unit, handle.amount, handle.unit, verify.amount, verify.unit,
    fields.severity, fields.sensitivity, fields.openingCondition, fields.closingCondition, fields.valid,
  ];
}

export async function insertMatter(db: RequestDatabase, code: string, fields: MatterFields): Promise<void> {
  await db.query({
    text: `insert into matters (code, is_local, is_edited, source, ${columns})
      values ($1, true, true, 'local', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)`,
    values: [code, ...valuesOf(fields)],
  });
}

/** @returns whether there was a matter of that code and version */
export async function changeMatter(db: RequestDatabase, code: string, version: number, fields: MatterFields): Promise<boolean> {
  const rows = await db.query({
    text: `update matters
      set (${columns}) = ($3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20), is_edited = true, version = version + 1, updated_at = now()
      where code = $1 and version = $2 returning code`,
    values: [code, version, ...valuesOf(fields)],
  });
  return rows.length > 0;
}

export async function replaceConcerns(db: RequestDatabase, code: string, concerns: MatterFields['concerns']): Promise<void> {
  await db.query({ text: 'delete from matter_concerns where matter_code = $1', values: [code] });
  await db.query({
    text: `insert into matter_concerns (matter_code, kind, category)
      select distinct $1, kind, category from jsonb_to_recordset($2::jsonb) as given (kind text, category text)`,
    values: [code, JSON.stringify(concerns)],
  });
}

export async function addChange(db: RequestDatabase, after: MatterEntry, before: MatterEntry | null): Promise<void> {
  await db.query({
    text: 'insert into matter_history (matter_code, version, user_id, before, after) values ($1, $2, session_user_id(), $3, $4)',
    values: [after.code, after.version, before && JSON.stringify(before), JSON.stringify(after)],
  });
}

export interface ChangeRow {
  version: number;
  at: Date;
  by: string | null;
  before: MatterFields | null;
  after: MatterFields;
}
export function listChanges(db: RequestDatabase, code: string): Promise<ChangeRow[]> {
  return db.query({
    text: `select h.version, h.at, u.display_name as by, h.before, h.after
      from matter_history h left join users u on u.id = h.user_id where h.matter_code = $1 order by h.version desc limit 200`,
    values: [code],
  });
}
