import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addTown, addUsers, north, openTestApp, south, type TestApp, townUsers } from './test-town.ts';

let app: TestApp;
const cookies: Record<string, string> = {};
let northPerson = '';
let southPerson = '';
let northBuilding = '';

beforeAll(async () => {
  app = await openTestApp('rights');
  await addTown(app);
  await addUsers(app, townUsers);
  for (const { username } of townUsers) cookies[username] = await app.signIn(username);
  const codes = await app.sql<{ community_code: string; kind: string; code: string }>(
    `select distinct on (community_code, kind) community_code, kind, code from elements where kind in ('person', 'building') order by community_code, kind, code`,
  );
  const find = (community: string, kind: string) => codes.find((row) => row.community_code === community && row.kind === kind)?.code ?? '';
  [northPerson, southPerson, northBuilding] = [find(north, 'person'), find(south, 'person'), find(north, 'building')];
});
afterAll(() => app.close());

const town = { type: 'Polygon', coordinates: [[[115.99, 35.99], [116.05, 35.99], [116.05, 36.02], [115.99, 36.02], [115.99, 35.99]]] };
interface AreaBody {
  totals: { kind: string; count: number }[];
  items: { code: string; kind: string; gridCode: string }[];
  countedOnly: string[];
}
const area = async (username: string, more: object = {}) => (await app.call<AreaBody>('POST', '/api/search/area', { cookie: cookies[username], body: { geometry: town, limit: 1000, ...more } })).body;
const total = (body: AreaBody, kind: string) => body.totals.filter((row) => row.kind === kind).reduce((sum, row) => sum + row.count, 0);
const detail = (username: string, code: string) => app.call('GET', `/api/elements/${code}`, { cookie: cookies[username] });

describe('names of several elements', () => {
  it('are told of what is open to all, and of people to nobody', async () => {
    await app.sql(`update building_profiles set building_no = '8' where element_id = (select id from elements where code = '${northBuilding}')`);
    const named = async (username: string) => (await app.call('GET', `/api/elements?codes=${northPerson},${northBuilding}`, { cookie: cookies[username] })).body;
    const building = { code: northBuilding, kind: 'building', category: 'residential', name: '1号楼', address: '人民路 1 号', buildingNumber: '8' };
    for (const username of ['community', 'volunteer']) expect(await named(username)).toEqual({ items: [building] });
  });
  it('are asked for by digital IDs only, and not for very many', async () => {
    const status = async (codes: string) => (await app.call('GET', `/api/elements?codes=${codes}`, { cookie: cookies.volunteer })).status;
    expect([await status('12'), await status(Array.from({ length: 31 }, () => northBuilding).join())]).toEqual([422, 422]);
  });
});

