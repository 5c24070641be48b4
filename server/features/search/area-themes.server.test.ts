import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addTown, addUsers, type Answer, north, openTestApp, type TestApp, townUsers } from '../../test-town.ts';

let app: TestApp;
let cookie = '';
let otherCookie = '';

interface AreaBody {
  totals: { kind: string; category: string; count: number }[];
  items: { id: number; code: string; kind: string; name: string; careTypes?: string[] }[];
}

beforeAll(async () => {
  app = await openTestApp('area-themes');
  await addTown(app);
  await addUsers(app, townUsers);
  cookie = await app.signIn('community');
  otherCookie = await app.signIn('volunteer');
  await app.sql(`insert into elements (county_code, code, kind, category, name, geom)
    select '990101', digital_id('990101', 7, n), 'facility', 'lamp', '路灯 ' || n, st_project(st_makepoint(117, 36.5)::geography, n * 100, radians(n * 37))::geometry
    from generate_series(1, 60) n`);
});
afterAll(() => app.close());

const area = (body: object, as = cookie): Promise<Answer<AreaBody>> => app.call('POST', '/api/search/area', { cookie: as, body });
const square = (west: number, south: number, side: number) => ({ type: 'Polygon', coordinates: [[[west, south], [west + side, south], [west + side, south + side], [west, south + side], [west, south]]] });

