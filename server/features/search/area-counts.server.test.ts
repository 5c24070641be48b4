import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addTown, addUsers, county, openTestApp, type TestApp, townUsers } from '../../test-town.ts';

// Counting by grids is a short cut: whatever is asked, it must answer what looking at each element answers.
let app: TestApp;
const cookies: Record<string, string> = {};

interface Answer {
  totals: { kind: string; category: string; count: number }[];
  items: { id: number; code: string; kind: string; distanceMeters: number }[];
  next: string | null;
}
interface Question {
  ring: [number, number][];
  radiusMeters?: number;
  kinds?: string[];
  themes?: { kind: string; category?: string }[];
  within?: string;
}

beforeAll(async () => {
  app = await openTestApp('area-counts');
  await addTown(app);
  await addUsers(app, townUsers);
  for (const name of ['community', 'street', 'city', 'volunteer']) cookies[name] = await app.signIn(name);
  // Lamps and hydrants everywhere, on the grids' borders too, some beyond them; halls that stand over borders; people in care.
  await app.sql(`insert into elements (county_code, code, kind, category, name, geom)
    select '990101', digital_id('990101', 7, 100 + n), 'facility', (array['lamp', 'hydrant', 'bench'])[1 + n % 3], '设施 ' || n,
           st_setsrid(st_makepoint(115.995 + round(((n * 0.6180339887) % 1 * 0.05)::numeric, 4), 35.995 + round(((n * 0.7548776662) % 1 * 0.02)::numeric, 4)), 4326)
    from generate_series(1, 900) n`);
  await app.sql(`insert into elements (county_code, code, kind, category, name, geom)
    select '990101', digital_id('990101', 6, 100 + n), 'place', 'hall', '馆 ' || n,
           st_makeenvelope(115.999 + n * 0.0037, 35.9995 + (n % 4) * 0.003, 115.999 + n * 0.0037 + 0.0002 * n, 36.0008 + (n % 4) * 0.003, 4326)
    from generate_series(1, 10) n`);
  await app.sql(`insert into key_person_profiles (county_code, element_id, type)
    select county_code, id, (array['elder_alone', 'disabled'])[1 + n % 2] from (select *, row_number() over (order by code) as n from elements where kind = 'person') p where n % 3 <> 0`);
  await app.sql(`select refresh_key_persons('990101')`);
});
afterAll(() => app.close());

const rectangle = (west: number, south: number, east: number, north: number): [number, number][] => [[west, south], [east, south], [east, north], [west, north], [west, south]];
const areas: Record<string, Pick<Question, 'ring' | 'radiusMeters'>> = {
  'all of the town': { ring: rectangle(115.98, 35.98, 116.06, 36.03) },
  'three grids and a half': { ring: rectangle(115.999, 35.999, 116.0351, 36.0111) },
  'exactly two grids': { ring: rectangle(116, 36, 116.02, 36.01) },
  'a slanted shape': { ring: [[115.99, 35.99], [116.045, 36.001], [116.038, 36.02], [116.004, 36.013], [115.99, 35.99]] },
  'a circle': { ring: [[116.017, 36.005]], radiusMeters: 1900 },
};
const conditions: Record<string, Omit<Question, 'ring'>> = {
  everything: {},
  'one kind': { kinds: ['facility'] },
  'a category and a kind': { themes: [{ kind: 'facility', category: 'hydrant' }, { kind: 'building' }] },
  'people in care': { themes: [{ kind: 'key_person', category: 'elder_alone' }, { kind: 'place' }] },
  'one grid': { themes: [{ kind: 'facility' }, { kind: 'key_person' }], within: '990101001001002' },
  'one community': { within: '990101001002' },
};

/** Numbers from 0 to 1, the same for the same seed (Park and Miller, 1988). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function shape({ ring, radiusMeters }: Question) {
  return radiusMeters ? { geometry: { type: 'Point', coordinates: ring[0] }, radiusMeters } : { geometry: { type: 'Polygon', coordinates: [ring] } };
}

async function ask(username: string, question: Question, more: object = {}): Promise<Answer> {
  const { kinds, themes, within } = question;
  const answer = await app.call<Answer>('POST', '/api/search/area', { cookie: cookies[username], body: { ...shape(question), kinds, themes, where: { within }, limit: 1000, ...more } });
  expect(answer.status).toBe(200);
  return answer.body;
}

/** The same by looking at every element, as the owner, for an officer of the whole county. */
async function look({ ring, radiusMeters, kinds, themes, within }: Question) {
  const values = [radiusMeters ? JSON.stringify({ type: 'Point', coordinates: ring[0] }) : JSON.stringify({ type: 'Polygon', coordinates: [ring] }), radiusMeters ?? null, kinds ?? null, within ?? '', JSON.stringify(themes ?? null)];
  return app.sql<{ kind: string; category: string; codes: string[] }>(
    `with inside as (
       select e.* from elements e
       where e.county_code = '${county}' and case when $2::float8 is null then st_intersects(e.geom, st_setsrid(st_geomfromgeojson($1), 4326)) else st_dwithin(e.geom::geography, st_setsrid(st_geomfromgeojson($1), 4326)::geography, $2) end
         and ($3::text[] is null or e.kind = any ($3)) and starts_with(e.place_code, $4)
     ), themes as (
       select value ->> 'kind' as kind, value ->> 'category' as category from jsonb_array_elements(nullif($5::jsonb, 'null')) as value
     ), counted as (
       select kind, category, code from inside e where $5 = 'null' or exists (select from themes t where t.kind = e.kind and coalesce(t.category, e.category) = e.category)
       union all
       select 'key_person', k.type, e.code from inside e join key_person_profiles k on k.element_id = e.id
       where $5 = 'null' or exists (select from themes t where t.kind = 'key_person' and coalesce(t.category, k.type) = k.type)
     )
     select kind, category, array_agg(code order by code) as codes from counted group by kind, category order by kind, category`,
    values,
  );
}

