import { beforeEach, describe, expect, it } from 'vitest';
import type { BorderPlan } from '#contract/borders.ts';
import { addTown, addUsers, type Answer, north, openTestApp, south, street, type TestApp, townUsers } from '../../test-town.ts';
import { loadMatters } from '../matters/load.ts';
import { adoptDuePlans } from './appointments.ts';

let app: TestApp;
const cookies: Record<string, string> = {};
const [one, two] = [`${north}001`, `${north}002`];
type Adopted = BorderPlan & { codes: { provisional: string; final: string }[]; type: string; detail: string };

const call = <Body = Adopted>(username: string, method: string, path: string, body?: unknown): Promise<Answer<Body>> => app.call<Body>(method, path, { cookie: cookies[username] ?? '', ...(body ? { body } : {}) });
const step = (username: string, plan: { id: string }, name: string, body: Record<string, unknown> = {}) => call(username, 'POST', `/api/border-plans/${plan.id}/${name}`, body);
type Change = (planId: string) => Promise<unknown>;
/** Plans as the editor leaves them, written by hand: what is tested here begins with the adoption. */
const draft = async (ground: string, ...changes: Change[]): Promise<BorderPlan> => {
  const made = await call('street', 'POST', '/api/border-plans', { communityCode: ground, name: '调整' });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  for (const change of changes) await change(made.body.id);
  return made.body;
};
const submitted = async (ground: string, ...changes: Change[]): Promise<BorderPlan> => {
  const answer = await step('street', await draft(ground, ...changes), 'submit');
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
};
/** A grid's ground becomes several: the first keeps the code, the others are new with provisional ones. */
const divide = (code: string, ...parts: string[]): Change => async (planId) => {
  await app.sql('update border_plan_grids set geom = $3, is_changed = true where plan_id = $1 and code = $2', [planId, code, parts[0]]);
  for (const [index, part] of parts.slice(1).entries()) {
    await app.sql(
      `insert into border_plan_grids (plan_id, code, community_code, kind, name, geom, is_new, is_changed, predecessors)
       select $1, $4, community_code, 'base', '新网格', $3, true, true, array[code] from border_plan_grids where plan_id = $1 and code = $2`,
      [planId, code, part, `${code.slice(0, 12)}${950 - index}`],
    );
  }
};
const box = (west: number, south: number, east: number, north: number) => `SRID=4326;POLYGON((${west} ${south}, ${east} ${south}, ${east} ${north}, ${west} ${north}, ${west} ${south}))`;
const splitOne: Change = async (planId) => {
  await divide(one, 'SRID=4326;POLYGON((116 36, 116.01 36, 116.01 36.005, 116 36.005, 116 36))', 'SRID=4326;POLYGON((116 36.005, 116.01 36.005, 116.01 36.01, 116 36.01, 116 36.005))')(planId);
  await app.sql('update border_plan_grids set geom = $3 where plan_id = $1 and code = $2', [planId, two, 'SRID=4326;POLYGON((116.01 36, 116.02 36, 116.02 36.01, 116.01 36.01, 116.01 36.005, 116.01 36))']);
};
const mergeNorth: Change = async (planId) => {
  await app.sql('delete from border_plan_grids where plan_id = $1 and code = $2', [planId, two]);
  await app.sql('update border_plan_grids set geom = $3, is_changed = true, predecessors = array[code, $4] where plan_id = $1 and code = $2', [planId, one, box(116, 36, 116.02, 36.01), two]);
};
const splitMerged: Change = divide(one, box(116.01, 36, 116.02, 36.01), box(116, 36, 116.01, 36.01));
const grids = () => app.sql<{ code: string; valid_to: Date | null; successors: string[]; predecessors: string[]; households: number }>('select code, valid_to, successors, predecessors, households from grids order by code, valid_from');
const today = async () => (await grids()).filter(({ valid_to }) => valid_to === null).map(({ code }) => code);

