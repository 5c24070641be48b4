import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BriefDetail, BriefItem } from '#contract/briefs.ts';
import type { MissionDetail, OwnTask, TaskStep } from '#contract/missions.ts';
import { addTown, addUsers, type Answer, openTestApp, type TestApp, townUsers } from '../../test-town.ts';

let app: TestApp;
const cookies: Record<string, string> = {};
const ids: Record<string, number> = {};
let brief: BriefDetail;

const north = { type: 'Polygon', coordinates: [[[116.0005, 36.0005], [116.0195, 36.0005], [116.0195, 36.0095], [116.0005, 36.0095], [116.0005, 36.0005]]] };
const call = <Answered = MissionDetail>(username: string, method: string, path: string, body?: Record<string, unknown>): Promise<Answer<Answered>> => app.call<Answered>(method, path, { cookie: cookies[username] ?? '', ...(body ? { body } : {}) });
const give = (people: string[], more: Record<string, unknown> = {}) =>
  call('street', 'POST', '/api/missions', { briefId: brief.id, title: '夜查', tasks: [{ text: '检查消防栓', people: people.map((name) => ids[name]) }, { text: '拍照', people: [] }], ...more });
const step = (username: string, mission: MissionDetail, wanted: TaskStep, more: Record<string, unknown> = {}) =>
  call(username, 'POST', `/api/missions/${mission.id}/tasks/${mission.tasks[0]?.id}/steps`, { step: wanted, version: mission.tasks[0]?.version, ...more });
const ownTasks = async (username: string) => (await call<{ tasks: OwnTask[]; openCount: number }>(username, 'GET', '/api/my-tasks')).body;

beforeAll(async () => {
  app = await openTestApp('missions');
  await addTown(app);
  await addUsers(app, [...townUsers, { username: 'second', role: 'grid_worker', jurisdiction: '990101001002001' }]);
  for (const { username } of [...townUsers, { username: 'second' }]) cookies[username] = await app.signIn(username);
  for (const row of await app.sql<{ id: number; username: string }>('select id, username from users')) ids[row.username] = row.id;
  const body = { title: '北关夜查', question: { parts: [{ op: 'add', from: 'drawn', geometry: north }] }, selection: { themes: [{ kind: 'building' }], added: [], removed: [] } };
  brief = (await call<BriefDetail>('street', 'POST', '/api/briefs', body)).body;
});
afterAll(() => app.close());

describe('whom a task goes to', () => {
  it('people who work in the area or over it, and no administrator', async () => {
    const { body } = await call<{ people: { id: number; name: string }[] }>('street', 'GET', `/api/briefs/${brief.id}/people`);
    expect(body.people.map(({ name }) => name).sort()).toEqual(['city', 'community', 'department', 'street', 'volunteer', 'worker']);
    expect((await call('worker', 'GET', `/api/briefs/${brief.id}/people`)).status).toBe(403);
  });
  it('nobody else, and nobody unknown', async () => {
    for (const stranger of ['second', 'admin']) expect((await give([stranger])).status, stranger).toBe(422);
    expect((await give([], { tasks: [{ text: '检查', people: [999_999] }] })).status).toBe(422);
  });
});

describe('a mission', () => {
  it('is made of a brief by who may, and appears to each of its people', async () => {
    const { status, body } = await give(['worker', 'volunteer']);
    expect(status).toBe(201);
    expect(body).toMatchObject({ title: '夜查', state: 'open', place: '北关社区', owner: { name: 'street', isMe: true }, brief: { id: brief.id } });
    expect(body.tasks.map(({ text, state, people }) => [text, state, people.length])).toEqual([['检查消防栓', 'todo', 2], ['拍照', 'todo', 0]]);
    for (const username of ['worker', 'volunteer']) {
      const { tasks, openCount } = await ownTasks(username);
      expect([openCount, tasks[0]?.text, tasks[0]?.mission.title], username).toEqual([1, '检查消防栓', '夜查']);
    }
    expect((await ownTasks('second')).tasks).toEqual([]);
    for (const username of ['worker', 'department']) {
      const refused = await call(username, 'POST', '/api/missions', { briefId: brief.id, title: '夜查', tasks: [{ text: '检查', people: [] }] });
      expect(refused.status, username).toBe(403);
    }
  });

  it('is seen by its people and by who answers for its ground, not by others', async () => {
    const { body } = await give(['worker']);
    for (const username of ['street', 'city', 'community', 'worker']) expect((await call(username, 'GET', `/api/missions/${body.id}`)).status, username).toBe(200);
    for (const username of ['other', 'second', 'volunteer', 'admin']) {
      expect((await call(username, 'GET', `/api/missions/${body.id}`)).status, username).toBe(404);
      expect((await step(username, body, 'accept')).status, username).toBe(404);
    }
    expect((await call<{ missions: MissionDetail[] }>('other', 'GET', '/api/missions')).body.missions).toEqual([]);
  });

  it('shows its people the things of their tasks, as far as they may see them, while it is open', async () => {
    const { body } = await give(['volunteer'], { tasks: [{ text: '检查楼栋', theme: { kind: 'building' }, people: [ids.volunteer] }] });
    const seen = (await call('volunteer', 'GET', `/api/missions/${body.id}`)).body;
    const things = () => call<{ items: BriefItem[]; total: number }>('volunteer', 'GET', `/api/briefs/${seen.brief?.id}/items?kind=building`);
    const { body: listed } = await things();
    expect(listed.items.map(({ name }) => name)).toContain('1号楼');
    expect(listed.items.every(({ geometry }) => geometry !== null)).toBe(true);
    const people = await call<{ total: number }>('volunteer', 'GET', `/api/briefs/${seen.brief?.id}/items?kind=person`);
    expect(people.body.total).toBe(0);
    for (const one of await app.sql<{ id: string; version: number }>(`select id, version from missions where state = 'open'`)) await call('street', 'POST', `/api/missions/${one.id}/steps`, { step: 'close', version: one.version });
    expect((await things()).status).toBe(404);
  });

  it('is not made of a brief that its maker may not read', async () => {
    const own = { title: '南关', question: { parts: [{ op: 'add', from: 'region', code: '990101001002' }] }, selection: { themes: [], added: [], removed: [] } };
    const { body } = await call<BriefDetail>('other', 'POST', '/api/briefs', own);
    const refused = await call('community', 'POST', '/api/missions', { briefId: body.id, title: '夜查', tasks: [{ text: '检查', people: [] }] });
    expect(refused.status).toBe(404);
  });
});

