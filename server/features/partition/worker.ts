/** The thread of one proposal: it has a connection of its own, so that ending the thread ends all of the work. */
import { parentPort, workerData } from 'node:worker_threads';
import pg from 'pg';
import type { ProposalStage, ProposeBody } from '#contract/partition.ts';
import { measured, type RequestContext } from '../../platform/database.ts';
import { NoGround } from './ground/read-ground.ts';
import { PartitionInputError } from './graph.ts';
import { makeProposal } from './proposal.ts';
import { writeResult } from './queries.ts';

export interface WorkerTask {
  appUrl: string;
  context: RequestContext;
  proposalId: string;
  planId: string;
  asked: ProposeBody;
}
export type WorkerReport =
  | { type: 'progress'; stage: ProposalStage; share: number }
  | { type: 'done' }
  | { type: 'failed'; code: 'no-ground' | 'not-solvable'; detail: string };

const tellEveryMs = 200;

async function work({ appUrl, context, proposalId, planId, asked }: WorkerTask): Promise<WorkerReport> {
  // When this thread is ended, its connection is cut; the database looks for that and gives up.
  const client = new pg.Client({ connectionString: appUrl, application_name: 'getu-partition', options: '-c client_connection_check_interval=500 -c statement_timeout=300000 -c jit=off' });
  await client.connect();
  const db = measured(client as unknown as pg.PoolClient);
  const begin = async () => {
    await client.query('begin; set local role getu_app; set local max_parallel_workers_per_gather = 0');
    await client.query('select begin_request($1, $2, $3, $4)', [context.userId, context.roles, context.jurisdiction, context.requestId]);
  };
  try {
    await begin();
    const result = await makeProposal(db, planId, asked, progressTeller());
    await client.query('commit');
    report({ type: 'progress', stage: 'writing', share: 0.97 });
    await begin();
    await writeResult(db, proposalId, result);
    await client.query('commit');
    return { type: 'done' };
  } catch (error) {
    if (error instanceof NoGround) return { type: 'failed', code: 'no-ground', detail: error.message };
    if (error instanceof PartitionInputError) return { type: 'failed', code: 'not-solvable', detail: error.message };
    throw error;
  } finally {
    await client.end();
  }
}

function progressTeller(): (stage: ProposalStage, share: number) => void {
  let [told, toldStage] = [Number.NEGATIVE_INFINITY, ''];
  return (stage, share) => {
    const now = performance.now();
    if (stage === toldStage && now - told < tellEveryMs) return;
    [told, toldStage] = [now, stage];
    report({ type: 'progress', stage, share });
  };
}

const report = (message: WorkerReport) => parentPort?.postMessage(message);

report(await work(workerData as WorkerTask));
