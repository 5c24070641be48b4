/** Databases for tests: each is a clone of one migrated template in the private test cluster. */
import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { migrate, readMigrations } from './migrate.ts';

/** A test's own database. `drop` also ends the connections that are still open to it. */
export type TestDatabase = { adminUrl: string; appUrl: string; drop(): Promise<void> };

/** Where the test cluster is, as `test-setup.ts` hands it to the tests. */
export type TestCluster = { adminUrl: string; appUrl: string; template: string };

declare module 'vitest' {
  export interface ProvidedContext {
    testCluster: TestCluster;
  }
}

/**
 * Makes a database with all migrations applied and no rows beyond theirs (about 0.1 s).
 * @param name says whose it is, for a person who looks at the cluster; it need not be unique
 */
export async function createTestDatabase(name: string): Promise<TestDatabase> {
  const cluster = inject('testCluster');
  return cloneDatabase(cluster, name, cluster.template);
}

/** Makes a copy of a database to which nobody is connected. */
export async function copyTestDatabase(name: string, source: string): Promise<TestDatabase> {
  return cloneDatabase(inject('testCluster'), name, source);
}

/** Makes a database with nothing in it at all, for tests of the migrations themselves. */
export async function createEmptyDatabase(name: string): Promise<TestDatabase> {
  return cloneDatabase(inject('testCluster'), name, 'template0');
}

/** For set-up before the tests, which knows the cluster itself. */
export async function cloneDatabase({ adminUrl, appUrl }: Pick<TestCluster, 'adminUrl' | 'appUrl'>, name: string, source: string): Promise<TestDatabase> {
  const database = `test_${name.replaceAll(/[^a-z0-9]+/gi, '_').toLowerCase().slice(0, 40)}_${randomBytes(4).toString('hex')}`;
  await runStatement(adminUrl, `create database ${pg.escapeIdentifier(database)} template ${pg.escapeIdentifier(source)}`);
  return {
    adminUrl: withDatabase(adminUrl, database),
    appUrl: withDatabase(appUrl, database),
    drop: () => runStatement(adminUrl, `drop database if exists ${pg.escapeIdentifier(database)} with (force)`),
  };
}

/**
 * Makes the template for these migrations unless the cluster has it already.
 * @returns its name, which holds a hash of the migrations
 */
export async function prepareTemplate(adminUrl: string): Promise<string> {
  const hash = createHash('sha256').update(readMigrations().map((migration) => migration.checksum).join()).digest('hex');
  const template = `getu_template_${hash.slice(0, 16)}`;
  const draft = `${template}_draft`;
  const client = new pg.Client({ connectionString: withDatabase(adminUrl, 'postgres') });
  await client.connect();
  try {
    // Several test runs on one cluster: one makes the template, the others wait for it.
    await client.query(`select pg_advisory_lock(hashtext('getu_template'))`);
    const found = await client.query('select from pg_database where datname = $1', [template]);
    if (found.rowCount === 0) {
      await client.query(`drop database if exists ${draft} with (force)`);
      await client.query(`create database ${draft} template template0`);
      await migrate(withDatabase(adminUrl, draft));
      await client.query(`alter database ${draft} rename to ${template}`);
    }
    return template;
  } finally {
    await client.end();
  }
}

function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

async function runStatement(adminUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: withDatabase(adminUrl, 'postgres') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
