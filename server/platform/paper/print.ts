import { Worker } from 'node:worker_threads';

/** What a thread writes, by which module: its file exports `writePaper(order, send)`. */
export interface PrintJob<Order> {
  writer: URL;
  order: Order;
}

/** Papers that are written at the same time; the next ones wait their turn. */
const mostAtOnce = 2;
const longestMs = 60_000;
/** A thread that wants more than this is ended, not the server. */
const memoryMegabytes = 512;

let running = 0;
const waiting: (() => void)[] = [];

/**
 * Writes a paper in a thread and hands its chunks on as they come.
 * @param signal ends the thread when nobody waits for the paper any more
 * @throws the thread's own error, or one for a paper that took too long
 */
export async function print<Order>(job: PrintJob<Order>, signal: AbortSignal, send: (chunk: Uint8Array) => void): Promise<void> {
  if (running >= mostAtOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    if (!signal.aborted) await runThread(job, signal, send);
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

function runThread<Order>({ writer, order }: PrintJob<Order>, signal: AbortSignal, send: (chunk: Uint8Array) => void): Promise<void> {
  const worker = new Worker(new URL('./paper-worker.mjs', import.meta.url), { workerData: { writer: writer.href, order }, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes } });
  return new Promise<void>((resolve, reject) => {
    const give = (error: Error) => {
      void worker.terminate();
      reject(error);
    };
    const timer = setTimeout(() => give(new Error(`the paper took longer than ${longestMs / 1000} s`)), longestMs);
    const stop = () => give(new Error('nobody waits for the paper any more'));
    signal.addEventListener('abort', stop, { once: true });
    worker.on('message', send);
    worker.on('error', give);
    worker.on('exit', (code) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      if (code === 0) resolve();
      else reject(new Error(`the thread ended with ${code}`));
    });
  });
}
