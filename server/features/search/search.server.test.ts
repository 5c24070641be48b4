import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addTown, addUsers, type Answer, north, openTestApp, type TestApp, townUsers } from '../../test-town.ts';

let app: TestApp;
let cookie = '';
let otherCookie = '';

interface AreaBody {
  area: { squareMeters: number; geometry: { type: string }; isRepaired: boolean };
  totals: { kind: string; category: string; count: number }[];
  items: { id: number; code: string; kind: string; name: string; distanceMeters: number }[];
  next: string | null;
}
interface ItemsBody {
  total: number;
  isTotalCapped: boolean;
  items: { code: string; kind: string; name: string; matched: string; score: number; geometry: { type: string } }[];
  next: string | null;
}

beforeAll(async () => {
  app = await openTestApp('search');
  await addTown(app);
  await addUsers(app, townUsers);
  cookie = await app.signIn('community');
  otherCookie = await app.signIn('volunteer');
  // Points at known distances north of the centre of an empty place, and names that are hard to look for.
  await app.sql(`insert into elements (county_code, code, kind, category, name, geom)
    select '990101', digital_id('990101', 7, n), 'facility', 'lamp', '路灯 ' || n, st_project(st_makepoint(117, 36.5)::geography, n * 100, radians(n * 37))::geometry
    from generate_series(1, 60) n`);
  await app.sql(`insert into elements (county_code, code, kind, category, name, geom)
    select '990101', digital_id('990101', 9, row_number() over ()), 'resource', 'shop', name, st_setsrid(st_makepoint(116.5, 36.4), 4326)
    from unnest($1::text[]) as name`, [hardNames]);
});
afterAll(() => app.close());

const hardNames = ["O'Brien's \"shop\"", '<script>alert(1)</script>', '100%满意', '50_percent', 'back\\slash', '👨‍👩‍👧 家庭店', '𠮷野家', 'שלום \u202Eolleh', "'; drop table elements; --", 'UPPER Case'];
const area = (body: object, as = cookie): Promise<Answer<AreaBody>> => app.call('POST', '/api/search/area', { cookie: as, body });
const items = async (q: string, more = '', as = cookie): Promise<ItemsBody> => (await app.call<ItemsBody>('GET', `/api/search/items?q=${encodeURIComponent(q)}${more}`, { cookie: as })).body;
const square = (west: number, south: number, side: number) => ({ type: 'Polygon', coordinates: [[[west, south], [west + side, south], [west + side, south + side], [west, south + side], [west, south]]] });

