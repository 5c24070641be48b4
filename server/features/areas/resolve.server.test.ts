import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addTown, addUsers, type Answer, county, north, openTestApp, south, street, type TestApp, townUsers } from '../../test-town.ts';

let app: TestApp;
const cookies: Record<string, string> = {};

interface ResolvedBody {
  geometry: { type: string; coordinates: unknown[] };
  squareMeters: number;
  isRepaired: boolean;
  parts: { geometry: { type: string }; title: string; squareMeters: number; isRepaired: boolean }[];
}
interface ProblemBody {
  type: string;
  detail: string;
  errors: { detail: string; pointer: string; location?: number[] }[];
}

beforeAll(async () => {
  app = await openTestApp('areas');
  await addTown(app);
  await addUsers(app, townUsers);
  for (const name of ['community', 'city', 'other', 'worker', 'volunteer', 'admin']) cookies[name] = await app.signIn(name);
});
afterAll(() => app.close());

const send = <Body = ResolvedBody>(parts: unknown[], as = 'community'): Promise<Answer<Body>> => app.call('POST', '/api/areas/resolve', { cookie: cookies[as] ?? '', body: { parts } });
const refused = async (parts: unknown[], as?: string): Promise<Answer<ProblemBody>> => send<ProblemBody>(parts, as);
const box = (west: number, south: number, east: number, north: number, op = 'add') => ({
  op, from: 'drawn', geometry: { type: 'Polygon', coordinates: [[[west, south], [east, south], [east, north], [west, north], [west, south]]] },
});
const region = (code: string, op = 'add') => ({ op, from: 'region', code });

