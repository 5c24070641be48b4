import { beforeEach, describe, expect, it } from 'vitest';
import type { DutyDecisions, OpenDuties } from '#contract/border-duties.ts';
import type { BorderImpact } from '#contract/border-review.ts';
import type { BorderPlan } from '#contract/borders.ts';
import { north } from '../../test-town.ts';
import { box, type Change, one, openPlanTown, type PlanTown, two } from './test-plans.ts';

const [three, four] = [`${north}003`, `${north}004`] as const;
let town: PlanTown;
beforeEach(async () => {
  town = await openPlanTown('duties');
  return () => town.app.close();
});

const impactOf = async (plan: { id: string }) => (await town.call<BorderImpact>('street', 'GET', `/api/border-plans/${plan.id}/impact`)).body;
const openOf = async (plan: { id: string }, username = 'street') => (await town.call<OpenDuties>(username, 'GET', `/api/border-plans/${plan.id}/open-duties`)).body;
const decide = (plan: { id: string }, body: Partial<DutyDecisions>, username = 'street') => town.call<OpenDuties & { type: string; reason: string }>(username, 'POST', `/api/border-plans/${plan.id}/open-duties`, body);
/** `格员1 990101001001001` of all who are in charge of a grid of the northern community. */
const inCharge = async () => (await town.app.sql<{ who: string }>(`select holder || ' ' || area_code as who from duties where scope = 'grid' and valid_to is null and area_code like $1 || '%' order by 1`, [north])).map(({ who }) => who);
const jurisdictionOf = async (username: string) => (await town.app.sql<{ jurisdiction: string }>('select jurisdiction from users where username = $1', [username]))[0]?.jurisdiction;
const revert = async (plan: { id: string }): Promise<BorderPlan> => {
  const made = await town.step('street', plan, 'revert');
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return made.body;
};
const adopt = async (plan: BorderPlan): Promise<void> => {
  await town.step('street', plan, 'submit');
  const { status, body } = await town.step('second', plan, 'adopt');
  expect(status, JSON.stringify(body)).toBe(200);
};
/** The second grid's code ends; its ground becomes two new grids. */
const replaceTwo: Change = async (planId) => {
  await town.divide(two, box(116.01, 36, 116.02, 36.005), box(116.01, 36, 116.02, 36.005), box(116.01, 36.005, 116.02, 36.01))(planId);
  await town.app.sql('delete from border_plan_grids where plan_id = $1 and code = $2', [planId, two]);
  await town.shape(one, 'SRID=4326;POLYGON((116 36, 116.01 36, 116.01 36.005, 116.01 36.01, 116 36.01, 116 36))')(planId);
};
const carvePark: Change = async (planId) => {
  await town.splitOne(planId);
  await town.app.sql(`update border_plan_grids set kind = 'dedicated' where plan_id = $1 and is_new`, [planId]);
};

