/** A whole county proposed over HTTP, from the click to the list of alternatives, beside reading its ground once. */
import { setTimeout as delay } from 'node:timers/promises';
import type { BorderPlan } from '#contract/borders.ts';
import type { Proposal } from '#contract/partition.ts';
import { type BenchCity, openBenchCity, wantedElements } from '../../bench-city.ts';
import type { BenchResult } from '../../bench.ts';

const mostSeconds = 60;

/** `--elements=2500000` has 100,000 buildings. */
export async function measureOverHttp(): Promise<BenchResult[]> {
  const city = await openBenchCity(wantedElements(), (line) => console.error(line), { isCopy: true });
  try {
    const server = await city.serve();
    try {
      return await measure(city, server);
    } finally {
      await server.close();
    }
  } finally {
    await city.close();
  }
}

async function measure(city: BenchCity, { url, cookie }: { url: string; cookie: string }): Promise<BenchResult[]> {
  const call = async <Answer>(method: string, path: string, body?: object): Promise<Answer> => {
    const response = await fetch(url + path, { method, headers: { cookie, 'content-type': 'application/json' }, body: body ? JSON.stringify(body) : null });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Answer;
  };
  const [county] = await city.sql<{ code: string }>(`select code from regions where level = 'county' limit 1`);
  const plan = await call<BorderPlan>('POST', '/api/border-plans', { communityCode: county?.code, name: 'bench' });
  const floor = await clock(() => readGroundOnce(city));
  const before = process.cpuUsage();
  const started = performance.now();
  let proposal = await call<Proposal>('POST', `/api/border-plans/${plan.id}/propose`, {});
  const stages: string[] = [];
  while (proposal.state === 'running') {
    await delay(200);
    const seconds = (performance.now() - started) / 1000;
    proposal = await call<Proposal>('GET', `/api/border-plans/${plan.id}/proposals/${proposal.id}`);
    if (!stages.some((stage) => stage.startsWith(`${proposal.stage} `))) stages.push(`${proposal.stage} ${seconds.toFixed(1)}`);
  }
  const seconds = (performance.now() - started) / 1000;
  if (proposal.state !== 'done') throw new Error(`the proposal ended as ${proposal.state}: ${JSON.stringify(proposal.problem)}`);
  const { user, system } = process.cpuUsage(before);
  const name = `proposal for a county of ${proposal.buildings?.toLocaleString('en')} buildings over HTTP`;
  const [first] = proposal.alternatives;
  const grids = first ? `${first.figures.gridsInBand} of ${first.figures.grids} grids in the band` : '';
  return [
    // Two lines: beside a comparison the bound would judge the ratio.
    { name, value: seconds, unit: 's', target: { bound: mostSeconds, is: 'at most' },
      note: `${((user + system) / 1e6).toFixed(1)} s of it processor time of Node; ${proposal.alternatives.length} alternatives of ${proposal.units?.toLocaleString('en')} units; stages began at ${stages.join(', ')} s` },
    { name: `${name}, over its floor`, value: seconds, unit: 's', compared: { name: 'its buildings and streets read and noded once', value: floor, ratio: seconds / floor } },
    { name: `${name}: grids in the band`, value: 100 * (first?.figures.shareInBand ?? 0), unit: '%', target: { bound: 95, is: 'at least' }, note: grids },
  ];
}

/** What no proposal can do without. */
async function readGroundOnce(city: BenchCity): Promise<void> {
  await city.sql(`select count(st_asbinary(geom)) from elements where kind = 'building' and valid_to is null`);
  await city.sql(`select st_npoints(st_unaryunion(st_collect(geom))) from ground_features where theme in ('road', 'railway', 'water', 'barrier')`);
}

async function clock(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}
