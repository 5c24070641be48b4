/** For server tests: the real app on a real database, and a small town of two communities that one can reckon by hand. */
import type { Server } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { mkdtempSync, rmSync } from 'node:fs';
import { createApp } from './app.ts';
import { hashPassword } from './features/identity/passwords.ts';
import { type Cipher, openCipher } from './platform/cipher.ts';
import { readConfig } from './platform/config.ts';
import { type Database, openDatabase } from './platform/database.ts';
import { createLog } from './platform/log.ts';
import { createTestDatabase } from './platform/test-database.ts';

export const county = '990101';
export const street = '990101001';
export const [north, south] = ['990101001001', '990101001002'] as const;
export const password = 'a long enough password';

export interface Answer<Body = Record<string, unknown>> {
  status: number;
  headers: Headers;
  body: Body;
}
export interface TestApp {
  url: string;
  /** The app's data folder, gone when it closes. */
  dataDir: string;
  database: Database;
  cipher: Cipher;
  /** What the log has written. */
  logLines: string[];
  /** The server's clock; move it with `advance`. */
  advance(milliseconds: number): void;
  now(): Date;
  sql<Row extends Record<string, unknown>>(text: string, values?: unknown[]): Promise<Row[]>;
  /** Signs in and answers the cookie. */
  signIn(username: string): Promise<string>;
  call<Body = Record<string, unknown>>(method: string, path: string, options?: CallOptions): Promise<Answer<Body>>;
  close(): Promise<void>;
}
interface CallOptions {
  cookie?: string;
  body?: unknown;
  /** A body as it is sent, for what JSON.stringify cannot write. */
  raw?: string | Uint8Array<ArrayBuffer>;
  headers?: Record<string, string>;
}

