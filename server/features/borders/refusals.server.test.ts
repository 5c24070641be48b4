import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BorderPlan, EditAnswer } from '#contract/borders.ts';
import type { Problem } from '#contract/shapes.ts';
import { north, south, street } from '../../test-town.ts';
import { openPlanTown, one, type PlanTown, two } from './test-plans.ts';

let town: PlanTown;
type Position = [number, number];
const create = async (ground = north) => (await town.call<BorderPlan>('street', 'POST', '/api/border-plans', { communityCode: ground, name: '调整' })).body;
const read = async (plan: { id: string }) => (await town.call<BorderPlan>('street', 'GET', `/api/border-plans/${plan.id}`)).body;
const edit = <Answered = EditAnswer & Problem>(plan: { id: string; version: number }, op: object, username = 'street') => town.call<Answered>(username, 'POST', `/api/border-plans/${plan.id}/edits`, { version: plan.version, ...op });
const split = (line: Position[], gridCode = one) => ({ op: 'split', gridCode, line });
const shapesOf = ({ grids }: BorderPlan) => grids.features.map(({ id, geometry }) => [id, geometry.coordinates]);

beforeAll(async () => {
  town = await openPlanTown('refusals');
});
afterAll(() => town.app.close());

/** Every sentence says what is wrong, and then what to do. */
const advice = /\. \S|coordinates are \[longitude, latitude\]|longitude is -180 to 180/;

describe('an edit that cannot be made', () => {
  const bowTie = { type: 'Polygon', coordinates: [[[116.002, 36.004], [116.008, 36.008], [116.008, 36.004], [116.002, 36.008], [116.002, 36.004]]] };
  const cases: [string, object, string][] = [
    ['a line that touches a corner alone', split([[115.999, 36.011], [116, 36.01], [115.998, 36.01]]), 'line-touches-only'],
    ['a line that ends inside', split([[115.999, 36.005], [116.004, 36.005]]), 'line-touches-only|line-does-not-cross'],
    ['a line that crosses twice', split([[115.999, 36.004], [116.0105, 36.004], [116.0105, 36.007], [115.999, 36.007]]), 'line-crosses-twice'],
    ['a line along the border', split([[116.01, 36], [116.01, 36.01]]), 'line-runs-along'],
    ['a line that does not come near', split([[116.03, 36.001], [116.03, 36.009]]), 'line-does-not-cross'],
    ['a line that crosses itself', split([[115.999, 36.004], [116.006, 36.004], [116.006, 36.006], [116.004, 36.006], [116.004, 36.003], [116.011, 36.003]]), 'line-crosses-itself'],
    ['a lasso that crosses itself', { op: 'transfer', toGridCode: two, geometry: bowTie }, 'line-crosses-itself'],
    ['a lasso outside the community', { op: 'transfer', toGridCode: two, geometry: { type: 'Polygon', coordinates: [[[116.05, 36], [116.06, 36], [116.06, 36.01], [116.05, 36]]] } }, 'outside-community'],
    ['a new border outside the community', { op: 'reshape', line: [[116.005, 36.005], [116.005, 36.02], [116.015, 36.02], [116.015, 36.005]] }, 'outside-community|line-touches-only'],
    ['a vertex of the community', { op: 'moveVertex', from: [116, 36], to: [116.001, 36.001] }, 'border-of-community'],
    ['a vertex that is none', { op: 'moveVertex', from: [116.0033, 36.0033], to: [116.004, 36.004] }, 'no-such-vertex'],
    ['a junction taken out', { op: 'deleteVertex', at: [116.01, 36.01] }, 'vertex-is-junction|border-of-community'],
    ['a border through a house', split([[115.999, 36.0025], [116.011, 36.0025]]), 'building-cut'],
    ['a border drawn out of the world', split([[115.999, 36.005], [216, 36.005]]), ''],
    ['swapped axes', split([[36.005, 115.999], [36.005, 116.011]]), ''],
  ];
  it.each(cases)('%s is refused with its place, says what to do, and changes nothing', async (_what, op, kinds) => {
    const plan = await create();
    const { status, body } = await edit<Problem & { errors: { kind?: string; detail: string; location?: Position; pointer?: string }[] }>(plan, op);
    expect([status, body.type], JSON.stringify(body)).toEqual([422, '/problems/border-not-valid']);
    const [error] = body.errors;
    if (kinds) expect(error?.kind).toMatch(new RegExp(`^(${kinds})$`));
    else expect(error?.pointer).toMatch(/^\/line\/\d+$/);
    expect(error?.location, error?.detail).toHaveLength(2);
    expect(error?.location?.every(Number.isFinite)).toBe(true);
    expect(error?.detail).toMatch(advice);
    const now = await read(plan);
    expect([now.version, shapesOf(now)]).toEqual([plan.version, shapesOf(plan)]);
  });

  it.each([
    ['NaN', '[[115.999, NaN], [116.011, 36.005]]', 400],
    ['a number above all', '[[115.999, 1e999], [116.011, 36.005]]', 422],
    ['nothing', '[[115.999, null], [116.011, 36.005]]', 422],
    ['text', '[["115.999", "36"], [116.011, 36.005]]', 422],
    ['four numbers', '[[115.999, 36.005, 3, 1], [116.011, 36.005]]', 422],
    ['one number', '[[115.999], [116.011, 36.005]]', 422],
    ['no line', '[]', 422],
  ])('%s for a coordinate is refused', async (_what, line, expected) => {
    const plan = await create();
    const cookie = await town.app.signIn('street');
    const { status } = await town.app.call('POST', `/api/border-plans/${plan.id}/edits`, { cookie, raw: `{"version": 1, "op": "split", "gridCode": "${one}", "line": ${line}}` });
    expect(status).toBe(expected);
    expect((await read(plan)).version).toBe(1);
  });
});

