/** Ground of which no register tells: the machine's estimate is what plans count, judge and compare. */
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BorderImpact } from '#contract/border-review.ts';
import type { BorderPlan, BorderUnits, EditAnswer } from '#contract/borders.ts';
import type { Proposal, ProposedGrid } from '#contract/partition.ts';
import { addTown, addUsers, north, openTestApp, south, type TestApp, townUsers } from '../../test-town.ts';

let app: TestApp;
let cookie: string;
const call = <Body>(method: string, path: string, body?: unknown) => app.call<Body>(method, path, { cookie, ...(body ? { body } : {}) });
const planFor = async (communityCode: string) => (await call<BorderPlan>('POST', '/api/border-plans', { communityCode, name: '估算' })).body;
const householdsOf = ({ grids }: BorderPlan) => grids.features.map(({ properties }) => properties.counts.households);
const buildingsOf = ({ grids }: BorderPlan) => grids.features.map(({ properties }) => properties.counts.buildings);
const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0);
const problemKinds = async ({ id }: { id: string }) => (await call<{ problems: { kind: string }[] }>('GET', `/api/border-plans/${id}/problems`)).body.problems.map(({ kind }) => kind);
/** The middle of the house that stands in a grid. */
const houseIn = async (grid: string) => (await app.sql<{ x: number; y: number }>(`select st_x(st_centroid(geom)) as x, st_y(st_centroid(geom)) as y from elements where kind = 'building' and category <> 'building_part' and grid_code = $1`, [grid]))[0]!;
const cutThrough = ({ x }: { x: number }) => [[x, 35.9], [x, 36.2]];
/** 90 m by 111 m, six floors, three quarters of them dwellings of 90 m². */
const perBuilding = 500;
const empty = '990101001003';

async function proposed(plan: BorderPlan): Promise<{ proposal: Proposal; grids: ProposedGrid[] }> {
  const { body } = await call<Proposal>('POST', `/api/border-plans/${plan.id}/propose`, { target: 2 * perBuilding, tolerance: 0.25 });
  for (;;) {
    const { body: proposal } = await call<Proposal>('GET', `/api/border-plans/${plan.id}/proposals/${body.id}`);
    if (proposal.state === 'running') await delay(100);
    else return { proposal, grids: (await call<{ features: ProposedGrid[] }>('GET', `/api/border-plans/${plan.id}/proposals/${body.id}/alternatives/0`)).body.features };
  }
}

beforeAll(async () => {
  app = await openTestApp('border-estimates');
  await addTown(app);
  await addUsers(app, townUsers);
  await app.sql(`update building_profiles set households = null where element_id in (select id from elements where kind = 'building' and community_code = $1)`, [north]);
  // A part stands within its building: its ground is not reckoned twice.
  await app.sql(`insert into elements (county_code, code, kind, category, name, geom)
    select county_code, digital_id('990101', 1, 99), 'building', 'building_part', '裙楼', st_buffer(st_centroid(geom), 0.0003) from elements where kind = 'building' and community_code = $1 order by id limit 1`, [north]);
  await app.sql(`insert into regions (code, parent_code, level, name, geom) values ($1, left($1, 9), 'community', '空社区', st_multi(st_makeenvelope(116.05, 36, 116.07, 36.01, 4326)))`, [empty]);
  await app.sql(`insert into grids (code, kind, community_code, name, geom) select $1 || '001', 'base', $1, '空网格', st_makeenvelope(116.05, 36, 116.07, 36.01, 4326)`, [empty]);
  cookie = await app.signIn('city');
});
afterAll(() => app.close());

test('a plan, its units, the machine and what it takes over have the same households, and say where they come from', async () => {
  const plan = await planFor(north);
  expect(plan.communities[0]?.householdsSource).toBe('estimated');
  expect(householdsOf(plan).every((households) => Math.abs(households - perBuilding) < 20)).toBe(true);
  const units = (await call<BorderUnits>('GET', `/api/border-plans/${plan.id}/units`)).body;
  const own = units.buildings.filter(({ at: [lng] }) => lng < 116.02).map(({ households }) => households);
  expect([own.length, sum(own)], 'the part is none of its own').toEqual([2, sum(householdsOf(plan))]);
  expect(sum(buildingsOf(plan))).toBe(2);
  const { proposal, grids } = await proposed(plan);
  expect([proposal.isEstimated, proposal.households, proposal.buildings]).toEqual([true, sum(householdsOf(plan)), 2]);
  const taken = await call<EditAnswer>('POST', `/api/border-plans/${plan.id}/edits`, { version: plan.version, op: 'takeProposal', proposalId: proposal.id, alternative: 0 });
  expect(taken.status, JSON.stringify(taken.body)).toBe(200);
  const after = (await call<BorderPlan>('GET', `/api/border-plans/${plan.id}`)).body;
  expect(after.log.map(({ step }) => step)).toEqual(['create', 'propose']);
  expect(householdsOf(after).sort()).toEqual(grids.map(({ properties }) => properties.households).sort());
  expect(buildingsOf(after).sort()).toEqual(grids.map(({ properties }) => properties.buildings).sort());
});

