/** A load generator: keep-alive connections over raw sockets in a process of its own, bounded in number and time, loopback only. */
import { fork } from 'node:child_process';
import { createRequire } from 'node:module';
import net from 'node:net';
import { fileURLToPath, pathToFileURL } from 'node:url';

export interface Load {
  port: number;
  paths: string[];
  /** Header lines sent with each request. */
  headers: Record<string, string>;
  connections: number;
  /** Ends after so many answers or milliseconds, whichever is first. */
  answers: number;
  milliseconds: number;
}
export interface LoadResult {
  perSecond: number;
  answers: number;
  bytes: number;
  /** Answers by status. */
  statuses: Record<number, number>;
}

/** Runs the load in a process of its own. Rejects when a connection breaks. */
export function runLoad(load: Load): Promise<LoadResult> {
  return new Promise((resolve, reject) => {
    const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
    const child = fork(fileURLToPath(import.meta.url), ['run'], { execArgv: ['--import', tsx] });
    child.once('message', (result) => {
      resolve(result as LoadResult);
      child.disconnect();
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the load generator ended with ${code}`))); // no answer came before
    child.send(load);
  });
}

async function work(load: Load): Promise<LoadResult> {
  const state = { sent: 0, answers: 0, bytes: 0, statuses: {} as Record<number, number> };
  const started = performance.now();
  const isOver = () => state.sent >= load.answers || performance.now() - started >= load.milliseconds;
  await Promise.all(Array.from({ length: load.connections }, () => converse(load, state, isOver)));
  return { perSecond: state.answers / ((performance.now() - started) / 1000), answers: state.answers, bytes: state.bytes, statuses: state.statuses };
}

function converse(load: Load, state: { sent: number; answers: number; bytes: number; statuses: Record<number, number> }, isOver: () => boolean): Promise<void> {
  const headers = Object.entries({ Host: '127.0.0.1', ...load.headers }).map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return new Promise((resolve, reject) => {
    const socket = net.connect(load.port, '127.0.0.1');
    let received: Buffer = Buffer.alloc(0);
    const send = () => {
      if (isOver()) {
        socket.end();
        resolve();
        return;
      }
      const path = load.paths[state.sent % load.paths.length] ?? '/';
      state.sent += 1;
      socket.write(`GET ${path} HTTP/1.1\r\n${headers}\r\n`);
    };
    socket.setNoDelay(true);
    socket.on('connect', send);
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('a connection was closed'))); // after resolve it says nothing
    socket.on('data', (chunk: Buffer) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
      const length = answerLength(received);
      if (length === null || received.length < length) return;
      const status = Number(received.toString('latin1', 9, 12));
      state.statuses[status] = (state.statuses[status] ?? 0) + 1;
      state.answers += 1;
      state.bytes += length;
      received = Buffer.alloc(0); // never two requests at once on a connection, so nothing follows
      send();
    });
  });
}

/** Bytes of the whole answer once they can be told, else null. */
function answerLength(received: Buffer): number | null {
  const end = received.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const head = received.toString('latin1', 0, end).toLowerCase();
  if (head.includes('\r\ntransfer-encoding: chunked')) {
    const last = received.lastIndexOf('\r\n0\r\n\r\n');
    return last >= end ? last + 7 : null;
  }
  const length = /\r\ncontent-length: (\d+)/.exec(head)?.[1];
  return end + 4 + Number(length ?? 0);
}

function fail(error: unknown): void {
  console.error(error);
  process.exit(1);
}

if (process.send && process.argv[2] === 'run') {
  process.once('message', (load) => void work(load as Load).then((result) => process.send?.(result), fail));
}
