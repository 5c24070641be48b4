/** The search sums packed cases in memory; one plain statement (rank-places.reference.sql) says what has to come out. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MatterAnswer } from '#contract/matters.ts';
import { readSql } from '../../platform/database.ts';
import { spotNumber } from '../../platform/spot.ts';
import { addTown, addUsers, north, openTestApp, type TestApp, townUsers } from '../../test-town.ts';
import { clusterPlaces } from './dense-places.ts';
import { findHotCells } from './getis-ord.ts';
import { loadMatters } from './load.ts';
import { rankPlaces } from './rank.ts';
import { trendOf } from './trend.ts';

const reference = readSql(import.meta.url, './rank-places.reference.sql');
const period = { from: '2025-11-25', to: '2026-11-20' };

interface Reference {
  totals: { cases: number; open: number; returns: number; places: number; repeats: number; restricted: number };
  spots: { spot: number[]; cases: number[]; lng: number[]; lat: number[] };
  candidates: { spot: number; cases: number; open: number; returns: number; relapses: number; people: number | null; hazards: number; lastAt: string }[];
  cells: [string, number, number, number][];
  hours: [number, number][];
  departments: { department: string; cases: number; open: number; due: number; in_time: number; returns: number; mean_hours: number | null }[];
  matter_cases: Record<string, number>;
  withheld: { code: string; cases: number }[];
}

let app: TestApp;
const cookies: Record<string, string> = {};

beforeAll(async () => {
  app = await openTestApp('matter_ranking');
  await addTown(app);
  await addUsers(app, townUsers);
  await app.database.asOwner((db) => loadMatters(db));
  app.advance(Date.parse('2026-11-22T12:00:00+08:00') - app.now().getTime());
  await addYear();
  for (const { username } of townUsers) cookies[username] = await app.signIn(username);
});
afterAll(() => app.close());

/** 3,000 cases spread without a pattern over matters, places, days and outcomes; every seventh at an element. */
async function addYear(): Promise<void> {
  await app.sql('select setseed(0.42)');
  await app.sql(`
    with kinds as (
      select array(select code from matters where code like '0101%' order by code limit 14) || array(select code from matters where code like '0302%' order by code) as codes
    ), things as (
      select array(select id from elements order by id) as ids
    ), drawn as (
      select n, random() as a, random() as b, random() as c, random() as d, random() as e, random() as f from generate_series(1, 3000) as n
    ), made as (
      select n, f, codes[1 + floor(a * cardinality(codes))::integer] as matter,
             timestamptz '2025-11-20 00:00:00.123456+08' + floor(b * 366) * interval '1 day' + floor(c * 86400) * interval '1 second' as reported,
             -- About four hundred cells of 30 m, some of them crowded.
             st_setsrid(st_makepoint(116.0 + floor(power(d, 2) * 40) * 0.0007 + 0.0001, 36.0 + floor(e * 10) * 0.0009 + 0.0001), 4326) as geom,
             case when n % 7 = 0 then ids[1 + floor(d * cardinality(ids))::integer] end as element_id
      from drawn cross join kinds cross join things
    )
    insert into events (county_code, code, matter_code, title, geom, element_id, state, channel, severity, reported_at, closed_at, due_at, owner_department, reopened_count)
    select '990101', '990101' || to_char(n, 'FM00000000000000'), matter, '案件', geom, element_id, case when f < 0.1 then 'dispatched' else 'closed' end, 'hotline', 2, reported,
           case when f >= 0.1 then reported + f * interval '9 days' end, case when f < 0.95 then reported + interval '5 days' end,
           case when f < 0.97 then (array['drainage', 'city_management', 'police'])[1 + n % 3] end, greatest(0, n % 3 - 1)
    from made`);
}

async function askReference(as: string, code: string, within = '', area: string | null = null): Promise<Reference> {
  const [user] = await app.sql<{ id: number; roles: string[]; jurisdiction: string }>('select id, roles, jurisdiction from users where username = $1', [as]);
  if (!user) throw new Error(`no user ${as}`);
  return app.database.withRequest({ userId: Number(user.id), roles: user.roles, jurisdiction: user.jurisdiction, requestId: 'reference' }, async (db) => {
    const matters = await db.query<{ codes: string[]; hazards: string[] }>({
      text: `select array_agg(code) as codes, (select coalesce(array_agg(distinct h.category), '{}') from matter_concerns h where h.matter_code like $1 and h.kind = 'hazard' and h.category <> '') as hazards from matters where code like $1`,
      values: [`${code}%`],
    });
    const [from, until] = [`${period.from}T00:00:00+08:00`, new Date(Date.parse(`${period.to}T00:00:00+08:00`) + 86_400_000)];
    const [row] = await db.query<Reference & Record<string, unknown>>({ text: reference, values: [matters[0]?.codes, from, until, within, area, 200, 100, matters[0]?.hazards] });
    if (!row) throw new Error('the reference answered no row');
    return row;
  });
}

const questions: [title: string, as: string, code: string, within: string, area?: [number, number, number]][] = [
  ['a matter', 'city', '010102', ''],
  ['a class', 'city', '0101', ''],
  ['a class of protected people, for who may only count them', 'city', '0302', ''],
  ['a class of protected people, for who is responsible', 'worker', '0302', ''],
  ['a class in one community', 'city', '0101', north],
  ['a class in a circle', 'city', '0101', '', [116.006, 36.004, 500]],
  ['a class in the jurisdiction of a community', 'community', '0101', ''],
];

