import type { Router } from 'express';
import {
  changeMission, createMission, findMissionPeople, getMission, listMissions, listOwnTasks, type MissionDetail, missionStepObstacle, missionSteps, type MissionSummary,
  stepMission, stepTask, taskStates, taskStepObstacle, taskSteps,
} from '#contract/missions.ts';
import { refusal } from '#contract/refusals.ts';
import type { RequestDatabase } from '../../platform/database.ts';
import { ProblemError, refused } from '../../platform/problem.ts';
import { type Platform, route } from '../../platform/route.ts';
import * as queries from './queries.ts';

export function addMissionRoutes(router: Router, platform: Platform): void {
  addReadRoutes(router, platform);
  addWriteRoutes(router, platform);
  addStepRoutes(router, platform);
}

function addReadRoutes(router: Router, platform: Platform): void {
  route(router, platform, listMissions, async ({ db, query }) => {
    const { total, missions } = await queries.listMissions(db, query);
    return { total, missions: missions.map(presentSummary) };
  });
  route(router, platform, listOwnTasks, async ({ db }) => {
    const { open_count, tasks } = await queries.listOwnTasks(db);
    return { openCount: open_count, tasks };
  });
  route(router, platform, findMissionPeople, async ({ db, params }) => {
    const people = await queries.findPeople(db, params.id);
    if (!people) throw noBrief();
    return { people };
  });
  route(router, platform, getMission, async ({ db, params }) => present(await requireMission(db, params.id)));
}

function addWriteRoutes(router: Router, platform: Platform): void {
  route(router, platform, createMission, async ({ db, body }) => {
    const { briefId, ...draft } = body;
    await refuseStrangers(db, briefId, draft.tasks);
    const id = await queries.insertMission(db, briefId, draft);
    if (!id) throw noBrief();
    // Ids of another mission's tasks mean nothing here.
    await queries.writeTasks(db, id, draft.tasks.map(({ id: _unknown, ...task }) => task));
    await queries.appendLog(db, { missionId: id, taskId: null, step: 'create', state: 'open', note: '' });
    return present(await requireMission(db, id));
  });
  route(router, platform, changeMission, async ({ db, params, body }) => {
    const mission = await requireMission(db, params.id);
    if (!mission.owner.isMe) throw new ProblemError('no-right', refusal('mission-not-yours'));
    if (mission.state !== 'open') throw new ProblemError('conflict', refusal('mission-over'));
    const known = new Set(mission.tasks?.flatMap((task) => task.people.map(({ id }) => id)));
    // Where its brief cannot be read any more, whoever has a task may get another, and nobody else.
    await refuseStrangers(db, mission.brief?.id ?? null, body.tasks, known);
    if (!(await queries.updateMission(db, params.id, body.version, body))) throw versionConflict();
    const kept = body.tasks.flatMap(({ id }) => (id ? [id] : []));
    if ((await queries.removeTasks(db, params.id, kept)) > 0) throw new ProblemError('conflict', refusal('task-begun'));
    await queries.writeTasks(db, params.id, body.tasks);
    await queries.appendLog(db, { missionId: params.id, taskId: null, step: 'change', state: 'open', note: '' });
    return present(await requireMission(db, params.id));
  });
}

function addStepRoutes(router: Router, platform: Platform): void {
  route(router, platform, stepMission, async ({ db, params, body }) => {
    const mission = await requireMission(db, params.id);
    const { step, version, note } = body;
    refuseStep(missionStepObstacle(step, { state: mission.state, isOwner: mission.owner.isMe }));
    const rule = missionSteps[step];
    requireNote(rule.needsNote, note);
    if (!(await queries.moveMission(db, { missionId: mission.id, version, state: rule.to }))) throw versionConflict();
    await queries.appendLog(db, { missionId: mission.id, taskId: null, step, state: rule.to, note });
    return present(await requireMission(db, mission.id));
  });
  route(router, platform, stepTask, async ({ db, params, body }) => {
    const mission = await requireMission(db, params.id);
    const task = mission.tasks?.find(({ id }) => id === params.taskId);
    if (!task) throw new ProblemError('not-found', refusal('task-gone'));
    const { step, version, note } = body;
    const situation = { state: task.state, missionState: mission.state, isAssignee: task.people.some(({ isMe }) => isMe), isOwner: mission.owner.isMe };
    refuseStep(taskStepObstacle(step, situation));
    const rule = taskSteps[step];
    requireNote(rule.needsNote, note);
    if (!(await queries.moveTask(db, { missionId: mission.id, taskId: task.id, version, state: rule.to, note }))) throw versionConflict();
    await queries.appendLog(db, { missionId: mission.id, taskId: task.id, step, state: rule.to, note });
    return present(await requireMission(db, mission.id));
  });
}

function refuseStep(obstacle: ReturnType<typeof taskStepObstacle>): void {
  if (obstacle === 'not-yours') throw new ProblemError('no-right', refusal('step-not-yours'));
  if (obstacle === 'mission-over') throw new ProblemError('conflict', refusal('mission-over'));
  if (obstacle === 'wrong-state') throw new ProblemError('conflict', refusal('step-not-now'));
}

function requireNote(isNeeded: boolean, note: string): void {
  if (isNeeded && note === '') throw refused('not-valid', refusal('note-missing'), '/note');
}

/** A task goes to people of the area alone, or to those who have it already. */
async function refuseStrangers(db: RequestDatabase, briefId: string | null, tasks: queries.MissionDraft['tasks'], known = new Set<number>()): Promise<void> {
  const people = briefId === null ? [] : await queries.findPeople(db, briefId);
  if (!people) throw noBrief();
  const offered = new Set(people.map(({ id }) => id));
  for (const [index, task] of tasks.entries()) {
    const at = task.people.findIndex((id) => !offered.has(id) && !known.has(id));
    if (at >= 0) throw refused('not-valid', refusal('person-not-here'), `/tasks/${index}/people/${at}`);
  }
}

async function requireMission(db: RequestDatabase, id: string): Promise<queries.MissionRow> {
  const mission = await queries.findMission(db, id);
  if (!mission) throw new ProblemError('not-found', refusal('mission-gone'));
  return mission;
}

function noBrief(): ProblemError {
  return new ProblemError('not-found', refusal('brief-gone'));
}
function versionConflict(): ProblemError {
  return new ProblemError('version-conflict', refusal('mission-changed'));
}

function present(row: queries.MissionRow): MissionDetail {
  const { starts_at, ends_at, created_at, updated_at, square_meters, tasks, log, ...same } = row;
  return {
    ...same,
    startsAt: starts_at?.toISOString() ?? null,
    endsAt: ends_at?.toISOString() ?? null,
    createdAt: created_at.toISOString(),
    updatedAt: updated_at.toISOString(),
    squareMeters: square_meters,
    tasks: tasks ?? [],
    log: log ?? [],
  };
}

function presentSummary({ starts_at, ends_at, updated_at, tasks, ...same }: queries.ListedMission): MissionSummary {
  const counts = Object.fromEntries(taskStates.map((state) => [state, tasks[state] ?? 0])) as MissionSummary['tasks'];
  return { ...same, startsAt: starts_at, endsAt: ends_at, updatedAt: updated_at, tasks: counts };
}
