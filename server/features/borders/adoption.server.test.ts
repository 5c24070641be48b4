import { beforeEach, describe, expect, it } from 'vitest';
import type { Problem } from '#contract/shapes.ts';
import { north, south, street } from '../../test-town.ts';
import { loadMatters } from '../matters/load.ts';
import { adoptDuePlans } from './appointments.ts';
import { box, one, openPlanTown, type PlanTown, two } from './test-plans.ts';

let town: PlanTown;
beforeEach(async () => {
  town = await openPlanTown('adoption');
  return () => town.app.close();
});

describe('adopting a plan', () => {
  it('makes its grids today\'s: old rows end with their heirs, new ones get their codes, everything in them follows', async () => {
    const plan = await town.submitted(north, town.splitOne);
    const before = (await town.grids()).length;
    const { status, body } = await town.step('second', plan, 'adopt');
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body).toMatchObject({ status: 'adopted', codes: [{ final: `${north}003` }] });
    expect(body.grids.features.map(({ id, properties }) => [id, properties.isChanged, properties.isRedrawn])).toEqual([[one, true, true], [two, false, false], [`${north}003`, true, true]]);
    expect(body.log.map(({ step: name, status: to }) => `${name} ${to}`)).toEqual(['create draft', 'submit submitted', 'approve approved', 'adopt adopted']);
    expect(await town.today()).toEqual([one, two, `${north}003`, `${south}001`, `${south}002`]);
    expect((await town.grids()).length).toBe(before + 2);
    expect((await town.grids())[0]).toMatchObject({ code: one, successors: [one, `${north}003`] });
    expect((await town.grids()).find(({ code }) => code === `${north}003`)).toMatchObject({ predecessors: [one] });
    expect(await town.findWrong()).toEqual([]);
  });

  it('gives a number that was once given never again', async () => {
    await town.step('second', await town.submitted(north, town.mergeNorth), 'adopt');
    expect(await town.today()).toEqual([one, `${south}001`, `${south}002`]);
    expect((await town.grids()).find(({ code }) => code === two)).toMatchObject({ successors: [one] });
    const { body } = await town.step('second', await town.submitted(north, town.splitMerged), 'adopt');
    expect(body.codes.map(({ final }) => final)).toEqual([`${north}003`]);
    expect(await town.findWrong()).toEqual([]);
  });

  it('needs another than who submitted it, the right, and the ground', async () => {
    const plan = await town.submitted(north, town.splitOne);
    for (const [username, expected] of [['street', 403], ['community', 403], ['department', 403], ['other', 403], ['volunteer', 403]] as const) expect((await town.step(username, plan, 'adopt')).status, username).toBe(expected);
    expect((await town.step('city', await town.draft(north, town.splitOne), 'adopt')).status).toBe(409);
    expect((await town.step('city', plan, 'adopt', { version: plan.version - 1 })).status).toBe(409);
    expect((await town.step('second', plan, 'adopt', { effectiveAt: new Date(Date.now() - 86_400_000).toISOString() })).status).toBe(422);
    const far = await town.call<Problem>('second', 'POST', `/api/border-plans/${plan.id}/adopt`, { effectiveAt: new Date(Date.now() + 6 * 365 * 86_400_000).toISOString() });
    expect([far.status, far.body.reason, far.body.values, far.body.errors?.[0]?.pointer]).toEqual([422, 'day-too-far', { years: 5 }, '/effectiveAt']);
    expect(await town.today()).toHaveLength(4);
  });

  it('is not for who made the plan either, whoever handed it in', async () => {
    const plan = await town.draft(north, town.mergeNorth);
    expect((await town.step('second', plan, 'submit')).status).toBe(200);
    const { status, body } = await town.step('street', plan, 'adopt');
    expect([status, body.type]).toEqual([403, '/problems/no-right']);
    expect((await town.step('city', plan, 'adopt')).status).toBe(200);
  });

  it('counts the houses of a micro-grid, which lie in the grid around it', async () => {
    const nest = (planId: string) => town.app.sql(
      `insert into border_plan_grids (plan_id, code, community_code, kind, parent_code, name, geom, is_new, is_changed, predecessors) values ($1, $2, $3, 'micro', $4, '微网格', $5, true, true, '{}')`,
      [planId, `${north}950`, north, one, box(116.001, 36.001, 116.009, 36.009)],
    );
    await town.adopted(north, nest);
    expect((await town.grids()).filter(({ code }) => code > two && code.startsWith(north)).map(({ households }) => households)).toEqual([4]);
    const figures = async (username: string, query = '') => {
      const { properties } = (await town.call<{ properties: { buildings: number; people: number | null; households: number } }>(username, 'GET', `/api/grids/${north}003${query}`)).body;
      return [properties.households, properties.buildings, properties.people];
    };
    expect([await figures('street'), await figures('admin')]).toEqual([[4, 1, 8], [4, 1, null]]);
    const plan = await town.draft(north, (planId) => town.app.sql(`delete from border_plan_grids where plan_id = $1 and kind = 'micro'`, [planId]));
    expect(plan.grids.features.find(({ id }) => id === `${north}003`)?.properties.counts).toMatchObject({ households: 4, buildings: 1, people: 8 });
    const impact = await town.call<{ grids: { code: string; change: string; before: object }[] }>('street', 'GET', `/api/border-plans/${plan.id}/impact`);
    expect(impact.body.grids).toMatchObject([{ code: `${north}003`, change: 'ended', before: { households: 4, buildings: 1, people: 8 } }]);
    // A plan that only ends a micro-grid changes something; what ended keeps its figures.
    const before = new Date().toISOString();
    expect((await town.step('street', plan, 'submit')).status).toBe(200);
    expect((await town.step('second', plan, 'adopt')).status).toBe(200);
    expect(await figures('street', `?asOf=${encodeURIComponent(before)}`)).toEqual([4, 1, 8]);
  });

  it('is refused by the database itself where the rights are missing', async () => {
    const plan = await town.submitted(north, town.splitOne);
    const contexts = [{ roles: ['city_officer'], jurisdiction: '990102' }, { roles: ['community_officer'], jurisdiction: north }, { roles: [], jurisdiction: '' }];
    for (const context of contexts) {
      for (const text of ['select adopt_border_plan_now($1)', 'select lock_border_plan($1)', 'select schedule_border_plan($1, now())']) {
        const asked = town.app.database.withRequest({ userId: 1, requestId: '', ...context }, (db) => db.query({ text, values: [plan.id] }));
        await expect(asked, text).rejects.toThrow('not this plan');
      }
    }
  });

  it('of two plans of one ground the second has to be brought up to date', async () => {
    const [first, second] = [await town.submitted(north, town.splitOne), await town.submitted(street, town.mergeNorth)];
    const answers = await Promise.all([town.step('second', first, 'adopt'), town.step('city', second, 'adopt')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const refused = answers.find(({ status }) => status === 409)?.body as unknown as { errors: { detail: string; location: number[] }[] };
    expect(refused.errors[0]?.location).toHaveLength(2);
    expect(await town.findWrong()).toEqual([]);
  });

  it('is whole or not at all', async () => {
    const plan = await town.submitted(north, town.splitOne);
    const [shape, counts] = [await town.grids(), await town.app.sql('select * from element_counts order by kind, place_code')];
    await town.app.sql(`create function fail_now() returns trigger language plpgsql as $$ begin raise exception 'cut off'; end $$`);
    for (const table of ['place_points', 'element_counts', 'border_shapes', 'border_plan_log']) {
      await town.app.sql(`create trigger fail_now before insert or update on ${table} for each row execute function fail_now()`);
      expect((await town.step('second', plan, 'adopt')).status, table).toBe(500);
      await town.app.sql(`drop trigger fail_now on ${table}`);
      expect(await town.grids(), table).toEqual(shape);
      expect(await town.app.sql('select * from element_counts order by kind, place_code'), table).toEqual(counts);
    }
    expect((await town.step('second', plan, 'adopt')).status).toBe(200);
    expect(await town.findWrong()).toEqual([]);
  });

  it('carries duties, accounts and open cases on to what a grid became', async () => {
    const place = `st_setsrid(st_makepoint(116.015, 36.009), 4326)`;
    await town.app.database.asOwner((db) => loadMatters(db));
    await town.app.sql(`insert into events (county_code, code, matter_code, title, geom, state, channel, severity, reported_at, closed_at)
      select '990101', '99010120260101000' || lpad(n::text, 3, '0'), '010118', '路灯', ${place}, case n when 1 then 'dispatched' else 'closed' end, 'hotline', 2, now() - interval '2 days', case n when 2 then now() end from generate_series(1, 2) n`);
    await town.app.sql(`update users set jurisdiction = $1 where username = 'worker'`, [two]);
    await town.step('second', await town.submitted(north, town.mergeNorth), 'adopt');
    expect(await town.app.sql(`select holder, area_code, valid_to is null as is_current, attached_by is null as is_decided from duties where scope = 'grid' and holder = '格员2' and area_code like $1 || '%' order by id`, [north])).toEqual([
      { holder: '格员2', area_code: two, is_current: false, is_decided: true },
      { holder: '格员2', area_code: one, is_current: true, is_decided: true },
    ]);
    expect(await town.app.sql(`select jurisdiction from users where username = 'worker'`)).toEqual([{ jurisdiction: one }]);
    expect(await town.app.sql('select code, grid_code from events order by code')).toEqual([{ code: '99010120260101000001', grid_code: one }, { code: '99010120260101000002', grid_code: two }]);
    expect(await town.findWrong()).toEqual([]);
  });
});

describe('a day to come', () => {
  const tomorrow = () => new Date(town.app.now().getTime() + 86_400_000).toISOString();

  it('is waited for by the server itself, also over a downtime, once', async () => {
    const plan = await town.submitted(north, town.splitOne);
    const effectiveAt = tomorrow();
    const { status, body } = await town.step('second', plan, 'adopt', { effectiveAt });
    expect([status, body.status, body.effectiveAt]).toEqual([200, 'scheduled', effectiveAt]);
    expect(await adoptDuePlans({ ...services(), now: town.app.now })).toEqual([]);
    town.app.advance(3 * 86_400_000);
    const done = await Promise.all([adoptDuePlans({ ...services(), now: town.app.now }), adoptDuePlans({ ...services(), now: town.app.now })]);
    expect(done.flat()).toEqual([plan.id]);
    expect(await town.app.sql('select valid_from from grids where begun_by = $1 group by 1', [plan.id])).toEqual([{ valid_from: new Date(effectiveAt) }]);
    expect(await town.findWrong()).toEqual([]);
  });

  it('keeps other plans off its ground until it is taken back', async () => {
    const [plan, other] = [await town.submitted(north, town.splitOne), await town.submitted(street, town.mergeNorth)];
    expect((await town.step('second', plan, 'adopt', { effectiveAt: tomorrow() })).body.status).toBe('scheduled');
    for (const body of [{}, { effectiveAt: tomorrow() }]) expect((await town.step('city', other, 'adopt', body)).status).toBe(409);
    expect((await town.step('second', plan, 'unschedule')).body).toMatchObject({ status: 'approved', effectiveAt: null });
    expect((await town.step('city', other, 'adopt')).status).toBe(200);
  });

  it('comes to nothing where the ground has changed meanwhile, and says why', async () => {
    const plan = await town.submitted(north, town.splitOne);
    await town.step('second', plan, 'adopt', { effectiveAt: tomorrow() });
    await town.app.sql(`update grids set valid_to = now() where code = $1`, [two]);
    town.app.advance(2 * 86_400_000);
    expect(await adoptDuePlans({ ...services(), now: town.app.now })).toEqual([plan.id]);
    await town.signInAgain();
    const { body } = await town.call('second', 'GET', `/api/border-plans/${plan.id}`);
    expect(body).toMatchObject({ status: 'approved', effectiveAt: null });
    const last = body.log.at(-1);
    expect(last).toMatchObject({ step: 'miss', status: 'approved', note: '', by: '' });
    expect(last?.obstacles.filter(({ reason }) => reason === 'grid-ended-since').map(({ gridCodes }) => gridCodes)).toEqual([[two]]);
    expect(last?.obstacles.every(({ location }) => location !== undefined)).toBe(true);
  });
});

function services() {
  const silent = { info: () => undefined, warn: () => undefined } as unknown as Parameters<typeof adoptDuePlans>[0]['log'];
  return { database: town.app.database, log: silent };
}
