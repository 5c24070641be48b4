/** Tiles of the demo city: cold beside the bare SQL and MapServer, cached beside nginx with pre-compressed files. */
import http from 'node:http';
import { gzipSync } from 'node:zlib';
import type { TileAddress } from '../../server/features/tiles/address.ts';
import { type Layer, planTile } from '../../server/features/tiles/plan.ts';
import { tileStatement } from '../../server/features/tiles/queries.ts';
import { type BenchCity, openBenchCity, wantedElements } from '../bench-city.ts';
import type { BenchResult } from '../bench.ts';
import { startBareHop } from './tiles/bare-hop.ts';
import { measureLatencies } from './tiles/latency.ts';
import { type LoadResult, runLoad } from './tiles/load.ts';
import { areInstalled, startMapServer, startNginx } from './tiles/peers.ts';
import { quantile, sampleTiles } from './tiles/sample.ts';

interface Sample {
  layer: Layer;
  address: TileAddress;
}
type Served = Awaited<ReturnType<BenchCity['serve']>>;

const zooms = [10, 11, 12, 13, 14, 15, 16];
const tilesPerLayerAndZoom = 12;
const coldRounds = 3;
const hotRounds = 3;
const portOf = (served: { url: string }) => Number(new URL(served.url).port);
const pathOf = ({ layer, z, x, y }: TileAddress) => `/api/tiles/${layer}/${z}/${x}/${y}.mvt`;

export async function run(): Promise<BenchResult[]> {
  const city = await openBenchCity(wantedElements(), (line) => console.error(line));
  try {
    const layers = await city.sql<Layer & Record<string, unknown>>(
      'select id, source, kind, minzoom, maxzoom, counts_below_zoom as "countsBelowZoom", sensitivity from tile_layers order by sort',
    );
    const samples = sampleTiles(layers, city.extent, zooms, tilesPerLayerAndZoom);
    return [...(await measureCold(city, samples)), ...(await measureMapServer(city, layers)), ...(await measureCached(city, samples))];
  } finally {
    await city.close();
  }
}

/** Each tile from an empty cache over HTTP, through a bare hop and straight by the driver, in turns; several rounds, since machines have moods. */
async function measureCold(city: BenchCity, samples: Sample[]): Promise<BenchResult[]> {
  const layers = [...new Set(samples.map(({ layer }) => layer))];
  const toPair = ({ layer, address }: Sample) => ({ path: pathOf(address), statement: tileStatement(planTile(layer, address, false), address) });
  // A connection learns each statement once and plans it anew five times: that is not the cost of a tile.
  const warmUp = sampleTiles(layers, outside(city.extent), zooms, 8).map(toPair);
  const pairs = samples.map(toPair);
  const [ours, hops, theirs]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < coldRounds; round += 1) {
    const [served, bareHop] = [await city.serve(), await startBareHop(city.appUrl, [...warmUp, ...pairs])];
    const found = await measureLatencies({ port: portOf(served), hopPort: bareHop.port, cookie: served.cookie, appUrl: city.appUrl, warmUp, pairs });
    ours.push(...found.http);
    hops.push(...found.hop);
    theirs.push(...found.driver);
    await bareHop.close();
    await served.close();
  }
  const named: [string, number][] = [['median', 0.5], ['p99', 0.99]];
  return named.flatMap(([name, share]): BenchResult[] => {
    const [value, hop, floor] = [quantile(ours, share), quantile(hops, share), quantile(theirs, share)];
    const compare = (measured: number) => ({ unit: 'ms', value: measured, compared: { name: 'same SQL by the driver', value: floor, ratio: measured / floor } });
    return [
      { name: `cold tile, z10–z16, all layers, ${name} (${city.elements.toLocaleString('en')} elements, ${samples.length} tiles)`, ...compare(value), target: { bound: 1.3, is: 'at most' } },
      { name: `a bare Node hop with the same statement, ${name}`, ...compare(hop), note: 'no session, rights, cache, compression or log: what any Node server costs here' },
    ];
  });
}

