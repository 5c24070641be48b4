/**
 * Adoption of plans that change grids with 200,000 elements: first neighbours in pairs become one grid each, so that half of
 * the elements move; then the 50 grids with the most elements change places in pairs, so that all of them move. Each is compared
 * with a bare update of the same rows. Then they change back while others read without pause, which leaves the adoption a part
 * of the machine: how long a reader waits.
 */
import type { BorderOp, BorderPlan, EditAnswer } from '#contract/borders.ts';
import type { BenchCity } from '../../bench-city.ts';
import type { BenchResult } from '../../bench.ts';
import { startReaders } from './readers.ts';
import type { RecordedServer } from './recorded-server.ts';

const elementsWanted = 200_000;
const gridsWanted = 50;
const mostSeconds = 5;
const quietMs = 10_000;

type Replacement = Extract<BorderOp, { op: 'replace' }>;
type Draw = (plan: BorderPlan) => Promise<BorderOp[]>;
interface Officers {
  author: string;
  adopter: string;
}

export async function measureAdoption(city: BenchCity, server: RecordedServer): Promise<BenchResult[]> {
  const officers = { author: await city.signIn('bench'), adopter: await city.signIn('bench-2') };
  const alone = [
    ...(await measureAlone(city, server, officers, (plan) => mergePairs(city, plan), 'neighbours merged in pairs')),
    ...(await measureAlone(city, server, officers, (plan) => swapPairs(city, plan), 'grids that change places in pairs')),
  ];
  return [...alone, ...(await measureReaders(city, server, officers))];
}

async function measureAlone(city: BenchCity, server: RecordedServer, officers: Officers, draw: Draw, what: string): Promise<BenchResult[]> {
  const plan = await submit(city, server, officers.author, draw);
  const { seconds, moved } = await adopt(city, server, officers.adopter, plan.id);
  const bare = await timeBareUpdate(city, moved);
  const name = `adoption of ${plan.grids} ${what}, with ${plan.elements.toLocaleString('en')} elements, ${moved.length.toLocaleString('en')} of which move`;
  return [
    { name, value: seconds, unit: 's', target: { bound: mostSeconds, is: 'at most' }, note: `judged when it was handed in: ${plan.judged.toFixed(1)} s for all ${plan.all} grids` },
    { name: 'its ratio to a bare update of the rows that move', value: seconds / bare, unit: '×', note: `${bare.toFixed(2)} s: one statement that writes them again, without rights, judging, counts, search, duties, events and tiles` },
  ];
}

async function measureReaders(city: BenchCity, server: RecordedServer, { author, adopter }: Officers): Promise<BenchResult[]> {
  const stopQuiet = await startReaders(city, server.url, author);
  await new Promise((resolve) => setTimeout(resolve, quietMs));
  const quiet = await stopQuiet();
  const plan = await submit(city, server, author, (drawn) => swapPairs(city, drawn));
  const stopReading = await startReaders(city, server.url, author);
  const { seconds } = await adopt(city, server, adopter, plan.id);
  const waits = await stopReading();
  return [
    { name: 'longest wait of a reader without an adoption', value: quiet.longestMs, unit: 'ms', note: `${quiet.longest}; ${quiet.answers} answers in ${quietMs / 1000} s` },
    { name: 'longest wait of a reader beside an adoption', value: waits.longestMs, unit: 'ms', note: `${waits.longest}; ${waits.answers} answers in the ${seconds.toFixed(1)} s that it took beside them` },
  ];
}

interface Submitted {
  id: string;
  /** Grids that it changes or ends, and the elements in them. */
  grids: number;
  elements: number;
  /** Grids of the whole plan, and how many seconds judging them took. */
  all: number;
  judged: number;
}

/** Makes the plan, edit by edit, and hands it in. */
async function submit(city: BenchCity, server: RecordedServer, author: string, draw: Draw): Promise<Submitted> {
  const [county] = await city.sql<{ code: string }>(`select code from regions where level = 'county' limit 1`);
  const plan = expectOk(await server.call<BorderPlan>(author, 'POST', '/api/border-plans', { communityCode: county?.code, name: 'bench' }));
  let { version } = plan;
  for (const op of await draw(plan)) version = expectOk(await server.call<EditAnswer>(author, 'POST', `/api/border-plans/${plan.id}/edits`, { version, ...op })).version;
  const submitting = performance.now();
  expectOk(await server.call(author, 'POST', `/api/border-plans/${plan.id}/submit`, {}));
  const judged = (performance.now() - submitting) / 1000;
  const { grids, count } = await countElements(city, plan.id);
  return { id: plan.id, grids, elements: count, all: plan.grids.features.length, judged };
}

