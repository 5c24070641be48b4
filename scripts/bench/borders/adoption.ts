/**
 * Adoption of plans that change grids with 200,000 elements, while others read: first neighbours in pairs become one grid each,
 * so that half of the elements move; then the 50 grids with the most elements change places in pairs, so that all of them move.
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
interface Officers {
  author: string;
  adopter: string;
}

export async function measureAdoption(city: BenchCity, server: RecordedServer): Promise<BenchResult[]> {
  const officers = { author: await city.signIn('bench'), adopter: await city.signIn('bench-2') };
  const stopReading = await startReaders(city, server.url, officers.author);
  await new Promise((resolve) => setTimeout(resolve, quietMs));
  const quiet = await stopReading();
  const merged = await adopt(city, server, officers, (plan) => mergePairs(city, plan), 'neighbours merged in pairs');
  const swapped = await adopt(city, server, officers, (plan) => swapPairs(city, plan), 'grids that change places in pairs');
  const wait = { name: 'longest wait of a reader without an adoption', value: quiet.longestMs, unit: 'ms', note: `${quiet.longest}; ${quiet.answers} answers in ${quietMs / 1000} s` };
  return [wait, ...merged, ...swapped];
}

/** Makes the plan, edit by edit, hands it in, and lets another adopt it while the readers read. */
async function adopt(city: BenchCity, server: RecordedServer, { author, adopter }: Officers, draw: (plan: BorderPlan) => Promise<BorderOp[]>, what: string): Promise<BenchResult[]> {
  const [county] = await city.sql<{ code: string }>(`select code from regions where level = 'county' limit 1`);
  const expectOk = <Answer>({ status, body }: { status: number; body: Answer }): Answer => {
    if (status >= 300) throw new Error(`${what}: ${status} ${JSON.stringify(body).slice(0, 500)}`);
    return body;
  };
  const plan = expectOk(await server.call<BorderPlan>(author, 'POST', '/api/border-plans', { communityCode: county?.code, name: 'bench' }));
  let { version } = plan;
  for (const op of await draw(plan)) version = expectOk(await server.call<EditAnswer>(author, 'POST', `/api/border-plans/${plan.id}/edits`, { version, ...op })).version;
  const submitting = performance.now();
  expectOk(await server.call(author, 'POST', `/api/border-plans/${plan.id}/submit`, {}));
  const submitted = (performance.now() - submitting) / 1000;
  await city.sql('checkpoint');
  const elements = await countElements(city, plan.id);
  const stopReading = await startReaders(city, server.url, author);
  const [before] = await city.sql<{ at: Date }>('select clock_timestamp() as at');
  const started = performance.now();
  expectOk(await server.call(adopter, 'POST', `/api/border-plans/${plan.id}/adopt`, {}));
  const seconds = (performance.now() - started) / 1000;
  const waits = await stopReading();
  const [moved] = await city.sql<{ elements: number }>('select count(*)::float8 as elements from elements where updated_at >= $1', [before?.at]);
  const name = `adoption of ${elements.grids} ${what}, with ${elements.count.toLocaleString('en')} elements, ${(moved?.elements ?? 0).toLocaleString('en')} of which move`;
  return [
    { name, value: seconds, unit: 's', target: { bound: mostSeconds, is: 'at most' }, note: `judged when it was handed in: ${submitted.toFixed(1)} s for all ${plan.grids.features.length} grids` },
    { name: 'longest wait of a reader meanwhile', value: waits.longestMs, unit: 'ms', target: { bound: 1000 * seconds, is: 'at most' }, note: `${waits.longest}; ${waits.answers} answers` },
  ];
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