describe('an area counted by grids', () => {
  it.each(Object.keys(areas).flatMap((name) => Object.keys(conditions).map((condition) => [name, condition] as const)))('answers for %s and %s what looking at each element answers', async (name, condition) => {
    const question = { ring: [] as [number, number][], ...areas[name], ...conditions[condition] };
    const seen = await look(question);
    const found = await ask('city', question);
    const isTold = (kind: string, count: number) => count >= 5 || !['person', 'household', 'key_person'].includes(kind);
    expect(found.totals).toEqual(seen.map(({ kind, category, codes }) => ({ kind, category, count: codes.length })).filter(({ kind, count }) => isTold(kind, count)));
    const listed = seen.filter(({ kind }) => !['person', 'household', 'key_person'].includes(kind)).flatMap(({ codes }) => codes);
    expect(found.items.map(({ code }) => code).sort()).toEqual(listed.sort());
    const distances = found.items.map(({ distanceMeters }) => distanceMeters);
    expect(distances).toEqual([...distances].sort((a, b) => a - b));
  });
  it('answers for shapes at random what looking at each element answers', async () => {
    const random = randomNumbers(20261122);
    for (let n = 0; n < 12; n++) {
      const [lng, lat, corners] = [116 + random() * 0.04, 36 + random() * 0.01, 3 + Math.floor(random() * 8)];
      // Around a middle at growing angles: no such shape crosses itself.
      const ring = Array.from({ length: corners }, (_, corner): [number, number] => {
        const [angle, far] = [(2 * Math.PI * corner) / corners, 0.004 + random() * 0.02];
        return [lng + far * Math.cos(angle), lat + far * Math.sin(angle)];
      });
      const question: Question = { ring: [...ring, ring[0] ?? [lng, lat]], themes: [{ kind: 'facility' }, { kind: 'place' }, { kind: 'building' }], ...(n % 3 === 0 ? { within: '990101001001' } : {}) };
      const seen = (await look(question)).map(({ kind, category, codes }) => ({ kind, category, count: codes.length }));
      for (const username of ['city', 'volunteer']) expect((await ask(username, question)).totals, `${username}, shape ${n}`).toEqual(seen);
    }
  });
  it('lists the same rows in the same order page by page as at once, also from a point at its edge', async () => {
    for (const where of [{}, { nearTo: [115.99, 36.02] }]) {
      const question = { ring: areas['all of the town']?.ring ?? [], themes: [{ kind: 'facility' }, { kind: 'place', category: 'hall' }] };
      const whole = await ask('city', question, { where });
      const codes: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await ask('city', question, { where, limit: 37, cursor });
        codes.push(...page.items.map(({ code }) => code));
        cursor = page.next ?? undefined;
      } while (cursor);
      expect(codes).toEqual(whole.items.map(({ code }) => code));
      expect(codes.length).toBe(910);
    }
  });
  it('lists people in care to who may see them', async () => {
    const { items, totals } = await ask('community', { ring: areas['all of the town']?.ring ?? [], themes: [{ kind: 'key_person', category: 'disabled' }] });
    expect(items.length).toBe(totals[0]?.count);
    expect(new Set(items.map(({ kind }) => kind))).toEqual(new Set(['person']));
  });
  it('adds and takes away single codes exactly', async () => {
    const question = { ring: areas['all of the town']?.ring ?? [] };
    const all = await ask('city', question, { themes: [{ kind: 'facility' }] });
    const [first, second] = [all.items[0]?.code, all.items[450]?.code];
    const halls = await ask('city', question, { themes: [{ kind: 'place', category: 'hall' }] });
    const picked = await ask('city', question, { selection: { themes: [{ kind: 'facility' }], added: [halls.items[3]?.code, first], removed: [second] } });
    const count = (answer: Answer, kind: string) => answer.totals.filter((total) => total.kind === kind).reduce((sum, total) => sum + total.count, 0);
    expect([count(picked, 'facility'), count(picked, 'place'), picked.items.length]).toEqual([899, 1, 900]);
    expect(picked.items.some(({ code }) => code === second)).toBe(false);
  });
  it('keeps to the reader: a volunteer counts what is open, a community its own people', async () => {
    const question = { ring: areas['all of the town']?.ring ?? [] };
    const kinds = (answer: Answer) => [...new Set(answer.totals.map(({ kind }) => kind))];
    expect(kinds(await ask('volunteer', question))).toEqual(['building', 'facility', 'place']);
    const own = await ask('community', question);
    expect(own.totals.find(({ kind }) => kind === 'person')?.count).toBe(16);
  });
  it('tells nothing of a house to who may only count people: whole grids are counted', async () => {
    const [home] = await app.sql<{ lng: number; lat: number }>(`select st_x(geom) as lng, st_y(geom) as lat from elements where kind = 'person' and place_code = '990101001001001' order by code limit 1`);
    const [lng, lat, grid] = [home?.lng ?? 0, home?.lat ?? 0, rectangle(116, 36, 116.01, 36.01)];
    const without = { ring: grid, geometry: { type: 'Polygon', coordinates: [grid, rectangle(lng - 0.0002, lat - 0.0002, lng + 0.0002, lat + 0.0002)] } };
    const people = async (username: string, question: Question, more = {}) => (await ask(username, question, { ...shape(question), ...more })).totals.filter(({ kind }) => kind === 'person' || kind === 'key_person');
    const [whole, less] = [await people('city', { ring: grid }), await people('city', { ring: grid }, { geometry: without.geometry })];
    expect(whole.length).toBeGreaterThan(0);
    expect(less).toEqual(whole);
    const asOfficial = await people('community', { ring: grid }, { geometry: without.geometry });
    expect(asOfficial).not.toEqual(await people('community', { ring: grid }));
    expect(await people('city', { ring: rectangle(116, 36, 116.004, 36.01) })).toEqual([]);
    expect(await people('city', { ring: rectangle(116, 36, 116.006, 36.01) })).toEqual(whole);
    const answer = await app.call<{ countedGrids: number }>('POST', '/api/search/area', { cookie: cookies.city, body: { ...shape({ ring: rectangle(115.99, 35.99, 116.006, 36.01) }) } });
    expect(answer.body.countedGrids).toBe(1);
  });
  it('says of which kinds ground beyond the reader\'s own tells nothing', async () => {
    const onlyOwn = async (username: string, ring: [number, number][]) => (await app.call<{ onlyOwn: string[] }>('POST', '/api/search/area', { cookie: cookies[username], body: shape({ ring }) })).body.onlyOwn;
    const [own, both] = [rectangle(116.001, 36.001, 116.009, 36.009), areas['all of the town']?.ring ?? []];
    expect(await onlyOwn('community', own)).toEqual([]);
    expect(await onlyOwn('community', both)).toEqual(expect.arrayContaining(['person', 'camera', 'hazard']));
    expect(await onlyOwn('city', rectangle(116.001, 36.001, 116.039, 36.009))).toEqual([]);
    expect(await onlyOwn('volunteer', both)).toEqual([]);
  });
  it('tells categories of few people together, so that all add up to their number', async () => {
    const told = async (counts: Record<string, number>, role: string) => {
      const totals = Object.entries(counts).map(([category, count]) => ({ kind: 'person', category, count }));
      const context = { userId: 1, roles: [role], jurisdiction: '', requestId: 'test' };
      const [row] = await app.database.withRequest(context, (db) => db.query<{ totals: { category: string; count: number }[] }>({ text: 'select told_totals($1::jsonb) as totals', values: [JSON.stringify(totals)] }));
      return Object.fromEntries(row?.totals.map(({ category, count }) => [category, count]) ?? []);
    };
    expect(await told({ a: 60, b: 7, c: 3, d: 2 }, 'city_officer')).toEqual({ a: 60, b: 7, few: 5 });
    expect(await told({ a: 60, b: 7, c: 3 }, 'city_officer')).toEqual({ a: 60, few: 10 });
    expect(await told({ a: 60, b: 7 }, 'city_officer')).toEqual({ a: 60, b: 7 });
    expect(await told({ c: 3, d: 1 }, 'city_officer')).toEqual({});
    expect(await told({ a: 60, c: 3 }, 'community_officer')).toEqual({ a: 60, c: 3 });
  });
  it('is answered from what was counted, not by looking again', async () => {
    const question = { ring: areas['all of the town']?.ring ?? [], kinds: ['building'] };
    const before = (await ask('city', question)).totals[0]?.count ?? 0;
    await app.sql(`update element_counts set count = count + 1000 where kind = 'building' and place_code = '990101001001001'`);
    expect((await ask('city', question)).totals[0]?.count).toBe(before + 1000);
  });
});
