import { expect, test } from 'vitest';
import { missionStepObstacle, taskStates, type TaskStep, taskStepObstacle, taskSteps } from '#contract/missions.ts';

const steps = Object.keys(taskSteps) as TaskStep[];
const worker = { missionState: 'open', isAssignee: true, isOwner: false } as const;
const owner = { missionState: 'open', isAssignee: false, isOwner: true } as const;
const offered = (who: typeof worker | typeof owner) => Object.fromEntries(taskStates.map((state) => [state, steps.filter((step) => taskStepObstacle(step, { ...who, state }) === null)]));

test('its people go forward from each state, and its owner back from the ends', () => {
  expect(offered(worker)).toEqual({ todo: ['accept', 'refuse'], accepted: ['start', 'finish', 'refuse'], doing: ['finish', 'refuse'], done: [], cannot: [] });
  expect(offered(owner)).toEqual({ todo: [], accepted: [], doing: [], done: ['reopen'], cannot: ['reopen'] });
});

test('in a mission that is over no task moves', () => {
  for (const step of steps) expect(taskStepObstacle(step, { state: 'todo', missionState: 'closed', isAssignee: true, isOwner: true })).toBe('mission-over');
});

test('a mission is moved by its owner alone', () => {
  expect(missionStepObstacle('close', { state: 'open', isOwner: false })).toBe('not-yours');
  expect(missionStepObstacle('close', { state: 'open', isOwner: true })).toBeNull();
  expect(missionStepObstacle('reopen', { state: 'open', isOwner: true })).toBe('wrong-state');
});