export async function openTestApp(name: string, env: Record<string, string> = {}): Promise<TestApp> {
  const testDatabase = await createTestDatabase(name);
  const database = openDatabase(testDatabase, { statementTimeoutMs: 20_000 });
  const folder = mkdtempSync(path.join(os.tmpdir(), 'getu-app-'));
  const cipher = openCipher(path.join(folder, 'data.key'));
  const logLines: string[] = [];
  let offset = 0;
  const now = () => new Date(Date.now() + offset);
  const app = createApp(readConfig({ DATA_DIR: folder, CLIENT_DIR: folder, ...env }), {
    database,
    cipher,
    now,
    log: createLog('debug', { write: (line) => void logLines.push(line) }),
  });
  const server = await new Promise<Server>((resolve) => {
    const listening: Server = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const call: TestApp['call'] = (method, route, options) => callApp(url, method, route, options);
  return {
    url, dataDir: folder, database, cipher, logLines, call, now,
    advance: (milliseconds) => {
      offset += milliseconds;
    },
    sql: (text, values) => database.asOwner((db) => db.query({ text, values })),
    signIn: async (username) => {
      const answer = await call('POST', '/api/session', { body: { username, password } });
      if (answer.status !== 200) throw new Error(`sign-in of ${username}: ${answer.status} ${logLines.slice(-2).join('')}`);
      return answer.headers.get('set-cookie')?.split(';', 1)[0] ?? '';
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await database.close();
      await testDatabase.drop();
      rmSync(folder, { recursive: true });
    },
  };
}

async function callApp<Body>(url: string, method: string, route: string, options: CallOptions = {}): Promise<Answer<Body>> {
  const hasBody = options.body !== undefined || options.raw !== undefined;
  const response = await fetch(url + route, {
    method,
    headers: { ...(hasBody ? { 'content-type': 'application/json' } : {}), ...(options.cookie ? { cookie: options.cookie } : {}), ...options.headers },
    body: options.raw ?? (options.body === undefined ? undefined : JSON.stringify(options.body)),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return { status: response.status, headers: response.headers, body: (isJson ? JSON.parse(text) : { text }) as Body };
}

/** Users of the test town: the same password for all, so that one hash does. */
export async function addUsers(app: TestApp, users: { username: string; role: string; jurisdiction: string }[]): Promise<void> {
  const hash = await hashPassword(password);
  for (const { username, role, jurisdiction } of users) {
    await app.sql('insert into users (username, display_name, password_hash, roles, jurisdiction) values ($1, $1, $2, array[$3], $4)', [username, hash, role, jurisdiction]);
  }
}

/**
 * Two communities side by side along 36° N, each 0.02° wide with two grids of 0.01°, and in each grid one building of
 * 0.001° with 4 households and 8 persons; a named road, a clinic and the people in charge.
 */
export async function addTown(app: TestApp): Promise<void> {
  await app.sql('select ensure_county($1)', [county]);
  await app.sql(`insert into regions (code, parent_code, level, name, geom) values
    ('99', null, 'province', '测试省', null), ('9901', '99', 'prefecture', '测试市', null),
    ('990101', '9901', 'county', '格图县', st_multi(st_makeenvelope(116, 36, 116.04, 36.01, 4326))),
    ('990101001', '990101', 'street', '城关街道', st_multi(st_makeenvelope(116, 36, 116.04, 36.01, 4326))),
    ('990101001001', '990101001', 'community', '北关社区', st_multi(st_makeenvelope(116, 36, 116.02, 36.01, 4326))),
    ('990101001002', '990101001', 'community', '南关社区', st_multi(st_makeenvelope(116.02, 36, 116.04, 36.01, 4326)))`);
  await app.sql(`insert into grids (code, kind, community_code, name, geom, households)
    select '99010100100' || c || '00' || g, 'base', '99010100100' || c, '第' || g || '网格',
           st_makeenvelope(116 + (c - 1) * 0.02 + (g - 1) * 0.01, 36, 116 + (c - 1) * 0.02 + g * 0.01, 36.01, 4326), 4
    from generate_series(1, 2) c, generate_series(1, 2) g`);
  await addBuildings(app);
  await addPeople(app);
  await app.sql(`insert into elements (county_code, code, kind, category, name, address, geom)
    values ('990101', digital_id('990101', 6, 1), 'place', 'clinic', '北关诊所', '人民路 9 号', st_setsrid(st_makepoint(116.005, 36.008), 4326))`);
  await app.sql(`insert into ground_features (county_code, theme, class, name, geom)
    values ('990101', 'road', 'secondary', '人民路', st_setsrid(st_geomfromtext('linestring(116 36.006, 116.04 36.006)'), 4326))`);
  await app.sql(`insert into duties (county_code, role, holder, phone, scope, area_code, building_id)
    select '990101', 'grid_worker', '格员' || right(code, 1), '13800000001', 'grid', code, null from grids
    union all select '990101', 'building_head', '楼长', '13800000002', 'building', grid_code, id from elements where kind = 'building'
    union all select '990101', 'secretary', '书记', '13800000003', 'region', code, null from regions where level = 'community'`);
}

async function addBuildings(app: TestApp): Promise<void> {
  await app.sql(`insert into elements (county_code, code, kind, category, name, address, geom)
    select '990101', digital_id('990101', 1, n), 'building', 'residential', n || '号楼', '人民路 ' || n || ' 号',
           st_makeenvelope(115.994 + n * 0.01, 36.002, 115.995 + n * 0.01, 36.003, 4326)
    from generate_series(1, 4) n`);
  await app.sql(`insert into building_profiles (county_code, element_id, floors, dwellings, households, residents)
    select county_code, id, 6, 4, 4, 8 from elements where kind = 'building'`);
}

async function addPeople(app: TestApp): Promise<void> {
  await app.sql(`insert into elements (county_code, code, kind, category, name, address, geom, building_id)
    select '990101', digital_id('990101', k.number, b.row * 100 + n), k.kind, '', case k.kind when 'person' then '张*' else '张*户' end, b.address, st_pointonsurface(b.geom), b.id
    from (select *, row_number() over (order by code) as row from elements where kind = 'building') b
    join element_kinds k on k.kind in ('household', 'person')
    cross join lateral generate_series(1, case k.kind when 'person' then 8 else 4 end) n`);
  const people = await app.sql<{ id: number; code: string }>(`select id, code from elements where kind = 'person' order by code`);
  for (const [index, person] of people.entries()) {
    const id = `990101199001${String(index).padStart(6, '0')}`;
    const phone = `139${String(index).padStart(8, '0')}`;
    const fields = { name: `张${index}丰`, idNumber: id, phone };
    const values = [person.id, ...Object.entries(fields).flatMap(([field, plain]) => [app.cipher.encrypt(field, plain), app.cipher.hash(field, plain)])];
    await app.sql(
      `insert into person_profiles (county_code, element_id, name_cipher, name_hash, id_number_cipher, id_number_hash, phone_cipher, phone_hash, id_number_masked, phone_masked, sex)
       values ('990101', $1, $2, $3, $4, $5, $6, $7, '990***********0000', '139****0000', 'male')`,
      values,
    );
  }
}

/** One user of each kind that the rules tell apart. */
export const townUsers = [
  { username: 'admin', role: 'system_admin', jurisdiction: '' },
  { username: 'auditor', role: 'auditor', jurisdiction: '' },
  { username: 'city', role: 'city_officer', jurisdiction: county },
  { username: 'street', role: 'street_officer', jurisdiction: street },
  { username: 'community', role: 'community_officer', jurisdiction: north },
  { username: 'other', role: 'community_officer', jurisdiction: south },
  { username: 'worker', role: 'grid_worker', jurisdiction: `${north}001` },
  { username: 'department', role: 'department_officer', jurisdiction: county },
  { username: 'volunteer', role: 'volunteer', jurisdiction: north },
];
