import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BorderPlan, EditAnswer, PlanGrid } from '#contract/borders.ts';
import type { Problem } from '#contract/shapes.ts';
import { addTown, addUsers, type Answer, north, openTestApp, type TestApp, townUsers } from '../../test-town.ts';

let app: TestApp;
const cookies: Record<string, string> = {};
const call = <Answered>(username: string, method: string, path: string, body?: unknown): Promise<Answer<Answered>> => app.call<Answered>(method, path, { cookie: cookies[username] ?? '', ...(body ? { body } : {}) });
const create = async (username = 'community', communityCode = north) => (await call<BorderPlan>(username, 'POST', '/api/border-plans', { communityCode, name: '调整' })).body;
const read = async (id: string) => (await call<BorderPlan>('street', 'GET', `/api/border-plans/${id}`)).body;
const edit = <Answered = EditAnswer>(plan: { id: string; version: number }, op: object, username = 'community') => call<Answered>(username, 'POST', `/api/border-plans/${plan.id}/edits`, { version: plan.version, ...op });
const turn = (plan: { id: string; version: number }, verb: 'undo' | 'redo') => call<EditAnswer>('community', 'POST', `/api/border-plans/${plan.id}/${verb}`, { version: plan.version });
const [west, east] = [`${north}001`, `${north}002`];
const ringOf = (grid: PlanGrid | undefined) => grid?.geometry.coordinates[0] ?? [];
const shapes = ({ grids }: { grids: { features: PlanGrid[] } }) => grids.features.map(({ id, geometry }) => [id, geometry.coordinates]);
/** What PostGIS says: whether the plan's ground grids are exactly their communities, without common ground. */
const isWhole = async (id: string) => {
  const [row] = await app.sql<{ whole: boolean; overlaps: number; valid: boolean }>(
    `select (select bool_and(st_equals(u.geom, r.geom)) from (select community_code, st_union(geom) as geom from border_plan_grids where plan_id = $1 and kind <> 'micro' group by 1) u join regions r on r.code = u.community_code) as whole,
            (select count(*)::int from border_plan_grids a join border_plan_grids b on a.plan_id = $1 and b.plan_id = $1 and a.code < b.code and a.kind <> 'micro' and b.kind <> 'micro' and st_relate(a.geom, b.geom, 'T********')) as overlaps,
            (select bool_and(st_isvalid(geom)) from border_plan_grids where plan_id = $1) as valid`, [id]);
  return row;
};
const whole = { whole: true, overlaps: 0, valid: true };

beforeAll(async () => {
  app = await openTestApp('border-edits');
  await addTown(app);
  await addUsers(app, townUsers);
  for (const { username } of townUsers) cookies[username] = await app.signIn(username);
});
afterAll(() => app.close());

describe('a split', () => {
  it('makes a grid with the next code, and tells what both hold now', async () => {
    const plan = await create();
    const { status, body } = await edit(plan, { op: 'split', gridCode: west, line: [[115.999, 36.0055], [116.011, 36.0055]] });
    expect([status, body.version, body.canUndo, body.canRedo]).toEqual([200, 2, true, false]);
    const fresh = body.grids.features.find(({ id }) => id === `${north}003`);
    expect(fresh?.properties).toMatchObject({ kind: 'base', isNew: true, isChanged: true, communityCode: north });
    const after = body.counts.map(({ after: counts }) => counts?.households ?? 0);
    expect(after.reduce((sum, households) => sum + households, 0)).toBe(body.counts.reduce((sum, { before }) => sum + (before?.households ?? 0), 0));
    const now = await read(plan.id);
    expect(now.grids.features.map(({ id }) => id)).toEqual([west, east, `${north}003`]);
    expect(now.communities[0]?.nextSequence).toBe(4);
    expect([plan.lastEdit, now.lastEdit?.by]).toEqual([null, 'community']);
    // The neighbour has the new vertex as well.
    expect(ringOf(now.grids.features.find(({ id }) => id === east))).toContainEqual([116.01, 36.0055]);
    expect(await isWhole(plan.id)).toEqual(whole);
  });
});

