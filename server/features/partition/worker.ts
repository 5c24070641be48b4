/** The thread of one proposal: it has a connection of its own, so that ending the thread ends all of the work. */
import { parentPort, workerData } from 'node:worker_threads';
import type { ProposalStage, ProposeBody } from '#contract/partition.ts';
import { openDatabase, type RequestContext } from '../../platform/database.ts';
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
const statementTimeoutMs = 300_000;

async function work({ appUrl, context, proposalId, planId, asked }: WorkerTask): Promise<WorkerReport> {
  // Requests alone are asked: the owner's pool stays without a connection.
  const database = openDatabase({ appUrl, adminUrl: appUrl }, { connections: 1, statementTimeoutMs });
  try {
    const result = await database.withRequest(context, async (db) => {
      // When this thread is ended, its connection is cut; the database looks for that and gives up.
      await db.query({ text: 'set local client_connection_check_interval = 500' });
      await db.query({ text: 'set local jit = off' });
      return makeProposal(db, planId, asked, progressTeller());
    });
    report({ type: 'progress', stage: 'writing', share: 0.97 });
    await database.withRequest(context, (db) => writeResult(db, proposalId, result));
    return { type: 'done' };
  } catch (error) {
    if (error instanceof NoGround) return { type: 'failed', code: 'no-ground', detail: error.message };
    if (error instanceof PartitionInputError) return { type: 'failed', code: 'not-solvable', detail: error.message };
    throw error;
  } finally {
    await database.close();
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
