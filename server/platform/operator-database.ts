/** Says whether an operator's own database can carry Getu, and if not, what mends it. */
import pg from 'pg';
import { messageOf } from './cluster-files.ts';

/** What is known about a database before Getu uses it. Versions are those installed or on offer; null where there is none. */
export type DatabaseFacts = {
  /** As `server_version_num`: 150004 is 15.4. */
  serverVersion: number;
  database: string;
  user: string;
  encoding: string;
  ctype: string;
  isSuperuser: boolean;
  canCreateRole: boolean;
  canCreateHere: boolean;
  hasAppRole: boolean;
  isMemberOfAppRole: boolean;
  isInRecovery: boolean;
  /** `trusted`: who may create objects in the database may create the extension. */
  extensions: { name: string; installed: string | null; offered: string | null; trusted: boolean }[];
};

/** Something that stops Getu, and the statement or command that mends it. */
export type Shortfall = { what: string; mend: string };

const WANTED = [
  { name: 'postgis', oldest: '3.3', package: 'postgis-3' },
  { name: 'pgrouting', oldest: '3.4', package: 'pgrouting' },
  { name: 'pg_trgm', oldest: '1.6', package: null },
];

/** Everything that a database falls short of, each with its remedy; empty when it will do. */
export function decideShortfalls(facts: DatabaseFacts): Shortfall[] {
  const major = Math.floor(facts.serverVersion / 10_000);
  const name = pg.escapeIdentifier(facts.database);
  const user = pg.escapeIdentifier(facts.user);
  const shortfalls: Shortfall[] = [];
  const add = (isMissing: boolean, what: string, mend: string) => isMissing && shortfalls.push({ what, mend });

  add(major < 15, `the server is PostgreSQL ${major}, and Getu needs 15 or newer`, 'upgrade the server, or point DATABASE_URL at a newer one');
  add(facts.isInRecovery, 'the server is a read-only replica', 'point DATABASE_URL at its primary');
  add(
    facts.encoding !== 'UTF8' || !/utf-?8$/i.test(facts.ctype),
    `the database's encoding is ${facts.encoding} with ctype ${facts.ctype}, and Chinese text needs UTF-8 in both`,
    `create database getu template template0 encoding 'UTF8' locale 'C.UTF-8';`,
  );
  add(!facts.canCreateHere, `${facts.user} may not create tables in ${facts.database}`, `grant create on database ${name} to ${user}; grant create on schema public to ${user};`);
  for (const wanted of WANTED) shortfalls.push(...decideExtension(facts, wanted, major));
  add(!facts.hasAppRole && !facts.canCreateRole, 'the role getu_app is missing, and this user may not create it', `create role getu_app nologin; grant getu_app to ${user};`);
  add(facts.hasAppRole && !facts.isMemberOfAppRole && !facts.canCreateRole, `${facts.user} is not a member of the role getu_app`, `grant getu_app to ${user};`);
  return shortfalls;
}

function decideExtension(facts: DatabaseFacts, wanted: (typeof WANTED)[number], major: number): Shortfall[] {
  const found = facts.extensions.find((extension) => extension.name === wanted.name);
  const version = found?.installed ?? found?.offered ?? null;
  const packageName = wanted.package === null ? `postgresql-contrib` : `postgresql-${major}-${wanted.package}`;
  if (version === null) return [{ what: `${wanted.name} is not installed on the server`, mend: `on the database's machine: apt-get install ${packageName}` }];
  if (compareVersions(version, wanted.oldest) < 0) {
    const mend = found?.installed ? `upgrade it on the server (package ${packageName}), then: alter extension ${wanted.name} update;` : `on the database's machine: apt-get install ${packageName}`;
    return [{ what: `${wanted.name} is ${version}, and Getu needs ${wanted.oldest} or newer`, mend }];
  }
  if (found?.installed || facts.isSuperuser || (found?.trusted && facts.canCreateHere)) return [];
  return [{ what: `${wanted.name} is not in the database, and only a superuser may put it there`, mend: `create extension ${wanted.name};` }];
}

/** Negative where `a` is older than `b`: `3.3.2` < `3.10`. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => (text.match(/\d+/g) ?? []).map(Number));
  for (let index = 0; index < 3; index += 1) {
    const difference = (left?.[index] ?? 0) - (right?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The sentence that the operator reads. */
export function describeShortfalls(shortfalls: Shortfall[]): string {
  const lines = shortfalls.map(({ what, mend }) => `  - ${what}\n    mend it with: ${mend}`);
  return `The database of DATABASE_URL cannot be used yet:\n${lines.join('\n')}`;
}

/**
 * Looks at the operator's database and refuses one that would fail later.
 * @throws Error with everything that is missing at once, each with its remedy
 */
export async function checkOperatorDatabase(databaseUrl: string, log: (message: string) => void): Promise<void> {
  const facts = await readFacts(databaseUrl);
  const shortfalls = decideShortfalls(facts);
  if (shortfalls.length > 0) throw new Error(describeShortfalls(shortfalls));
  log(`PostgreSQL ${facts.serverVersion / 10_000 | 0}, database ${facts.database}, user ${facts.user}`);
}

async function readFacts(databaseUrl: string): Promise<DatabaseFacts> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  // A connection that breaks also rejects the statement in progress.
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (cause) {
    // The address holds a password and is not repeated.
    throw new Error(`The database of DATABASE_URL cannot be reached: ${messageOf(cause) || String((cause as { code?: string }).code)}`, { cause });
  }
  try {
    const { rows } = await client.query<{ facts: DatabaseFacts }>(FACTS, [WANTED.map((extension) => extension.name)]);
    const facts = rows[0]?.facts;
    if (!facts) throw new Error('The database of DATABASE_URL gave no answer about itself.');
    return facts;
  } finally {
    await client.end();
  }
}

const FACTS = `
  select json_build_object(
    'serverVersion', current_setting('server_version_num')::integer,
    'database', current_database(),
    'user', current_user,
    'encoding', pg_encoding_to_char(d.encoding),
    'ctype', d.datctype,
    'isSuperuser', r.rolsuper,
    'canCreateRole', r.rolsuper or r.rolcreaterole,
    'canCreateHere', has_database_privilege(d.oid, 'create') and has_schema_privilege('public', 'create'),
    'hasAppRole', exists (select from pg_roles where rolname = 'getu_app'),
    'isMemberOfAppRole', exists (select from pg_roles where rolname = 'getu_app' and pg_has_role(current_user, oid, 'member')),
    'isInRecovery', pg_is_in_recovery(),
    'extensions', (
      select coalesce(json_agg(json_build_object(
        'name', e.name, 'installed', e.installed_version, 'offered', e.default_version,
        'trusted', coalesce((select v.trusted from pg_available_extension_versions v
                             where v.name = e.name and v.version = e.default_version), false))), '[]')
      from pg_available_extensions e where e.name = any ($1))
  ) as facts
  from pg_database d, pg_roles r
  where d.datname = current_database() and r.rolname = current_user`;
