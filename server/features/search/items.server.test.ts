import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addTown, addUsers, north, openTestApp, type TestApp, townUsers } from '../../test-town.ts';
import { loadMatters } from '../matters/load.ts';
import type { QueryResultRow } from 'pg';
import type { RequestDatabase, Statement } from '../../platform/database.ts';
import { findItems } from './find-items.ts';
import { otherWords } from './synonyms.ts';

let app: TestApp;
const cookies: Record<string, string> = {};

interface Found {
  total: number;
  isTotalCapped: boolean;
  items: { code: string; kind: string; name: string; matched: string; score: number; inCharge?: { holder: string; unitNo: number | null }[]; geometry: { type: string } | null }[];
}
const find = async (q: string, more = '', as = 'community'): Promise<Found> =>
  (await app.call<Found>('GET', `/api/search/items?q=${encodeURIComponent(q)}${more}`, { cookie: cookies[as] ?? '' })).body;
/** The codes of all pages, one after the other. */
const pages = async (q: string, limit: number, as: string, most = Number.POSITIVE_INFINITY): Promise<string[]> => {
  const codes: string[] = [];
  let cursor = '';
  do {
    const answer = (await app.call<Found & { next: string | null }>('GET', `/api/search/items?q=${encodeURIComponent(q)}&limit=${limit}${cursor && `&cursor=${cursor}`}`, { cookie: cookies[as] ?? '' })).body;
    codes.push(...answer.items.map(({ code }) => code));
    cursor = answer.next ?? '';
  } while (cursor && codes.length < most);
  return codes;
};
const names = async (q: string, more = '', as = 'community') => (await find(q, more, as)).items.map(({ name }) => name);

beforeAll(async () => {
  app = await openTestApp('items');
  await addTown(app);
  await addUsers(app, townUsers);
  await loadMatters({ query: (statement) => app.database.asOwner((db) => db.query(statement)) });
  for (const { username } of townUsers) cookies[username] = await app.signIn(username);
  await addEstates();
});
afterAll(() => app.close());

/** Two estates of three houses; six dwellings in each house; a place with a telephone. */
async function addEstates(): Promise<void> {
  await app.sql(`insert into elements (county_code, code, kind, category, name, address, geom)
    select '990101', digital_id('990101', 1, 100 + e * 10 + n), 'building', 'residential', estate || n || '栋', '格图县城关街道长安街' || (e * 100 + 1) || '号' || estate || n || '栋',
           st_makeenvelope(115.981 + e * 0.02 + n * 0.001, 36.004, 115.9815 + e * 0.02 + n * 0.001, 36.0045, 4326)
    from unnest(array['现代小区', '锦绣花园']) with ordinality as given (estate, e), generate_series(1, 3) n`);
  await app.sql(`insert into building_profiles (county_code, element_id, estate, building_no) select county_code, id, regexp_replace(name, '[0-9]+栋$', ''), substring(name from '([0-9]+)栋$') from elements where name ~ '[0-9]栋$'`);
  await app.sql(`insert into elements (county_code, code, kind, name, address, geom, building_id)
    select '990101', digital_id('990101', 2, row_number() over ()), 'dwelling', b.name || u || '单元' || f || '01室', b.address, st_pointonsurface(b.geom), b.id
    from elements b, generate_series(1, 2) u, generate_series(1, 3) f where b.name ~ '[0-9]栋$'`);
  await app.sql(`insert into elements (county_code, code, kind, name, geom) values
    ('990101', digital_id('990101', 6, 500), 'place', '重庆火锅店', st_setsrid(st_makepoint(116.011, 36.005), 4326)),
    ('990101', digital_id('990101', 6, 501), 'place', '红太阳托儿所', st_setsrid(st_makepoint(116.012, 36.005), 4326)),
    ('990101', digital_id('990101', 6, 502), 'place', '和平里社区卫生服务中心', st_setsrid(st_makepoint(116.013, 36.005), 4326))`);
  await app.sql(`insert into elements (county_code, code, kind, name, address, geom) values
    ('990101', digital_id('990101', 1, 301), 'building', '无号大厦', '世纪大道 100', st_makeenvelope(116.014, 36.005, 116.0141, 36.0051, 4326)),
    ('990101', digital_id('990101', 1, 302), 'building', '有号大厦', '世纪大道 100号', st_makeenvelope(116.015, 36.005, 116.0151, 36.0051, 4326)),
    ('990101', digital_id('990101', 1, 303), 'building', '长号大厦', '世纪大道1001号', st_makeenvelope(116.016, 36.005, 116.0161, 36.0051, 4326)),
    ('990101', digital_id('990101', 1, 304), 'building', '弄堂', '世纪大道100弄2号', st_makeenvelope(116.017, 36.005, 116.0171, 36.0051, 4326)),
    ('990101', digital_id('990101', 1, 305), 'building', '00号楼', '世纪大道 1', st_makeenvelope(116.018, 36.005, 116.0181, 36.0051, 4326))`);
  await app.sql(`insert into place_profiles (county_code, element_id, contact_phone) select county_code, id, '99012345678' from elements where name = '重庆火锅店'`);
}