describe('the pieces of an area', () => {
  it('add up to the sum of two communities that share a border', async () => {
    const [one, two, both] = await Promise.all([send([region(north)]), send([region(south)]), send([region(north), region(south)])]);
    expect(both.status).toBe(200);
    expect(both.body.squareMeters / (one.body.squareMeters + two.body.squareMeters)).toBeCloseTo(1, 6);
    expect(both.body.geometry.type).toBe('Polygon');
    expect(both.body.parts.map(({ title }) => title)).toEqual(['北关社区', '南关社区']);
  });
  it('are joined in their order: what is taken away before it is added stays', async () => {
    const hole = (op: string) => box(116.005, 36.002, 116.01, 36.008, op);
    const whole = (await send([region(north)])).body.squareMeters;
    const cut = (await send([region(north), hole('subtract')])).body;
    const back = (await send([region(north), hole('subtract'), hole('add')])).body;
    expect(cut.squareMeters / whole).toBeCloseTo(1 - 30 / 200, 4);
    expect(back.squareMeters / whole).toBeCloseTo(1, 6);
    expect((await send([region(north), hole('intersect')])).body.squareMeters / whole).toBeCloseTo(30 / 200, 4);
  });
  it('begin with what the first one covers, whatever it says it does', async () => {
    expect((await send([region(north, 'subtract')])).body.squareMeters).toBe((await send([region(north)])).body.squareMeters);
  });
  it('may leave nothing, which is an answer', async () => {
    const { status, body } = await send([region(north), region(street, 'subtract')]);
    expect([status, body.squareMeters, body.geometry.coordinates]).toEqual([200, 0, []]);
    expect(body.parts).toHaveLength(2);
  });
  it('are true circles by metres', async () => {
    const { body } = await send([{ op: 'add', from: 'circle', center: [116.01, 36.005], radiusMeters: 300 }]);
    expect(body.squareMeters).toBeCloseTo(Math.PI * 300 ** 2, 0);
    const [edge] = await app.sql<{ nearest: number; farthest: number }>(
      `select min(d) as nearest, max(d) as farthest from (select st_distance(geom::geography, st_makepoint(116.01, 36.005)::geography) as d
       from st_dumppoints(st_geomfromgeojson($1))) as corners`, [JSON.stringify(body.geometry)]);
    expect(edge?.nearest).toBeGreaterThan(299.5);
    expect(edge?.farthest).toBeLessThan(300.5);
  });
  it('reach as many metres to either side of a line and of a street as was said', async () => {
    const line = (await send([{ op: 'add', from: 'line', line: [[116, 36.006], [116.04, 36.006]], meters: 50 }])).body;
    const road = (await send([{ op: 'add', from: 'street', county, name: '人民路', meters: 50 }])).body;
    const [length] = await app.sql<{ meters: number }>(`select st_length(st_geomfromtext('linestring(116 36.006, 116.04 36.006)')::geography) as meters`);
    expect(line.squareMeters / ((length?.meters ?? 0) * 100 + Math.PI * 50 ** 2)).toBeCloseTo(1, 3);
    expect(road.squareMeters).toBe(line.squareMeters);
    expect(road.parts[0]?.title).toBe('人民路');
  });
  it('lie around a line of 2,000 vertices that turns back on itself as around a plain one, within seconds', async () => {
    const tight = Array.from({ length: 2_000 }, (_, n) => [116 + (n % 2) * 0.002, 36 + n * 1e-6]);
    const started = performance.now();
    const { body } = await send([{ op: 'add', from: 'line', line: tight, meters: 50 }]);
    expect(performance.now() - started).toBeLessThan(5_000);
    // 180.2 m and 222 m of ground that the line fills, 50 m to every side.
    expect(body.squareMeters).toBeGreaterThan(86_000);
    expect(body.squareMeters).toBeLessThan(92_000);
  });
  it('are refused at once where a line crosses itself without end', async () => {
    const scribble = Array.from({ length: 2_000 }, (_, n) => [116 + ((n * 0.6180339887) % 1) * 0.01, 36 + ((n * 0.7548776662) % 1) * 0.01]);
    const { status, body } = await refused([{ op: 'add', from: 'line', line: scribble, meters: 1 }]);
    expect([status, body.errors[0]?.pointer]).toEqual([422, '/parts/0/line']);
  });
  it('lie around a building from its walls on', async () => {
    const [building] = await app.sql<{ code: string; meters: number; size: number }>(
      `select code, st_perimeter(geom::geography) as meters, st_area(geom::geography) as size from elements where name = '1号楼'`);
    const { body } = await send([{ op: 'add', from: 'element', code: building?.code, meters: 100 }]);
    expect(body.squareMeters / ((building?.size ?? 0) + (building?.meters ?? 0) * 100 + Math.PI * 100 ** 2)).toBeCloseTo(1, 3);
    expect(body.parts[0]?.title).toBe('1号楼');
  });
  it('are grids too, named with their community', async () => {
    const { body } = await send([region(`${north}001`)]);
    expect(body.parts[0]?.title).toBe('北关社区第1网格');
  });
  it('are repaired where a drawn line crosses itself or is open, and the piece says so', async () => {
    const bow = { op: 'add', from: 'drawn', geometry: { type: 'Polygon', coordinates: [[[116, 36], [116.02, 36.01], [116.02, 36], [116, 36.01], [116, 36]]] } };
    const open = { op: 'add', from: 'drawn', geometry: { type: 'Polygon', coordinates: [[[116, 36], [116.02, 36], [116.02, 36.01]]] } };
    const { body } = await send([region(north), bow, open]);
    expect([body.isRepaired, body.parts.map(({ isRepaired }) => isRepaired)]).toEqual([true, [false, true, true]]);
  });
});

describe('surfaces of one file', () => {
  const square = (west: number) => [[[west, 36], [west + 0.01, 36], [west + 0.01, 36.01], [west, 36.01], [west, 36]]];
  const multi = (...coordinates: number[][][][]) => ({ op: 'add', from: 'drawn', geometry: { type: 'MultiPolygon', coordinates } });
  it('that touch or overlap are joined, however many corners they have, and nothing is repaired', async () => {
    const one = (await send([multi(square(116))])).body.squareMeters;
    const { body } = await send([multi(...Array.from({ length: 200 }, (_, n) => square(116 + n * 0.005)))]);
    expect(body.isRepaired).toBe(false);
    expect(body.squareMeters / one).toBeCloseTo(100.5, 2);
  });
});

