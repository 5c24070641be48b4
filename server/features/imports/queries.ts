/** The import's SQL. Statements stand in sql/*.sql; the session's search_path makes the private schema the first. */
import type { Writable } from 'node:stream';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { readSql } from '../../platform/database.ts';

export type Session = pg.Client;
const statements = new Map<string, string>();

/** Runs sql/NAME.sql with its parameters. */
export async function run<Row extends pg.QueryResultRow>(session: Session, name: string, values?: unknown[]): Promise<Row[]> {
  let text = statements.get(name);
  if (text === undefined) {
    text = readSql(import.meta.url, `./sql/${name}.sql`);
    statements.set(name, text);
  }
  const result = values === undefined ? await session.query<Row>(text) : await session.query<Row>(text, values);
  return result.rows ?? [];
}

/**
 * Opens a session for long work: no time limit, memory for sorts and index builds; work on shapes is shared among
 * processes, which the planner would not do by itself, because it takes handing over a row for dear and geometry for cheap.
 */
export async function openSession(adminUrl: string): Promise<Session> {
  const session = new pg.Client({ connectionString: adminUrl, application_name: 'getu-import' });
  session.on('error', () => undefined); // the query in flight reports it
  await session.connect();
  await session.query(`set statement_timeout = 0; set idle_in_transaction_session_timeout = 0; set jit = off; set work_mem = '64MB'; set maintenance_work_mem = '256MB'; set parallel_tuple_cost = 0.005; set default_statistics_target = 10; set timezone = 'UTC'`);
  return session;
}

/** A second session for the same private schema, to work beside the first; what it commits there is nobody's until that is attached. */
export async function openSideSession(adminUrl: string, schema: string): Promise<Session> {
  const side = await openSession(adminUrl);
  await side.query('set synchronous_commit = off');
  await side.query(`select set_config('search_path', $1, false)`, [`${schema}, public`]);
  return side;
}

/** Ends the statement that the session is waiting for. */
export async function cancelStatement(adminUrl: string, session: Session): Promise<void> {
  const other = await openSession(adminUrl);
  try {
    const id: unknown = Reflect.get(session, 'processID');
    await other.query('select pg_cancel_backend($1)', [id]);
  } finally {
    await other.end();
  }
}

/** What libpq's programs need to reach the same database, and the database's name. */
export function connectionOf(session: Session): { env: Record<string, string>; database: string } {
  const password = typeof session.password === 'string' ? session.password : '';
  return { database: session.database ?? '', env: { PGHOST: session.host, PGPORT: String(session.port), PGUSER: session.user ?? '', PGPASSWORD: password, PGAPPNAME: 'getu-import-load' } };
}

/** Makes the private schema and holds its lock for as long as the session lives. */
export async function openStaging(session: Session, schema: string, vocabulary: unknown[][]): Promise<void> {
  await session.query('select pg_advisory_lock(hashtext($1), hashtext($2))', ['getu_import', schema]);
  await session.query(`create schema ${pg.escapeIdentifier(schema)}`);
  await session.query(`select set_config('search_path', $1, false)`, [`${schema}, public`]);
  await run(session, 'prepare');
  await session.query(
    `insert into vocabulary (shape, value, kind, category, rank, title_zh, title_en)
     select row ->> 0, row ->> 1, row ->> 2, row ->> 3, (row ->> 4)::smallint, row ->> 5, row ->> 6 from jsonb_array_elements($1::jsonb) as row`,
    [JSON.stringify(vocabulary)],
  );
}

export async function dropStaging(session: Session, schema: string): Promise<void> {
  await session.query(`drop schema if exists ${pg.escapeIdentifier(schema)} cascade`);
}

/** Drops what killed imports left, and says so in their records. @returns the schemas dropped */
export async function dropLeftovers(session: Session): Promise<string[]> {
  await session.query('begin');
  const dead = (await run<{ schema: string }>(session, 'clean-up')).map((row) => row.schema);
  for (const schema of dead) await dropStaging(session, schema);
  await session.query(
    `update import_runs set state = 'failed', ended_at = now(), note = 'the importer ended before its work was done'
     where state = 'running' and not exists (select from pg_namespace where nspname = staging_schema)`,
  );
  await session.query('commit');
  return dead;
}

export interface RunRecord {
  file: string;
  sha256: Buffer;
  layer: string;
  schema: string;
}
export async function recordStart(session: Session, record: RunRecord): Promise<number> {
  const result = await session.query<{ id: number }>(
    `insert into import_runs (file_name, file_sha256, layer, state, staging_schema) values ($1, $2, $3, 'running', $4) returning id`,
    [record.file, record.sha256, record.layer, record.schema],
  );
  return result.rows[0]?.id ?? 0;
}

export interface Counts {
  read: number;
  written: number;
  unchanged: number;
  rejected: number;
}
export async function recordEnd(session: Session, id: number, state: 'done' | 'failed', note: string, counts: Counts | null, county: string | null, layer: string | null = null): Promise<void> {
  await session.query(
    `update import_runs set state = $2, note = $3, rows_read = $4, rows_written = $5, rows_unchanged = $6, rows_rejected = $7, county_code = $8, layer = coalesce($9, layer), ended_at = now()
     where id = $1`,
    [id, state, note, counts?.read ?? null, counts?.written ?? null, counts?.unchanged ?? null, counts?.rejected ?? null, county, layer],
  );
}