describe('restricted rows', () => {
  it.each([
    ['city', 200, 200],
    ['street', 200, 200],
    ['community', 200, 404],
    ['other', 404, 200],
    ['worker', 200, 404],
    ['department', 404, 404],
    ['volunteer', 404, 404],
    ['admin', 404, 404],
    ['auditor', 404, 404],
  ])('answer %s by code with %d in the north and %d in the south', async (username, inNorth, inSouth) => {
    expect([(await detail(username, northPerson)).status, (await detail(username, southPerson)).status]).toEqual([inNorth, inSouth]);
  });
  it.each([
    ['city', 32, 16],
    ['street', 32, 16],
    ['community', 16, 8],
    ['other', 16, 8],
    ['worker', 8, 4],
    ['department', 0, 0],
    ['volunteer', 0, 0],
    ['admin', 0, 0],
  ])('are counted for %s in a drawn area: %d persons, %d households', async (username, persons, households) => {
    const body = await area(username);
    // Four households in one grid are fewer than may be told, except to those who may see them one by one.
    expect([total(body, 'person'), total(body, 'household')]).toEqual([persons, households]);
    expect(total(body, 'building')).toBe(4);
  });
  it.each(['city', 'street'])('are not listed one by one for %s, who is told so', async (username) => {
    const body = await area(username);
    expect(body.items.filter(({ kind }) => kind === 'person' || kind === 'household')).toEqual([]);
    expect(body.countedOnly).toEqual(['household', 'person']);
  });
  it('are listed for the community and the grid worker, of their own place alone', async () => {
    const [community, worker] = [await area('community', { kinds: ['person'] }), await area('worker', { kinds: ['person'] })];
    expect(community.items).toHaveLength(16);
    expect(community.items.every(({ gridCode }) => gridCode.startsWith(north))).toBe(true);
    expect(new Set(worker.items.map(({ gridCode }) => gridCode))).toEqual(new Set([`${north}001`]));
  });
  it('are not told as a number under five to those who see only counts', async () => {
    const aroundOne = { type: 'Polygon', coordinates: [[[116.003, 36.001], [116.007, 36.001], [116.007, 36.004], [116.003, 36.004], [116.003, 36.001]]] };
    const grid = { type: 'Polygon', coordinates: [[[116, 36], [116.01, 36], [116.01, 36.01], [116, 36.01], [116, 36]]] };
    expect(total(await area('street', { geometry: grid }), 'household')).toBe(0);
    expect(total(await area('street', { geometry: grid }), 'person')).toBe(8);
    // Less than half of a grid is no grid: there people are not even counted.
    expect(total(await area('street', { geometry: aroundOne }), 'person')).toBe(0);
    expect(total(await area('worker', { geometry: aroundOne }), 'household')).toBe(4);
  });
  it.each([
    ['community', 16],
    ['worker', 8],
    ['street', 0],
    ['city', 0],
    ['department', 0],
    ['volunteer', 0],
  ])('are found by %s in the search box %d times', async (username, persons) => {
    const answer = await app.call<{ total: number; items: { kind: string; code: string }[] }>('GET', `/api/search/items?q=${encodeURIComponent('张*')}&kinds=person&limit=100`, { cookie: cookies[username] });
    expect([answer.body.total, answer.body.items.length]).toEqual([persons, persons]);
  });
  it('are found by full name and number only in their own place', async () => {
    const search = async (username: string, q: string) => (await app.call<{ items: { code: string }[] }>('GET', `/api/search/items?q=${encodeURIComponent(q)}`, { cookie: cookies[username] })).body.items.map(({ code }) => code);
    expect(await search('community', '张0丰')).toEqual([northPerson]);
    expect(await search('community', '990101199001000000')).toContain(northPerson);
    expect(await search('other', '张0丰')).toEqual([]);
    expect(await search('street', '张0丰')).toEqual([]);
    expect(await search('department', '13900000000')).toEqual([]);
  });
  it("show as a building's content only to those who may see them", async () => {
    const content = async (username: string) => (await app.call<{ total: number }>('GET', `/api/elements/${northBuilding}/content`, { cookie: cookies[username] })).body.total;
    expect([await content('community'), await content('worker'), await content('street'), await content('other'), await content('volunteer')]).toEqual([12, 12, 0, 0, 0]);
    const counts = async (username: string) => (await detail(username, northBuilding)).body.content as { kind: string }[];
    expect(await counts('street')).toEqual([{ kind: 'person', category: '', count: 8 }]);
    expect(await counts('worker')).toHaveLength(2);
    expect(await counts('other')).toEqual([]);
    // One of eight is of another category: "seven" beside the eight residents would tell of the one.
    await app.sql(`update elements set category = 'overseas' where id = (select min(id) from elements where kind = 'person' and building_id = (select id from elements where code = $1))`, [northBuilding]);
    expect(await counts('street')).toEqual([{ kind: 'person', category: '', count: 8 }]);
    expect((await counts('worker')).filter(({ kind }) => kind === 'person')).toEqual([{ kind: 'person', category: '', count: 7 }, { kind: 'person', category: 'overseas', count: 1 }]);
    await app.sql(`update elements set category = '' where category = 'overseas'`);
  });
  it('do not show as fewer than five residents of a house, which everybody may open', async () => {
    await app.sql(`update building_profiles set residents = 1 where element_id = (select id from elements where code = $1)`, [northBuilding]);
    const residents = async (username: string) =>
      (await app.call<{ profiles: { name: string; fields: { field: string; value: unknown }[] }[] }>('GET', `/api/elements/${northBuilding}`, { cookie: cookies[username] })).body.profiles
        .find(({ name }) => name === 'building')?.fields.find(({ field }) => field === 'residents')?.value;
    expect([await residents('community'), await residents('worker')]).toEqual([1, 1]);
    for (const username of ['other', 'street', 'city', 'department', 'volunteer', 'admin']) expect(await residents(username)).toBeUndefined();
    await app.sql('update building_profiles set residents = 8');
    expect(await residents('volunteer')).toBe(8);
  });
  it('are null, never 0, in the people of a grid outside the rights', async () => {
    const people = async (username: string) =>
      (await app.call<{ features: { properties: { people: number | null } }[] }>('GET', '/api/grids', { cookie: cookies[username] })).body.features.map(({ properties }) => properties.people);
    expect(await people('street')).toEqual([8, 8, 8, 8]);
    expect(await people('community')).toEqual([8, 8, null, null]);
    expect(await people('worker')).toEqual([8, null, null, null]);
    expect(await people('volunteer')).toEqual([null, null, null, null]);
    expect(await people('admin')).toEqual([null, null, null, null]);
  });
  it("are not in a region's counts outside the rights", async () => {
    const kinds = async (username: string) => (await app.call<{ elementCounts: { kind: string }[] }>('GET', `/api/regions/${south}`, { cookie: cookies[username] })).body.elementCounts.map(({ kind }) => kind);
    expect(await kinds('street')).toEqual(['building', 'household', 'person']);
    expect(await kinds('community')).toEqual(['building']);
  });
  it('are in no answer about a place', async () => {
    const answer = await app.call('GET', '/api/place?lng=116.0045&lat=36.0025', { cookie: cookies.street });
    expect(answer.body).toMatchObject({ building: { kind: 'building', name: '1号楼' }, grid: { code: `${north}001` } });
    expect(JSON.stringify(answer.body)).not.toContain('张');
  });
});

