import { beforeEach, describe, expect, it } from 'vitest';
import type { BorderImpact } from '#contract/border-review.ts';
import type { BorderPlan } from '#contract/borders.ts';
import type { Problem } from '#contract/shapes.ts';
import { north, south, street } from '../../test-town.ts';
import { box, one, openPlanTown, type PlanTown, two } from './test-plans.ts';

let town: PlanTown;
const codesOf = (plan: BorderPlan) => plan.grids.features.map(({ id }) => id);
const shapesOf = (plan: BorderPlan) => Object.fromEntries(plan.grids.features.map(({ id, geometry }) => [id, geometry.coordinates]));

beforeEach(async () => {
  town = await openPlanTown('revisions');
  return () => town.app.close();
});

const impactFor = async (username: string, plan: { id: string }) => (await town.call<BorderImpact>(username, 'GET', `/api/border-plans/${plan.id}/impact`)).body;

describe('the impact of a plan', () => {
  it('names what changes grid, and what becomes of the duties', async () => {
    const plan = await town.draft(north, town.mergeNorth);
    const impact = await impactFor('street', plan);
    expect(impact.grids.map(({ code, change, successors }) => [code, change, successors])).toEqual([[one, 'changed', [one]], [two, 'ended', [one]]]);
    expect(impact.grids[0]?.before).toMatchObject({ households: 4, buildings: 1 });
    expect(impact.moves.map(({ from, to, kind, count }) => [from, to, kind, count])).toEqual([[two, one, 'building', 1], [two, one, 'household', 4], [two, one, 'key_person', null], [two, one, 'person', 8]]);
    expect(impact.duties.map(({ holder, from, to, decision }) => [holder, from, to, decision])).toEqual([['格员1', one, [one], 'follows'], ['格员2', two, [one], 'follows']]);
    expect(impact.visits, 'fewer than may be told').toBeNull();
    expect((await impactFor('community', plan)).visits).toBe(1);
  });

  it('leaves people out for who may not know them', async () => {
    const impact = await impactFor('admin', await town.draft(north, town.mergeNorth));
    expect(impact.moves.filter(({ kind }) => ['person', 'key_person'].includes(kind)).map(({ count }) => count)).toEqual([null, null]);
    expect(impact.visits).toBeNull();
  });

  it('is told of an adopted plan as well', async () => {
    const impact = await impactFor('street', await town.adopted(north, town.mergeNorth));
    expect(impact.moves.find(({ kind }) => kind === 'building')).toEqual({ from: two, to: one, kind: 'building', count: 1 });
  });
});

