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