describe('a grid that only got a vertex from its neighbour', () => {
  it('is not changed, neither in the plan nor in its impact', async () => {
    const plan = await create();
    await edit(plan, { op: 'split', gridCode: west, line: [[115.999, 36.0055], [116.011, 36.0055]] });
    const now = await read(plan.id);
    expect(ringOf(now.grids.features.find(({ id }) => id === east))).toHaveLength(6);
    expect([now.changedGrids, now.grids.features.map(({ properties }) => properties.isChanged)]).toEqual([2, [true, false, true]]);
    const { body } = await call<{ grids: { code: string; change: string }[] }>('street', 'GET', `/api/border-plans/${plan.id}/impact`);
    expect(body.grids.map(({ code, change }) => [code, change])).toEqual([[west, 'changed'], [`${north}003`, 'new']]);
  });
});

describe('a micro-grid', () => {
  const rectangle = ([left, bottom, right, top]: number[]) => ({ type: 'Polygon', coordinates: [[[left, bottom], [right, bottom], [right, top], [left, top], [left, bottom]]] });
  const through = rectangle([116.001, 36.001, 116.0045, 36.009]);
  const around = rectangle([116.001, 36.001, 116.009, 36.004]);

  it('cuts no building either: saved or only judged, the answer is the same', async () => {
    const plan = await create();
    const { status, body } = await edit<Problem>(plan, { op: 'create', kind: 'micro', geometry: through });
    expect([status, body.errors?.map(({ kind, gridCodes }) => [kind, gridCodes])], JSON.stringify(body)).toEqual([422, [['building-cut', [west, `${north}003`]]]]);
    const offered = { code: `${north}003`, kind: 'micro', communityCode: north, parentCode: west };
    const judge = async (geometry: object) => (await call<{ problems: { kind: string; severity: string }[] }>('community', 'POST', `/api/border-plans/${plan.id}/judge`, { grids: [{ ...offered, geometry }], removed: [] })).body.problems.filter(({ severity }) => severity === 'fault').map(({ kind }) => kind);
    expect([await judge(through), await judge(around)]).toEqual([['building-cut'], []]);
    expect((await edit(plan, { op: 'create', kind: 'micro', geometry: around })).status).toBe(200);
  });

  it('that came in with a building cut is shown by the list of problems', async () => {
    const plan = await create();
    await app.sql(`insert into border_plan_grids (plan_id, code, community_code, kind, parent_code, name, geom, is_new, is_changed) values ($1, $2, $3, 'micro', $4, '微网格', st_setsrid(st_geomfromgeojson($5), 4326), true, true)`, [plan.id, `${north}003`, north, west, JSON.stringify(through)]);
    const { body } = await call<{ problems: { kind: string; gridCodes: string[]; severity: string }[] }>('community', 'GET', `/api/border-plans/${plan.id}/problems`);
    expect(body.problems.filter(({ severity }) => severity === 'fault').map(({ kind, gridCodes }) => [kind, gridCodes])).toEqual([['building-cut', [west, `${north}003`]]]);
  });
});

describe('a dedicated grid', () => {
  it('with households in it is warned of', async () => {
    const plan = await create();
    const { body } = await edit(plan, { op: 'rename', gridCode: west, kind: 'dedicated' });
    expect(body.warnings.map(({ kind, measure }) => [kind, measure])).toContainEqual(['dedicated-with-households', 4]);
  });
});