describe('a drawn area', () => {
  it('answers totals by kind and category, and the nearest rows first', async () => {
    const { body } = await area({ geometry: square(116, 36, 0.02) });
    expect(body.totals).toContainEqual({ kind: 'building', category: 'residential', count: 2 });
    expect(body.totals).toContainEqual({ kind: 'place', category: 'clinic', count: 1 });
    const distances = body.items.map(({ distanceMeters }) => distanceMeters);
    expect(distances).toEqual([...distances].sort((a, b) => a - b));
    expect(body.area.squareMeters).toBeGreaterThan(3.9e6);
    expect(body.area.isRepaired).toBe(false);
  });
  it('is a true circle for a point and a radius: by geodesic distance', async () => {
    for (const radiusMeters of [950, 1001, 3333, 5999.5]) {
      const { body } = await area({ geometry: { type: 'Point', coordinates: [117, 36.5] }, radiusMeters, limit: 100 });
      expect(body.totals).toEqual([{ kind: 'facility', category: 'lamp', count: Math.floor(radiusMeters / 100) }]);
      expect(body.area.squareMeters).toBeCloseTo(Math.PI * radiusMeters ** 2, -2);
      expect(body.area.geometry.type).toBe('Polygon');
    }
  });
  it('is the same with heights, which are dropped; a fourth number is refused', async () => {
    const flat = square(116, 36, 0.02);
    const lifted = (...more: number[]) => ({ geometry: { ...flat, coordinates: flat.coordinates.map((ring) => ring.map((position) => [...position, ...more])) } });
    const { area: shape, totals, items: rows } = (await area({ geometry: flat })).body;
    expect((await area(lifted(12.5))).body).toMatchObject({ area: shape, totals, items: rows });
    expect((await area({ geometry: { type: 'Point', coordinates: [117, 36.5, 8] }, radiusMeters: 950 })).body.totals).toEqual([{ kind: 'facility', category: 'lamp', count: 9 }]);
    expect((await area(lifted(12.5, 1))).status).toBe(422);
  });
  it('tells distances within a thousandth', async () => {
    const { body } = await area({ geometry: { type: 'Point', coordinates: [117, 36.5] }, radiusMeters: 6001, limit: 60 });
    for (const [index, { distanceMeters }] of body.items.entries()) expect(Math.abs(distanceMeters / ((index + 1) * 100) - 1)).toBeLessThan(0.001);
  });
  it('is ordered around another place where one is given', async () => {
    const [lamp] = await app.sql<{ lng: number; lat: number; name: string }>(`select st_x(geom) as lng, st_y(geom) as lat, name from elements where name = '路灯 42'`);
    const { body } = await area({ geometry: square(116.9, 36.4, 0.2), where: { nearTo: [lamp?.lng, lamp?.lat] }, limit: 1 });
    expect(body.items[0]).toMatchObject({ name: '路灯 42', distanceMeters: 0 });
  });
  it('is filtered by kind, category, grid and words, alike in totals and rows', async () => {
    const geometry = square(115.9, 35.9, 0.3);
    const kinds = (await area({ geometry, kinds: ['building'] })).body;
    expect([kinds.totals.length, kinds.items.length]).toEqual([1, 4]);
    expect((await area({ geometry, categories: ['clinic'] })).body.items).toHaveLength(1);
    expect((await area({ geometry, kinds: ['building'], where: { gridCode: `${north}002` } })).body.items.map(({ name }) => name)).toEqual(['2号楼']);
    expect((await area({ geometry, where: { q: '诊所' } })).body.totals).toEqual([{ kind: 'place', category: 'clinic', count: 1 }]);
  });
  it('is read page by page without a row twice or lost', async () => {
    const seen: number[] = [];
    let cursor: string | undefined;
    do {
      const { body } = await area({ geometry: square(116.9, 36.4, 0.2), limit: 7, cursor });
      seen.push(...body.items.map(({ id }) => id));
      cursor = body.next ?? undefined;
    } while (cursor);
    expect([seen.length, new Set(seen).size]).toEqual([60, 60]);
  });
  it('refuses a cursor that was changed, or belongs to another question or user', async () => {
    const geometry = square(116.9, 36.4, 0.2);
    const cursor = (await area({ geometry, limit: 7 })).body.next ?? '';
    const [body = '', mark = ''] = cursor.split('.');
    for (const changed of [`${body}0.${mark}`, `${Buffer.from('[0,0]').toString('hex')}.${mark}`, body, 'x', `${cursor}00`, cursor.toUpperCase().replace(/^../, '5C')]) {
      expect((await area({ geometry, limit: 7, cursor: changed })).status).toBe(400);
    }
    expect((await area({ geometry: square(116.9, 36.4, 0.21), limit: 7, cursor })).status).toBe(400);
    expect((await area({ geometry, limit: 7, cursor }, otherCookie)).status).toBe(400);
    expect((await area({ geometry, limit: 9, cursor })).status).toBe(200);
  });
  it('is repaired where its line crosses itself, and says so', async () => {
    const bow = { type: 'Polygon', coordinates: [[[116, 36], [116.02, 36.01], [116.02, 36], [116, 36.01], [116, 36]]] };
    const { status, body } = await area({ geometry: bow });
    expect([status, body.area.isRepaired]).toEqual([200, true]);
    const open = { type: 'Polygon', coordinates: [[[116, 36], [116.02, 36], [116.02, 36.01], [116, 36.01]]] };
    expect((await area({ geometry: open })).body.area.isRepaired).toBe(true);
  });
});