describe('a new grid that nobody is in charge of', () => {
  it('keeps the households that the plan estimates, where none are registered', async () => {
    await town.app.sql('update building_profiles set households = null');
    const estimate: Change = (planId) => town.app.sql(`update border_plan_grids set households = 321 where plan_id = $1 and is_new`, [planId]);
    const plan = await town.draft(north, carvePark, estimate);
    expect((await impactOf(plan)).unattended.map(({ households }) => households)).toEqual([321]);
    await adopt(plan);
    expect((await impactOf(plan)).unattended.map(({ code, households }) => [code, households])).toEqual([[three, 321]]);
    expect((await openOf(plan)).unattended.map(({ code, households }) => [code, households])).toEqual([[three, 321]]);
  });

  it('is named by the impact, before and after, until somebody is appointed', async () => {
    const plan = await town.draft(north, town.splitOne);
    expect((await impactOf(plan)).unattended).toEqual([{ code: `${north}950`, name: '新网格', households: 0 }]);
    expect((await openOf(plan)).unattended).toEqual([]);
    await adopt(plan);
    expect((await impactOf(plan)).unattended.map(({ code }) => code)).toEqual([three]);
    const open = await openOf(plan);
    expect([open.mayDecide, open.undecided, open.unattended.map(({ code }) => code)]).toEqual([true, [], [three]]);
    expect(open.people.map(({ holder, role, place }) => [holder, role, place])).toEqual([['格员1', 'grid_worker', '北关社区第1网格'], ['书记', 'secretary', '北关社区']]);
    expect(open.unattended[0]?.candidates.toSorted()).toEqual(open.people.map(({ dutyId }) => dutyId).toSorted());

    const toDecide = async () => (await town.call<{ plans: BorderPlan[] }>('street', 'GET', `/api/border-plans?within=${north}`)).body.plans.map(({ openDuties }) => openDuties);
    expect(await toDecide()).toEqual([1]);
    const appointed = open.people.map(({ dutyId }) => ({ dutyId, gridCode: three }));
    const { status, body } = await decide(plan, { appointed });
    expect([status, body.unattended, body.people], JSON.stringify(body)).toEqual([200, [], []]);
    expect(await inCharge()).toEqual([`书记 ${three}`, `格员1 ${one}`, `格员1 ${three}`, `格员2 ${two}`]);
    expect(await town.app.sql(`select role from duties where holder = '书记' and area_code = $1`, [three])).toEqual([{ role: 'grid_leader' }]);
    expect([(await impactOf(plan)).unattended, await toDecide()]).toEqual([[], [0]]);
    expect((await town.call('street', 'GET', `/api/border-plans/${plan.id}`)).body.log.at(-1)).toMatchObject({ step: 'appoint', status: 'adopted', by: 'street' });
    expect(await town.app.sql(`select object, detail ->> 'plan' as plan from audit_log where action = 'borders.appoint'`)).toEqual([{ object: north, plan: plan.id }]);
    expect(await decide(plan, {})).toMatchObject({ status: 422, body: { reason: 'nothing-decided' } });
    const late = await decide(plan, { appointed });
    expect([late.status, late.body.reason]).toEqual([409, 'grid-attended']);
  });

  it('stands in the list of the plan that made it, not in those of later plans that leave it alone', async () => {
    const made = await town.adopted(north, town.splitOne);
    const later = await town.adopted(north, async (planId) => town.app.sql(`update border_plan_grids set name = '东片', is_changed = true where plan_id = $1 and code = $2`, [planId, two]));
    expect([(await openOf(made)).unattended.map(({ code }) => code), (await openOf(later)).unattended, (await impactOf(later)).unattended]).toEqual([[three], [], []]);
  });

  it('may be taken over by the people of the grid around it', async () => {
    const plan = await town.adopted(north, async (planId) => town.app.sql(
      `insert into border_plan_grids (plan_id, code, community_code, kind, parent_code, name, geom, is_new, is_changed) values ($1, $2, $3, 'micro', $4, '微网格', $5, true, true)`,
      [planId, `${north}950`, north, one, box(116.001, 36.006, 116.009, 36.009)]));
    const { unattended, people } = await openOf(plan);
    expect([unattended.map(({ code }) => code), people.map(({ holder }) => holder)]).toEqual([[three], ['格员1', '书记']]);
  });

  it('may be a park without households', async () => {
    const plan = await town.draft(north, carvePark);
    expect((await impactOf(plan)).unattended).toEqual([]);
    await town.app.sql('update border_plan_grids set households = 3 where plan_id = $1 and is_new', [plan.id]);
    expect((await impactOf(plan)).unattended).toHaveLength(1);
  });

  it('is given by who may adopt, on their own ground, from an adopted plan', async () => {
    const plan = await town.draft(north, town.splitOne);
    const appointed = [{ dutyId: 1, gridCode: three }];
    const early = await decide(plan, { appointed });
    expect([early.status, early.body.reason]).toEqual([409, 'plan-not-adopted']);
    await adopt(plan);
    expect(await openOf(plan, 'community')).toMatchObject({ mayDecide: false, unattended: [{ code: three }] });
    for (const [username, expected] of [['community', 403], ['volunteer', 403], ['other', 403]] as const) expect((await decide(plan, { appointed }, username)).status, username).toBe(expected);
    const [stranger] = await town.app.sql<{ id: number }>(`select id from duties where scope = 'building' limit 1`);
    expect((await decide(plan, { appointed: [{ dutyId: stranger!.id, gridCode: three }] })).status).toBe(409);
    const { people: [candidate] } = await openOf(plan);
    const contexts = [{ roles: ['community_officer'], jurisdiction: north, id: candidate!.dutyId }, { roles: ['street_officer'], jurisdiction: '990102', id: candidate!.dutyId }, { roles: ['street_officer'], jurisdiction: north, id: stranger!.id }];
    for (const { id, ...context } of contexts) {
      for (const name of ['appoint_to_grids', 'decide_duties']) {
        const asked = town.app.database.withRequest({ userId: 1, requestId: '', ...context }, (db) => db.query({ text: `select ${name}($1, $2, $3)`, values: [plan.id, [id], [three]] }));
        await expect(asked, name).rejects.toMatchObject({ code: '42501' });
      }
    }
    expect(await inCharge()).toEqual([`格员1 ${one}`, `格员2 ${two}`]);
  });
});