describe('a request', () => {
  it("may call no function that runs with the owner's rights, but those that tell of the caller alone or a colleague's name, and the adoption with the people in charge after it, which ask for the caller's rights", async () => {
    const functions = await app.sql(`select p.oid::regprocedure::text as name from pg_proc p
      where p.pronamespace = 'public'::regnamespace and p.prosecdef and has_function_privilege('getu_app', p.oid, 'execute')
        and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')`);
    const known = [
      'adopt_border_plan_now(uuid)', 'appoint_to_grids(uuid,bigint[],text[])', 'border_plan_appointment(uuid)', 'colleague_name(bigint)', 'decide_duties(uuid,bigint[],text[])', 'lock_border_plan(uuid)',
      'people_for_place(text,geometry)', 'schedule_border_plan(uuid,timestamp with time zone)', 'session_brief_ids()', 'session_mission_ids()', 'session_task_ids()',
    ];
    expect(functions.map(({ name }) => name).sort()).toEqual(known);
  });
});

describe('opening a masked field', () => {
  const reveal = (username: string, code: string, body: object) => app.call('POST', `/api/elements/${code}/reveal`, { cookie: cookies[username], body });
  it('needs a typed reason, and answers for minutes', async () => {
    const masked = await detail('community', northPerson);
    expect(JSON.stringify(masked.body)).not.toMatch(/990101199001000000|13900000000|张0丰/);
    const answer = await reveal('community', northPerson, { fields: ['name', 'idNumber', 'phone'], reason: '入户走访核对' });
    expect(answer.body.fields).toEqual([
      { field: 'name', value: '张0丰' },
      { field: 'idNumber', value: '990101199001000000' },
      { field: 'phone', value: '13900000000' },
    ]);
    expect(new Date(String(answer.body.expiresAt)).getTime() - Date.now()).toBeLessThanOrEqual(5 * 60_000);
    expect((await reveal('community', northPerson, { fields: ['name'], reason: '  a ' })).status).toBe(422);
    expect((await reveal('community', northPerson, { fields: ['name_cipher'], reason: 'a reason' })).status).toBe(422);
    expect((await reveal('community', northPerson, { fields: ['name'], reason: 'a \0 reason' })).status).toBe(422);
    expect((await reveal('community', northPerson, { fields: ['name'], reason: 'half a pair \ud800' })).status).toBe(422);
    expect((await reveal('community', northPerson, { fields: Array(1000).fill('name'), reason: 'a reason' })).status).toBe(422);
  });
  it('is refused outside the place and without the right, and the attempt stays known', async () => {
    expect((await reveal('other', northPerson, { fields: ['name'], reason: 'a reason' })).status).toBe(404);
    expect((await reveal('volunteer', northPerson, { fields: ['name'], reason: 'a reason' })).status).toBe(403);
    expect((await reveal('auditor', northPerson, { fields: ['name'], reason: 'a reason' })).status).toBe(403);
    const rows = await app.sql<{ action: string; n: number }>(`select action, count(*)::int as n from audit_log where outcome = 'failure' group by 1 order by 1`);
    expect(rows).toEqual([
      { action: 'access.refused', n: 2 },
      { action: 'element.reveal', n: 1 },
    ]);
  });
});