describe('an area that cannot be used', () => {
  const ring = (positions: unknown[]) => ({ type: 'Polygon', coordinates: [positions] });
  it.each([
    ['nothing', { type: 'Polygon', coordinates: [] }, /encloses nothing/],
    ['an empty ring', ring([]), /three different corners/],
    ['two corners', ring([[116, 36], [117, 36], [116, 36]]), /three different corners/],
    ['a line', ring([[116, 36], [116.1, 36], [116.2, 36], [116, 36]]), /encloses nothing/],
    ['swapped axes', ring([[36, 116], [36, 116.1], [36.1, 116.1], [36, 116]]), /swapped/],
    ['a place out of the world', ring([[116, 36], [216, 36], [116, 37], [116, 36]]), /outside the world/],
    ['half the world', ring([[-170, -80], [170, -80], [170, 80], [-170, 80], [-170, -80]]), /km²/],
    ['all of it', ring([[-180, -90], [180, -90], [180, 90], [-180, 90], [-180, -90]]), /km²/],
    ['a quarter that touches a pole', ring([[0, -90], [90, -90], [90, 0], [0, 0], [0, -90]]), /km²/],
    ['all but the poles', ring([[-180, -85], [180, -85], [180, 85], [-180, 85], [-180, -85]]), /km²/],
    ['a ribbon round the world', ring([[-180, 0], [180, 0], [180, 0.001], [-180, 0.001], [-180, 0]]), /km²/],
    ['too many vertices', ring(Array.from({ length: 10_001 }, (_, n) => [116 + Math.cos(n / 1600) / 10, 36 + Math.sin(n / 1600) / 10])), /10001 vertices/],
  ])('is %s: refused with the reason and the place', async (name, geometry, reason) => {
    const answer = await app.call<{ type: string; detail: string; errors: { location?: number[] }[] }>('POST', '/api/search/area', { cookie, body: { geometry } });
    expect([answer.status, answer.body.type]).toEqual([422, '/problems/geometry-not-valid']);
    expect(answer.body.detail).toMatch(reason);
    if (name !== 'nothing' && !/three|km²/.test(answer.body.detail)) expect(answer.body.errors[0]?.location).toHaveLength(2);
  });
  it('is a tangle: refused at once with a place where it crosses itself, since a repair cannot be stopped', async () => {
    const tangle = (corners: number) => ring(Array.from({ length: corners }, (_, n) => [116 + ((n * 7919) % 1009) / 2000, 36 + ((n * 6007) % 997) / 2000]));
    const started = performance.now();
    const refused = await app.call<{ detail: string; errors: { location?: number[] }[] }>('POST', '/api/search/area', { cookie, body: { geometry: tangle(9_000) } });
    expect([refused.status, refused.body.errors[0]?.location?.length]).toEqual([422, 2]);
    expect(refused.body.detail).toMatch(/crosses itself/);
    const repaired = await area({ geometry: tangle(400) });
    expect([repaired.status, repaired.body.area.isRepaired]).toEqual([200, true]);
    expect(performance.now() - started).toBeLessThan(15_000);
  });
  it('says where a swapped position would lie', async () => {
    const answer = await app.call<{ errors: { location: number[] }[] }>('POST', '/api/search/area', { cookie, body: { geometry: { type: 'Point', coordinates: [36.1, 116.2] }, radiusMeters: 100 } });
    expect(answer.body.errors[0]?.location).toEqual([116.2, 36.1]);
  });
  it.each([
    ['NaN', 400, '{"geometry":{"type":"Point","coordinates":[NaN,36]},"radiusMeters":1}'],
    ['infinity', 422, '{"geometry":{"type":"Point","coordinates":[1e999,36]},"radiusMeters":1}'],
    ['null', 422, '{"geometry":{"type":"Point","coordinates":[null,36]},"radiusMeters":1}'],
    ['words', 422, '{"geometry":{"type":"Point","coordinates":["116",36]},"radiusMeters":1}'],
    ['a radius without end', 422, '{"geometry":{"type":"Point","coordinates":[116,36]},"radiusMeters":1e9}'],
    ['a line', 422, '{"geometry":{"type":"LineString","coordinates":[[116,36],[117,37]]}}'],
    ['a point without a radius', 422, '{"geometry":{"type":"Point","coordinates":[116,36]}}'],
    ['half a body', 400, '{"geometry":{"type":"Po'],
    ['a bomb of brackets', 400, `{"geometry":${'['.repeat(200_000)}${']'.repeat(200_000)}}`],
    ['a bomb of objects', 400, `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`],
    ['a million vertices', 413, `{"geometry":{"type":"Polygon","coordinates":[[${'[116.12345,36.12345],'.repeat(1_000_000)}[1,1]]]}}`],
  ])('holds %s → %d', async (_name, status, raw) => {
    const answer = await app.call('POST', '/api/search/area', { cookie, raw });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'application/problem+json; charset=utf-8']);
  });
  it('says that a question was too slow', async () => {
    await expect(app.database.asOwner(async (db) => {
      await db.query({ text: 'set local statement_timeout = 50' });
      return db.query({ text: 'select pg_sleep(5)' });
    })).rejects.toMatchObject({ code: '57014' });
  });
});