describe('a name', () => {
  it('that another grid of the community has, or that shows nothing, is refused', async () => {
    const plan = await create();
    const taken = await edit<Problem>(plan, { op: 'rename', gridCode: west, name: '第2网格\u200b' });
    expect([taken.status, taken.body.errors?.map(({ reason, values, gridCodes }) => [reason, values, gridCodes])]).toEqual([422, [['grid-name-taken', { name: '第2网格' }, [west]]]]);
    for (const name of ['\u200b\u2060', '\u3164', ' \ufeff ', '\u034f', '\ufe0f\u{e0100}', '\u17b4\u180b']) expect((await edit<Problem>(plan, { op: 'rename', gridCode: west, name })).status, JSON.stringify(name)).toBe(422);
    const swapped = (await read(plan.id)).grids.features.map(({ id, geometry, properties: { kind, communityCode } }) => ({ code: id, kind, communityCode, parentCode: null, predecessors: [], geometry, name: id === west ? '第2网格' : '第1网格' }));
    expect((await edit(plan, { op: 'replace', grids: swapped, removed: [] })).status, 'two that change names').toBe(200);
  });

  it('that is given by itself is one that no other grid has', async () => {
    const plan = await create();
    await app.sql(`update border_plan_grids set name = '3号网格' where plan_id = $1 and code = $2`, [plan.id, east]);
    const { body } = await edit(plan, { op: 'split', gridCode: west, line: [[115.999, 36.0055], [116.011, 36.0055]] });
    expect(body.grids.features.find(({ id }) => id === `${north}003`)?.properties.name).toBe('4号网格');
  });
});

describe('an offer that is only judged', () => {
  it('is told of a grid that becomes another kind as well, and of no grid that it leaves as it is', async () => {
    const plan = await create();
    const offered = (kind: string) => {
      const { geometry, properties: { communityCode } } = plan.grids.features.find(({ id }) => id === west)!;
      return { grids: [{ code: west, kind, communityCode, parentCode: null, geometry }], removed: [] };
    };
    const judge = async (body: object) => (await call<{ problems: { kind: string; gridCodes: string[] }[]; judged: string[] }>('community', 'POST', `/api/border-plans/${plan.id}/judge`, body)).body;
    const { problems, judged } = await judge(offered('dedicated'));
    expect([judged, problems.map(({ kind, gridCodes }) => [kind, ...gridCodes])]).toEqual([[west], [['dedicated-with-households', west]]]);
    expect(await judge(offered('base')), 'as it is').toEqual({ problems: [], judged: [] });
  });
});

describe('where a replaced grid comes from', () => {
  const line = [[115.999, 36.0055], [116.011, 36.0055]];
  const offered = (plan: Pick<BorderPlan, 'grids'>, code: string, predecessors: string[], name?: string) => {
    const { geometry, properties } = plan.grids.features.find(({ id }) => id === code)!;
    return { code, kind: properties.kind, communityCode: properties.communityCode, parentCode: null, name: name ?? properties.name, predecessors, geometry };
  };

  it('is named by a grid that nobody knows: refused with its reason and the code', async () => {
    const plan = await create();
    const { status, body } = await edit<Problem>(plan, { op: 'replace', grids: [offered(plan, west, [`${north}018`], '一号')], removed: [] });
    expect([status, body.errors?.map(({ reason, values, pointer }) => [reason, values, pointer])]).toEqual([422, [['predecessor-unknown', { code: `${north}018` }, '/grids/0/predecessors']]]);
  });

  it('is told on by a grid that the plan itself made, and stays told', async () => {
    const plan = await create();
    const made = `${north}003`;
    await edit(plan, { op: 'split', gridCode: west, line });
    const parts = await read(plan.id);
    const named = await edit(parts, { op: 'replace', grids: [offered(parts, east, [made], '二号')], removed: [] });
    expect(named.status, JSON.stringify(named.body)).toBe(200);
    const origins = async () => Object.fromEntries((await read(plan.id)).grids.features.map(({ id, properties }) => [id, properties.predecessors]));
    expect(await origins()).toEqual({ [west]: [], [east]: [west], [made]: [west] });
  });

  it.each([
    ['a grid that is not there is removed', { grids: [], removed: [`${north}018`] }, 'grid-not-in-plan'],
    ['a grid is kept and removed', { keep: {}, removed: [`${north}001`] }, 'grid-kept-and-removed'],
    ['a micro-grid names no grid around it', { keep: { kind: 'micro' }, removed: [] }, 'parent-beside-micro'],
    ['the grid around a micro-grid is none', { keep: { kind: 'micro', parentCode: `${north}018` }, removed: [] }, 'parent-not-in-plan'],
    ['the community is not the plan\'s', { keep: { communityCode: `${north.slice(0, 9)}999` }, removed: [] }, 'community-not-in-plan'],
  ])('has a reason that a screen can put into words where %s', async (_what, { keep, ...op }: { keep?: object; grids?: never[]; removed: string[] }, reason) => {
    const plan = await create();
    const { status, body } = await edit<Problem>(plan, { op: 'replace', ...op, grids: keep ? [{ ...offered(plan, west, []), ...keep }] : [] });
    expect([status, body.errors?.map((error) => error.reason)], JSON.stringify(body)).toEqual([422, expect.arrayContaining([reason])]);
    expect(body.errors?.every((error) => error.reason !== undefined)).toBe(true);
  });
});