describe('a plan that others overtook', () => {
  it('is brought up to date: what it left alone follows, what it changed stays', async () => {
    const plan = await town.draft(street, town.splitOne);
    const other = [box(116.02, 36, 116.03, 36.005), box(116.02, 36.005, 116.03, 36.01)] as const;
    await town.adopted(south, town.divide(`${south}001`, ...other), town.shape(`${south}002`, 'SRID=4326;POLYGON((116.03 36, 116.04 36, 116.04 36.01, 116.03 36.01, 116.03 36.005, 116.03 36))'));
    expect((await town.call('street', 'GET', `/api/border-plans/${plan.id}`)).body.isBehind).toBe(true);
    const { status, body } = await town.step('street', plan, 'rebase', { version: plan.version });
    expect(status, JSON.stringify(body)).toBe(200);
    expect([body.isBehind, codesOf(body)]).toEqual([false, [one, two, `${north}950`, `${south}001`, `${south}002`, `${south}003`]]);
    expect((await town.step('street', body, 'submit')).status).toBe(200);
    expect((await town.step('second', body, 'adopt')).status).toBe(200);
    expect(await town.today()).toEqual([one, two, `${north}003`, `${south}001`, `${south}002`, `${south}003`]);
    expect(await town.findWrong()).toEqual([]);
  });

  it('is not approved as it is, and each grid is told once', async () => {
    const plan = await town.submitted(street, town.splitOne);
    const other = [box(116.02, 36, 116.03, 36.005), box(116.02, 36.005, 116.03, 36.01)] as const;
    await town.adopted(south, town.divide(`${south}001`, ...other), town.shape(`${south}002`, 'SRID=4326;POLYGON((116.03 36, 116.04 36, 116.04 36.01, 116.03 36.01, 116.03 36.005, 116.03 36))'));
    const { status, body } = await town.step('second', plan, 'approve');
    const { reason, errors } = body as unknown as { reason: string; errors: { kind: string; gridCodes: string[] }[] };
    expect([status, reason]).toEqual([409, 'plan-behind']);
    expect(errors.map(({ kind, gridCodes }) => [...gridCodes, kind])).toEqual([[`${south}001`, 'changed-since'], [`${south}003`, 'began-since']]);
    expect((await town.step('second', plan, 'return', { note: '请更新到现状' })).body.status).toBe('draft');
  });

  it('takes a name or kind that others gave and it left alone, and keeps what it gave itself', async () => {
    const set = (code: string, columns: string) => (planId: string) => town.app.sql(`update border_plan_grids set ${columns}, is_changed = true where plan_id = $1 and code = $2`, [planId, code]);
    const plan = await town.draft(north, set(one, "name = '甲'"), set(two, "kind = 'dedicated'"));
    await town.adopted(north, set(one, "name = '乙', kind = 'dedicated'"), set(two, "name = '丙'"));
    const { status, body } = await town.step('street', plan, 'rebase', { version: plan.version });
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body.grids.features.map(({ properties: { code, name, kind } }) => [code, name, kind])).toEqual([[one, '甲', 'dedicated'], [two, '丙', 'dedicated']]);
  });

  it('gets other provisional codes where its own were given meanwhile', async () => {
    const plan = await town.draft(street, town.divide(`${south}001`, box(116.02, 36, 116.03, 36.005), box(116.02, 36.005, 116.03, 36.01)), town.shape(`${south}002`, 'SRID=4326;POLYGON((116.03 36, 116.04 36, 116.04 36.01, 116.03 36.01, 116.03 36.005, 116.03 36))'));
    await town.app.sql(`update border_plan_grids set code = $2 where plan_id = $1 and code = $3`, [plan.id, `${south}003`, `${south}950`]);
    await town.app.sql(`insert into grids (code, kind, community_code, name, geom, valid_from, valid_to) select $1, kind, community_code, name, geom, now(), now() from grids where code = $2`, [`${south}003`, `${south}001`]);
    const { body } = await town.step('street', plan, 'rebase', { version: plan.version });
    expect(codesOf(body)).toEqual([one, two, `${south}001`, `${south}002`, `${south}004`]);
  });

  const refused = (answer: { status: number; body: unknown }) => {
    const { reason, errors = [] } = answer.body as Problem;
    return { status: answer.status, reason, errors: errors.map((error) => [error.reason, error.values, error.gridCodes, error.location?.length]) };
  };

  it('is not handed in before, and says so by the names of the grids; its impact leaves out what others have ended', async () => {
    const plan = await town.draft(street, town.splitOne);
    await town.adopted(south, town.divide(`${south}001`, box(116.02, 36, 116.03, 36.005), box(116.02, 36.005, 116.03, 36.01)), town.shape(`${south}002`, 'SRID=4326;POLYGON((116.03 36, 116.04 36, 116.04 36.01, 116.03 36.01, 116.03 36.005, 116.03 36))'));
    const impact = await impactFor('street', plan);
    expect(impact.grids.map(({ code, change }) => [code, change])).toEqual([[one, 'changed'], [`${north}950`, 'new']]);
    expect(impact.duties.map(({ from }) => from)).toEqual([one]);
    const answer = refused(await town.step('street', plan, 'submit'));
    expect(answer).toMatchObject({ status: 409, reason: 'plan-behind' });
    expect(answer.errors).toEqual(expect.arrayContaining([['grid-changed-since', { name: '第1网格', code: `${south}001` }, [`${south}001`], 2], ['grid-began-since', { name: '新网格', code: `${south}003` }, [`${south}003`], 2]]));
  });

  describe('where both have changed the same ground', () => {
    let plan: BorderPlan;
    const rebase = (body: object) => town.step('street', plan, 'rebase', { version: plan.version, ...body });
    const problems = async () => (await town.call<{ problems: { kind: string; severity: string }[] }>('street', 'GET', `/api/border-plans/${plan.id}/problems`)).body.problems.filter(({ severity }) => severity === 'fault').map(({ kind }) => kind);
    /** The plan has split one grid; today it is one with its neighbour. */
    beforeEach(async () => {
      plan = await town.draft(north, town.splitOne);
      await town.adopted(north, town.mergeNorth);
    });

    it('asks whose borders count, by grid and place, and changes nothing', async () => {
      expect(refused(await rebase({}))).toEqual({ status: 409, reason: 'plan-meets-others', errors: [['grid-changed-by-both', { name: '第1网格', code: one }, [one], 2]] });
      expect(refused(await rebase({ choices: { [two]: 'plan' } }))).toMatchObject({ status: 409 });
      expect((await town.call('street', 'GET', `/api/border-plans/${plan.id}`)).body.version).toBe(plan.version);
    });

    it.each([{ otherwise: 'today' }, { choices: { [one]: 'today' } }])("takes today's grids where that is chosen: %o", async (choice) => {
      const { status, body } = await rebase(choice);
      expect(status, JSON.stringify(body)).toBe(200);
      expect([codesOf(body), body.isBehind, body.changesNothing, await problems()]).toEqual([[one], false, true, []]);
    });

    it("keeps the plan's where that is chosen: what they leave of today's grid is a grid of its own, with what lies in it", async () => {
      const { status, body } = await rebase({ choices: { [one]: 'plan' } });
      expect(status, JSON.stringify(body)).toBe(200);
      expect(codesOf(body)).toEqual([one, `${north}950`, `${north}951`]);
      const rest = body.grids.features[2]!;
      expect(rest.properties).toMatchObject({ isNew: true, name: '第1网格-951', counts: { households: 4, buildings: 1 } });
      expect([body.isBehind, body.changesNothing, await problems()]).toEqual([false, false, []]);
      await town.step('street', body, 'submit');
      const adopted = await town.step('second', body, 'adopt');
      expect(adopted.status, JSON.stringify(adopted.body)).toBe(200);
      expect(await town.today()).toEqual([one, `${north}003`, `${north}004`, `${south}001`, `${south}002`]);
      expect(await town.findWrong()).toEqual([]);
    });
  });

  describe('where both have divided one grid, each in another way', () => {
    let plan: BorderPlan;
    const rebase = (body: object) => town.step('street', plan, 'rebase', { version: plan.version, ...body });
    beforeEach(async () => {
      plan = await town.draft(north, town.splitOne);
      await town.adopted(north, town.divide(one, box(116, 36, 116.005, 36.01), box(116.005, 36, 116.01, 36.01)));
    });

    it('asks for both parts of today', async () => {
      const { reason, errors } = refused(await rebase({}));
      expect([reason, errors.map(([why, values]) => [why, values])]).toEqual(['plan-meets-others', [['grid-changed-by-both', { name: '第1网格', code: one }], ['grid-changed-by-both', { name: '新网格', code: `${north}003` }]]]);
    });

    it('refuses to keep a grid on one part and to give it up on the other', async () => {
      const answer = refused(await rebase({ choices: { [one]: 'plan', [`${north}003`]: 'today' } }));
      expect([answer.status, answer.reason, answer.errors.map(([, values]) => values)]).toEqual([409, 'choices-contradict', [expect.objectContaining({ code: one }), expect.objectContaining({ code: `${north}003` })]]);
    });

    it.each([['today', true], ['plan', false]] as const)('lets %s count', async (otherwise, isEmpty) => {
      const { status, body } = await rebase({ otherwise });
      expect(status, JSON.stringify(body)).toBe(200);
      expect([body.isBehind, body.changesNothing]).toEqual([false, isEmpty]);
      const { problems } = (await town.call<{ problems: { kind: string; severity: string }[] }>('street', 'GET', `/api/border-plans/${plan.id}/problems`)).body;
      expect(problems.filter(({ severity }) => severity === 'fault')).toEqual([]);
    });
  });

  it('keeps a grid that others have ended under a code of its own, where that is chosen', async () => {
    const plan = await town.draft(north, async (planId) => town.app.sql(`update border_plan_grids set name = '东片', is_changed = true where plan_id = $1 and code = $2`, [planId, two]));
    await town.adopted(north, town.mergeNorth);
    const { status, body } = await town.step('street', plan, 'rebase', { version: plan.version, otherwise: 'plan' });
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body.grids.features.map(({ id, properties: { name, isNew } }) => [id, name, isNew])).toEqual([[one, '第1网格', false], [`${north}003`, '东片', true]]);
    await town.step('street', body, 'submit');
    expect((await town.step('second', body, 'adopt')).status).toBe(200);
    expect(await town.findWrong()).toEqual([]);
  });
});