describe('pieces that cannot be used', () => {
  const tangle = { op: 'add', from: 'drawn', geometry: { type: 'Polygon', coordinates: [Array.from({ length: 900 }, (_, n) => [116 + ((n * 7919) % 1009) / 2000, 36 + ((n * 6007) % 997) / 2000])] } };
  const round = Array.from({ length: 6_000 }, (_, n) => [116 + Math.cos(n / 950) / 10, 36 + Math.sin(n / 950) / 10]);
  const fine = { op: 'add', from: 'drawn', geometry: { type: 'Polygon', coordinates: [round] } };
  it.each([
    ['a tangle', [region(north), tangle], '/parts/1', /500 vertices/],
    ['a line', [region(north), box(116, 36, 116.1, 36)], '/parts/1/geometry/coordinates/0', /three different corners/],
    ['a spike', [region(north), { op: 'add', from: 'drawn', geometry: { type: 'Polygon', coordinates: [[[116, 36], [116.1, 36], [116.2, 36], [116, 36]]] } }], '/parts/1', /encloses nothing/],
    ['swapped axes', [box(36, 116, 36.1, 116.1)], '/parts/0/geometry/coordinates/0/0', /swapped/],
    ['too many vertices together', [fine, fine], '/parts', /12000 vertices; 10000/],
    ['too large', [box(100, 20, 120, 40)], '/parts', /km²; 20,000/],
  ])('are %s: refused with the piece and the reason', async (_name, parts, pointer, reason) => {
    const { status, body } = await refused(parts);
    expect([status, body.type, body.errors[0]?.pointer]).toEqual([422, '/problems/geometry-not-valid', pointer]);
    expect(body.detail).toMatch(reason);
    if (/swapped|crosses/.test(body.detail)) expect(body.errors[0]?.location).toHaveLength(2);
  });
  it.each([
    ['a region that is not there', [region(north), region('999999')], '/parts/1/code'],
    ['a region without a border', [region('99')], '/parts/0/code'],
    ['an old grid', [region(`${north}777`)], '/parts/0/code'],
    ['an element that is not there', [{ op: 'add', from: 'element', code: '9901010100000099990', meters: 5 }], '/parts/0/code'],
    ['a street that is not there', [{ op: 'add', from: 'street', county, name: "'; drop table events; --", meters: 5 }], '/parts/0/name'],
    ['an event that is not there', [{ op: 'add', from: 'event', id: '00000000-0000-4000-8000-000000000000', meters: 5 }], '/parts/0/id'],
  ])('name %s', async (_name, parts, pointer) => {
    const { status, body } = await refused(parts);
    expect([status, body.type, body.errors[0]?.pointer]).toEqual([404, '/problems/not-found', pointer]);
  });
  it.each([
    ['none', []],
    ['more than twenty', Array.from({ length: 21 }, () => region(north))],
    ['a buffer beyond its limit', [{ op: 'add', from: 'line', line: [[116, 36], [116.1, 36]], meters: 5_001 }]],
    ['a circle beyond its limit', [{ op: 'add', from: 'circle', center: [116, 36], radiusMeters: 50_001 }]],
    ['no buffer', [{ op: 'add', from: 'line', line: [[116, 36], [116.1, 36]], meters: 0 }]],
    ['a line of one point', [{ op: 'add', from: 'line', line: [[116, 36]], meters: 5 }]],
    ['an unknown join', [region(north, 'xor')]],
    ['an unknown origin', [{ op: 'add', from: 'moon' }]],
  ])('are refused where there are %s', async (_name, parts) => {
    expect((await refused(parts)).status).toBe(422);
  });
});

describe('ground around people', () => {
  const around = async (kind: string, community: string) => {
    const [row] = await app.sql<{ code: string }>('select code from elements where kind = $1 and community_code = $2 order by code limit 1', [kind, community]);
    return { op: 'add', from: 'element', code: row?.code, meters: 50 };
  };
  it('is for whoever may see them one by one, and is in the audit log', async () => {
    expect((await send([await around('person', north), await around('household', north)], 'worker')).status).toBe(200);
    const [entry] = await app.sql<{ action: string; detail: object }>(`select action, detail from audit_log order by id desc limit 1`);
    expect(entry).toMatchObject({ action: 'areas.around', detail: { counts: { person: 1, household: 1 } } });
  });
  it('is not there for anyone else, like a code that was never given out', async () => {
    const person = await around('person', north);
    for (const who of ['other', 'city', 'volunteer', 'admin']) expect([who, (await refused([person], who)).status]).toEqual([who, 404]);
  });
  it('is not asked without a session', async () => {
    expect((await app.call('POST', '/api/areas/resolve', { body: { parts: [region(north)] } })).status).toBe(401);
  });
});
