import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ByteDatabase, type Database, openDatabase } from './database.ts';
import { openReaders, type Readers } from './readers.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

let testDatabase: TestDatabase;
let database: Database;
let readers: Readers;
const nobody = { userId: null, roles: [], jurisdiction: null };

beforeAll(async () => {
  testDatabase = await createTestDatabase('bytes');
  database = openDatabase(testDatabase);
  // One connection, so that each reading meets what the one before it left there.
  readers = openReaders(database, { connections: 1 });
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

// Every value of a byte in every neighbourhood, as no text in UTF-8 has them; the same bytes for the same size and seed.
const noise = `select substring(string_agg(sha512(($2 || i)::bytea), '' order by i) from 1 for $1::integer) as bytes from generate_series(0, $1::integer / 64) as i`;
const bytesOf = (size: number, seed: string) => readers.read(nobody, (db) => db.bytes({ name: 'noise', text: noise, values: [size, seed] }));

it('bytes of any size are those that the driver decodes from the text', async () => {
  for (const size of [0, 1, 2, 255, 4_096, 8_180, 8_192, 65_535, 65_536, 65_537, 3_000_000]) {
    const values = [size, '格'];
    const [row] = await readers.read(nobody, (db) => db.query<{ bytes: Buffer }>({ text: noise, values }));
    const bytes = await bytesOf(size, '格');
    expect(bytes?.length, String(size)).toBe(size);
    expect(row?.bytes.equals(bytes ?? Buffer.alloc(0)), String(size)).toBe(true);
  }
});

it('what waits for its turn on one connection gets its own bytes', async () => {
  const sizes = Array.from({ length: 40 }, (_, index) => (index % 4 === 0 ? 100_000 + index : index));
  const all = await Promise.all(sizes.map((size) => bytesOf(size, `${size}`)));
  expect(all.map((bytes) => bytes?.length)).toEqual(sizes);
  const again = await Promise.all(sizes.map((size) => bytesOf(size, `${size}`)));
  expect(again.every((bytes, index) => all[index]?.equals(bytes ?? Buffer.alloc(0)))).toBe(true);
});

it('null is null, and so is no row', async () => {
  expect(await readers.read(nobody, (db) => db.bytes({ name: 'null', text: 'select null::bytea' }))).toBeNull();
  expect(await readers.read(nobody, (db) => db.bytes({ name: 'none', text: `select 'a'::bytea where false` }))).toBeNull();
});

it('a statement that fails says why, and the connection reads on', async () => {
  const pid = (db: ByteDatabase) => db.query<{ pid: number }>({ text: 'select pg_backend_pid() as pid' });
  const [before] = await readers.read(nobody, pid);
  const divide = (by: number) => readers.read(nobody, (db) => db.bytes({ name: 'divide', text: 'select int4send(6 / $1::integer)', values: [by] }));
  // Parsed, then failing: the second time it may not be parsed again under the same name.
  await expect(divide(0)).rejects.toMatchObject({ code: '22012' });
  expect(await divide(3)).toEqual(Buffer.from([0, 0, 0, 2]));
  await expect(divide(0)).rejects.toMatchObject({ code: '22012' });
  const broken = (text: string) => readers.read(nobody, (db) => db.bytes({ name: 'mended', text }));
  // Not parsed: the name is still free.
  await expect(broken('select from nowhere')).rejects.toMatchObject({ code: '42P01' });
  expect(await broken(`select 'a'::bytea`)).toEqual(Buffer.from('a'));
  expect(await readers.read(nobody, pid)).toEqual([before]);
});

it('a parameter that cannot be sent fails alone', async () => {
  await expect(readers.read(nobody, (db) => db.bytes({ name: 'date', text: `select $1::text::bytea`, values: [new Date()] }))).rejects.toThrow(TypeError);
  expect(await bytesOf(3, 'a')).toHaveLength(3);
});

it('words of the database between the rows go to the driver', async () => {
  await database.adminPool.query(`create function speak() returns bytea language plpgsql as $$ begin raise warning 'careful'; return 'said'; end $$`);
  expect(await readers.read(nobody, (db) => db.bytes({ name: 'speak', text: 'select speak()' }))).toEqual(Buffer.from('said'));
});

it('rights hold for bytes as for rows', async () => {
  await expect(readers.read(nobody, (db) => db.bytes({ name: 'secret', text: 'select token_hash from sessions' }))).rejects.toMatchObject({ code: '42501' });
  const seen = await readers.read({ ...nobody, roles: ['wall'] }, (db) => db.bytes({ name: 'roles', text: `select current_setting('getu.roles')::bytea` }));
  expect(String(seen)).toBe('wall');
});

it('a connection that is lost in the middle fails its reading; the next has a new one', async () => {
  const slow = readers.read(nobody, async (db) => {
    const [row] = await db.query<{ pid: number }>({ text: 'select pg_backend_pid() as pid' });
    const reading = db.bytes({ name: 'slow', text: `select pg_sleep(5)::text::bytea` });
    const terminating = delay(50).then(() => database.adminPool.query('select pg_terminate_backend($1)', [row?.pid]));
    return (await Promise.all([reading, terminating]))[0];
  });
  await expect(slow).rejects.toThrow();
  expect(await bytesOf(3, 'a')).toHaveLength(3);
});

it('in a request bytes come between rows that were asked for before and after, without waiting', async () => {
  const found = await database.withRequest({ ...nobody, requestId: 'bytes' }, (db) => {
    const bytesOf = (size: number, name?: string) => db.bytes({ ...(name ? { name } : {}), text: noise, values: [size, '格'] }).then((bytes) => bytes && Buffer.from(bytes));
    const rowsOf = (size: number) => db.query<{ bytes: Buffer }>({ name: 'noise_rows', text: noise, values: [size, '格'] }).then(([row]) => row?.bytes);
    const none = db.query({ text: 'select 1 where false' });
    return Promise.all([rowsOf(5), bytesOf(7), bytesOf(70_000, 'twice'), bytesOf(0, 'twice'), rowsOf(70_000), none, bytesOf(3), rowsOf(3)]);
  });
  const [row5, seven, many, empty, rowMany, none, three, row3] = found;
  expect([row5, seven, empty, none, three].map((each) => each?.length)).toEqual([5, 7, 0, 0, 3]);
  expect(many?.equals(rowMany ?? Buffer.alloc(0)) && three?.equals(row3 ?? Buffer.alloc(0))).toBe(true);
});

it('of several at once in a request the one that fails is told, and the connection goes on', async () => {
  const divide = (db: ByteDatabase, by: number) => db.bytes({ name: 'divide', text: 'select int4send(6 / $1::integer)', values: [by] });
  const context = { ...nobody, requestId: 'bytes' };
  await expect(database.withRequest(context, (db) => Promise.all([divide(db, 2), divide(db, 0), divide(db, 1)]))).rejects.toMatchObject({ code: '22012' });
  expect(await database.withRequest(context, (db) => Promise.all([1, 2, 3].map((by) => divide(db, by).then((bytes) => bytes?.readInt32BE()))))).toEqual([6, 3, 2]);
});