/** What the database derives, beside a recount by brute force: every list is empty where all is right. */
async function findWrong(): Promise<unknown[]> {
  return (
    await Promise.all([
      app.sql(`select e.code, e.kind, e.grid_code, p.grid from elements e cross join lateral element_place(e.geom) as p where (e.grid_code, e.community_code) is distinct from (p.grid, p.community)`),
      app.sql(`select * from (select kind, category, place_code, sum(count) as kept from element_counts where kind <> 'key_person' group by 1, 2, 3 having sum(count) <> 0) k
        full join (select kind, category, place_code, count(*) as real from elements where valid_to is null group by 1, 2, 3) r using (kind, category, place_code) where kept is distinct from real`),
      app.sql(`select * from (select place_code, sum(count) as kept from element_counts where kind = 'key_person' group by 1 having sum(count) <> 0) k
        full join (select e.place_code, count(distinct p.element_id) as real from key_person_profiles p join elements e on e.id = p.element_id group by 1) r using (place_code) where kept is distinct from real`),
      app.sql(`select d.code from search_documents d join elements e on e.county_code = d.county_code and e.code = d.code where d.place_code <> e.place_code`),
      app.sql(`select code from search_documents where kind = 'grid' except select code from grids where valid_to is null`),
      app.sql(`select code from grids where valid_to is null except select code from search_documents where kind = 'grid'`),
      app.sql(`select g.code from grids g where valid_to is null and households <> (select count(*) from elements e where e.grid_code = g.code and e.kind = 'household')`),
      app.sql(`select code from grids where valid_to is null and kind <> 'micro' except select code from border_shapes where layer = 'grids' and band = 13`),
      app.sql(`select code from border_shapes where layer = 'grids' except select code from grids where valid_to is null`),
      app.sql(`select code from grids group by code having count(*) filter (where valid_to is null) > 1`),
    ])
  ).flat();
}

beforeEach(async () => {
  app = await openTestApp('adoption');
  await addTown(app);
  await app.sql(`insert into key_person_profiles (county_code, element_id, type) select county_code, id, 'elderly' from elements where kind = 'person' order by id limit 9`);
  await addUsers(app, [...townUsers, { username: 'second', role: 'street_officer', jurisdiction: street }]);
  for (const { username } of [...townUsers, { username: 'second' }]) cookies[username] = await app.signIn(username);
  return () => app.close();
});

