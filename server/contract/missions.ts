import { z } from 'zod';
import { theme } from './areas.ts';
import { briefLimits } from './briefs.ts';
import { endpoint } from './endpoint.ts';
import { anyGeometry, bbox, elementCode } from './shapes.ts';
import { visibleLine } from './text.ts';

export const taskStates = ['todo', 'accepted', 'doing', 'done', 'cannot'] as const;
export type TaskState = (typeof taskStates)[number];
export const missionStates = ['open', 'closed', 'cancelled'] as const;
export type MissionState = (typeof missionStates)[number];

/**
 * The steps of a task: from which states, to which, by whom, and whether it must be said why. The server's rule and the
 * client's buttons read this one table.
 */
export const taskSteps = {
  accept: { from: ['todo'], to: 'accepted', by: 'assignee', needsNote: false },
  start: { from: ['accepted'], to: 'doing', by: 'assignee', needsNote: false },
  finish: { from: ['accepted', 'doing'], to: 'done', by: 'assignee', needsNote: false },
  refuse: { from: ['todo', 'accepted', 'doing'], to: 'cannot', by: 'assignee', needsNote: true },
  reopen: { from: ['done', 'cannot'], to: 'todo', by: 'owner', needsNote: true },
} as const satisfies Record<string, { from: readonly TaskState[]; to: TaskState; by: 'assignee' | 'owner'; needsNote: boolean }>;
export type TaskStep = keyof typeof taskSteps;
const taskStepNames = Object.keys(taskSteps) as [TaskStep, ...TaskStep[]];

/** The steps of a mission, all by its owner. */
export const missionSteps = {
  close: { from: ['open'], to: 'closed', needsNote: false },
  cancel: { from: ['open'], to: 'cancelled', needsNote: true },
  reopen: { from: ['closed', 'cancelled'], to: 'open', needsNote: true },
} as const satisfies Record<string, { from: readonly MissionState[]; to: MissionState; needsNote: boolean }>;
export type MissionStep = keyof typeof missionSteps;
const missionStepNames = Object.keys(missionSteps) as [MissionStep, ...MissionStep[]];

/** Whether something is still to be done: it is neither done nor found impossible. */
export function isTaskOpen(state: TaskState): boolean {
  return state !== 'done' && state !== 'cannot';
}

export interface TaskSituation {
  state: TaskState;
  missionState: MissionState;
  isAssignee: boolean;
  isOwner: boolean;
}
/** Why a step is not possible now, or null where it is. */
export function taskStepObstacle(step: TaskStep, situation: TaskSituation): 'mission-over' | 'not-yours' | 'wrong-state' | null {
  const rule = taskSteps[step];
  if (!(rule.by === 'owner' ? situation.isOwner : situation.isAssignee)) return 'not-yours';
  if (situation.missionState !== 'open') return 'mission-over';
  return (rule.from as readonly TaskState[]).includes(situation.state) ? null : 'wrong-state';
}
export function missionStepObstacle(step: MissionStep, situation: { state: MissionState; isOwner: boolean }): 'not-yours' | 'wrong-state' | null {
  if (!situation.isOwner) return 'not-yours';
  return (missionSteps[step].from as readonly MissionState[]).includes(situation.state) ? null : 'wrong-state';
}

const moment = z.iso.datetime({ offset: true });
const note = z.string().trim().max(500).default('');
const person = z.object({ id: z.number().int(), name: z.string(), isMe: z.boolean() });

export const missionTask = z.object({
  id: z.uuid(),
  text: z.string(),
  theme: theme.nullable(),
  codes: z.array(z.string()),
  dueAt: z.string().nullable(),
  state: z.enum(taskStates),
  /** What was said at the last step. */
  note: z.string(),
  version: z.number().int(),
  updatedAt: z.string(),
  people: z.array(person),
});
export type MissionTask = z.infer<typeof missionTask>;