describe('the last number of a community', () => {
  it('does not keep others from being used: those below that no grid ever had come next', async () => {
    const plan = await create();
    const line = [[115.999, 36.0055], [116.011, 36.0055]];
    const made = await edit(plan, { op: 'split', gridCode: west, line });
    const fresh = made.body.grids.features.find(({ id }) => id === `${north}003`);
    const { kind, communityCode, name } = fresh!.properties;
    const last = await edit({ ...plan, version: 2 }, { op: 'replace', grids: [{ code: `${north}999`, kind, communityCode, parentCode: null, name, predecessors: [west], geometry: fresh!.geometry }], removed: [`${north}003`] });
    expect(last.status, JSON.stringify(last.body)).toBe(200);
    const [community] = (await read(plan.id)).communities;
    expect([community?.nextSequence, community?.takenSequences]).toEqual([3, [999]]);
    const next = await edit({ ...plan, version: 3 }, { op: 'split', gridCode: east, line: [[116.009, 36.0055], [116.021, 36.0055]] });
    expect([next.status, next.body.grids?.features.map(({ id }) => id)], JSON.stringify(next.body)).toEqual([200, expect.arrayContaining([`${north}003`])]);
  });
});

describe('undo and redo', () => {
  it('bring back the same bytes, step by step', async () => {
    const plan = await create();
    const states = [shapes(plan)];
    let { version } = plan;
    for (const op of [
      { op: 'split', gridCode: west, line: [[115.999, 36.00551], [116.011, 36.00549]] },
      { op: 'moveVertex', from: [116.01, 36.0055], to: [116.0123, 36.0051] },
      { op: 'merge', gridCodes: [east, `${north}003`], keep: east },
    ]) {
      const { status, body } = await edit({ ...plan, version }, op.op === 'moveVertex' ? { ...op, from: ringOf((await read(plan.id)).grids.features[1]).find(([lng, lat]) => lng === 116.01 && lat > 36.001 && lat < 36.009) } : op);
      expect([op.op, status]).toEqual([op.op, 200]);
      version = body.version;
      states.push(shapes(await read(plan.id)));
      expect(await isWhole(plan.id)).toEqual(whole);
    }
    for (const back of [2, 1, 0]) {
      const { status, body } = await turn({ ...plan, version }, 'undo');
      expect([status, body.canUndo, body.canRedo]).toEqual([200, back > 0, true]);
      version = body.version;
      expect(shapes(await read(plan.id))).toEqual(states[back]);
    }
    expect((await turn({ ...plan, version }, 'undo')).status).toBe(409);
    for (const forth of [1, 2, 3]) {
      version = (await turn({ ...plan, version }, 'redo')).body.version;
      expect(shapes(await read(plan.id))).toEqual(states[forth]);
    }
    expect((await turn({ ...plan, version }, 'redo')).status).toBe(409);
  });
});

describe('a stale version', () => {
  it('is refused with the present one, and changes nothing', async () => {
    const plan = await create();
    await edit(plan, { op: 'rename', gridCode: west, name: '改名' });
    const late = await edit<Problem>(plan, { op: 'rename', gridCode: west, name: '晚了' });
    expect([late.status, late.body.type, late.body.errors?.[0]?.version]).toEqual([409, '/problems/version-conflict', 2]);
    expect((await read(plan.id)).grids.features[0]?.properties.name).toBe('改名');
  });
});