/** Ground of the same size beside the city, where the same statements find nothing. */
function outside([west, south, east, north]: BenchCity['extent']): BenchCity['extent'] {
  const width = (east - west) * 3;
  return [west + width, south, east + width, north];
}

const mapServerFields = ['id', 'code', 'name', 'category', 'grid_code', 'height_meters', 'min_height', 'floors', 'use', 'households', 'residents'];
const mapServerData = `geom_3857 from (select e.id, e.code, ''::text as name, e.category, coalesce(e.grid_code, '') as grid_code, round(p.height_meters)::integer as height_meters,
  nullif(round(p.min_height_meters)::integer, 0) as min_height, p.floors::integer as floors, p.use, nullif(p.households, 0) as households, nullif(p.residents, 0) as residents, e.geom_3857
  from elements e left join building_profiles p on p.county_code = e.county_code and p.element_id = e.id
  where e.kind = 'building' and e.valid_to is null) as buildings using unique id using srid=3857`.replaceAll(/\s+/g, ' ');

/** Buildings at z14: the same table and attributes, each tile once, two requests at a time. */
async function measureMapServer(city: BenchCity, layers: Layer[]): Promise<BenchResult[]> {
  const name = 'cold tiles of buildings at z14';
  if (!areInstalled(['mapserv', 'spawn-fcgi', 'nginx'])) {
    console.error(`${name}: not compared with MapServer, it is not installed (cgi-mapserver, spawn-fcgi, nginx)`);
    return [];
  }
  const samples = sampleTiles(layers.filter(({ id }) => id === 'buildings'), city.extent, [14], 200);
  const load = { connections: 2, answers: samples.length, milliseconds: 60_000 };
  const warmUp = sampleTiles(layers.filter(({ id }) => id === 'buildings'), outside(city.extent), [14], 20);
  const peer = await startMapServer(city.adminUrl, mapServerData, mapServerFields);
  const theirPaths = (list: Sample[]) => list.map(({ address: { z, x, y } }) => `/?mode=tile&tilemode=gmap&layers=layer&map.imagetype=mvt&tile=${x}+${y}+${z}`);
  const ourRun = async () => {
    const served = await city.serve();
    const common = { ...load, port: portOf(served), headers: { Cookie: served.cookie, 'Accept-Encoding': 'gzip' } };
    await runLoad({ ...common, paths: warmUp.map(({ address }) => pathOf(address)), answers: warmUp.length });
    return runLoad({ ...common, paths: samples.map(({ address }) => pathOf(address)) }).finally(() => served.close());
  };
  const theirRun = async () => {
    await runLoad({ ...load, port: peer.port, headers: {}, paths: theirPaths(warmUp), answers: warmUp.length });
    return runLoad({ ...load, port: peer.port, headers: {}, paths: theirPaths(samples) });
  };
  try {
    await theirRun(); // rows into memory for both
    const [ours, theirs] = await inTurns(ourRun, theirRun);
    const note = `answers ${describe(ours.statuses)}; MapServer ${describe(theirs.statuses)}, ${Math.round(theirs.bytes / theirs.answers)} bytes a tile against ${Math.round(ours.bytes / ours.answers)} compressed`;
    return [{ name, value: ours.perSecond, unit: 'tiles/s', compared: { name: 'MapServer (FastCGI, 2 processes)', value: theirs.perSecond, ratio: ours.perSecond / theirs.perSecond }, target: { bound: 1.5, is: 'at least' }, note }];
  } finally {
    peer.stop();
  }
}

/** Runs both sides in turns and answers the median run of each: what else the machine does meets both. */
async function inTurns(ours: () => Promise<LoadResult>, theirs: () => Promise<LoadResult>): Promise<[LoadResult, LoadResult]> {
  const [our, their]: [LoadResult[], LoadResult[]] = [[], []];
  for (let round = 0; round < hotRounds; round += 1) {
    our.push(await ours());
    their.push(await theirs());
  }
  return [middleOf(our), middleOf(their)];
}

