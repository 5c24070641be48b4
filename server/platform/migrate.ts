/** Brings a database to the model of `data/migrations`, forward only. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

/** One file of `data/migrations`. */
export type Migration = { version: number; name: string; sql: string; checksum: string };

/** One row of `schema_migrations`. */
export type AppliedMigration = { version: number; name: string; checksum: string };

/** The folder of the migrations that belong to this code. */
export const MIGRATIONS_FOLDER = fileURLToPath(new URL('../../data/migrations', import.meta.url));

/** Any number will do as long as it stays the same: "getu" in ASCII. */
const LOCK = 0x67657475;

/** A migration that may not be applied; the message says which and what to do. */
export class MigrationError extends Error {
  override name = 'MigrationError';
}

/**
 * Reads the migrations, in order.
 * @throws MigrationError for a file that is not named `NNNN_verb_object.sql`, for a number used twice, or for a gap
 */
export function readMigrations(folder = MIGRATIONS_FOLDER): Migration[] {
  const migrations = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      if (!/^\d{4}_[a-z0-9_]+\.sql$/.test(name)) throw new MigrationError(`The migration "${name}" is not named NNNN_verb_object.sql.`);
      const sql = readFileSync(`${folder}/${name}`, 'utf8');
      return { version: Number(name.slice(0, 4)), name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
  migrations.forEach((migration, index) => {
    if (migration.version === index + 1) return;
    const expected = String(index + 1).padStart(4, '0');
    throw new MigrationError(`The migrations have a gap or a number twice: ${expected} was expected, and the next file is ${migration.name}.`);
  });
  return migrations;
}

/**
 * Decides which migrations are still to be applied.
 * @throws MigrationError when the database and the files do not tell the same history
 */
export function decidePending(migrations: Migration[], applied: AppliedMigration[]): Migration[] {
  const sorted = [...applied].sort((a, b) => a.version - b.version);
  sorted.forEach((row, index) => {
    const migration = migrations[index];
    if (row.version !== index + 1) throw new MigrationError(`The database has a gap: migration ${index + 1} was never applied, and ${row.name} was. Restore it from a backup.`);
    if (!migration) throw new MigrationError(`The database is newer than this version of Getu: it has ${row.name}, which this version does not know. Start the newer version.`);
    if (migration.checksum === row.checksum) return;
    throw new MigrationError(`The migration ${migration.name} was changed after it was applied (as ${row.name}). Put the file back as it was and write a new migration.`);
  });
  return migrations.slice(sorted.length);
}

/**
 * Applies what is pending, each migration in a transaction of its own, under a lock: of several processes at once one
 * works and the others wait and find nothing left.
 * @param log gets one line per applied migration
 * @returns the names applied
 */
export async function migrate(adminUrl: string, log: (message: string) => void = () => {}, folder = MIGRATIONS_FOLDER): Promise<string[]> {
  const migrations = readMigrations(folder);
  const client = new pg.Client({ connectionString: adminUrl });
  // A connection that breaks also rejects the statement in progress.
  client.on('error', () => {});
  client.on('notice', (notice) => notice.severity === 'WARNING' && log(notice.message ?? ''));
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    const pending = decidePending(migrations, await readApplied(client));
    for (const migration of pending) {
      await apply(client, migration);
      log(migration.name);
    }
    return pending.map((migration) => migration.name);
  } finally {
    await client.end();
  }
}

async function readApplied(client: pg.Client): Promise<AppliedMigration[]> {
  await client.query(`
    create table if not exists schema_migrations (
      version integer primary key,
      name text not null,
      checksum text not null,
      applied_at timestamptz not null default now()
    )`);
  const { rows } = await client.query<AppliedMigration>('select version, name, checksum from schema_migrations order by version');
  return rows;
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(migration.sql);
    await client.query('insert into schema_migrations (version, name, checksum) values ($1, $2, $3)', [migration.version, migration.name, migration.checksum]);
    await client.query('commit');
  } catch (cause) {
    // The connection may be what failed; it is closed next either way, which also rolls back.
    await client.query('rollback').catch(() => {});
    throw new MigrationError(`The migration ${migration.name} failed and was rolled back: ${describe(cause, migration.sql)}`, { cause });
  }
}

/** The database's message with the line of the file that it means. */
function describe(error: unknown, sql: string): string {
  if (!(error instanceof pg.DatabaseError)) return String(error);
  const line = error.position ? ` (line ${sql.slice(0, Number(error.position)).split('\n').length})` : '';
  return `${error.message}${line}`;
}