test('an edit counts the estimate before and after, the judge goes by it, and the impact tells who moves', async () => {
  const plan = await planFor(north);
  expect(await problemKinds(plan)).not.toContain('outside-band');
  const { body, status } = await call<EditAnswer>('POST', `/api/border-plans/${plan.id}/edits`, { version: plan.version, op: 'merge', gridCodes: [`${north}001`, `${north}002`], keep: `${north}001` });
  expect(status, JSON.stringify(body)).toBe(200);
  expect(sum(body.counts.map(({ before }) => before?.households ?? 0))).toBe(sum(householdsOf(plan)));
  expect(sum(body.counts.map(({ after }) => after?.households ?? 0))).toBe(sum(householdsOf(plan)));
  expect(await problemKinds(plan)).toContain('outside-band');
  const impact = (await call<BorderImpact>('GET', `/api/border-plans/${plan.id}/impact`)).body;
  expect(impact.moves.find(({ kind }) => kind === 'household')).toMatchObject({ from: `${north}002`, to: `${north}001`, count: householdsOf(plan)[1] });
  expect(impact.grids.map(({ before }) => before?.households)).toEqual(householdsOf(plan));
});

test('a part of a building counts nowhere as one: today, in a plan, in an edit, in what moves, and in what cuts a house', async () => {
  const [first, second] = [`${north}001`, `${north}002`];
  // The part stands in the first house of the second grid too.
  await app.sql(`insert into elements (county_code, code, kind, category, name, geom)
    select county_code, digital_id('990101', 1, 98), 'building', 'building_part', '塔楼', st_buffer(st_centroid(geom), 0.0002) from elements where kind = 'building' and category <> 'building_part' and grid_code = $1 order by id limit 1`, [second]);
  const today = async () => (await call<{ features: { properties: { code: string; buildings: number | null } }[] }>('GET', `/api/grids?within=${north}`)).body.features.map(({ properties }) => properties.buildings);
  expect(await today()).toEqual([1, 1]);
  const plan = await planFor(north);
  expect(buildingsOf(plan)).toEqual([1, 1]);
  const { body } = await call<EditAnswer>('POST', `/api/border-plans/${plan.id}/edits`, { version: plan.version, op: 'merge', gridCodes: [first, second], keep: first });
  expect(body.counts.map(({ code, before, after }) => [code, before?.buildings, after?.buildings])).toEqual([[first, 1, 2], [second, 1, undefined]]);
  const impact = (await call<BorderImpact>('GET', `/api/border-plans/${plan.id}/impact`)).body;
  expect(impact.moves.find(({ kind }) => kind === 'building')).toMatchObject({ from: second, to: first, count: 1 });
  expect(impact.grids.map(({ code, before, after }) => [code, before?.buildings, after?.buildings])).toEqual([[first, 1, 2], [second, 1, undefined]]);
  const other = await planFor(north);
  const cut = await call<{ errors?: { kind: string }[] }>('POST', `/api/border-plans/${other.id}/edits`, { version: other.version, op: 'split', gridCode: second, line: cutThrough(await houseIn(second)) });
  expect([cut.status, cut.body.errors?.filter(({ kind }) => kind === 'building-cut').length], 'the house alone is cut').toEqual([422, 1]);
});

test('where something is registered nothing is estimated, and where nothing stands the band says nothing', async () => {
  await app.sql(`update building_profiles set households = null where element_id = (select min(id) from elements where kind = 'building' and community_code = $1)`, [south]);
  const known = await planFor(south);
  expect([known.communities[0]?.householdsSource, householdsOf(known)]).toEqual(['registered', [4, 4]]);
  expect(await problemKinds(known)).toContain('outside-band');
  const nobody = await planFor(empty);
  expect([nobody.communities[0]?.householdsSource, householdsOf(nobody)]).toEqual(['unknown', [0]]);
  expect(await problemKinds(nobody)).not.toContain('outside-band');
});

test('the way of a worker is told where there is one, or a post', async () => {
  const far = async () => (await problemKinds(await planFor(south))).filter((kind) => kind === 'far-for-worker').length;
  // A house at the far end of each grid, more than a kilometre from the middle of the grid around it.
  await app.sql(`update grids set geom = st_makeenvelope(116.02, 36, 116.06, 36.01, 4326) where code = $1 || '002'`, [south]);
  expect(await far()).toBe(1);
  await app.sql(`update duties set valid_to = now() where area_code like $1 || '%' and scope = 'grid'`, [south]);
  expect(await far()).toBe(0);
  await app.sql(
    `insert into elements (county_code, code, kind, category, name, geom)
     values ('990101', digital_id('990101', (select number from element_kinds where kind = 'worker_post'), 1), 'worker_post', 'grid_post', '驻点', st_setsrid(st_makepoint(116.059, 36.009), 4326))`,
  );
  expect(await far()).toBe(1);
});

test('a grid of today where nobody has registered any tells that, not that nobody lives there', async () => {
  const householdsIn = async (within: string) => (await call<{ features: { properties: { households: number | null } }[] }>('GET', `/api/grids?within=${within}`)).body.features.map(({ properties }) => properties.households);
  expect(await householdsIn(empty)).toEqual([null]);
  expect((await householdsIn(south)).every((households) => (households ?? 0) > 0)).toBe(true);
});