describe('two who work on one plan', () => {
  it('at once: one is served, the others learn that they are late, and nothing is lost', async () => {
    const plan = await create();
    const lines = Array.from({ length: 6 }, (_, i) => split([[115.999, 36.004 + i * 0.0007], [116.011, 36.004 + i * 0.0007]]));
    const answers = await Promise.all(lines.map((op, i) => edit(plan, op, i % 2 === 0 ? 'street' : 'community')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409]);
    for (const { status, body } of answers) if (status === 409) expect([body.type, body.errors?.[0]?.version]).toEqual(['/problems/version-conflict', 2]);
    const now = await read(plan);
    expect([now.version, now.grids.features.length]).toEqual([2, 3]);
  });

  it('of an old version is told first, whatever else is wrong with it', async () => {
    const plan = await create();
    await edit(plan, split([[115.999, 36.0055], [116.011, 36.0055]]));
    for (const wrong of [split([[115, 36], [115.5, 36]]), { op: 'moveVertex', from: [0, 0], to: [1, 1] }, { op: 'create', geometry: { type: 'Polygon', coordinates: [[[0, 0], [1, 0], [1, 1], [0, 0]]] } }]) {
      const { status, body } = await edit(plan, wrong);
      expect([status, body.type, body.errors?.[0]?.version]).toEqual([409, '/problems/version-conflict', 2]);
    }
    expect((await read(plan)).version).toBe(2);
  });

  it('undo, rename and hand it in at once: the version lets one through', async () => {
    const plan = await create();
    const { version } = (await edit(plan, split([[115.999, 36.0055], [116.011, 36.0055]]))).body;
    const path = `/api/border-plans/${plan.id}`;
    const answers = await Promise.all([
      town.call('street', 'POST', `${path}/undo`, { version }),
      town.call('community', 'POST', `${path}/edits`, { version, op: 'rename', gridCode: one, name: '改名' }),
      town.call('second', 'POST', `${path}/submit`, { version }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect((await read(plan)).version).toBe(version + 1);
  });
});

describe('a border of 50,000 vertices', () => {
  /** Along the middle of the grid, up and down by 1 m, beside the houses. */
  const zigzag = (count: number): Position[] => Array.from({ length: count }, (_, i) => [116.0005 - 0.001 + (0.012 * i) / (count - 1), 36.0065 + (i % 2) * 0.00001]);

  it('is drawn within the time that a request has; one vertex more is refused', { timeout: 240_000 }, async () => {
    const plan = await create();
    const started = performance.now();
    const { status, body } = await edit(plan, split(zigzag(50_000)));
    const seconds = (performance.now() - started) / 1000;
    expect(status, JSON.stringify(body).slice(0, 300)).toBe(200);
    expect(body.grids.features.some(({ geometry }) => geometry.coordinates[0]!.length > 40_000)).toBe(true);
    console.info(`a split by 50,000 vertices: ${seconds.toFixed(1)} s`);
    expect(seconds).toBeLessThan(60);
    const moved = performance.now();
    const [lng, lat] = body.grids.features[0]!.geometry.coordinates[0]!.find(([x, y]) => x > 116.004 && x < 116.005 && y > 36.006 && y < 36.007)!;
    expect((await edit({ ...plan, version: body.version }, { op: 'moveVertex', from: [lng, lat], to: [lng, lat + 0.000001] })).status).toBe(200);
    console.info(`a vertex of it moved: ${((performance.now() - moved) / 1000).toFixed(1)} s`);
    const late = await edit<Problem>(await read(plan), split(zigzag(50_001)));
    expect([late.status, late.body.errors?.[0]?.location?.length]).toEqual([422, 2]);
  });
});

describe('the ground of a plan changes while it is worked on', () => {
  it('a community with another border: adoption says where, and what to do', async () => {
    const plan = await town.submitted(south, town.divide(`${south}001`, 'SRID=4326;POLYGON((116.02 36, 116.03 36, 116.03 36.005, 116.02 36.005, 116.02 36))', 'SRID=4326;POLYGON((116.02 36.005, 116.03 36.005, 116.03 36.01, 116.02 36.01, 116.02 36.005))'), town.shape(`${south}002`, 'SRID=4326;POLYGON((116.03 36, 116.04 36, 116.04 36.01, 116.03 36.01, 116.03 36.005, 116.03 36))'));
    const before = await town.grids();
    await town.app.sql(`update regions set geom = st_multi(st_makeenvelope(116.02, 36, 116.039, 36.01, 4326)), updated_at = clock_timestamp() where code = $1`, [south]);
    const { status, body } = await town.call<Problem>('second', 'POST', `/api/border-plans/${plan.id}/adopt`, {});
    expect([status, body.type]).toEqual([409, '/problems/conflict']);
    expect(body.errors?.[0]?.detail).toContain('has another border');
    expect(body.errors?.[0]?.location).toHaveLength(2);
    expect(body.detail).toMatch(/Bring it up to date/);
    expect(await town.grids()).toEqual(before);
    await town.app.sql(`update regions set geom = st_multi(st_makeenvelope(116.02, 36, 116.04, 36.01, 4326)) where code = $1`, [south]);
  });

  it('a day that has passed is refused where it is named', async () => {
    const plan = await town.submitted(north, town.splitOne);
    const { status, body } = await town.call<Problem>('second', 'POST', `/api/border-plans/${plan.id}/adopt`, { effectiveAt: new Date(Date.now() - 60_000).toISOString() });
    expect([status, body.errors?.[0]?.pointer]).toEqual([422, '/effectiveAt']);
    expect(body.detail).toMatch(/Leave the date out/);
  });

  it('of two plans that overlap, adopted at once, one is adopted and the other is told where', async () => {
    const plans = [await town.submitted(street, town.splitOne), await town.submitted(north, town.mergeNorth)] as const;
    const answers = await Promise.all([town.call<Problem>('city', 'POST', `/api/border-plans/${plans[0].id}/adopt`, {}), town.call<Problem>('second', 'POST', `/api/border-plans/${plans[1].id}/adopt`, {})]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const late = answers.find(({ status }) => status === 409)?.body;
    expect(late?.errors?.every(({ location }) => location?.length === 2)).toBe(true);
    expect(late?.detail).toMatch(/Bring it up to date/);
    expect(await town.findWrong()).toEqual([]);
  });
});