describe('taking an adoption back', () => {
  it('brings the borders of before back as a new plan; an ended code stays dead', async () => {
    const before = (await town.draft(north)) as BorderPlan;
    const plan = await town.adopted(north, town.mergeNorth);
    const { status, body } = await town.step('street', plan, 'revert');
    expect(status, JSON.stringify(body)).toBe(201);
    expect([body.status, body.reverts, codesOf(body)]).toEqual(['draft', plan.id, [one, `${north}003`]]);
    expect(await town.app.sql(`select object, detail ->> 'reverts' as reverts from audit_log where action = 'borders.revert'`)).toEqual([{ object: north, reverts: plan.id }]);
    expect(Object.values(shapesOf(body))).toEqual(Object.values(shapesOf(before)));
    await town.step('street', body, 'submit');
    const again = await town.step('second', body, 'adopt');
    expect(again.status, JSON.stringify(again.body)).toBe(200);
    expect(await town.today()).toEqual([one, `${north}003`, `${south}001`, `${south}002`]);
    expect((await town.grids()).find(({ code }) => code === `${north}003`)).toMatchObject({ predecessors: [one], households: 4 });
    expect(await town.findWrong()).toEqual([]);
    const { adoptions } = (await town.call<{ adoptions: { planId: string; isReverted: boolean; grids: number }[] }>('street', 'GET', `/api/border-adoptions?within=${north}`)).body;
    expect(adoptions.slice(0, 2).map(({ planId, isReverted }) => [planId, isReverted])).toEqual([[body.id, false], [plan.id, true]]);
    expect(adoptions[2]).toMatchObject({ planId: null, grids: 2 });
  });

  it('of a new grid gives its ground to whom it came from', async () => {
    const plan = await town.adopted(north, town.splitOne);
    const { body } = await town.step('street', plan, 'revert');
    expect(codesOf(body)).toEqual([one, two]);
    await town.step('street', body, 'submit');
    expect((await town.step('second', body, 'adopt')).status).toBe(200);
    expect(await town.today()).toEqual([one, two, `${south}001`, `${south}002`]);
    expect((await town.grids()).find(({ code }) => code === `${north}003`)).toMatchObject({ successors: [one] });
    expect(await town.findWrong()).toEqual([]);
  });

  it('is done once, whatever was begun meanwhile', async () => {
    const plan = await town.adopted(north, town.mergeNorth);
    const [first, second] = [(await town.step('street', plan, 'revert')).body, (await town.step('street', plan, 'revert')).body];
    await town.step('street', first, 'submit');
    expect((await town.step('second', first, 'adopt')).status).toBe(200);
    const rebased = await town.step('street', second, 'rebase', { version: second.version, otherwise: 'plan' });
    expect(rebased.status, JSON.stringify(rebased.body)).toBe(200);
    for (const refused of [await town.step('street', rebased.body, 'submit'), await town.step('street', plan, 'revert')]) {
      expect([refused.status, (refused.body as { reason?: string }).reason]).toEqual([409, 'already-reverted']);
    }
    expect(await town.app.sql(`select detail -> 'otherwise' as otherwise from audit_log where action = 'borders.rebase'`)).toEqual([{ otherwise: 'plan' }]);
  });

  it('is for adopted plans alone, and waits for later ones', async () => {
    const first = await town.adopted(north, town.mergeNorth);
    await town.adopted(north, town.splitMerged);
    expect((await town.step('street', first, 'revert')).status).toBe(409);
    expect((await town.step('street', await town.draft(north), 'revert')).status).toBe(409);
    expect((await town.step('other', first, 'revert')).status).toBe(404);
  });
});

