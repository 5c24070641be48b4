/** For server tests of adoption: the test town with plans as the editor leaves them, written by hand. */
import { expect } from 'vitest';
import type { BorderPlan } from '#contract/borders.ts';
import { addTown, addUsers, type Answer, north, openTestApp, street, type TestApp, townUsers } from '../../test-town.ts';

export type Adopted = BorderPlan & { codes: { provisional: string; final: string }[]; type: string; detail: string };
export type Change = (planId: string) => Promise<unknown>;
export const [one, two] = [`${north}001`, `${north}002`] as const;
export type PlanTown = Awaited<ReturnType<typeof openPlanTown>>;

const users = [...townUsers, { username: 'second', role: 'street_officer', jurisdiction: street }];

/** The town, signed in to as everybody, with what the tests do in it. */
export async function openPlanTown(name: string) {
  const app = await openTestApp(name);
  const cookies: Record<string, string> = {};
  await addTown(app);
  await app.sql(`insert into key_person_profiles (county_code, element_id, type, next_visit_on) select county_code, id, 'elderly', '2026-12-01' from elements where kind = 'person' order by id limit 9`);
  await addUsers(app, users);
  const signInAgain = async () => {
    for (const { username } of users) cookies[username] = await app.signIn(username);
  };
  await signInAgain();
  const call = <Body = Adopted>(username: string, method: string, path: string, body?: unknown): Promise<Answer<Body>> => app.call<Body>(method, path, { cookie: cookies[username] ?? '', ...(body ? { body } : {}) });
  const step = (username: string, plan: { id: string }, wanted: string, body: Record<string, unknown> = {}) => call(username, 'POST', `/api/border-plans/${plan.id}/${wanted}`, body);
  const draft = async (ground: string, ...changes: Change[]): Promise<BorderPlan> => {
    const made = await call('street', 'POST', '/api/border-plans', { communityCode: ground, name: '调整' });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    for (const change of changes) await change(made.body.id);
    return made.body;
  };
  const submitted = async (ground: string, ...changes: Change[]): Promise<BorderPlan> => {
    const answer = await step('street', await draft(ground, ...changes), 'submit');
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.body;
  };
  const adopted = async (ground: string, ...changes: Change[]): Promise<Adopted> => {
    const answer = await step('second', await submitted(ground, ...changes), 'adopt');
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.body;
  };
  const grids = () =>
    app.sql<{ code: string; valid_from: Date; valid_to: Date | null; successors: string[]; predecessors: string[]; households: number }>('select code, valid_from, valid_to, successors, predecessors, households from grids order by code, valid_from');
  const today = async () => (await grids()).filter(({ valid_to }) => valid_to === null).map(({ code }) => code);
  return { ...changesOf(app), app, signInAgain, call, step, draft, submitted, adopted, grids, today, findWrong: () => findWrong(app) };
}

export const box = (west: number, south: number, east: number, upper: number) => `SRID=4326;POLYGON((${west} ${south}, ${east} ${south}, ${east} ${upper}, ${west} ${upper}, ${west} ${south}))`;