describe('a duty with several successors', () => {
  it('goes to one for the time being and is decided by people; an account that came along goes along', async () => {
    await town.app.sql(`update users set jurisdiction = $1 where username = 'worker'`, [two]);
    await town.app.sql(`update duties set user_id = (select id from users where username = 'worker') where area_code = $1 and scope = 'grid'`, [two]);
    const plan = await town.draft(north, replaceTwo);
    expect((await impactOf(plan)).duties).toMatchObject([{ holder: '格员2', from: two, decision: 'to-decide' }]);
    await adopt(plan);
    const [meanwhile, other] = (await inCharge())[1] === `格员2 ${three}` ? [three, four] : [four, three];
    expect((await impactOf(plan)).duties).toMatchObject([{ from: two, to: [meanwhile, other], decision: 'to-decide' }]);
    const { undecided: [duty], unattended } = await openOf(plan);
    expect([duty?.holder, duty?.from.code, duty?.at, duty?.choices.map(({ code }) => code)]).toEqual(['格员2', two, meanwhile, [three, four]]);
    expect(unattended.map(({ code }) => code)).toEqual([other]);
    expect(await jurisdictionOf('worker')).toBe(meanwhile);

    expect((await decide(plan, { decided: [{ dutyId: duty!.dutyId, gridCode: one }] })).body.reason).toBe('duty-decided');
    const { status, body } = await decide(plan, { decided: [{ dutyId: duty!.dutyId, gridCode: other }] });
    expect([status, body.undecided, body.unattended.map(({ code }) => code)], JSON.stringify(body)).toEqual([200, [], [meanwhile]]);
    expect(await inCharge()).toEqual([`格员1 ${one}`, `格员2 ${other}`]);
    expect(await jurisdictionOf('worker')).toBe(other);
    expect((await impactOf(plan)).duties).toMatchObject([{ to: [other], decision: 'follows' }]);
    expect((await decide(plan, { decided: [{ dutyId: duty!.dutyId, gridCode: other }] })).body.reason).toBe('duty-decided');
  });

  it('stays where it is when that is what they decide', async () => {
    const plan = await town.draft(north, replaceTwo);
    await adopt(plan);
    const { undecided: [duty], unattended: [vacant] } = await openOf(plan);
    const { body } = await decide(plan, { decided: [{ dutyId: duty!.dutyId, gridCode: duty!.at }], appointed: [{ dutyId: duty!.dutyId, gridCode: vacant!.code }] });
    expect([body.undecided, body.unattended]).toEqual([[], []]);
    expect(await inCharge()).toEqual([`格员1 ${one}`, `格员2 ${three}`, `格员2 ${four}`]);
  });
});

describe('a micro-grid that ends without a successor', () => {
  it('leaves no duty under its dead code', async () => {
    await town.app.sql(`insert into grids (code, kind, community_code, parent_code, name, geom) values ($1, 'micro', $2, $3, '微网格', $4)`, [three, north, one, box(116.001, 36.001, 116.009, 36.009)]);
    await town.app.sql(`insert into duties (county_code, role, holder, scope, area_code) values ('990101', 'grid_worker', '微格员', 'grid', $1)`, [three]);
    const plan = await town.draft(north, (planId) => town.app.sql('delete from border_plan_grids where plan_id = $1 and code = $2', [planId, three]));
    expect((await impactOf(plan)).duties).toMatchObject([{ holder: '微格员', to: [], decision: 'ends' }]);
    await adopt(plan);
    expect(await inCharge()).toEqual([`格员1 ${one}`, `格员2 ${two}`]);
    expect((await impactOf(plan)).duties).toMatchObject([{ holder: '微格员', to: [], decision: 'ends' }]);
    await adopt(await revert(plan));
    expect(await inCharge()).toEqual([`微格员 ${four}`, `格员1 ${one}`, `格员2 ${two}`]);
  });
});

