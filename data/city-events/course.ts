/** The life of one event: its steps with their times, on the clocks of its matter. Pure; chance comes in. */
import type { Matter } from '../../server/features/matters/catalogue.ts';
import { addClock, type Clock, type WorkCalendar } from '../../server/features/matters/clock.ts';
import type { Random } from '../city/random.ts';

export interface Step {
  at: number;
  step: 'report' | 'accept' | 'reject' | 'dispatch' | 'pause' | 'resume' | 'handle' | 'return' | 'verify' | 'close' | 'rate' | 'reopen';
  state: string;
  role: string;
  note: string;
}
export interface Course {
  steps: Step[];
  handleDueAt: number | null;
  dueAt: number;
  reopened: number;
  rating: number | null;
  /** When it ended for good, also past the day on which the year ends. */
  endedAt: number;
  wasRejected: boolean;
}
export interface Report {
  matter: Matter;
  reportedAt: number;
  channel: string;
}

/** Of handlings: late, sent back after checking, waiting for the reporter. Of reports: refused. */
const rates = { late: 0.017, returned: 0.035, paused: 0.02, rejected: 0.025, rated: 0.6, appeal: 0.45 };
/** Ratings 5 to 1 when all went well, and when it was late or sent back. */
const ratings = { well: [76, 19.5, 2.4, 1.2, 0.9], badly: [34, 30, 16, 11, 9] };
const minute = 60_000;

/** Follows the report to its end. */
export function runCourse(report: Report, random: Random, calendar: WorkCalendar): Course {
  const { clocks } = report.matter;
  const run = (start: number, clock: Clock, share: number) => Math.max(start + minute, addClock(start, { ...clock, amount: clock.amount * share }, calendar));
  const dueAt = [clocks.accept, clocks.dispatch, clocks.handle, clocks.verify].reduce((time, clock) => addClock(time, clock, calendar), report.reportedAt);
  const course: Course = { steps: [], handleDueAt: null, dueAt, reopened: 0, rating: null, endedAt: report.reportedAt, wasRejected: false };
  const add = (at: number, step: Step['step'], state: string, role: string, note = '') => {
    course.steps.push({ at, step, state, role, note });
    course.endedAt = at;
    return at;
  };
  let now = add(report.reportedAt, 'report', 'reported', reporters[report.channel] ?? 'resident');
  if (random.chance(rates.rejected) && ['hotline', 'resident', 'camera'].includes(report.channel)) {
    course.wasRejected = true;
    add(run(now, clocks.accept, random.between(0.1, 0.8)), 'reject', 'rejected', 'command_centre', random.pick(refusals));
    return course;
  }
  now = add(run(now, clocks.accept, random.between(0.03, 0.7)), 'accept', 'accepted', 'command_centre');
  now = add(run(now, clocks.dispatch, random.between(0.03, 0.7)), 'dispatch', 'dispatched', 'command_centre', `依据事项“${report.matter.name}”派遣`);
  course.handleDueAt = addClock(now, clocks.handle, calendar);
  const isLate = random.chance(rates.late);
  if (random.chance(rates.paused) && !isLate) {
    const stop = add(run(now, clocks.handle, 0.1), 'pause', 'paused', 'department', '等待反映人补充材料');
    now = add(stop + random.between(2, 40) * 60 * minute, 'resume', 'dispatched', 'department');
    // The clocks stood still meanwhile.
    course.handleDueAt = addClock(now, { ...clocks.handle, amount: clocks.handle.amount * 0.9 }, calendar);
    course.dueAt = addClock(course.handleDueAt, clocks.verify, calendar);
    now = run(now, clocks.handle, random.between(0.1, 0.8));
  } else now = run(now, clocks.handle, isLate ? random.between(1.3, 2.6) : Math.min(0.97, 0.08 + 0.75 * random.next() ** 1.3));
  add(now, 'handle', 'handled', 'department', report.matter.closing);
  if (random.chance(rates.returned)) {
    course.reopened++;
    now = add(run(now, clocks.verify, random.between(0.05, 0.4)), 'return', 'dispatched', 'grid_worker', `核查未通过：未达到“${report.matter.closing}”`);
    now = add(run(now, clocks.handle, random.between(0.03, 0.12)), 'handle', 'handled', 'department', '返工后再次反馈');
  }
  now = add(run(now, clocks.verify, random.between(0.08, 0.6)), 'verify', 'verified', 'grid_worker', '现场核查属实');
  now = add(run(now, clocks.verify, random.between(0.01, 0.08)), 'close', 'closed', 'command_centre');
  rate(now, isLate || course.reopened > 0);
  return course;

  /** The reporter's word; one who is not content can have it taken up again once. */
  function rate(closedAt: number, wentBadly: boolean): void {
    if (!['hotline', 'resident'].includes(report.channel) || !random.chance(rates.rated)) return;
    const draw = (weights: readonly number[]) => 5 - random.weighted(weights);
    course.rating = draw(wentBadly ? ratings.badly : ratings.well);
    let at = add(closedAt + random.between(0.5, 60) * 60 * minute, 'rate', 'closed', 'resident', `${course.rating}星`);
    if (course.rating > 2 || !random.chance(rates.appeal)) return;
    course.reopened++;
    at = add(at + random.between(1, 8) * 60 * minute, 'reopen', 'dispatched', 'command_centre', '反映人不满意，重新办理');
    at = add(run(at, clocks.handle, random.between(0.2, 0.8)), 'handle', 'handled', 'department', '上门说明并复修');
    at = add(run(at, clocks.verify, random.between(0.1, 0.6)), 'verify', 'verified', 'grid_worker');
    at = add(run(at, clocks.verify, random.between(0.01, 0.1)), 'close', 'closed', 'command_centre');
    if (random.chance(0.5)) {
      course.rating = draw(ratings.badly);
      add(at + random.between(1, 40) * 60 * minute, 'rate', 'closed', 'resident', `${course.rating}星`);
    }
  }
}

const reporters: Record<string, string> = { hotline: 'hotline', resident: 'resident', grid_worker: 'grid_worker', camera: 'system', device: 'system', department: 'department', patrol: 'inspector' };
const refusals = ['与在办事项重复', '现场未发现反映情况', '不属于受理范围，已告知办理途径'];

export interface Situation {
  state: string;
  acceptedAt: number | null;
  dispatchedAt: number | null;
  handledAt: number | null;
  verifiedAt: number | null;
  closedAt: number | null;
  handleDueAt: number | null;
  reopened: number;
  rating: number | null;
  steps: Step[];
}

/** What had come of it by `asOf`: later steps have not happened yet. */
export function situationAt(course: Course, asOf: number): Situation {
  const steps = course.steps.filter(({ at }) => at <= asOf);
  const last = (...names: Step['step'][]) => steps.findLast(({ step }) => names.includes(step))?.at ?? null;
  const state = steps.at(-1)?.state ?? 'reported';
  const isOpen = !['closed', 'rejected'].includes(state);
  const rated = steps.filter(({ step }) => step === 'rate');
  return {
    state,
    steps,
    acceptedAt: last('accept'),
    dispatchedAt: last('dispatch'),
    handledAt: state === 'dispatched' || state === 'paused' ? null : last('handle'),
    verifiedAt: isOpen && state !== 'verified' ? null : last('verify'),
    closedAt: isOpen ? null : last('close', 'reject'),
    handleDueAt: last('dispatch') === null ? null : course.handleDueAt,
    reopened: steps.filter(({ step }) => step === 'return' || step === 'reopen').length,
    rating: rated.length > 0 ? Number.parseInt(rated.at(-1)!.note, 10) : null,
  };
}