function middleOf(results: LoadResult[]): LoadResult {
  const sorted = [...results].sort((a, b) => a.perSecond - b.perSecond);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (!middle) throw new Error('no round was run');
  return middle;
}

/** The rate of hits beside the cold rate and beside nginx; then the same with ETags, looking at what the database was asked. */
async function measureCached(city: BenchCity, samples: Sample[]): Promise<BenchResult[]> {
  const served = await city.serve();
  const port = portOf(served);
  const headers = { Cookie: served.cookie, 'Accept-Encoding': 'gzip' };
  const agent = new http.Agent({ keepAlive: true, maxSockets: 4 });
  const bounds = { connections: 16, answers: 200_000, milliseconds: 3_000 };
  try {
    await fetchTile(agent, served, '/api/layers');
    const paths = samples.filter(({ layer }) => layer.sensitivity === 'open').map(({ address }) => pathOf(address));
    const cold = await runLoad({ port, headers, paths, connections: 4, answers: paths.length, milliseconds: 120_000 });
    const files = new Map<string, Buffer>();
    let etag = '';
    for (const path of paths) {
      const answer = await fetchTile(agent, served, path);
      if (answer.status === 200) files.set(path, answer.isPacked ? answer.body : gzipSync(answer.body));
      if (answer.status === 200) etag = answer.etag;
    }
    const hot = [...files.keys()];
    const results: BenchResult[] = [];
    const ourRun = () => runLoad({ ...bounds, port, headers, paths: hot });
    const report = (cached: LoadResult, name: string, compared: LoadResult, bound: number) =>
      results.push({ name: 'cached tiles', value: cached.perSecond, unit: 'tiles/s', compared: { name, value: compared.perSecond, ratio: cached.perSecond / compared.perSecond }, target: { bound, is: 'at least' }, note: `answers ${describe(cached.statuses)} and ${describe(compared.statuses)}` });
    if (areInstalled(['nginx'])) {
      const peer = await startNginx(files);
      const theirRun = () => runLoad({ ...bounds, port: peer.port, headers: { 'Accept-Encoding': 'gzip' }, paths: hot });
      const [cached, ceiling] = await inTurns(ourRun, theirRun).finally(() => peer.stop());
      report(cached, 'cold, four at a time', cold, 40);
      report(cached, 'nginx, the same tiles from pre-compressed files', ceiling, 0.2);
    } else report(await ourRun(), 'cold, four at a time', cold, 40);
    const last = hot.at(-1) ?? '/';
    await fetchTile(agent, served, last); // the session is known for some seconds
    const [start] = await city.sql<{ at: string }>('select clock_timestamp()::text as at');
    const again = await runLoad({ ...bounds, port, headers: { ...headers, 'If-None-Match': etag }, paths: [last], answers: 2_000 });
    const [busy] = await city.sql<{ count: number }>("select count(*)::integer as count from pg_stat_activity where application_name like 'getu%' and query_start >= $1::timestamptz", [start?.at]);
    results.push({ name: 'connections of the server that asked the database anything during 2,000 requests with a known ETag', value: busy?.count ?? Number.NaN, unit: 'connections', target: { bound: 0, is: 'at most' }, note: `answers ${describe(again.statuses)}` });
    return results;
  } finally {
    agent.destroy();
    await served.close();
  }
}

function fetchTile(agent: http.Agent, served: Served, path: string): Promise<{ status: number; body: Buffer; isPacked: boolean; etag: string }> {
  return new Promise((resolve, reject) => {
    const request = http.get(served.url + path, { agent, headers: { Cookie: served.cookie, 'Accept-Encoding': 'gzip' } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks), isPacked: response.headers['content-encoding'] === 'gzip', etag: response.headers.etag ?? '' }));
    });
    request.on('error', reject);
  });
}

function describe(statuses: Record<number, number>): string {
  return Object.entries(statuses).map(([status, count]) => `${count}×${status}`).join(', ');
}