describe('themes and selections', () => {
  const town = square(115.9, 35.9, 0.3);
  const post = (more: object, as = cookie) => area({ geometry: town, limit: 1000, ...more }, as);
  const counts = (body: AreaBody) => Object.fromEntries(body.totals.map(({ kind, category, count }) => [`${kind}:${category}`, count]));
  let street = '';
  beforeAll(async () => {
    street = await app.signIn('street');
    // In each community six persons live alone, two of them disabled as well.
    await app.sql(`insert into key_person_profiles (county_code, element_id, type)
      select county_code, id, type from (select *, row_number() over (partition by community_code order by code) as n from elements where kind = 'person') p
      join (values ('elder_alone', 6), ('disabled', 2)) as care (type, most) on n <= most`);
    await app.sql(`select refresh_key_persons('990101')`);
  });
  it('choose kinds and categories together, alike in totals and rows', async () => {
    const { body } = await post({ themes: [{ kind: 'place', category: 'clinic' }, { kind: 'building' }] });
    expect(counts(body)).toEqual({ 'building:residential': 4, 'place:clinic': 1 });
    expect(body.items).toHaveLength(5);
  });
  it('count persons by type of care, once for each type, beside all persons', async () => {
    const { body } = await post({});
    expect(counts(body)).toMatchObject({ 'person:': 16, 'key_person:elder_alone': 6, 'key_person:disabled': 2 });
  });
  it('list the persons of a type of care with their types to who may see them, and no other person', async () => {
    const { body } = await post({ themes: [{ kind: 'key_person', category: 'elder_alone' }] });
    expect(counts(body)).toEqual({ 'key_person:elder_alone': 6 });
    expect(body.items.map(({ kind }) => kind)).toEqual(Array(6).fill('person'));
    expect(body.items.filter(({ careTypes }) => careTypes?.includes('disabled'))).toHaveLength(2);
  });
  it('tell a reader without points of people counts alone, and none under five', async () => {
    const { body } = await post({ themes: [{ kind: 'key_person' }], where: { within: north } }, street);
    expect([counts(body), body.items]).toEqual([{ 'key_person:elder_alone': 6 }, []]);
    expect((await post({ themes: [{ kind: 'key_person' }] }, street)).body.totals).toEqual([{ kind: 'key_person', category: 'elder_alone', count: 12 }]);
  });
  it('do not look for words among people whom the reader may only count: neither names nor codes can be tried out', async () => {
    const people = { themes: [{ kind: 'person' }, { kind: 'key_person' }], where: { q: '990101' } };
    const chosen = (await post({ themes: people.themes }, street)).body.totals;
    for (const q of ['990101', '张', '没有人叫这个名字']) expect((await post({ ...people, where: { q } }, street)).body.totals, q).toEqual(chosen);
    const persons = ({ totals }: AreaBody) => totals.filter(({ kind }) => kind === 'person');
    expect(persons((await post({ where: { q: '没有人叫这个名字' } }, street)).body)).toEqual(persons((await post({}, street)).body));
    expect((await post({ ...people, where: { q: '没有人叫这个名字' } })).body.totals).toEqual([]);
    expect((await post(people)).body.totals).not.toEqual([]);
  });
  it('look for short numbers in what the list shows, not in the codes that it does not', async () => {
    const names = async (q: string) => (await post({ kinds: ['building', 'facility', 'place'], where: { q } })).body.items.map(({ name, code }) => ({ name, code }));
    for (const { name } of await names('9901')) expect(name).toContain('9901');
    const [first] = (await post({ kinds: ['building'] })).body.items;
    expect((await names(first?.code.slice(6) ?? '')).map(({ code }) => code)).toContain(first?.code);
  });
  it('are of the place that they lie under', async () => {
    const under = async (within: string, more = {}) => counts((await post({ themes: [{ kind: 'building' }], where: { within, ...more } })).body)['building:residential'] ?? 0;
    expect([await under('990101'), await under(north), await under(`${north}002`), await under('12')]).toEqual([4, 2, 1, 0]);
    expect([await under(north, { gridCode: `${north}001` }), await under(north, { gridCode: '990101001002001' })]).toEqual([1, 0]);
  });
  it('hold whole themes and single things, less what was taken out', async () => {
    const all = (await post({})).body.items;
    const [building, clinic] = [all.find(({ kind }) => kind === 'building'), all.find(({ kind }) => kind === 'place')];
    const chosen = { themes: [{ kind: 'building' }], added: [clinic?.code], removed: [building?.code] };
    const { body } = await post({ selection: chosen });
    expect([counts(body), body.items.length]).toEqual([{ 'building:residential': 3, 'place:clinic': 1 }, 4]);
    expect((await post({ selection: { themes: [], added: [], removed: [] } })).body.totals).toEqual([]);
  });
  it('do not tell where one person is to who may only count: a code taken out changes no total', async () => {
    const [person] = await app.sql<{ code: string }>(`select code from elements e join key_person_profiles k on k.element_id = e.id where k.type = 'elder_alone' order by code limit 1`);
    const themes = [{ kind: 'key_person', category: 'elder_alone' }];
    for (const change of [{ themes, added: [], removed: [person?.code] }, { themes, added: [person?.code], removed: [] }]) {
      expect(counts((await post({ selection: change }, street)).body)).toEqual({ 'key_person:elder_alone': 12 });
    }
    expect((await post({ selection: { themes: [], added: [person?.code], removed: [] } }, street)).body.totals).toEqual([]);
  });
  it('are asked of an area given as pieces like of a geometry, and of exactly one of both', async () => {
    const circle = { op: 'add', from: 'circle', center: [117, 36.5], radiusMeters: 1001 };
    expect((await app.call<AreaBody>('POST', '/api/search/area', { cookie, body: { parts: [circle] } })).body.totals).toEqual([{ kind: 'facility', category: 'lamp', count: 10 }]);
    const under = [{ op: 'add', from: 'region', code: north }, { op: 'subtract', from: 'region', code: `${north}002` }];
    expect((await area({ parts: under, themes: [{ kind: 'building' }] })).body).toMatchObject({ totals: [{ kind: 'building', category: 'residential', count: 1 }], items: [{ name: '1号楼' }] });
    expect((await area({ geometry: town, parts: [circle] })).status).toBe(422);
    expect((await area({})).status).toBe(422);
  });
});

it('kinds of which a reader is told nothing are named, so that nothing is not taken for none', async () => {
  const asked = { geometry: square(115.9, 35.9, 0.3), themes: [{ kind: 'key_person' }] };
  type Told = AreaBody & { notTold: string[] };
  expect(((await area(asked)).body as Told).notTold).toEqual([]);
  const { body } = (await area(asked, otherCookie)) as Answer<Told>;
  expect(body.totals).toEqual([]);
  expect(body.notTold).toEqual(expect.arrayContaining(['household', 'person']));
  expect(body.notTold).not.toContain('building');
});

type InCharge = { holder: string; phone: string; duties: { role: string; areaName: string }[] }[];
const dutiesOf = (people: InCharge) => people.flatMap(({ holder, duties }) => duties.map(({ areaName }) => `${areaName} ${holder}`)).sort();