describe('the answer is what one plain statement says', () => {
  it.each(questions)('%s', async (_title, as, code, within, circle) => {
    const [center, area] = circle ? [circle.slice(0, 2), await circleText(circle)] : [];
    const wanted = await askReference(as, code, within, area ?? null);
    const query = { matter: code, ...period, ...(within ? { within } : {}) };
    const { status, body } = circle
      ? await app.call<MatterAnswer>('POST', '/api/search/matters', { cookie: cookies[as], body: { ...query, parts: [{ op: 'add', from: 'circle', center, radiusMeters: circle[2] }] } })
      : await app.call<MatterAnswer>('GET', `/api/search/matters?${new URLSearchParams(query)}`, { cookie: cookies[as] });
    expect(status).toBe(200);
    expect(wanted.totals.cases + wanted.withheld.length).toBeGreaterThan(0);
    expect({ ...body.totals, repeats: body.repeatTotal }).toEqual({ ...wanted.totals, restricted: undefined });
    expect(body.places.map(({ spot, why, score, parts }) => ({ spot: spotNumber(spot), ...why, score, parts }))).toEqual(placesOf(wanted));
    expect(body.repeats.map(({ cases }) => cases)).toEqual(wanted.candidates.map(({ cases }) => cases).filter((cases) => cases >= 3).sort((a, b) => b - a).slice(0, 50));
    expect(body.trend).toEqual(trendOf(wanted.hours, period.from, period.to));
    expect(Object.fromEntries(body.matters.flatMap(({ code: matter, cases }) => (cases > 0 ? [[matter, cases]] : [])))).toEqual(wanted.matter_cases);
    expect(departmentsOf(body)).toEqual(wanted.departments.map(({ due, in_time: inTime, mean_hours: hours, ...rest }) => ({ ...rest, onTimeRate: due > 0 ? inTime / due : null, hours })).map(roundDepartment));
    expect(departmentsOf(body).reduce((sum, { cases }) => sum + cases, 0)).toBe(body.totals.cases);
    expect(hotspotsOf(body)).toEqual(wantedHotspots(wanted));
    expect(body.hotspotNotes.areas).toBe(wanted.cells.length);
    expect(body.countedOnly?.cases ?? 0).toBe(wanted.withheld.reduce((sum, { cases }) => sum + cases, 0));
  });
  it('writes how many restricted cases were shown to the log', async () => {
    const { totals } = await askReference('worker', '0302');
    expect(totals.restricted).toBeGreaterThan(0);
    const [entry] = await app.sql<{ cases: number }>(`select (detail ->> 'cases')::integer as cases from audit_log where action = 'search.matters' order by id desc limit 1`);
    expect(entry?.cases).toBe(totals.restricted);
  });
});

async function circleText([lng, lat, meters]: [number, number, number]): Promise<string> {
  const [row] = await app.sql<{ ewkb: string }>(`select st_buffer(st_setsrid(st_makepoint($1, $2), 4326)::geography, $3, 'quad_segs=32')::geometry::text as ewkb`, [lng, lat, meters]);
  return row?.ewkb ?? '';
}

function placesOf({ candidates }: Reference) {
  return rankPlaces(candidates).slice(0, 50).map(({ spot, cases, relapses, returns, open, lastAt, people, hazards, score, parts }) => ({
    spot, cases, relapses, returns, open, lastAt: new Date(lastAt).toISOString(), people, hazards, score, parts,
  }));
}

function departmentsOf({ units }: MatterAnswer) {
  return units.flatMap((unit) => (unit.type === 'department' && unit.cases > 0 ? [unit] : []))
    .map(({ department, cases, open, returns, onTimeRate, meanHours }) => ({ department, cases, open, returns, onTimeRate, hours: meanHours })).map(roundDepartment);
}
function roundDepartment<Row extends { department: string; onTimeRate: number | null; hours: number | null }>(row: Row): Row {
  return { ...row, onTimeRate: row.onTimeRate && Math.round(row.onTimeRate * 1e4) / 1e4, hours: row.hours && Math.round(row.hours * 10) / 10 };
}

const hotspotsOf = ({ hotspots, hotspotNotes }: MatterAnswer) => ({
  coreCases: hotspotNotes.coreCases,
  clusters: hotspots.features.flatMap(({ properties }) => (properties.role === 'cluster' ? [`${properties.cases} ${properties.spots.map(spotNumber).sort((a, b) => a - b).join()}`] : [])).sort(),
  areas: hotspots.features.flatMap(({ properties }) => (properties.role === 'area' ? [`${properties.code} ${properties.kind} ${properties.level}`] : [])).sort(),
});

function wantedHotspots({ spots, cells }: Reference) {
  const { labels, coreCases, clusters } = clusterPlaces({ lng: Float64Array.from(spots.lng), lat: Float64Array.from(spots.lat), cases: Int32Array.from(spots.cases) }, 150);
  const members = Array.from({ length: clusters }, (_, label) => spots.spot.map((spot, index) => ({ spot, cases: spots.cases[index] ?? 0, label: labels[index] })).filter((one) => one.label === label));
  return {
    coreCases,
    clusters: members.map((of) => `${of.reduce((sum, { cases }) => sum + cases, 0)} ${of.map(({ spot }) => spot).sort((a, b) => a - b).join()}`).sort(),
    areas: findHotCells(cells.map(([code, value, sum, size]) => ({ code, value, sum, size }))).flatMap(({ code, kind, level }) => (level === null ? [] : [`${code} ${kind} ${level}`])).sort(),
  };
}