describe('the audit log', () => {
  it('has every look at a person, by code and count, and nothing of the person', async () => {
    const rows = await app.sql<{ action: string; line: string }>(`select distinct action, concat_ws(' ', object, detail) as line from audit_log where outcome = 'success'`);
    expect(new Set(rows.map(({ action }) => action))).toEqual(new Set(['session.create', 'element.read', 'element.reveal', 'element.content', 'search.area', 'search.items']));
    expect(rows.map(({ line }) => line).join('\n')).not.toMatch(/张|13900000000|990101199001/);
  });
  it('is for the auditor alone, and reading it is in it', async () => {
    const answer = await app.call<{ entries: unknown[] }>('GET', '/api/audit?limit=5', { cookie: cookies.auditor });
    expect(answer.body.entries).toHaveLength(5);
    expect((await app.call<{ entries: unknown[] }>('GET', '/api/audit?action=audit.read', { cookie: cookies.auditor })).body.entries).toHaveLength(1);
    for (const username of ['admin', 'city', 'worker']) expect((await app.call('GET', '/api/audit', { cookie: cookies[username] })).status).toBe(403);
  });
  it.each([
    ['changed', `outcome = 'failure'`, `outcome = 'success'`],
    ['moved from one field to the next', 'user_id = null, county_code = user_id::text', 'user_id = county_code::bigint, county_code = null'],
    ['joined to its neighbour', `action = action || '|' || object, object = ''`, `action = split_part(action, '|', 1), object = split_part(action, '|', 2)`],
  ])('tells where its chain was broken by what was %s', async (_how, change, undo) => {
    const check = () => app.call('GET', '/api/audit/chain', { cookie: cookies.auditor });
    expect((await check()).body).toMatchObject({ isWhole: true, firstFaultId: null });
    await app.sql('alter table audit_log disable trigger refuse_audit_change');
    const [row] = await app.sql<{ id: number }>(`update audit_log set ${change} where id = (select id from audit_log where outcome = 'success' and user_id is not null and county_code is null order by id limit 1) returning id`);
    expect((await check()).body).toMatchObject({ isWhole: false, firstFaultId: row?.id });
    await app.sql(`update audit_log set ${undo} where id = $1`, [row?.id]);
    expect((await check()).body).toMatchObject({ isWhole: true });
  });
});

describe('the end of the audit log', () => {
  it('is told by the check of the chain, which is the next entry', async () => {
    const [last] = await app.sql<{ id: number; hash: string }>(`select id, encode(hash, 'hex') as hash from audit_log order by id desc limit 1`);
    const check = () => app.call<{ lastId: number }>('GET', '/api/audit/chain', { cookie: cookies.auditor });
    expect((await check()).body).toEqual({ isWhole: true, firstFaultId: null, lastId: last?.id, lastHash: last?.hash });
    const [entry] = await app.sql<{ id: number; action: string; last_id: number }>(
      `select id, action, (detail ->> 'lastId')::bigint as last_id from audit_log order by id desc limit 1`);
    expect(entry).toMatchObject({ action: 'audit.check', last_id: last?.id });
    expect((await check()).body.lastId).toBe(entry?.id);
  });
});

describe('the log', () => {
  it('has no name, number, position, token or password', () => {
    const text = app.logLines.join('');
    expect(app.logLines.length).toBeGreaterThan(50);
    expect(text).not.toMatch(/张|楼|116\.0|36\.00|13900000000|990101199001|getu_session|a long enough|a reason|入户/);
    expect(text).not.toContain(northPerson);
    expect(text).toContain('/api/elements/:code');
  });
});