describe('around an area', () => {
  const parts = [{ op: 'add', from: 'region', code: north }];
  const around = (as: string, within?: string) => app.call<{ inCharge: InCharge; inChargeTotal: number; openEvents: { total: number; overdue: number; classes: { name: string; count: number }[] } | null }>('POST', '/api/search/area/around', { cookie: as, body: { parts, ...(within ? { within } : {}) } });
  it('are the people in charge of its grids and communities, not of those beside it', async () => {
    const { body } = await around(cookie);
    expect(dutiesOf(body.inCharge)).toEqual(['北关社区 书记', '北关社区第1网格 格员1', '北关社区第2网格 格员2']);
    expect([body.inChargeTotal, body.inCharge[0]?.phone]).toEqual([3, '13800000001']);
  });
  it('of one grid are its own and those of the community that it is of', async () => {
    const { body } = await around(cookie, `${north}002`);
    expect(dutiesOf(body.inCharge)).toEqual(['北关社区 书记', '北关社区第2网格 格员2']);
    expect(body.inChargeTotal).toBe(2);
  });
  it('are each told once, with all their duties; a name without a telephone is somebody else in another place', async () => {
    const added = await app.sql<{ id: number }>(`insert into duties (county_code, role, holder, phone, scope, area_code, sort)
      select '990101', role, holder, phone, 'grid', area_code, 9
      from (values ('police', '格员1', '13800000001', '${north}002'), ('police', '同名', '', '${north}001'), ('police', '同名', '', '${north}002')) as d (role, holder, phone, area_code) returning id`);
    const { body } = await around(cookie);
    await app.sql('delete from duties where id = any ($1)', [added.map(({ id }) => id)]);
    expect(body.inChargeTotal).toBe(5);
    expect(body.inCharge.find(({ holder }) => holder === '格员1')?.duties.map(({ role, areaName }) => `${areaName} ${role}`)).toEqual(['北关社区第1网格 grid_worker', '北关社区第2网格 police']);
    expect(body.inCharge.filter(({ holder }) => holder === '同名')).toHaveLength(2);
  });
  it('are not those of a grid that was taken away, though its border is shared', async () => {
    // A drawn area: its corners are none of the grid's, so that the border in common is not the same to the last bit.
    const drawn = { op: 'add', from: 'drawn', geometry: { type: 'Polygon', coordinates: [[[115.9903, 35.9907], [116.0311, 35.9913], [116.0307, 36.0309], [115.9911, 36.0303], [115.9903, 35.9907]]] } };
    const without = [drawn, { op: 'subtract', from: 'region', code: `${north}002` }];
    const { body } = await app.call<{ inCharge: InCharge }>('POST', '/api/search/area/around', { cookie, body: { parts: without } });
    expect(dutiesOf(body.inCharge).join()).toContain('北关社区第1网格');
    expect(dutiesOf(body.inCharge).join()).not.toContain('北关社区第2网格');
  });
  it('are the cases open in it, by class, to who may see cases', async () => {
    await app.sql(`insert into matter_classes (code, name) values ('02', '事件'), ('0201', '市容环境')`);
    await app.sql(`insert into matters (code, name, owner_department, routing, accept_amount, accept_unit, dispatch_amount, dispatch_unit, handle_amount, handle_unit, verify_amount, verify_unit, severity, opening_condition, closing_condition, source, is_local)
      values ('020101', '暴露垃圾', 'urban', 'territory_first', 1, '工作时', 1, '工作时', 1, '工作日', 1, '工作时', 2, '', '', 'test', true)`);
    await app.sql(`insert into events (county_code, code, matter_code, title, geom, state, channel, severity, due_at)
      select '990101', '9901012026010100000' || n, '020101', '案件', st_setsrid(st_makepoint(116.005, 36.005), 4326), 'accepted', 'hotline', 2, now() - interval '1 day' * (n - 1)
      from generate_series(0, 2) n`);
    const { body } = await around(cookie);
    expect(body.openEvents).toMatchObject({ total: 3, overdue: 2, classes: [{ code: '0201', name: '市容环境', count: 3 }] });
    expect((await around(otherCookie)).body.openEvents).toBeNull();
    expect((await around(cookie, `${north}001`)).body.openEvents).toMatchObject({ total: 3, overdue: 2 });
    expect((await around(cookie, `${north}002`)).body.openEvents).toEqual({ total: 0, overdue: 0, classes: [] });
  });
  it('is told by grid where that was asked for', async () => {
    const { body } = await app.call<{ places: object[] }>('POST', '/api/search/area', { cookie, body: { parts, themes: [{ kind: 'building' }], byPlace: true } });
    expect(body.places).toEqual([{ code: `${north}001`, name: '北关社区第1网格', count: 1 }, { code: `${north}002`, name: '北关社区第2网格', count: 1 }]);
  });
});
