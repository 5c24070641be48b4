/** Times tiles over HTTP, through a bare hop and straight by the driver in turns, from a process of its own, one request at a time. */
import { fork } from 'node:child_process';
import { createRequire } from 'node:module';
import net from 'node:net';
import { fileURLToPath, pathToFileURL } from 'node:url';
import pg from 'pg';

export interface Pair {
  path: string;
  statement: { name: string; text: string; values: unknown[] };
}
export interface LatencyJob {
  port: number;
  /** Where the bare hop listens. */
  hopPort: number;
  cookie: string;
  appUrl: string;
  /** Asked first and not timed: connections learn their statements. */
  warmUp: Pair[];
  pairs: Pair[];
}
/** Milliseconds per pair, in their order. */
export interface Latencies {
  http: number[];
  hop: number[];
  driver: number[];
}

/** What a connection of the driver begins with: the rights and settings that the product reads tiles with. */
export const readerSettings = `set role getu_app; set max_parallel_workers_per_gather = 0; set getu.user_id = '0'; set getu.roles = 'city_officer'; set getu.jurisdiction = ''`;

export function measureLatencies(job: LatencyJob): Promise<Latencies> {
  return new Promise((resolve, reject) => {
    const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
    const child = fork(fileURLToPath(import.meta.url), ['measure'], { execArgv: ['--import', tsx] });
    child.once('message', (result) => {
      resolve(result as Latencies);
      child.disconnect();
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the measuring process ended with ${code}`))); // no answer came before
    child.send(job);
  });
}

async function measure(job: LatencyJob): Promise<Latencies> {
  const client = new pg.Client({ connectionString: job.appUrl });
  await client.connect();
  await client.query(readerSettings);
  const byDriver = ({ statement }: Pair) => client.query(statement);
  // The driver's turn for all first: both sides then find the same rows in memory.
  for (const pair of [...job.warmUp, ...job.pairs]) await byDriver(pair);
  const [product, hop] = [connect(job.port), connect(job.hopPort)];
  const ways: [keyof Latencies, (pair: Pair) => Promise<unknown>][] = [
    ['http', ({ path }) => ask(product, path, job.cookie)],
    ['hop', ({ path }) => ask(hop, path, job.cookie)],
    ['driver', byDriver],
  ];
  for (const [, way] of ways) for (const pair of job.warmUp) await way(pair);
  const result: Latencies = { http: [], hop: [], driver: [] };
  for (const [index, pair] of job.pairs.entries()) {
    // Each way is first, second and last equally often.
    const turns = [...ways.slice(index % ways.length), ...ways.slice(0, index % ways.length)];
    for (const [name, way] of turns) result[name].push(await time(() => way(pair)));
  }
  product.destroy();
  hop.destroy();
  await client.end();
  return result;
}

function connect(port: number): net.Socket {
  return net.connect(port, '127.0.0.1').setNoDelay(true);
}

/** Sends one request and waits until the whole tile is there. Rejects where the answer is no tile. */
function ask(socket: net.Socket, path: string, cookie: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const read = (chunk: Buffer) => {
      chunks.push(chunk);
      const received = chunks.length === 1 ? chunk : Buffer.concat(chunks);
      const end = received.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(received.toString('latin1', 0, end))?.[1] ?? 0);
      if (received.length < end + 4 + length) return;
      socket.off('data', read);
      socket.off('error', reject);
      socket.off('close', lose);
      const status = received.toString('latin1', 9, 12);
      if (status === '200' || status === '204') resolve();
      else reject(new Error(`${path}: ${status}`));
    };
    const lose = () => reject(new Error(`${path}: the connection was closed`));
    socket.on('data', read);
    socket.once('error', reject);
    socket.once('close', lose);
    socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: ${cookie}\r\nAccept-Encoding: gzip\r\n\r\n`);
  });
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function fail(error: unknown): void {
  console.error(error);
  process.exit(1);
}

if (process.send && process.argv[2] === 'measure') {
  process.once('message', (job) => void measure(job as LatencyJob).then((result) => process.send?.(result), fail));
}
