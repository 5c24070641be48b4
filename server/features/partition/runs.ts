/** Workers of this node: at most two at once, the others wait. Every end is written down; the server's end ends them all. */
import { Worker } from 'node:worker_threads';
import type { Database } from '../../platform/database.ts';
import type { Logger } from '../../platform/log.ts';
import { failProposal, tellProgress } from './queries.ts';
import type { WorkerReport, WorkerTask } from './worker.ts';

export interface Runs {
  start(task: Omit<WorkerTask, 'appUrl'>): void;
  /** Ends the worker of a proposal if it runs or waits here. */
  stop(proposalId: string): Promise<void>;
}

const mostWorkers = 2;
const beatMs = 1000;

interface Run {
  task: WorkerTask;
  worker: Worker;
  stage: string;
  share: number;
  /** Why it ends: set by who ends it, so that the worker's exit is not taken for a failure. */
  isStopped: boolean;
}

export function openRuns({ database, log }: { database: Database; log: Logger }): Runs {
  const appUrl = database.appPool.options.connectionString ?? '';
  const running = new Map<string, Run>();
  const waiting: WorkerTask[] = [];
  let isClosing = false;

  const note = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      // The database may be away for a moment: the next beat tries again, and silence counts as failure.
      log.warn({ err: error }, 'a proposal could not be written down');
    }
  };
  const fail = (id: string, code: string, detail: string) => note(() => database.asOwner((db) => failProposal(db, id, code, detail)));

  const stop = async (id: string): Promise<void> => {
    const place = waiting.findIndex(({ proposalId }) => proposalId === id);
    if (place >= 0) waiting.splice(place, 1);
    const run = running.get(id);
    if (!run) return;
    run.isStopped = true;
    await run.worker.terminate();
  };
  const beat = setInterval(() => {
    const tasks = [...[...running.values()].map(({ task, stage, share }) => ({ id: task.proposalId, stage, share })), ...waiting.map(({ proposalId }) => ({ id: proposalId, stage: 'waiting', share: 0 }))];
    for (const { id, stage, share } of tasks) {
      void note(async () => {
        const isWanted = await database.asOwner((db) => tellProgress(db, id, stage, share));
        if (!isWanted) await stop(id);
      });
    }
  }, beatMs);
  beat.unref();

  const next = (): void => {
    const task = isClosing || running.size >= mostWorkers ? undefined : waiting.shift();
    if (task) launch(task);
  };
  const launch = (task: WorkerTask): void => {
    const worker = new Worker(new URL('./worker-start.mjs', import.meta.url), { workerData: task });
    const run: Run = { task, worker, stage: 'waiting', share: 0, isStopped: false };
    running.set(task.proposalId, run);
    let ending: Promise<void> | null = null;
    worker.on('message', (report: WorkerReport) => {
      if (report.type === 'progress') [run.stage, run.share] = [report.stage, report.share];
      else if (report.type === 'failed') ending = fail(task.proposalId, report.code, report.detail);
      else ending = Promise.resolve();
    });
    worker.on('error', (error) => {
      log.error({ err: error, requestId: task.context.requestId }, 'a proposal failed');
      ending = fail(task.proposalId, 'error', 'It is in the log under its request id.');
    });
    worker.on('exit', () => {
      running.delete(task.proposalId);
      if (!ending && !run.isStopped) void fail(task.proposalId, 'error', 'The worker ended without a word.');
      next();
    });
    next();
  };

  database.onClose(async () => {
    isClosing = true;
    clearInterval(beat);
    const ids = [...running.keys(), ...waiting.map(({ proposalId }) => proposalId)];
    await Promise.all(ids.map(async (id) => {
      await stop(id);
      await fail(id, 'server-stopped', 'The server was stopped.');
    }));
  });
  return {
    start: (task) => {
      waiting.push({ ...task, appUrl });
      next();
    },
    stop,
  };
}