describe('the search box', () => {
  it.each([
    ['号楼', 4],
    ['人民路 3 号', 1],
    // The street, the clinic and four buildings: people are found by what is theirs, not by where they live.
    ['民路', 6],
    ['诊所', 1],
    ['北', 2],
    ['1号楼', 1],
  ])('finds %s %d times', async (q, count) => {
    expect((await items(q)).total).toBe(count);
  });
  it('puts the exact code first', async () => {
    const [building] = await app.sql<{ code: string }>(`select code from elements where name = '3号楼'`);
    expect((await items(building?.code ?? '')).items[0]).toMatchObject({ code: building?.code, matched: 'code' });
  });
  it('finds what has neither name nor address by its code', async () => {
    const [nameless] = await app.sql<{ code: string }>(`insert into elements (county_code, code, kind, category, name, geom)
      values ('990101', digital_id('990101', 7, 900001), 'facility', 'lamp', '', st_setsrid(st_makepoint(117, 36.6), 4326)) returning code`);
    const found = await items(nameless?.code ?? '');
    expect(found).toMatchObject({ total: 1, items: [{ code: nameless?.code, kind: 'facility', matched: 'code' }] });
  });
  it('finds regions, grids and streets', async () => {
    expect((await items('北关社区')).items[0]).toMatchObject({ kind: 'region', code: north, matched: 'region' });
    expect((await items(`${north}002`)).items[0]).toMatchObject({ kind: 'grid', matched: 'grid' });
    expect((await items('人民路', '&kinds=street')).items).toMatchObject([{ kind: 'street', name: '人民路', matched: 'name' }]);
  });
  it('ranks exact before prefix before inside before address, its own place before others', async () => {
    const found = await items('1号楼');
    expect(found.items[0]?.name).toBe('1号楼');
    const byAddress = await items('人民路', '&kinds=building,street');
    expect(byAddress.items[0]?.kind).toBe('street');
    expect(byAddress.items.slice(1).map(({ matched }) => matched)).toEqual(['address', 'address', 'address', 'address']);
    expect(byAddress.items.slice(1, 3).map(({ name }) => name).sort()).toEqual(['1号楼', '2号楼']);
    const inBox = await items('号楼', '&bbox=116.03,36,116.04,36.01');
    expect(inBox.items[0]?.name).toBe('4号楼');
  });
  it.each([['%'], ['_'], ['\\'], ['%%'], ['__'], ['100%满意'], ['0_p'], ["O'Brien"], ['<script>'], ["'; drop table"], ['👨‍👩‍👧'], ['𠮷野家'], ['שלום'], ['\u202Eolleh'], ['upper case'], ['UPPER CASE']])(
    'takes %s as it is written',
    async (q) => {
      const answer = await items(q);
      const expected = hardNames.filter((name) => name.toLowerCase().includes(q.toLowerCase()));
      expect(answer.items.filter(({ kind }) => kind === 'resource').map(({ name }) => name).sort()).toEqual(expected.sort());
    },
  );
  it('is read page by page without a row twice or lost', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await items('路灯', `&limit=7${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.items.map(({ code }) => code));
      cursor = page.next ?? '';
    } while (cursor);
    expect([seen.length, new Set(seen).size]).toEqual([60, 60]);
    expect((await app.call('GET', '/api/search/items?q=a&cursor=zz.zz', { cookie })).status).toBe(400);
  });
  it('stops counting at ten thousand and says so', async () => {
    await app.sql(`insert into elements (county_code, code, kind, name, geom)
      select '990101', digital_id('990101', 7, 1000 + n), 'facility', '消防栓 ' || n, st_setsrid(st_makepoint(118, 37), 4326) from generate_series(1, 10050) n`);
    for (const q of ['消防', '消防栓']) expect(await items(q, '&limit=1')).toMatchObject({ total: 10_000, isTotalCapped: true });
    expect(await items('消防栓 77')).toMatchObject({ isTotalCapped: false, total: 111 });
  });
  it.each(['q=', 'q=%20', `q=${'x'.repeat(201)}`, 'q=a&q=b', 'q=a&bbox=1,2,3', "q=a&bbox=1,2,3,'", 'q=a&bbox=117,36,116,37', 'q=a&within=abc', "q=a&within=1'--", 'q=a&limit=0', 'q=a&limit=1e9'])(
    'refuses %s',
    async (query) => {
      const answer = await app.call('GET', `/api/search/items?${query}`, { cookie });
      expect([answer.status, answer.body.type]).toEqual([422, '/problems/not-valid']);
    },
  );
});
