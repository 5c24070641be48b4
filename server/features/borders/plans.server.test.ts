import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BorderPlan, BorderUnits, PlanSummary } from '#contract/borders.ts';
import type { Problem } from '#contract/shapes.ts';
import { addTown, addUsers, type Answer, county, north, openTestApp, south, street, type TestApp, townUsers } from '../../test-town.ts';

let app: TestApp;
const cookies: Record<string, string> = {};
const call = <Answered = BorderPlan>(username: string, method: string, path: string, body?: unknown): Promise<Answer<Answered>> => app.call<Answered>(method, path, { cookie: cookies[username] ?? '', ...(body ? { body } : {}) });
const create = (username: string, communityCode: string, more: object = {}) => call(username, 'POST', '/api/border-plans', { communityCode, name: '春季调整', ...more });
const everyone = [...townUsers, { username: 'wall', role: 'wall', jurisdiction: county }];

beforeAll(async () => {
  app = await openTestApp('border-plans');
  await addTown(app);
  await addUsers(app, everyone);
  for (const { username } of everyone) cookies[username] = await app.signIn(username);
});
afterAll(() => app.close());

describe('a plan', () => {
  it("begins as today's grids of a community, a street or a county are", async () => {
    const [community, ofStreet, ofCounty] = [await create('community', north), await create('street', street), await create('city', county)];
    expect([community.status, ofStreet.status, ofCounty.status]).toEqual([201, 201, 201]);
    expect([community, ofStreet, ofCounty].map(({ body }) => body.grids.features.length)).toEqual([2, 4, 4]);
    expect(ofStreet.body.communities.map(({ code, nextSequence, band }) => [code, nextSequence, band])).toEqual([[north, 3, { min: 300, max: 500 }], [south, 3, { min: 300, max: 500 }]]);
    expect(community.body).toMatchObject({ version: 1, status: 'draft', community: { code: north, name: '北关社区' }, mayEdit: true, canUndo: false, canRedo: false, isBehind: false, changedGrids: 0, owner: { name: 'community', isMe: true } });
    const [grid] = community.body.grids.features;
    expect(grid?.properties).toMatchObject({ code: `${north}001`, kind: 'base', communityCode: north, parentCode: null, name: '第1网格', isNew: false, isChanged: false });
    expect(grid?.geometry.coordinates).toEqual([[[116, 36], [116.01, 36], [116.01, 36.01], [116, 36.01], [116, 36]]]);
    expect(community.body.log.map(({ step, by }) => [step, by])).toEqual([['create', 'community']]);
  });

  it('tells what its grids hold, people by the rights of who reads', async () => {
    const { body } = await create('street', street);
    const people = async (username: string) => (await call(username, 'GET', `/api/border-plans/${body.id}`)).body.grids.features.map(({ properties: { counts } }) => [counts.households, counts.buildings, counts.people]);
    expect(await people('street')).toEqual([[4, 1, 8], [4, 1, 8], [4, 1, 8], [4, 1, 8]]);
    expect(await people('community')).toEqual([[4, 1, 8], [4, 1, 8], [4, 1, null], [4, 1, null]]);
    expect(await people('admin')).toEqual([[4, 1, null], [4, 1, null], [4, 1, null], [4, 1, null]]);
    expect(body.grids.features.map(({ properties }) => properties.counts.places)).toEqual([1, 0, 0, 0]);
    expect(body.grids.features.every(({ properties }) => properties.counts.keyPersons === null)).toBe(true);
  });

  it('is seen by who answers for its ground or a part of it, and changed by who answers for all of it', async () => {
    const [own, wide] = [(await create('community', north)).body, (await create('street', street)).body];
    for (const username of ['community', 'street', 'city', 'admin']) expect((await call(username, 'GET', `/api/border-plans/${own.id}`)).status, username).toBe(200);
    expect((await call('other', 'GET', `/api/border-plans/${own.id}`)).status).toBe(404);
    expect((await call('other', 'PATCH', `/api/border-plans/${own.id}`, { version: 1, name: '别人的' })).status).toBe(404);
    for (const path of ['edits', 'judge', 'undo', 'submit', 'discard', 'comments']) {
      const bodies: Record<string, object> = { edits: { version: 1, op: 'rename', gridCode: `${north}001`, name: '改名' }, judge: { grids: [], removed: [] }, comments: { text: '看看' } };
      expect((await call('other', 'POST', `/api/border-plans/${own.id}/${path}`, bodies[path] ?? { version: 1 })).status, path).toBe(404);
    }
    const seen = (await call('community', 'GET', `/api/border-plans/${wide.id}`)).body;
    expect([seen.mayEdit, seen.obstacles.submit]).toEqual([false, 'outside']);
    expect((await call('community', 'PATCH', `/api/border-plans/${wide.id}`, { version: 1, name: '越级' })).status).toBe(403);
    expect((await call('community', 'POST', `/api/border-plans/${wide.id}/edits`, { version: 1, op: 'rename', gridCode: `${north}001`, name: '越级' })).status).toBe(403);
    for (const username of ['worker', 'volunteer', 'wall', 'department', 'auditor']) {
      expect((await call(username, 'GET', '/api/border-plans')).status, username).toBe(403);
      expect((await create(username, north)).status, username).toBe(403);
      expect((await call(username, 'GET', `/api/border-plans/${own.id}`)).status, username).toBe(403);
      expect((await call(username, 'GET', `/api/border-plans/${own.id}/units`)).status, username).toBe(403);
    }
    expect((await create('community', south)).status).toBe(403);
    expect((await create('community', street)).status).toBe(403);
  });

  it('is in no row that a stranger reads, whatever he asks', async () => {
    const { body } = await create('community', north);
    await call('community', 'POST', `/api/border-plans/${body.id}/edits`, { version: 1, op: 'rename', gridCode: `${north}001`, name: '改名' });
    await call('community', 'POST', `/api/border-plans/${body.id}/comments`, { text: '看看' });
    const context = (jurisdiction: string, role: string) => ({ userId: 1, roles: [role], jurisdiction, requestId: 'x' });
    for (const stranger of [context(south, 'community_officer'), context(`${north}001`, 'grid_worker'), context(north, 'volunteer'), context(county, 'wall')]) {
      for (const table of ['border_plans where id =', 'border_plan_grids where plan_id =', 'border_edits where plan_id =', 'border_edit_grids where plan_id =', 'border_comments where plan_id =', 'border_plan_log where plan_id =']) {
        const rows = await app.database.withRequest(stranger, (db) => db.query({ text: `select from ${table} $1`, values: [body.id] }));
        expect(rows, `${table} for ${stranger.roles}`).toEqual([]);
      }
    }
  });

  it('lists with the others of its ground, the last changed first', async () => {
    const { body } = await create('other', south, { name: '南关' });
    const list = async (username: string, query = '') => (await call<{ plans: PlanSummary[] }>(username, 'GET', `/api/border-plans${query}`)).body.plans;
    expect((await list('other')).map(({ community }) => community.code)).toContain(street);
    expect((await list('other')).every(({ community }) => [south, street, county].includes(community.code))).toBe(true);
    expect((await list('city', `?within=${south}`))[0]?.id).toBe(body.id);
    expect((await list('city', '?within=990101002')).every(({ community }) => community.code === county)).toBe(true);
    expect(await list('city', '?status=adopted')).toEqual([]);
    expect(await list('city', '?limit=1')).toHaveLength(1);
  });

  it('takes another name, unless it was changed meanwhile', async () => {
    const { body } = await create('community', north);
    const renamed = await call('community', 'PATCH', `/api/border-plans/${body.id}`, { version: 1, name: '秋季调整' });
    expect([renamed.status, renamed.body.name, renamed.body.version]).toEqual([200, '秋季调整', 2]);
    const late = await call<Problem>('street', 'PATCH', `/api/border-plans/${body.id}`, { version: 1, name: '冬季调整' });
    expect([late.status, late.body.type, late.body.errors?.[0]?.version]).toEqual([409, '/problems/version-conflict', 2]);
  });

  it('can be a copy of another, with what was changed there', async () => {
    const { body } = await create('community', north);
    await app.sql(`update border_plan_grids set name = '东网格', is_changed = true where plan_id = $1 and code = $2`, [body.id, `${north}002`]);
    const copy = await create('community', north, { copyOf: body.id });
    expect(copy.body.grids.features.map(({ properties }) => [properties.name, properties.isChanged])).toEqual([['第1网格', false], ['东网格', true]]);
    const wider = await create('street', street, { copyOf: body.id });
    expect(wider.body.grids.features.map(({ properties }) => properties.name)).toEqual(['第1网格', '东网格', '第1网格', '第2网格']);
    expect((await create('other', south, { copyOf: body.id })).status).toBe(404);
  });

  it.each([
    ['an unknown place', { communityCode: '990101009', name: '无' }, 404],
    ['a province', { communityCode: '99', name: '省' }, 422],
    ['no name', { communityCode: north, name: '  ' }, 422],
    ['a name that is too long', { communityCode: north, name: '长'.repeat(81) }, 422],
    ['a copy of nothing', { communityCode: north, name: '抄', copyOf: '00000000-0000-4000-8000-000000000000' }, 404],
  ])('is not made of %s', async (_what, body, status) => {
    expect((await call('city', 'POST', '/api/border-plans', body)).status).toBe(status);
  });

  it.each(["'; drop table border_plans; --", '%_\\', '<script>', '"$1"'])('keeps %s as a name', async (name) => {
    const { body } = await create('community', north, { name });
    expect((await call('community', 'GET', `/api/border-plans/${body.id}`)).body.name).toBe(name);
  });
});