describe('one box', () => {
  it.each([
    ['xdxq', '现代小区', 'initials'],
    ['xiandaixiaoqu', '现代小区', 'pinyin'],
    ['xiandaixq', '现代小区', 'pinyin'],
    ['xd小区', '现代小区', 'initials'],
    ['jxhy', '锦绣花园', 'initials'],
    ['cqhg', '重庆火锅店', 'initials'],
    ['zhongqing', '重庆火锅店', 'pinyin'],
    ['現代小區', '现代小区', 'name'],
    ['ＸＤＸＱ', '现代小区', 'initials'],
    ['红太阳幼儿园', '红太阳托儿所', 'synonym'],
    ['锦秀花园', '锦绣花园', 'typo'],
    ['和平里社区卫生服物中心', '和平里社区卫生服务中心', 'typo'],
    ['和平里社区卫生务中心', '和平里社区卫生服务中心', 'typo'],
    ['卫生 和平里', '和平里社区卫生服务中心', 'words'],
  ])('finds by %s first %s, for its %s', async (q, name, matched) => {
    expect((await find(q)).items[0]).toMatchObject({ name, matched });
  });
  it.each([
    '长安街201号锦绣花园3栋', '锦绣花园3栋', '锦绣花园3幢', '锦绣花园三号楼', '锦绣花园3座', '锦绣花园３栋', '长安街201号3栋', '长安街201号锦绣花园3号', '锦绣花园3#', '锦绣花园3栋9单元909',
  ])('finds the house by %s', async (q) => {
    expect((await find(q, '&kinds=building')).items[0]).toMatchObject({ name: '锦绣花园3栋' });
  });
  it.each(['世纪大道100号', '世纪大道100', '世纪大道 100', '世紀大道１００號', '世纪大道一百号'])('finds the door by %s, whether its row says 号 or not', async (q) => {
    const { items } = await find(q);
    expect(items.slice(0, 2).map(({ name, matched }) => `${name} ${matched}`).sort()).toEqual(['无号大厦 address', '有号大厦 address']);
    expect(items.slice(2).every(({ score }) => score < 100)).toBe(true);
  });
  it('puts houses that have the unit before those that have none', async () => {
    await app.sql(`update building_profiles set units = case when estate = '现代小区' then 0 else 2 end where estate in ('现代小区', '锦绣花园')`);
    const houses = async (q: string) => (await names(q, '&kinds=building')).slice(0, 2);
    expect(await houses('3栋2单元')).toEqual(['锦绣花园3栋', '现代小区3栋']);
    await app.sql(`update building_profiles set units = case when estate = '现代小区' then 3 else 2 end where estate in ('现代小区', '锦绣花园')`);
    expect((await houses('3栋3单元'))[0]).toBe('现代小区3栋');
    const every = await pages('3栋3单元', 2, 'community');
    expect([new Set(every).size, (await find('3栋3单元')).total]).toEqual([every.length, every.length]);
    expect(await names('锦绣花园3栋7单元')).toEqual(['锦绣花园3栋']);
  });
  it('finds the dwelling before its house for who may see it', async () => {
    expect(await names('长安街201号3栋2单元301', '', 'other')).toEqual(['锦绣花园3栋2单元301室', '锦绣花园3栋']);
    expect(await names('长安街201号3栋2单元301', '', 'volunteer')).toEqual(['锦绣花园3栋']);
  });
  it('knows a street and an estate as one thing, with their shape', async () => {
    expect((await find('锦绣花园', '&kinds=estate')).items).toMatchObject([{ kind: 'estate', name: '锦绣花园', geometry: { type: 'MultiPoint' } }]);
    await app.sql(`insert into ground_features (county_code, theme, class, name, geom) values
      ('990101', 'landuse', 'residential', '', st_makeenvelope(116.021, 36.003, 116.026, 36.006, 4326)), ('990101', 'landuse', 'park', '现代小区', st_makeenvelope(116.001, 36.003, 116.006, 36.006, 4326))`);
    expect((await find('锦绣花园', '&kinds=estate')).items).toMatchObject([{ category: '' }]);
    expect((await find('现代小区', '&kinds=estate')).items).toMatchObject([{ category: 'park' }]);
    expect((await find('人民路', '&kinds=street')).items[0]?.geometry?.type).toMatch(/LineString/);
  });
  it('finds a matter as residents say it, without a place', async () => {
    const { items } = await find('井盖没了');
    expect(items[0]).toMatchObject({ kind: 'matter', matched: 'alias', geometry: null });
    // Of those that share the saying the one that it means first of all.
    expect(await names('楼上漏水')).toEqual(['邻里间渗漏', '邻里纠纷调解']);
    expect((await names('占道经营')).slice(0, 2)).toEqual(['无照经营游商', '店外经营']);
    expect([(await names('没暖气'))[0], (await names('家里没水'))[0]]).toEqual(['暖气不热', '停水']);
    expect((await find('井盖', '&kinds=matter')).items.map(({ kind }) => kind)).toContain('matter');
  });
  it('finds a thing by the telephone on its door, a person by theirs only by right, with an entry in the audit log', async () => {
    expect((await find('99012345678', '', 'volunteer')).items).toMatchObject([{ name: '重庆火锅店', matched: 'phone' }]);
    const logged = async () => (await app.sql<{ count: number }>(`select count(*) as count from audit_log where action = 'search.items'`))[0]?.count ?? 0;
    const before = await logged();
    expect((await find('13900000000', '', 'worker')).items).toMatchObject([{ kind: 'person', matched: 'phone' }]);
    expect(await logged()).toBe(before + 1);
    expect((await find('13900000000', '', 'street')).items).toEqual([]);
    expect(await logged()).toBe(before + 1);
  });
  it('finds where somebody is in charge by their telephone: the houses of an entrance board, grids and communities', async () => {
    const found = async (phone: string, as: string) => (await find(phone, '&limit=50', as)).items.map(({ kind, matched }) => `${kind} ${matched}`);
    expect(new Set(await found('13800000002', 'community'))).toEqual(new Set(['building phone']));
    expect(new Set(await found('13800000001', 'community'))).toEqual(new Set(['grid phone']));
    expect(new Set(await found('13800000003', 'community'))).toEqual(new Set(['region phone']));
    expect(await found('13800000001', 'volunteer')).toEqual([]);
    expect((await find('13800000003')).items).toContainEqual(expect.objectContaining({ name: '北关社区', inCharge: [{ holder: '书记', roleTitle: 'secretary', unitNo: null }] }));
  });
  it('finds whoever is in charge by name and its beginning, as the place that they answer for', async () => {
    await app.sql(`insert into duties (county_code, role, holder, phone, scope, area_code, building_id, unit_no)
      select '990101', 'community_secretary', '欧阳雪', '13800000004', 'region', $1, null, null
      union all select '990101', 'unit_head', '欧阳峰', '', 'building', grid_code, id, 2 from elements where name = '锦绣花园3栋'
      union all select '990101', 'unit_head', '劉陽春', '', 'building', grid_code, id, 1 from elements where name = '锦绣花园3栋'
      union all select '990101', 'unit_head', '欧阳去', '', 'building', grid_code, id, 3 from elements where name = '锦绣花园3栋'`, [north]);
    await app.sql(`update duties set valid_to = now() where holder = '欧阳去'`);
    const rows = async (q: string, as = 'volunteer') => (await find(q, '', as)).items.map(({ kind, name, matched, inCharge }) => [kind, name, matched, ...(inCharge ?? []).map(({ holder, unitNo }) => holder + (unitNo ?? ''))]);
    const [secretary, head] = [['region', '北关社区', 'duty', '欧阳雪'], ['building', '锦绣花园3栋', 'duty', '欧阳峰2']];
    expect(await rows('欧阳雪')).toEqual([secretary]);
    expect(await rows('歐陽雪')).toEqual([secretary]);
    expect((await rows('欧阳')).sort()).toEqual([head, secretary].sort());
    expect(await rows('劉陽春')).toEqual([['building', '锦绣花园3栋', 'duty', '劉陽春1']]);
    expect((await find('欧阳')).total).toBe(2);
    expect([await rows('欧阳去'), await rows('阳雪'), await rows('欧')]).toEqual([[], [], []]);
    expect((await find('欧阳', '&kinds=building')).items.map(({ kind }) => kind)).toEqual(['building']);
    expect((await find('欧阳', `&within=${north}`)).items.map(({ kind }) => kind)).toContain('region');
    // Who may not read a duty does not find it either: the policy decides, as on cards.
    await app.sql('alter policy duties_read on duties using (session_has_right(\'elements.internal\'))');
    expect([await rows('欧阳雪'), await rows('欧阳雪', 'community')]).toEqual([[], [secretary]]);
    await app.sql('alter policy duties_read on duties using ((select session_user_id()) is not null)');
  });
  it('finds places by what they are, behind those that are called so', async () => {
    const place = (n: number, name: string, category: string) => app.sql(
      `insert into elements (county_code, code, kind, category, name, geom) values ('990101', digital_id('990101', 6, $1), 'place', $2, $3, st_setsrid(st_makepoint(116.013, 36.004), 4326))`, [n, category, name]);
    await app.sql(`insert into dictionaries (type, code, name, source, is_local) values ('category.place', 'cafe', '咖啡馆', 'getu', true) on conflict (type, code) do update set name = excluded.name`);
    await place(800, '星巴克', 'cafe');
    await place(801, 'Costa', 'cafe');
    await place(802, '咖啡书屋', 'books');
    const rows = async (q: string) => (await find(q, '', 'volunteer')).items.map(({ name, matched }) => `${name} ${matched}`);
    expect((await rows('咖啡'))[0]).toBe('咖啡书屋 name');
    expect((await rows('咖啡')).slice(1).sort()).toEqual(['Costa category', '星巴克 category']);
    for (const q of ['咖啡馆', '咖啡厅', '咖啡館']) expect((await rows(q)).sort(), q).toEqual(['Costa category', '星巴克 category']);
    expect([(await find('咖啡')).total, (await find('咖啡馆')).total, (await find('咖啡馆', '&kinds=building')).total]).toEqual([3, 2, 0]);
    expect(new Set(await pages('咖啡', 1, 'community')).size).toBe(3);
    // The code of the category is no word of its own, and a single character means no category.
    expect([await rows('cafe'), (await rows('馆')).filter((row) => row.endsWith('category'))]).toEqual([[], []]);
    await app.sql(`update elements set category = 'bar' where name = 'Costa'`);
    expect(await rows('咖啡馆')).toEqual(['星巴克 category']);
    await app.sql(`update dictionaries set name = '茶饮咖啡店' where type = 'category.place' and code = 'cafe'`);
    expect(await rows('茶饮')).toEqual(['星巴克 category']);
  });
  it('follows what is written: names, ends, new grids and matters', async () => {
    const [hall] = await app.sql<{ id: number }>(`insert into elements (county_code, code, kind, name, geom) values ('990101', digital_id('990101', 6, 900), 'place', '老年活动室', st_setsrid(st_makepoint(116.014, 36.005), 4326)) returning id`);
    expect(await names('老年活动室')).toEqual(['老年活动室']);
    await app.sql(`update elements set name = '青少年文化宫' where id = $1`, [hall?.id]);
    expect([await names('老年活动室'), await names('qingshaonian')]).toEqual([[], ['青少年文化宫', '不良行为青少年帮教']]);
    await app.sql(`update elements set valid_to = now() where id = $1`, [hall?.id]);
    expect(await names('青少年文化宫')).toEqual([]);
    await app.sql(`update matters set aliases = aliases || '马葫芦盖丢了'::text where code = '010101'`);
    expect((await find('马葫芦盖丢了')).items).toMatchObject([{ kind: 'matter', code: '010101', category: '0101', address: '部件 · 公用设施' }]);
  });
  it('shows internal rows of the jurisdiction alone', async () => {
    const dwellings = async (as: string) => (await find('锦绣花园3栋2单元', '&kinds=dwelling', as)).total;
    expect([await dwellings('other'), await dwellings('city'), await dwellings('community'), await dwellings('volunteer')]).toEqual([3, 3, 0, 0]);
  });
  it('tells the grids of a community apart, which its documents do not', async () => {
    const [first, second] = [`${north}001`, `${north}002`];
    await addUsers(app, [{ username: 'next-worker', role: 'grid_worker', jurisdiction: second }]);
    cookies['next-worker'] = await app.signIn('next-worker');
    const dwellings = async (more = '', as = 'community') => { const { items, total } = await find('现代小区3栋2单元', `&kinds=dwelling${more}`, as); return [items.length, total]; };
    expect([await dwellings('', 'worker'), await dwellings('', 'next-worker')]).toEqual([[3, 3], [0, 0]]);
    expect([await dwellings(`&within=${first}`), await dwellings(`&within=${second}`)]).toEqual([[3, 3], [0, 0]]);
    const [dwelling] = await app.sql<{ code: string }>(`select code from elements where kind = 'dwelling' and name like '现代小区3栋2单元%'`);
    const byCode = async (more: string, as: string) => (await find(dwelling?.code ?? '', more, as)).total;
    expect([await byCode('', 'worker'), await byCode('', 'next-worker'), await byCode(`&within=${first}`, 'community'), await byCode(`&within=${second}`, 'community')]).toEqual([1, 0, 1, 0]);
    expect((await find('石狮', `&within=${second}`)).total).toBe(0);
  });
  it('puts what is in view before what is not, whatever else ranks it', async () => {
    await app.sql(`insert into elements (county_code, code, kind, name, geom) select '990101', digital_id('990101', 7, 5000 + n), 'facility', '石狮子' || n, st_setsrid(st_makepoint(116 + n * 0.0001, 36.009), 4326) from generate_series(1, 300) n`);
    const box = [116.02, 36.008, 116.0205, 36.01];
    const { items, total } = await find('石狮', `&limit=10&bbox=${box.join(',')}`);
    expect(total).toBe(300);
    expect(items.slice(0, 6).map(({ name }) => Number(name.slice(3))).every((n) => n >= 200 && n <= 205)).toBe(true);
  });
  it.each(['石狮', 'shishi', 'shi', 'ss', '锦绣花园', '3栋', '长安街201号', '1单元1', '101', '小区', '狮', '社区'])('begins a long list of %s as a short one, with the same total', async (q) => {
    const [long, short] = [await find(q, '&limit=100'), await find(q, '&limit=3')];
    expect(short.items).toEqual(long.items.slice(0, 3));
    expect(short.total).toBe(long.total);
  });
  it.each(['狮', '石狮', '石狮子1', '锦绣', '小区', '201号', '1单元1', '101', '药房'])('counts each thing once that is found by %s, in whatever way', async (q) => {
    const [all] = await app.sql<{ count: number }>(
      `select count(*) as count from search_documents d
       where d.kind <> 'dwelling' and (d.name like any ($1) or (length($2) > 1 and (d.address like '%' || $2 || '%' or d.aliases like '%' || $2 || '%')))`,
      [[q, ...otherWords(q)].map((word) => `%${word}%`), q]);
    expect((await find(q, '', 'volunteer')).total).toBe(all?.count);
  });
  it('shows the best of each kind side by side before more of one kind, on every page the same', async () => {
    await app.sql(`insert into elements (county_code, code, kind, name, geom)
      select '990101', digital_id('990101', 7, 7000 + n), 'facility', '麒麟栓' || n, st_setsrid(st_makepoint(116.001, 36.009), 4326) from generate_series(1, 250) n union all
      select '990101', digital_id('990101', 6, 7000 + n), 'place', '城南麒麟站' || n, st_setsrid(st_makepoint(116.001, 36.009), 4326) from generate_series(1, 5) n union all
      select '990101', digital_id('990101', 9, 7000 + n), 'resource', '麒麟车' || n, st_setsrid(st_makepoint(116.001, 36.009), 4326) from generate_series(1, 2) n`);
    const { items, total } = await find('麒麟', '&limit=100', 'volunteer');
    expect([items.slice(0, 3), items.slice(3, 6)].map((turn) => turn.map(({ kind }) => kind).sort())).toEqual([['facility', 'place', 'resource'], ['facility', 'place', 'resource']]);
    expect(total).toBe(257);
    for (const as of ['volunteer', 'community']) {
      const paged = await pages('麒麟', 60, as);
      expect([paged.length, new Set(paged).size]).toEqual([257, 257]);
      expect(paged.slice(0, 100)).toEqual((await find('麒麟', '&limit=100', as)).items.map(({ code }) => code));
      expect(await pages('麒麟', 4, as, 12)).toEqual(paged.slice(0, 12));
    }
  });
  it('lists the same rows in the same order as a search that looks at everything', async () => {
    const paged = await pages('石狮', 30, 'community');
    const expected = await app.sql<{ code: string }>(
      `select code from search_documents where name like '%石狮%' order by starts_with(place_code, $1) desc, rank desc, code`, [north]);
    expect(paged).toEqual(expected.map(({ code }) => code));
  });
});