describe('as of a moment that has passed', () => {
  it('the map is the old one, with the figures and the people of then', async () => {
    const earlier = new Date().toISOString();
    await town.adopted(north, town.mergeNorth);
    const list = async (query: string) => (await town.call<{ features: { properties: { code: string; buildings: number; people: number | null; workers: { holder: string }[] } }[] }>('city', 'GET', `/api/grids?within=${north}${query}`)).body.features.map(({ properties }) => properties);
    expect((await list('')).map(({ code, buildings }) => [code, buildings])).toEqual([[one, 2]]);
    const then = await list(`&asOf=${encodeURIComponent(earlier)}`);
    expect(then.map(({ code, buildings, people, workers }) => [code, buildings, people, workers.map(({ holder }) => holder)])).toEqual([[one, 1, 8, ['格员1']], [two, 1, 8, ['格员2']]]);
    expect((await town.call('city', 'GET', `/api/grids/${two}?asOf=2001-01-01T00:00:00Z`)).status).toBe(404);
    const { body } = await town.call<{ properties: { successors: string[]; validTo: string | null } }>('city', 'GET', `/api/grids/${two}?asOf=${encodeURIComponent(earlier)}`);
    expect(body.properties).toMatchObject({ successors: [one] });
  });
});

describe('a border that two communities share', () => {
  it('gets the vertices of both sides, and the neighbour no new row', async () => {
    const rows = (await town.grids()).length;
    const halves = [box(116.01, 36, 116.02, 36.005), box(116.01, 36.005, 116.02, 36.01)] as const;
    await town.adopted(north, town.divide(two, ...halves), town.shape(one, 'SRID=4326;POLYGON((116 36, 116.01 36, 116.01 36.005, 116.01 36.01, 116 36.01, 116 36))'));
    expect((await town.grids()).length).toBe(rows + 2);
    const [beside] = await town.app.sql<{ points: number }>('select st_npoints(geom) as points from grids where code = $1 and valid_to is null', [`${south}001`]);
    expect(beside?.points).toBe(6);
    expect(await town.findWrong()).toEqual([]);
  });
});