const missionHead = z.object({
  id: z.uuid(),
  number: z.string(),
  title: z.string(),
  owner: person,
  state: z.enum(missionStates),
  startsAt: z.string().nullable(),
  endsAt: z.string().nullable(),
  place: z.string(),
  version: z.number().int(),
  updatedAt: z.string(),
});
export const missionSummary = missionHead.extend({
  /** How many tasks are in which state. */
  tasks: z.record(z.enum(taskStates), z.number().int()),
});
export type MissionSummary = z.infer<typeof missionSummary>;
export const missionDetail = missionHead.extend({
  createdAt: z.string(),
  squareMeters: z.number(),
  geometry: anyGeometry,
  bbox,
  /** The brief that it was made of, where the reader may read it. */
  brief: z.object({ id: z.uuid(), number: z.string(), title: z.string() }).nullable(),
  tasks: z.array(missionTask),
  /** Oldest first. */
  log: z.array(z.object({ at: z.string(), by: z.string(), taskId: z.uuid().nullable(), step: z.string(), state: z.string(), note: z.string() })),
});
export type MissionDetail = z.infer<typeof missionDetail>;

/** A task of mine with the mission that it belongs to. */
export const ownTask = missionTask.extend({ mission: missionHead.extend({ geometry: anyGeometry, bbox }) });
export type OwnTask = z.infer<typeof ownTask>;

const draftTask = z.object({
  /** Present for a task that is there already. */
  id: z.uuid().optional(),
  text: z.string().trim().min(1).max(500),
  theme: theme.nullable().default(null),
  codes: z.array(elementCode).max(100).default([]),
  dueAt: moment.nullable().default(null),
  people: z.array(z.number().int().positive()).max(50),
});
const missionDraft = z.object({
  title: visibleLine(120),
  startsAt: moment.nullable().default(null),
  endsAt: moment.nullable().default(null),
  tasks: z.array(draftTask).min(1, 'a mission has at least one task').max(briefLimits.tasks),
});
const byId = z.object({ id: z.uuid() });

export const listMissions = endpoint({
  method: 'get',
  path: '/api/missions',
  summary: 'The missions that the reader gave, has tasks of, or that lie in its jurisdiction; open ones first',
  access: 'session',
  query: z.object({ q: z.string().trim().max(100).optional(), state: z.enum(missionStates).optional(), limit: z.coerce.number().int().min(1).max(100).default(50), offset: z.coerce.number().int().min(0).max(1_000_000).default(0) }),
  response: z.object({ missions: z.array(missionSummary), total: z.number().int() }),
});
export const listOwnTasks = endpoint({
  method: 'get',
  path: '/api/my-tasks',
  summary: '我的任务: the tasks that were given to the reader, those to do first, with their missions',
  access: 'session',
  response: z.object({ tasks: z.array(ownTask), openCount: z.number().int() }),
});
export const findMissionPeople = endpoint({
  method: 'get',
  path: '/api/briefs/:id/people',
  summary: 'Whom a task in the brief\'s area can be given to: accounts whose jurisdiction lies in it or over it',
  access: 'missions.write',
  params: byId,
  response: z.object({ people: z.array(z.object({ id: z.number().int(), name: z.string(), roles: z.array(z.string()), place: z.string() })) }),
});
export const createMission = endpoint({
  method: 'post',
  path: '/api/missions',
  summary: 'Makes a mission of a brief: its area, with tasks that go to people',
  access: 'missions.write',
  body: missionDraft.extend({ briefId: z.uuid() }),
  response: missionDetail,
  status: 201,
});
export const getMission = endpoint({
  method: 'get',
  path: '/api/missions/:id',
  summary: 'One mission with its tasks, people and log',
  access: 'session',
  params: byId,
  response: missionDetail,
});
export const changeMission = endpoint({
  method: 'put',
  path: '/api/missions/:id',
  summary: 'Changes an open mission of one\'s own; tasks that are left out are taken away while nobody has begun them',
  access: 'missions.write',
  params: byId,
  body: missionDraft.extend({ version: z.number().int() }),
  response: missionDetail,
});
export const stepMission = endpoint({
  method: 'post',
  path: '/api/missions/:id/steps',
  summary: 'Closes, cancels or reopens a mission of one\'s own',
  access: 'missions.write',
  params: byId,
  body: z.object({ step: z.enum(missionStepNames), version: z.number().int(), note }),
  response: missionDetail,
});
export const stepTask = endpoint({
  method: 'post',
  path: '/api/missions/:id/tasks/:taskId/steps',
  summary: 'Moves a task on: its people accept, start, finish or refuse it, the mission\'s owner reopens it',
  access: 'session',
  params: z.object({ id: z.uuid(), taskId: z.uuid() }),
  body: z.object({ step: z.enum(taskStepNames), version: z.number().int(), note }),
  response: missionDetail,
});
