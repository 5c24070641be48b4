/** Grids drawn by the machine, over HTTP, on the test town. */
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BorderPlan } from '#contract/borders.ts';
import type { Proposal, ProposedGrid } from '#contract/partition.ts';
import { addTown, addUsers, county, north, openTestApp, street, type TestApp, townUsers } from '../../test-town.ts';

let app: TestApp;
let cookie: string;
const call = <Body = { detail: string }>(method: string, path: string, body?: unknown) => app.call<Body>(method, path, { cookie, ...(body ? { body } : {}) });
const planFor = async (ground: string) => (await call<BorderPlan>('POST', '/api/border-plans', { communityCode: ground, name: '划分' })).body;
const propose = (plan: { id: string }, body: object = {}) => call<Proposal>('POST', `/api/border-plans/${plan.id}/propose`, body);

async function ended(plan: { id: string }, id: string): Promise<Proposal> {
  for (;;) {
    const { body } = await call<Proposal>('GET', `/api/border-plans/${plan.id}/proposals/${id}`);
    if (body.state !== 'running') return body;
    await delay(100);
  }
}

beforeAll(async () => {
  app = await openTestApp('partition');
  await addTown(app);
  await addUsers(app, [...townUsers, { username: 'chief', role: 'city_officer', jurisdiction: '' }]);
  cookie = await app.signIn('chief');
}, 120_000);
afterAll(() => app.close());

test('a street is divided: every building counted once, the ground covered exactly, no building cut, the same for the same seed', async () => {
  const plan = await planFor(street);
  const first = await ended(plan, (await propose(plan, { target: 4, tolerance: 0.25 })).body.id);
  expect(first).toMatchObject({ state: 'done', share: 1, buildings: 4, households: 16, isEstimated: false });
  const gridsOf = async (id: string, number = 0) => (await call<{ features: ProposedGrid[] }>('GET', `/api/border-plans/${plan.id}/proposals/${id}/alternatives/${number}`)).body.features;
  const grids = await gridsOf(first.id);
  expect(grids.reduce((sum, { properties }) => sum + properties.buildings, 0)).toBe(4);
  for (const { properties } of grids) expect(properties.reasons.some(({ code }) => code === (properties.kind === 'dedicated' ? 'dedicated' : properties.isInBand ? 'in-band' : 'outside-band'))).toBe(true);
  const wrong = await app.sql(
    `select community_code from border_proposal_grids g join regions r on r.code = g.community_code where proposal_id = $1
     group by alternative, community_code, r.geom having not st_equals(st_union(g.geom), r.geom) or abs(sum(st_area(g.geom)) - st_area(r.geom)) > 1e-15 or not bool_and(st_isvalid(g.geom))`,
    [first.id],
  );
  expect(wrong).toEqual([]);
  expect(await app.sql(`select b.id from border_proposal_grids g join elements b on b.kind = 'building' and st_overlaps(g.geom, b.geom) where proposal_id = $1`, [first.id])).toEqual([]);
  const again = await ended(plan, (await propose(plan, { target: 4, tolerance: 0.25 })).body.id);
  expect(await gridsOf(again.id)).toEqual(grids);
}, 120_000);

test('one proposal at a time for a plan; a cancelled one leaves nothing', async () => {
  const plan = await planFor(street);
  const { body } = await propose(plan);
  expect((await propose(plan)).status).toBe(409);
  expect((await call('DELETE', `/api/border-plans/${plan.id}/proposals/${body.id}`)).status).toBe(204);
  expect((await ended(plan, body.id)).state).toBe('cancelled');
  expect(await app.sql('select number from border_proposal_grids where proposal_id = $1', [body.id])).toEqual([]);
}, 60_000);

test('a cancel ends the statement that the database is at within 2 s, and the next proposal can begin', async () => {
  const plan = await planFor(street);
  const readers = () => app.sql<{ pid: number }>(`select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%partition_lines%' and pid <> pg_backend_pid()`);
  let id = '';
  await app.database.asOwner(async (db) => {
    await db.query({ text: 'lock table ground_features in access exclusive mode' });
    id = (await propose(plan)).body.id;
    await expect.poll(readers, { timeout: 20_000 }).toHaveLength(1);
    expect((await call<Proposal>('GET', `/api/border-plans/${plan.id}/proposals/${id}`)).body.state).toBe('running');
    const asked = performance.now();
    expect((await call('DELETE', `/api/border-plans/${plan.id}/proposals/${id}`)).status).toBe(204);
    await expect.poll(readers, { timeout: 20_000 }).toEqual([]);
    expect(performance.now() - asked).toBeLessThan(2000);
  });
  expect((await ended(plan, id)).state).toBe('cancelled');
  expect(await ended(plan, (await propose(plan)).body.id)).toMatchObject({ state: 'done' });
}, 60_000);

test('who does not answer for the ground may not propose', async () => {
  const plan = await planFor(street);
  const other = await app.signIn('community');
  expect((await app.call('POST', `/api/border-plans/${plan.id}/propose`, { cookie: other, body: {} })).status).toBe(403);
});

test('a community without buildings and streets is one grid, told as too small', async () => {
  await app.sql(`insert into regions (code, parent_code, level, name, geom) values ('990102', '9901', 'county', '空县', st_multi(st_makeenvelope(117, 36, 117.02, 36.02, 4326)))`);
  expect((await call('POST', '/api/regions', { parentCode: '990102', name: '空社区' })).body).toEqual({ communities: [{ code: '990102001001', name: '空社区' }] });
  const plan = await planFor('990102');
  const proposal = await ended(plan, (await propose(plan)).body.id);
  expect(proposal).toMatchObject({ state: 'done', buildings: 0, households: 0 });
  expect(proposal.alternatives[0]).toMatchObject({ figures: { grids: 1 }, misfits: { 'ground-too-small': 1 } });
}, 60_000);

test('in a county with streets a community is founded in each that has none, never over all', async () => {
  await app.sql(`insert into regions (code, parent_code, level, name, geom) values
    ('990103', '9901', 'county', '东县', st_multi(st_makeenvelope(118, 36, 118.02, 36.01, 4326))),
    ('990103001', '990103', 'street', '甲镇', st_multi(st_makeenvelope(118, 36, 118.01, 36.01, 4326))),
    ('990103002', '990103', 'street', '乙镇', st_multi(st_makeenvelope(118.01, 36, 118.02, 36.01, 4326)))`);
  const founded = await call<{ communities: { code: string; name: string }[] }>('POST', '/api/regions', { parentCode: '990103', name: '东县' });
  expect(founded.body.communities.sort((a, b) => (a.code < b.code ? -1 : 1))).toEqual([{ code: '990103001001', name: '甲镇' }, { code: '990103002001', name: '乙镇' }]);
  expect((await call('POST', '/api/regions', { parentCode: '990103', name: '东县' })).status).toBe(409);
  expect((await call('POST', '/api/regions', { parentCode: county, name: '再建' })).status).toBe(409);
}, 60_000);

test('buildings that came as multipolygons of one part count', async () => {
  await app.sql(`update elements set geom = st_multi(geom) where kind = 'building' and community_code = $1`, [north]);
  const plan = await planFor(north);
  expect(await ended(plan, (await propose(plan)).body.id)).toMatchObject({ state: 'done', buildings: 2, households: 8 });
}, 60_000);