describe('a comment', () => {
  it('is on a grid of the plan, or on one of today that it ends', async () => {
    const { body } = await create('community', north);
    await app.sql('delete from border_plan_grids where plan_id = $1 and code = $2', [body.id, `${north}002`]);
    const comment = async (gridCode: string) => (await call<Problem>('community', 'POST', `/api/border-plans/${body.id}/comments`, { text: '看看', gridCode }));
    expect([(await comment(`${north}001`)).status, (await comment(`${north}002`)).status]).toEqual([201, 201]);
    for (const code of [`${north}777`, `${south}001`]) {
      const { status, body: refused } = await comment(code);
      expect([status, refused.reason, refused.values, refused.errors?.[0]?.pointer]).toEqual([422, 'grid-not-in-plan', { code }, '/gridCode']);
    }
  });
});

describe('a step of a plan', () => {
  const step = (username: string, id: string, name: string, body: object = {}) => call<Omit<BorderPlan, 'status'> & Problem>(username, 'POST', `/api/border-plans/${id}/${name}`, body);
  const changed = async (username = 'community') => {
    const { body } = await create(username, north);
    await call(username, 'POST', `/api/border-plans/${body.id}/edits`, { version: 1, op: 'rename', gridCode: `${north}001`, name: '改名' });
    return body.id;
  };

  it('hands in what changes something', async () => {
    const { body } = await create('community', north);
    expect(body.changesNothing).toBe(true);
    const { status, body: refused } = await step('community', body.id, 'submit');
    expect([status, refused.reason]).toEqual([409, 'plan-changes-nothing']);
    const id = await changed();
    expect((await call('community', 'GET', `/api/border-plans/${id}`)).body.changesNothing).toBe(false);
    expect((await step('community', id, 'submit')).status).toBe(200);
  });

  it('is not taken by who neither made the plan nor reviews it, and an approved plan is given up by who may adopt', async () => {
    await addUsers(app, [{ username: 'second', role: 'community_officer', jurisdiction: north }]);
    cookies.second = await app.signIn('second');
    const ofStreet = await changed('street');
    expect([(await step('community', ofStreet, 'discard')).status, (await call('community', 'GET', `/api/border-plans/${ofStreet}`)).body.obstacles.discard]).toEqual([403, 'not-yours']);
    await step('street', ofStreet, 'submit');
    for (const name of ['withdraw', 'discard']) expect((await step('community', ofStreet, name)).status, name).toBe(403);
    const ofCommunity = await changed();
    await step('community', ofCommunity, 'submit');
    expect((await step('second', ofCommunity, 'withdraw')).status).toBe(403);
    expect((await step('community', ofCommunity, 'withdraw')).status).toBe(200);
    await step('community', ofCommunity, 'submit');
    expect((await step('street', ofCommunity, 'approve')).status).toBe(200);
    expect((await step('community', ofCommunity, 'discard')).body.type).toBe('/problems/no-right');
    expect((await step('street', ofCommunity, 'discard')).status).toBe(200);
  });

  it('that sends a plan back says why, in words that can be seen, and what is not possible says so by a reason', async () => {
    const id = await changed();
    await step('community', id, 'submit');
    for (const note of ['', '\u200b\u2060']) expect((await call<Problem>('street', 'POST', `/api/border-plans/${id}/return`, { note })).body, JSON.stringify(note)).toMatchObject({ status: 422, reason: 'note-missing' });
    const reasons = [
      await call<Problem>('community', 'POST', `/api/border-plans/${id}/edits`, { version: 1, op: 'rename', gridCode: `${north}001`, name: '再改' }),
      await call<Problem>('street', 'POST', `/api/border-plans/${id}/unschedule`, {}),
      await call<Problem>('street', 'POST', `/api/border-plans/${id}/revert`, {}),
    ].map(({ body: { reason } }) => reason);
    expect(reasons).toEqual(['plan-not-draft', 'step-not-now', 'only-adopted-reverted']);
  });

  it('leaves a line in the audit log, and so does another band', async () => {
    const id = await changed();
    for (const [username, name, body] of [['community', 'submit'], ['community', 'withdraw'], ['community', 'submit'], ['street', 'return', { note: '再看' }], ['community', 'submit'], ['street', 'approve'], ['city', 'adopt', { effectiveAt: new Date(Date.now() + 86_400_000).toISOString() }], ['city', 'unschedule'], ['street', 'discard']] as const) {
      const { status, body: answer } = await step(username, id, name, body);
      expect(status, `${name} ${JSON.stringify(answer)}`).toBe(200);
    }
    const lines = await app.sql<{ action: string; object: string; by: string }>(`select a.action, a.object, u.username as by from audit_log a join users u on u.id = a.user_id where a.detail ->> 'plan' = $1 order by a.id`, [id]);
    expect(lines.map(({ action, by }) => `${action} ${by}`)).toEqual([
      'borders.submit community', 'borders.withdraw community', 'borders.submit community', 'borders.return street', 'borders.submit community', 'borders.approve street', 'borders.schedule city', 'borders.unschedule city', 'borders.discard street',
    ]);
    expect(lines.every(({ object }) => object === north)).toBe(true);
    await call('street', 'PUT', `/api/grid-bands/${street}`, { min: 200, max: 400 });
    const [band] = await app.sql(`select object, detail from audit_log where action = 'borders.band' order by id desc limit 1`);
    expect(band).toEqual({ object: street, detail: { min: 200, max: 400, isVillage: false } });
    await call('street', 'PUT', `/api/grid-bands/${street}`, { min: 300, max: 500 });
  });
});