/** Lets another adopt it; answers how long that took, and the ids of what moved. */
async function adopt(city: BenchCity, server: RecordedServer, adopter: string, planId: string): Promise<{ seconds: number; moved: number[] }> {
  await city.sql('vacuum elements');
  await city.sql('checkpoint');
  const [before] = await city.sql<{ at: Date }>('select clock_timestamp() as at');
  const started = performance.now();
  expectOk(await server.call(adopter, 'POST', `/api/border-plans/${planId}/adopt`, {}));
  const seconds = (performance.now() - started) / 1000;
  const moved = await city.sql<{ id: number }>('select id::float8 as id from elements where updated_at >= $1', [before?.at]);
  return { seconds, moved: moved.map(({ id }) => id) };
}

/** The least that moving these rows can take: their place is written again, and taken back. */
async function timeBareUpdate(city: BenchCity, ids: number[]): Promise<number> {
  const [partition] = await city.sql<{ name: string }>('select tableoid::regclass::text as name from elements where id = $1', [ids[0]]);
  await city.sql('vacuum elements');
  await city.sql('checkpoint');
  await city.sql('begin');
  const started = performance.now();
  await city.sql(`update ${partition?.name} set grid_code = grid_code, community_code = community_code, version = version + 1, updated_at = now() where id = any ($1)`, [ids]);
  const seconds = (performance.now() - started) / 1000;
  await city.sql('rollback');
  return seconds;
}

function expectOk<Answer>({ status, body }: { status: number; body: Answer }): Answer {
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body).slice(0, 500)}`);
  return body;
}

/** Today's grids that the plan ends or changes, and what lies in them. */
async function countElements(city: BenchCity, planId: string): Promise<{ grids: number; count: number }> {
  const [row] = await city.sql<{ grids: number; count: number }>(
    `with touched as (
       select t.code from border_plans p join grids t on t.valid_to is null and starts_with(t.code, p.scope_code)
       where p.id = $1 and not exists (select from border_plan_grids g where g.plan_id = p.id and g.base_id = t.id and not g.is_changed))
     select (select count(*)::float8 from touched) as grids, (select sum(count)::float8 from element_counts where kind <> 'key_person' and place_code in (select code from touched)) as count`,
    [planId],
  );
  if (!row) throw new Error('nothing was counted');
  return row;
}

const elementsByGrid = `select place_code as code, sum(count)::float8 as elements from element_counts where kind <> 'key_person' and length(place_code) = 15 group by 1`;

/** Pairs of neighbours of one community, those with the most elements first, until there are enough. */
async function mergePairs(city: BenchCity, plan: BorderPlan): Promise<BorderOp[]> {
  const pairs = await city.sql<{ one: string; other: string; elements: number }>(
    `with counted as (${elementsByGrid})
     select a.code as one, b.code as other, x.elements + y.elements as elements
     from border_plan_grids a join border_plan_grids b on b.plan_id = a.plan_id and b.community_code = a.community_code and b.code > a.code and b.geom && a.geom and st_relate(a.geom, b.geom, '****1****')
     join counted x on x.code = a.code join counted y on y.code = b.code
     where a.plan_id = $1 and a.kind = 'base' and b.kind = 'base' order by elements desc, one, other`,
    [plan.id],
  );
  const taken = new Set<string>();
  let elements = 0;
  return pairs.flatMap(({ one, other, elements: more }): BorderOp[] => {
    if (elements >= elementsWanted || taken.has(one) || taken.has(other)) return [];
    taken.add(one).add(other);
    elements += more;
    return [{ op: 'merge', gridCodes: [one, other], keep: one }];
  });
}

/** The grids with the most elements, two and two of one community, each with the other's ground. */
async function swapPairs(city: BenchCity, plan: BorderPlan): Promise<BorderOp[]> {
  const counted = new Map((await city.sql<{ code: string; elements: number }>(elementsByGrid)).map(({ code, elements }) => [code, elements]));
  const byCommunity = new Map<string, BorderPlan['grids']['features']>();
  for (const grid of plan.grids.features) byCommunity.set(grid.properties.communityCode, [...(byCommunity.get(grid.properties.communityCode) ?? []), grid]);
  const weight = (grids: BorderPlan['grids']['features']) => grids.reduce((sum, { id }) => sum + (counted.get(id) ?? 0), 0);
  const pairs = [...byCommunity.values()].flatMap((grids) => {
    const sorted = grids.filter(({ properties }) => properties.kind === 'base').sort((a, b) => weight([b]) - weight([a]));
    return Array.from({ length: sorted.length >> 1 }, (_, i) => sorted.slice(2 * i, 2 * i + 2));
  });
  const chosen = pairs.sort((a, b) => weight(b) - weight(a)).slice(0, gridsWanted / 2);
  const grids = chosen.flatMap(([one, other]): Replacement['grids'] => {
    if (!one || !other) return [];
    const withGround = ({ id, properties }: typeof one, ground: typeof one) => ({ code: id, kind: properties.kind, communityCode: properties.communityCode, parentCode: null, name: properties.name, predecessors: [], geometry: ground.geometry });
    return [withGround(one, other), withGround(other, one)];
  });
  return [{ op: 'replace', grids, removed: [] }];
}