function changesOf(app: TestApp) {
  /** A grid's ground becomes several: the first keeps the code, the others are new with provisional ones. */
  const divide = (code: string, ...parts: string[]): Change => async (planId) => {
    await app.sql('update border_plan_grids set geom = $3, is_changed = true where plan_id = $1 and code = $2', [planId, code, parts[0]]);
    for (const [index, part] of parts.slice(1).entries()) {
      await app.sql(
        `insert into border_plan_grids (plan_id, code, community_code, kind, name, geom, is_new, is_changed, predecessors)
         select $1, $4, community_code, 'base', '新网格', $3, true, true, array[code] from border_plan_grids where plan_id = $1 and code = $2`,
        [planId, code, part, `${code.slice(0, 12)}${950 - index}`],
      );
    }
  };
  const shape = (code: string, geom: string): Change => (planId) => app.sql('update border_plan_grids set geom = $3 where plan_id = $1 and code = $2', [planId, code, geom]);
  return {
    divide,
    shape,
    /** Into a southern and a northern half; the neighbour in the east gets the new vertex. */
    splitOne: (async (planId) => {
      await divide(one, box(116, 36, 116.01, 36.005), box(116, 36.005, 116.01, 36.01))(planId);
      await shape(two, 'SRID=4326;POLYGON((116.01 36, 116.02 36, 116.02 36.01, 116.01 36.01, 116.01 36.005, 116.01 36))')(planId);
    }) satisfies Change,
    mergeNorth: (async (planId) => {
      await app.sql('delete from border_plan_grids where plan_id = $1 and code = $2', [planId, two]);
      await app.sql('update border_plan_grids set geom = $3, is_changed = true, predecessors = array[code, $4] where plan_id = $1 and code = $2', [planId, one, box(116, 36, 116.02, 36.01), two]);
    }) satisfies Change,
    splitMerged: divide(one, box(116.01, 36, 116.02, 36.01), box(116, 36, 116.01, 36.01)),
  };
}

/** What the database derives, beside a recount by brute force: empty where all is right. */
async function findWrong(app: TestApp): Promise<unknown[]> {
  const lists = await Promise.all([
    app.sql(`select e.code, e.kind, e.grid_code, p.grid from elements e cross join lateral element_place(e.geom) as p where (e.grid_code, e.community_code) is distinct from (p.grid, p.community)`),
    app.sql(`select * from (select kind, category, place_code, sum(count) as kept from element_counts where kind <> 'key_person' group by 1, 2, 3 having sum(count) <> 0) k
      full join (select kind, category, place_code, count(*) as real from elements where valid_to is null group by 1, 2, 3) r using (kind, category, place_code) where kept is distinct from real`),
    app.sql(`select * from (select place_code, sum(count) as kept from element_counts where kind = 'key_person' group by 1 having sum(count) <> 0) k
      full join (select e.place_code, count(distinct p.element_id) as real from key_person_profiles p join elements e on e.id = p.element_id group by 1) r using (place_code) where kept is distinct from real`),
    app.sql(`select d.code from search_documents d join search_elements e on e.county_code = d.county_code and e.code = d.code where d.place_code <> e.place_code`),
    app.sql(`(select code from search_documents where kind = 'grid' except select code from grids where valid_to is null) union all (select code from grids where valid_to is null except select code from search_documents where kind = 'grid')`),
    app.sql(`select g.code from grids g where valid_to is null and households <> (select count(*) from elements e where e.grid_code = g.code and e.kind = 'household')`),
    // Drawn as all grids together would be.
    app.sql(`with today as (select array_agg(code) as codes, array_agg(geom_3857) as shapes from grids where valid_to is null and kind <> 'micro')
      select code, band from (select drawn.* from today, generalise_borders(codes, shapes) as drawn) as d
      full join (select band, code, geom from border_shapes where layer = 'grids') as s using (band, code) where (d.geom = s.geom and st_equals(d.geom, s.geom)) is not true`),
    app.sql(`select code from grids group by code having count(*) filter (where valid_to is null) > 1`),
    // An exact coverage: every directed piece of a grid's border is met by its reverse or lies on the community's.
    app.sql(`with edges as (
        select g.community_code, st_astext(d.geom) as p, st_astext(lead(d.geom) over (partition by g.id, d.path[1] order by d.path[2])) as q
        from grids g cross join lateral st_dumppoints(st_forcepolygonccw(g.geom)) as d where g.valid_to is null and g.kind <> 'micro')
      select p, q from edges e where q is not null and not exists (select from edges r where r.p = e.q and r.q = e.p)
        and not exists (select from regions c where c.code = left(e.community_code, 9) and st_covers(st_boundary(c.geom), st_makeline(st_geomfromtext(e.p, 4326), st_geomfromtext(e.q, 4326))))`),
  ]);
  return lists.flat();
}