describe('the steps of a task', () => {
  it('go on by its people, one after the other, and the owner sees them', async () => {
    let mission = (await give(['worker'])).body;
    for (const [name, state] of [['accept', 'accepted'], ['start', 'doing'], ['finish', 'done']] as const) {
      const { status, body } = await step('worker', mission, name, { note: name === 'finish' ? '都正常' : '' });
      expect([status, body.tasks[0]?.state]).toEqual([200, state]);
      mission = body;
    }
    const seen = (await call('street', 'GET', `/api/missions/${mission.id}`)).body;
    expect(seen.tasks[0]).toMatchObject({ state: 'done', note: '都正常' });
    expect(seen.log.map(({ by, step: taken, state }) => [by, taken, state])).toEqual([
      ['street', 'create', 'open'], ['worker', 'accept', 'accepted'], ['worker', 'start', 'doing'], ['worker', 'finish', 'done'],
    ]);
    expect((await step('street', seen, 'reopen', { note: '再看一次' })).body.tasks[0]?.state).toBe('todo');
  });

  it('are refused out of order, to others, without a reason, or over another\'s step', async () => {
    const mission = (await give(['worker', 'volunteer'])).body;
    expect((await step('worker', mission, 'start')).status).toBe(409);
    expect((await step('street', mission, 'accept')).status).toBe(403);
    expect((await step('worker', mission, 'reopen', { note: '再看' })).status).toBe(403);
    expect((await step('worker', mission, 'refuse')).status).toBe(422);
    expect((await step('worker', mission, 'accept')).status).toBe(200);
    const late = await call<{ type: string }>('volunteer', 'POST', `/api/missions/${mission.id}/tasks/${mission.tasks[0]?.id}/steps`, { step: 'refuse', version: 1, note: '去不了' });
    expect([late.status, late.body.type]).toEqual([409, '/problems/version-conflict']);
  });

  it('of another mission\'s task are nothing', async () => {
    const [one, two] = [(await give(['worker'])).body, (await give(['worker'])).body];
    const answer = await call('worker', 'POST', `/api/missions/${one.id}/tasks/${two.tasks[0]?.id}/steps`, { step: 'accept', version: 1 });
    expect(answer.status).toBe(404);
  });
});

describe('the owner of a mission', () => {
  it('changes its tasks, but takes none away that somebody has begun', async () => {
    const mission = (await give(['worker'])).body;
    const [first] = mission.tasks;
    const begun = (await step('worker', mission, 'accept')).body;
    const change = (tasks: unknown[], version: number) => call('street', 'PUT', `/api/missions/${mission.id}`, { title: '夜查二', version, tasks });
    expect((await change([{ text: '别的', people: [] }], 1)).status).toBe(409);
    const changed = await change([{ id: first?.id, text: '检查全部消防栓', people: [ids.worker, ids.community] }], 1);
    expect(changed.body).toMatchObject({ title: '夜查二', version: 2 });
    expect(changed.body.tasks.map(({ text, state, people }) => [text, state, people.map(({ name }) => name)])).toEqual([['检查全部消防栓', begun.tasks[0]?.state, ['community', 'worker'].sort((a, b) => (ids[a] ?? 0) - (ids[b] ?? 0))]]);
    expect((await change([{ text: '别的', people: [] }], 1)).status).toBe(409);
    expect((await call('community', 'PUT', `/api/missions/${mission.id}`, { title: '我的', version: 2, tasks: [{ text: '别的', people: [] }] })).status).toBe(403);
  });

  it('closes it, which ends its tasks, and reopens it with a reason', async () => {
    const mission = (await give(['worker'])).body;
    const move = (username: string, wanted: string, version: number, note = '') => call(username, 'POST', `/api/missions/${mission.id}/steps`, { step: wanted, version, note });
    expect((await move('city', 'close', 1)).status).toBe(403);
    const before = (await ownTasks('worker')).openCount;
    expect((await move('street', 'close', 1)).body.state).toBe('closed');
    expect((await ownTasks('worker')).openCount).toBe(before - 1);
    expect((await step('worker', mission, 'accept')).status).toBe(409);
    expect((await move('street', 'close', 2)).status).toBe(409);
    expect((await move('street', 'reopen', 2)).status).toBe(422);
    expect((await move('street', 'reopen', 1, '漏了一处')).status).toBe(409);
    expect((await move('street', 'reopen', 2, '漏了一处')).body.state).toBe('open');
  });

  it('cannot take away its brief', async () => {
    await give([]);
    expect((await call('street', 'DELETE', `/api/briefs/${brief.id}`)).status).toBe(409);
  });
});

describe('the log of a mission', () => {
  it('only grows', async () => {
    await give([]);
    for (const statement of [`update mission_log set note = 'x'`, 'delete from mission_log', 'truncate mission_log']) await expect(app.sql(statement)).rejects.toThrow('append-only');
  });
});