describe('units', () => {
  it('are the buildings and places of the ground, with people by the rights of who reads', async () => {
    const { body } = await create('street', street);
    const units = async (username: string, query = '') => (await call<BorderUnits>(username, 'GET', `/api/border-plans/${body.id}/units${query}`)).body;
    const all = await units('street');
    expect(all.buildings.map(({ households, people }) => [households, people])).toEqual([[4, 8], [4, 8], [4, 8], [4, 8]]);
    expect(all.buildings[0]).toMatchObject({ name: '1号楼', estate: '', outline: [[[116.004, 36.002], [116.004, 36.003], [116.005, 36.003], [116.005, 36.002], [116.004, 36.002]]] });
    expect(all.places).toEqual([expect.objectContaining({ category: 'clinic', at: [116.005, 36.008] })]);
    expect((await units('street', `?within=${south}`)).buildings).toHaveLength(2);
    expect((await units('street', `?within=${south}002`)).buildings).toHaveLength(1);
    expect((await units('community')).buildings.map(({ people }) => people)).toEqual([8, 8, null, null]);
    expect((await units('admin')).buildings.map(({ people }) => people)).toEqual([null, null, null, null]);
    expect((await call('other', 'GET', `/api/border-plans/${(await create('community', north)).body.id}/units`)).status).toBe(404);
  });

  it('leave a line in the audit log where people were counted', async () => {
    const { body } = await create('street', street);
    await call('admin', 'GET', `/api/border-plans/${body.id}/units`);
    const entries = () => app.sql<{ object: string; detail: object }>(`select object, detail from audit_log where action = 'borders.units' order by id desc`);
    const before = (await entries()).length;
    await call('street', 'GET', `/api/border-plans/${body.id}/units`);
    const after = await entries();
    expect([after.length, after[0]]).toEqual([before + 1, { object: street, detail: { buildings: 4 } }]);
  });

  it('tell no fewer people and key persons of a house than the plan tells of a grid', async () => {
    const { body } = await create('street', street);
    const persons = await app.sql<{ id: number }>(`select id from elements where kind = 'person' and grid_code = $1 order by id`, [`${north}001`]);
    await app.sql(`insert into key_person_profiles (county_code, element_id, type) select '990101', unnest($1::bigint[]), 'elderly'`, [persons.slice(0, 3).map(({ id }) => id)]);
    await app.sql(`delete from elements where kind = 'person' and grid_code = $1 and id not in (select id from elements where grid_code = $1 and kind = 'person' order by id limit 4)`, [`${north}002`]);
    const told = async (username: string) => {
      const { smallestTold, buildings } = (await call<BorderUnits>(username, 'GET', `/api/border-plans/${body.id}/units?within=${north}`)).body;
      const { grids } = (await call(username, 'GET', `/api/border-plans/${body.id}`)).body;
      const inGrids = grids.features.slice(0, 2).map(({ properties: { counts } }) => [counts.people, counts.keyPersons]);
      return { smallestTold, inHouses: buildings.map(({ people, keyPersons }) => [people, keyPersons]), inGrids };
    };
    expect(await told('street')).toEqual({ smallestTold: 5, inHouses: [[8, null], [null, null]], inGrids: [[8, null], [null, null]] });
    expect(await told('community')).toEqual({ smallestTold: 0, inHouses: [[8, 3], [4, 0]], inGrids: [[8, 3], [4, 0]] });
  });
});
