/**
 * One edit at a time on a plan of a whole county: over HTTP, and beside it the statements of that very edit run by the driver
 * alone as the owner, one behind the other without waiting, in a transaction that is committed. Every edit is taken back.
 */
import pg from 'pg';
import type { BorderOp, BorderPlan, EditAnswer } from '#contract/borders.ts';
import type { Statement } from '../../../server/platform/database.ts';
import type { BenchCity } from '../../bench-city.ts';
import { type BenchResult, describe } from '../../bench.ts';
import { quantile } from '../tiles/sample.ts';
import { type EditKind, findEditCases, findSplits, splitMany } from './edit-cases.ts';
import type { RecordedServer } from './recorded-server.ts';

const gridsWanted = 1_600;
/** `--rounds=N`: edits of each kind that count. */
const defaultRounds = 30;
const warmUp = 3;
const mostMs = 150;
const mostOverFloor = 1.5;

interface Edited {
  server: RecordedServer;
  cookie: string;
  planId: string;
  version: number;
}
interface Times {
  ours: number[];
  floor: number[];
  undo: number[];
  refused: number;
}

export async function measureEdits(city: BenchCity, server: RecordedServer, cookie: string): Promise<BenchResult[]> {
  const owner = new pg.Client({ connectionString: city.adminUrl, pipeline: true });
  await owner.connect();
  await owner.query('set max_parallel_workers_per_gather = 0');
  try {
    const { plan, edited } = await makeLargePlan(city, server, cookie);
    const ground = `plan of ${plan.grids.features.length.toLocaleString('en')} grids, ${city.elements.toLocaleString('en')} elements`;
    const cases = await findEditCases(city, plan);
    const results: BenchResult[] = [];
    for (const kind of Object.keys(cases) as EditKind[]) {
      results.push(...report(`${kind} on a ${ground}`, await measureKind(edited, owner, cases[kind])));
      console.error(results.slice(-3).map(describe).join('\n'));
    }
    return results;
  } finally {
    await owner.end();
  }
}

/** A plan of the county, its grids split until there are as many as wanted, and saved as the editor saves. */
async function makeLargePlan(city: BenchCity, server: RecordedServer, cookie: string): Promise<{ plan: BorderPlan; edited: Edited }> {
  const [county] = await city.sql<{ code: string }>(`select code from regions where level = 'county' limit 1`);
  const made = await server.call<BorderPlan>(cookie, 'POST', '/api/border-plans', { communityCode: county?.code, name: 'bench' });
  if (made.status !== 201) throw new Error(`no plan: ${JSON.stringify(made.body)}`);
  const edited: Edited = { server, cookie, planId: made.body.id, version: made.body.version };
  const replacements = splitMany(made.body, await findSplits(city, edited.planId), gridsWanted);
  let saved = 0;
  for (const op of replacements) if (await edit(edited, op)) saved += 1;
  const plan = (await server.call<BorderPlan>(cookie, 'GET', `/api/border-plans/${edited.planId}`)).body;
  console.error(`${saved} of ${replacements.length} communities divided anew: ${plan.grids.features.length} grids`);
  await city.sql('analyze border_plan_grids, border_edits, border_edit_grids');
  return { plan, edited };
}

async function measureKind(edited: Edited, owner: pg.Client, ops: readonly BorderOp[]): Promise<Times> {
  const times: Times = { ours: [], floor: [], undo: [], refused: 0 };
  const rounds = Number(process.argv.find((arg) => arg.startsWith('--rounds='))?.slice('--rounds='.length) ?? defaultRounds);
  for (const op of ops) {
    if (times.ours.length >= rounds + warmUp) break;
    edited.server.journal.length = 0;
    if (!(await edit(edited, op))) {
      times.refused += 1;
      continue;
    }
    const statements = edited.server.journal.slice();
    await undo(edited);
    const measures = {
      ours: async () => void times.ours.push(await clock(async () => void (await edit(edited, op)))),
      floor: async () => {
        const bound = withVersion(statements, edited.version);
        times.floor.push(await clock(() => replay(owner, bound)));
        edited.version += 1;
      },
    };
    // In turns, so that neither finds more in memory than the other.
    for (const which of times.ours.length % 2 === 0 ? (['ours', 'floor'] as const) : (['floor', 'ours'] as const)) {
      await measures[which]();
      times.undo.push(await clock(() => undo(edited)));
    }
  }
  return times;
}

/** False where the judge refuses it. */
async function edit(edited: Edited, op: BorderOp): Promise<boolean> {
  const { status, body } = await edited.server.call<EditAnswer>(edited.cookie, 'POST', `/api/border-plans/${edited.planId}/edits`, { version: edited.version, ...op });
  if (status === 422) return false;
  if (status !== 200) throw new Error(`${op.op} answered ${status}: ${JSON.stringify(body)}`);
  edited.version = body.version;
  return true;
}

async function undo(edited: Edited): Promise<void> {
  const { status, body } = await edited.server.call<EditAnswer>(edited.cookie, 'POST', `/api/border-plans/${edited.planId}/undo`, { version: edited.version });
  if (status !== 200) throw new Error(`undo answered ${status}: ${JSON.stringify(body)}`);
  edited.version = body.version;
}

function withVersion(statements: readonly Statement[], version: number): Statement[] {
  return statements.map((statement) => (statement.name === 'border_take' ? { ...statement, values: [statement.values?.[0], version] } : statement));
}

async function replay(owner: pg.Client, statements: readonly Statement[]): Promise<void> {
  const begun = [owner.query('begin'), owner.query({ name: 'begin_request', text: `select begin_request((select id from users where username = 'bench'), '{city_officer}', '', 'bench')` })];
  await Promise.all([...begun, ...statements.map((statement) => owner.query(statement)), owner.query('commit')]);
}

async function clock(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function report(name: string, { ours, floor, undo: undone, refused }: Times): BenchResult[] {
  const [own, bare] = [ours.slice(warmUp), floor.slice(warmUp)];
  const note = `${own.length} of them, ${refused} refused by the judge before; taken back in p50 ${quantile(undone, 0.5).toFixed(0)} ms, p95 ${quantile(undone, 0.95).toFixed(0)} ms`;
  return [0.5, 0.95].flatMap((share): BenchResult[] => {
    const [value, bound] = [quantile(own, share), quantile(bare, share)];
    const title = `${name}, p${share * 100}`;
    const compared = { name: 'its own SQL by the driver', value: bound, ratio: value / bound };
    if (share < 0.9) return [{ name: title, value, unit: 'ms', compared, note }];
    return [
      { name: title, value, unit: 'ms', compared, target: { bound: mostOverFloor, is: 'at most' } },
      { name: `${title}, the answer`, value, unit: 'ms', target: { bound: mostMs, is: 'at most' } },
    ];
  });
}