describe('adopting a plan', () => {
  it('makes its grids today\'s: old rows end with their heirs, new ones get their codes, everything in them follows', async () => {
    const plan = await submitted(north, splitOne);
    const before = (await grids()).length;
    const { status, body } = await step('second', plan, 'adopt');
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body).toMatchObject({ status: 'adopted', codes: [{ final: `${north}003` }] });
    expect(body.grids.features.map(({ id }) => id)).toEqual([one, two, `${north}003`]);
    expect(body.log.map(({ step: name, status: to }) => `${name} ${to}`)).toEqual(['create draft', 'submit submitted', 'approve approved', 'adopt adopted']);
    expect(await today()).toEqual([one, two, `${north}003`, `${south}001`, `${south}002`]);
    expect((await grids()).length).toBe(before + 2);
    expect((await grids())[0]).toMatchObject({ code: one, successors: [one, `${north}003`] });
    expect((await grids()).find(({ code }) => code === `${north}003`)).toMatchObject({ predecessors: [one] });
    expect(await findWrong()).toEqual([]);
  });

  it('gives a number that was once given never again', async () => {
    await step('second', await submitted(north, mergeNorth), 'adopt');
    expect(await today()).toEqual([one, `${south}001`, `${south}002`]);
    expect((await grids()).find(({ code }) => code === two)).toMatchObject({ successors: [one] });
    const { body } = await step('second', await submitted(north, splitMerged), 'adopt');
    expect(body.codes.map(({ final }) => final)).toEqual([`${north}003`]);
    expect(await findWrong()).toEqual([]);
  });

  it('needs another than who submitted it, the right, and the ground', async () => {
    const plan = await submitted(north, splitOne);
    for (const [username, expected] of [['street', 403], ['community', 403], ['department', 403], ['other', 403], ['volunteer', 403]] as const) expect((await step(username, plan, 'adopt')).status, username).toBe(expected);
    expect((await step('city', await draft(north, splitOne), 'adopt')).status).toBe(409);
    expect((await step('city', plan, 'adopt', { version: plan.version - 1 })).status).toBe(409);
    expect((await step('second', plan, 'adopt', { effectiveAt: new Date(Date.now() - 86_400_000).toISOString() })).status).toBe(422);
    expect(await today()).toHaveLength(4);
  });

  it('of two plans of one ground the second has to be brought up to date', async () => {
    const [first, second] = [await submitted(north, splitOne), await submitted(street, mergeNorth)];
    const answers = await Promise.all([step('second', first, 'adopt'), step('city', second, 'adopt')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const refused = answers.find(({ status }) => status === 409)?.body as unknown as { errors: { detail: string; location: number[] }[] };
    expect(refused.errors[0]?.location).toHaveLength(2);
    expect(await findWrong()).toEqual([]);
  });

  it('is whole or not at all', async () => {
    const plan = await submitted(north, splitOne);
    const [shape, counts] = [await grids(), await app.sql('select * from element_counts order by kind, place_code')];
    await app.sql(`create function fail_now() returns trigger language plpgsql as $$ begin raise exception 'cut off'; end $$`);
    for (const table of ['place_points', 'element_counts', 'border_shapes', 'border_plan_log']) {
      await app.sql(`create trigger fail_now before insert or update on ${table} for each row execute function fail_now()`);
      expect((await step('second', plan, 'adopt')).status, table).toBe(500);
      await app.sql(`drop trigger fail_now on ${table}`);
      expect(await grids(), table).toEqual(shape);
      expect(await app.sql('select * from element_counts order by kind, place_code'), table).toEqual(counts);
    }
    expect((await step('second', plan, 'adopt')).status).toBe(200);
    expect(await findWrong()).toEqual([]);
  });

  it('carries duties, accounts and open cases on to what a grid became', async () => {
    const place = `st_setsrid(st_makepoint(116.015, 36.009), 4326)`;
    await app.database.asOwner((db) => loadMatters(db));
    await app.sql(`insert into events (county_code, code, matter_code, title, geom, state, channel, severity, reported_at, closed_at)
      select '990101', '99010120260101000' || lpad(n::text, 3, '0'), '010118', '路灯', ${place}, case n when 1 then 'dispatched' else 'closed' end, 'hotline', 2, now() - interval '2 days', case n when 2 then now() end from generate_series(1, 2) n`);
    await app.sql(`update users set jurisdiction = $1 where username = 'worker'`, [two]);
    await step('second', await submitted(north, mergeNorth), 'adopt');
    expect(await app.sql(`select holder, area_code, valid_to is null as is_current, attached_by is null as is_decided from duties where scope = 'grid' and holder = '格员2' and area_code like $1 || '%' order by id`, [north])).toEqual([
      { holder: '格员2', area_code: two, is_current: false, is_decided: true },
      { holder: '格员2', area_code: one, is_current: true, is_decided: true },
    ]);
    expect(await app.sql(`select jurisdiction from users where username = 'worker'`)).toEqual([{ jurisdiction: one }]);
    expect(await app.sql('select code, grid_code from events order by code')).toEqual([{ code: '99010120260101000001', grid_code: one }, { code: '99010120260101000002', grid_code: two }]);
    expect(await findWrong()).toEqual([]);
  });
});

describe('a day to come', () => {
  const tomorrow = () => new Date(app.now().getTime() + 86_400_000).toISOString();

  it('is waited for by the server itself, also over a downtime, once', async () => {
    const plan = await submitted(north, splitOne);
    const effectiveAt = tomorrow();
    const { status, body } = await step('second', plan, 'adopt', { effectiveAt });
    expect([status, body.status, body.effectiveAt]).toEqual([200, 'scheduled', effectiveAt]);
    expect(await adoptDuePlans({ ...services(), now: app.now })).toEqual([]);
    app.advance(3 * 86_400_000);
    const done = await Promise.all([adoptDuePlans({ ...services(), now: app.now }), adoptDuePlans({ ...services(), now: app.now })]);
    expect(done.flat()).toEqual([plan.id]);
    expect(await app.sql('select valid_from from grids where begun_by = $1 group by 1', [plan.id])).toEqual([{ valid_from: new Date(effectiveAt) }]);
    expect(await findWrong()).toEqual([]);
  });

  it('keeps other plans off its ground until it is taken back', async () => {
    const [plan, other] = [await submitted(north, splitOne), await submitted(street, mergeNorth)];
    expect((await step('second', plan, 'adopt', { effectiveAt: tomorrow() })).body.status).toBe('scheduled');
    for (const body of [{}, { effectiveAt: tomorrow() }]) expect((await step('city', other, 'adopt', body)).status).toBe(409);
    expect((await step('second', plan, 'unschedule')).body).toMatchObject({ status: 'approved', effectiveAt: null });
    expect((await step('city', other, 'adopt')).status).toBe(200);
  });

  it('comes to nothing where the ground has changed meanwhile, and says why', async () => {
    const plan = await submitted(north, splitOne);
    await step('second', plan, 'adopt', { effectiveAt: tomorrow() });
    await app.sql(`update grids set valid_to = now() where code = $1`, [two]);
    app.advance(2 * 86_400_000);
    expect(await adoptDuePlans({ ...services(), now: app.now })).toEqual([plan.id]);
    cookies.second = await app.signIn('second');
    const { body } = await call('second', 'GET', `/api/border-plans/${plan.id}`);
    expect(body).toMatchObject({ status: 'approved', effectiveAt: null });
    expect(body.log.at(-1)?.note).toContain(`${two} has ended`);
  });
});

function services() {
  const silent = { info: () => undefined, warn: () => undefined } as unknown as Parameters<typeof adoptDuePlans>[0]['log'];
  return { database: app.database, log: silent };
}
