import { afterAll, beforeAll, expect, it } from 'vitest';
import { addTown, addUsers, county, openTestApp, north, south, street, type TestApp, townUsers } from '../test-town.ts';

interface Told {
  id: number;
  event: string;
  data: unknown;
}
let app: TestApp;
const cookies: Record<string, string> = {};
const planId = '00000000-0000-4000-8000-000000000001';
const tell = (topic: string, key: string) => app.sql('insert into outbox (topic, key, payload) values ($1, $2, $3)', [topic, key, JSON.stringify({ planId, version: 1, status: 'draft' })]);
const lastId = async () => (await app.sql<{ id: number }>('select coalesce(max(id), 0) as id from outbox'))[0]?.id ?? 0;

/** Listens like a browser; `next` waits for the event after those already taken. */
async function listenAs(username: string, lastEventId?: number) {
  const stop = new AbortController();
  const headers = { cookie: cookies[username] ?? '', ...(lastEventId === undefined ? {} : { 'last-event-id': String(lastEventId) }) };
  const response = await fetch(`${app.url}/api/stream`, { headers, signal: stop.signal });
  const events: Told[] = [];
  let isEnded = false;
  let wake: () => void = () => undefined;
  const reading = (async () => {
    let text = '';
    const body = response.body?.getReader();
    for (let piece = await body?.read(); piece?.value; piece = await body?.read()) {
      text += Buffer.from(piece.value).toString();
      const parts = text.split('\n\n');
      text = parts.pop() ?? '';
      for (const part of parts) {
        const fields = Object.fromEntries(part.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]));
        if (fields.data !== undefined) events.push({ id: Number(fields.id), event: fields.event ?? '', data: JSON.parse(fields.data) });
      }
      wake();
    }
  })().catch(() => undefined).finally(() => {
    isEnded = true;
    wake();
  });
  let taken = 0;
  return {
    status: response.status,
    async next(): Promise<Told | null> {
      while (events.length <= taken && !isEnded) await new Promise<void>((resolve) => (wake = resolve));
      return events[taken++] ?? null;
    },
    async close() {
      stop.abort();
      await reading;
    },
  };
}

beforeAll(async () => {
  app = await openTestApp('live');
  await addTown(app);
  await addUsers(app, townUsers);
  for (const { username } of townUsers) cookies[username] = await app.signIn(username);
});
afterAll(() => app.close());

it('nobody listens without a session', async () => {
  expect((await app.call('GET', '/api/stream')).status).toBe(401);
});

it('a change is told to who it concerns, by ids alone', async () => {
  const [own, other, worker] = await Promise.all(['community', 'other', 'worker'].map((name) => listenAs(name)));
  await tell('borders', north);
  await tell('grids', county);
  expect(await own?.next()).toMatchObject({ event: 'borders', data: { planId } });
  expect(await own?.next()).toMatchObject({ event: 'grids' });
  expect((await other?.next())?.event, 'of another community').toBe('grids');
  expect((await worker?.next())?.event, 'without the right').toBe('grids');
  for (const reader of [own, other, worker]) await reader?.close();
});

it('whoever comes back hears what was said meanwhile, once and in order', async () => {
  const first = await listenAs('city');
  await tell('borders', north);
  const heard = await first.next();
  await first.close();
  for (const key of [north, south, street]) await tell('borders', key);
  const again = await listenAs('city', heard?.id);
  await tell('borders', county);
  const rest = [await again.next(), await again.next(), await again.next(), await again.next()].map((told) => told?.id);
  const written = await app.sql<{ id: number }>('select id from outbox where id > $1 order by id', [heard?.id]);
  expect(rest).toEqual(written.map(({ id }) => id));
  await again.close();
});

it('numbers follow the order of commits, so that no row is passed over', async () => {
  const reader = await listenAs('city');
  const slow = await app.database.adminPool.connect();
  await slow.query('begin');
  await slow.query(`insert into outbox (topic, key, payload) values ('borders', $1, '{"planId": "slow"}')`, [county]);
  const quick = app.sql(`insert into outbox (topic, key, payload) values ('borders', $1, '{"planId": "quick"}')`, [county]);
  await new Promise((resolve) => setTimeout(resolve, 100));
  await slow.query('commit');
  slow.release();
  await quick;
  const told = [await reader.next(), await reader.next()];
  expect(told.map((one) => one?.data)).toEqual([{ planId: 'slow' }, { planId: 'quick' }]);
  expect(told[1]?.id).toBeGreaterThan(told[0]?.id ?? 0);
  await reader.close();
});

it('whoever was away for longer than messages are kept is told to read everything anew', async () => {
  for (let n = 0; n < 3; n++) await tell('borders', county);
  const end = await lastId();
  await app.sql('delete from outbox where id < $1', [end]);
  const reader = await listenAs('city', end - 3);
  expect(await reader.next()).toMatchObject({ event: 'reset', id: end });
  await reader.close();
  const future = await listenAs('city', end + 1000);
  expect((await future.next())?.event).toBe('reset');
  await future.close();
});

it('windows of one account are bounded', async () => {
  const readers = await Promise.all(Array.from({ length: 20 }, () => listenAs('department')));
  expect((await app.call('GET', '/api/stream', { cookie: cookies.department ?? '' })).status).toBe(429);
  for (const reader of readers) await reader.close();
});

it('the stream ends with the session', async () => {
  const reader = await listenAs('volunteer');
  await app.call('DELETE', '/api/session', { cookie: cookies.volunteer ?? '' });
  expect((await reader.next())?.event).toBe('ended');
  expect(await reader.next()).toBeNull();
}, 20_000);