export async function renameTable(session: Session, from: string, to: string): Promise<void> {
  await session.query(`alter table ${pg.escapeIdentifier(from)} rename to ${pg.escapeIdentifier(to)}`);
}

/** Makes the table that encode-rows.ts writes for. @returns where its rows go, in binary */
export async function copyIntoStaging(session: Session, schema: string, table: string): Promise<Writable> {
  const target = `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(table)}`;
  await session.query(`create unlogged table ${target} (import_row bigint not null, import_props jsonb not null, import_geom geometry(Geometry, 4326))`);
  return session.query(copyFrom(`copy ${target} from stdin (format binary)`));
}

/** Makes the view `staged` show this table. `names` gives columns their names in the header. */
export async function describeLayer(session: Session, table: string, names: Record<string, string> | null, firstRow: number): Promise<void> {
  await session.query('drop view if exists staged; ');
  await session.query('select describe_layer($1, $2::jsonb, $3)', [table, names === null ? null : JSON.stringify(names), firstRow]);
}

export async function columnsOf(session: Session, table: string): Promise<{ columns: string[]; hasGeometry: boolean }> {
  const result = await session.query<{ name: string }>(
    'select attname as name from pg_attribute where attrelid = $1::text::regclass and attnum > 0 and not attisdropped order by attnum',
    [pg.escapeIdentifier(table)],
  );
  const names = result.rows.map((row) => row.name);
  return { columns: names.filter((name) => name !== 'import_row' && name !== 'import_geom'), hasGeometry: names.includes('import_geom') };
}

export async function firstRows(session: Session, limit: number): Promise<{ row: number; cells: Record<string, string | null> }[]> {
  const result = await session.query<{ row: number; cells: Record<string, string | null> }>('select row_no as row, props as cells from staged order by row_no limit $1', [limit]);
  return result.rows;
}

export async function countStaged(session: Session): Promise<number> {
  const result = await session.query<{ rows: number }>('select count(*) as rows from staged');
  return result.rows[0]?.rows ?? 0;
}

/** Reads rejected rows of one layer in portions, with their content; the view `staged` must show the layer. */
export async function* readRejects(session: Session, layerNumber: number): AsyncGenerator<{ row: number; reason: string; content: string }> {
  await session.query(
    `declare rejects no scroll cursor for
       select m.row_no as row, m.reason, left(s.props::text || coalesce(' ' || st_astext(s.geom, 7), ''), 4000) as content
       from mapped m left join staged s on s.row_no = m.row_no
       where m.file_no = ${Math.trunc(layerNumber)} and m.reason is not null order by m.row_no`,
  );
  for (;;) {
    const { rows } = await session.query<{ row: number; reason: string; content: string }>('fetch 500 from rejects');
    if (rows.length === 0) break;
    yield* rows;
  }
  await session.query('close rejects');
}

export interface LayerCounts {
  layer: number;
  read: number;
  rejected: number;
  unused: number;
  /** What the rows are of which something is left to do: name, address, region, figures, element, ground. */
  targets: string[];
}
export async function countMapped(session: Session): Promise<LayerCounts[]> {
  const result = await session.query<LayerCounts>(
    `select file_no as layer, sum(rows) filter (where target <> 'region_above') as read, coalesce(sum(rows) filter (where is_rejected), 0) as rejected,
            coalesce(sum(rows) filter (where target in ('unused', 'name', 'address') and not is_rejected), 0) as unused,
            coalesce(array_agg(target) filter (where not is_rejected), '{}') as targets
     from (select file_no, target, reason is not null as is_rejected, count(*)::integer as rows from mapped group by 1, 2, 3) as counted group by file_no`,
  );
  return result.rows;
}

/** Rows by layer that are new or changed, and unchanged, of the two decided tables. */
export async function countDecided(session: Session): Promise<{ layer: number; written: number; unchanged: number }[]> {
  const result = await session.query<{ layer: number; written: number; unchanged: number }>(
    `select file_no as layer, coalesce(sum(rows) filter (where state <> 'unchanged'), 0) as written, coalesce(sum(rows) filter (where state = 'unchanged'), 0) as unchanged
     from decided_counts group by file_no`,
  );
  return result.rows;
}

/** The progress of the load that runs for this schema's tables: rows so far. */
export async function loadedRows(session: Session, schema: string): Promise<number> {
  const result = await session.query<{ rows: number }>(
    `select coalesce(sum(p.tuples_processed), 0)::bigint as rows from pg_stat_progress_copy p join pg_class c on c.oid = p.relid
     join pg_namespace n on n.oid = c.relnamespace where n.nspname = $1`,
    [schema],
  );
  return result.rows[0]?.rows ?? 0;
}

/** One value of one row: for the small questions. */
export async function ask<Value>(session: Session, text: string, values: unknown[] = []): Promise<Value | null> {
  const result = await session.query<{ value: Value }>(text, values);
  return result.rows[0]?.value ?? null;
}