describe('a merge', () => {
  it('leaves nobody twice in charge of the grid: the earlier duty stays', async () => {
    await town.app.sql(`update duties set holder = '格员1' where area_code = $1 and scope = 'grid'`, [two]);
    const [before] = await town.app.sql<{ id: number }>(`select id from duties where area_code = $1 and scope = 'grid'`, [one]);
    await town.adopted(north, town.mergeNorth);
    expect(await town.app.sql(`select id from duties where area_code = $1 and scope = 'grid' and valid_to is null`, [one])).toEqual([before]);
  });

  it('knows a person by the account, whatever the spelling', async () => {
    await town.app.sql(`update duties set user_id = (select id from users where username = 'worker') where area_code = any ($1) and scope = 'grid'`, [[one, two]]);
    await town.adopted(north, town.mergeNorth);
    expect(await inCharge()).toEqual([`格员1 ${one}`]);
  });

  it('knows two of one name by their phones', async () => {
    await town.app.sql(`update duties set holder = '格员1', phone = '13900000009' where area_code = $1 and scope = 'grid'`, [two]);
    await town.adopted(north, town.mergeNorth);
    expect(await inCharge()).toEqual([`格员1 ${one}`, `格员1 ${one}`]);
  });
});

describe('taking an adoption back', () => {
  it('gives duties and accounts back to the ground that they had, and says so before', async () => {
    await town.app.sql(`update users set jurisdiction = $1 where username = 'worker'`, [two]);
    const back = await revert(await town.adopted(north, town.mergeNorth));
    expect(await jurisdictionOf('worker')).toBe(one);
    const told = await impactOf(back);
    expect(told.duties.map(({ holder, from, to, decision }) => [holder, from, to, decision])).toEqual([['格员1', one, [one], 'follows'], ['格员2', one, [three], 'returns']]);
    expect(told.unattended).toEqual([]);
    await adopt(back);
    expect(await inCharge()).toEqual([`格员1 ${one}`, `格员2 ${three}`]);
    expect(await jurisdictionOf('worker')).toBe(three);
    expect((await impactOf(back)).duties.map(({ holder, to, decision }) => [holder, to, decision])).toEqual([['格员1', [one], 'follows'], ['格员2', [three], 'returns']]);
    expect(await town.findWrong()).toEqual([]);

    // And that can be taken back as well.
    await adopt(await revert(back));
    expect(await inCharge()).toEqual([`格员1 ${one}`, `格员2 ${one}`]);
    expect(await jurisdictionOf('worker')).toBe(one);
  });

  it('gives nothing back that somebody has decided otherwise since; who is new since stays', async () => {
    await town.app.sql(`update users set jurisdiction = $1 where username = 'worker'`, [two]);
    const plan = await town.adopted(north, town.mergeNorth);
    await town.app.sql(`update duties set valid_to = now() where area_code = $1 and scope = 'grid' and holder = '格员2' and valid_to is null`, [one]);
    await town.app.sql(`insert into duties (county_code, role, holder, scope, area_code) values ('990101', 'grid_worker', '新人', 'grid', $1)`, [one]);
    await town.app.sql(`update users set jurisdiction = $1 where username = 'worker'`, [`${north}`]);
    const back = await revert(plan);
    const told = await impactOf(back);
    expect(told.duties.map(({ holder, to, decision }) => [holder, to, decision])).toEqual([['格员1', [one], 'follows'], ['新人', [one], 'follows']]);
    expect(told.unattended).toHaveLength(1);
    await adopt(back);
    expect(await inCharge()).toEqual([`新人 ${one}`, `格员1 ${one}`]);
    expect((await openOf(back)).unattended.map(({ code }) => code)).toEqual([three]);
    expect(await jurisdictionOf('worker')).toBe(north);
  });

  it('leaves who had both grids in charge of both', async () => {
    await town.app.sql(`update duties set holder = '格员1' where area_code = $1 and scope = 'grid'`, [two]);
    const back = await revert(await town.adopted(north, town.mergeNorth));
    expect((await impactOf(back)).duties.map(({ from, to, decision }) => [from, to, decision])).toEqual([[one, [one], 'follows'], [one, [three], 'returns']]);
    await adopt(back);
    expect(await inCharge()).toEqual([`格员1 ${one}`, `格员1 ${three}`]);
  });

  it('gives back what was decided meanwhile, from the grid where it is', async () => {
    const plan = await town.draft(north, replaceTwo);
    await adopt(plan);
    const { undecided: [duty], unattended: [vacant] } = await openOf(plan);
    await decide(plan, { decided: [{ dutyId: duty!.dutyId, gridCode: vacant!.code }], appointed: [{ dutyId: duty!.dutyId, gridCode: vacant!.code }] });
    await adopt(await revert(plan));
    expect(await inCharge()).toEqual([`格员1 ${one}`, `格员2 ${north}005`]);
    expect(await town.app.sql('select count(*)::integer as open from duties where attached_by is not null and valid_to is null')).toEqual([{ open: 0 }]);
  });
});