describe('what is typed badly', () => {
  it.each(['\u0000', '%00', '\u200b\u200b', '\u202e', '   \t ', '🈳', '\uD83D', "'", '\\', ':*', '!', '()', '&', '|', '<->', 'a & b', '$1', '{}', '<script>alert(1)</script>', '零'.repeat(200), 'a'.repeat(200), '1'.repeat(200), 'xiandai'.repeat(28), '3栋'.repeat(60)])(
    'is answered or refused, never an error: %j',
    async (q) => {
      const answer = await app.call('GET', `/api/search/items?q=${new URLSearchParams({ q }).toString().slice(2)}`, { cookie: cookies.community ?? '' });
      expect([200, 400, 422]).toContain(answer.status);
    },
  );
  it('is refused where it is too long', async () => {
    expect((await app.call('GET', `/api/search/items?q=${'x'.repeat(10_000)}`, { cookie: cookies.community ?? '' })).status).toBe(422);
  });
});

describe('its plan', () => {
  it('reads documents by an index, never all of them', async () => {
    await app.sql(`select set_config('getu.bulk', 'on', false)`);
    await app.sql(`insert into search_documents select 0, 0.1 + n * 1e-6, '990101', 'facility', 'x' || n, 0, '990101', true, '填充' || md5(n::text), '', '', '', null from generate_series(1, 20000) n`);
    await app.sql('alter table elements_990101 disable trigger user');
    await app.sql(`insert into elements (county_code, code, kind, name, geom) select '990101', digital_id('990101', 7, 10000 + n), 'facility', '填充', st_setsrid(st_makepoint(116, 36.2), 4326) from generate_series(1, 8000) n`);
    await app.sql('alter table elements_990101 enable trigger user');
    await app.sql(`insert into duties (county_code, role, holder, scope, area_code) select '990101', 'grid_worker', '填充' || n, 'grid', '990101001001001' from generate_series(1, 5000) n`);
    await app.sql('analyze search_documents, elements, duties');
    for (const q of ['楼', '小区', '诊所', '人民路诊所', 'xdxq', '锦绣花园3栋2单元', '欧阳雪', '茶饮', '茶饮咖啡']) {
      const lines: string[] = [];
      await app.database.withRequest({ userId: 1, roles: ['community_officer'], jurisdiction: north, requestId: 'plan' }, async (db) => {
        const explaining: RequestDatabase = {
          cost: db.cost,
          query: async <Row extends QueryResultRow>({ text, values }: Statement) => {
            const rows = await db.query<{ 'QUERY PLAN': string }>({ text: `explain ${text}`, values: values ?? [] });
            lines.push(...rows.map((row) => row['QUERY PLAN']));
            return db.query<Row>({ text, values: values ?? [] });
          },
        };
        const hash = Buffer.alloc(32);
        await findItems(explaining, { q, hashes: [hash, hash, hash], filters: { kinds: null, within: null, bbox: null }, skip: 0, limit: 100 });
      });
      expect(lines.length).toBeGreaterThan(100);
      const scans = lines.filter((line) => /Seq Scan on (search_documents_0|elements_990101|person_profiles)/.test(line));
      expect(scans).toEqual([]);
      expect(lines.some((line) => line.includes('duties_holder_idx'))).toBe(q.length > 1);
    }
  });
});
