import type { RequestDatabase } from '../../platform/database.ts';
import type { Platform } from '../../platform/route.ts';
import * as adoptions from './adoption-queries.ts';
import { judgePlan } from './judge.ts';
import { listObstacles } from './plan-behind.ts';
import { faultErrors } from './refusals.ts';

/** How late a day may be noticed. */
const lookEveryMs = 5_000;
/** More than anybody reads in the plan's log. */
const mostObstacles = 20;

/**
 * Adopts the plans whose day has come, for as long as the database is open. Every node looks; the lock on the plan lets one
 * of them do it. What came due while no node ran is done at the first look, as of its own moment.
 */
export function startAppointments(platform: Platform): void {
  const look = async (): Promise<void> => {
    await adoptDuePlans(platform).catch((error: unknown) => platform.log.warn({ err: error }, 'cannot look for border plans whose day has come, trying again'));
    if (!isClosed) timer = setTimeout(() => void look(), lookEveryMs).unref();
  };
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined = setTimeout(() => void look(), lookEveryMs).unref();
  platform.database.onClose(async () => {
    isClosed = true;
    clearTimeout(timer);
  });
}

/** Adopts all that is due, each in a transaction of its own; answers their ids. Throws when the database is out of reach. */
export async function adoptDuePlans({ database, log, now }: Pick<Platform, 'database' | 'log' | 'now'>): Promise<string[]> {
  const done: string[] = [];
  for (;;) {
    const id = await database.asOwner((db) => adoptOne(db, now()));
    if (id === null) return done;
    log.info({ plan: id }, 'the day of a border plan has come');
    done.push(id);
  }
}

/** The id of the plan whose day has come, whether it was adopted or sent back; null where there is none. */
async function adoptOne(db: RequestDatabase, now: Date): Promise<string | null> {
  const plan = await adoptions.takeDuePlan(db, now);
  if (!plan) return null;
  const obstacles = [...(await listObstacles(db, plan.id)), ...faultErrors((await judgePlan(db, plan.id)).filter(({ severity }) => severity === 'fault'))];
  if (obstacles.length === 0) await adoptions.adoptDuePlan(db, plan);
  else await adoptions.refuseDuePlan(db, plan.id, obstacles.slice(0, mostObstacles));
  return plan.id;
}
