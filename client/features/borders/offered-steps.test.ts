import { describe, expect, it } from 'vitest';
import { type PlanStatus, type PlanStep, planStatuses, planStepObstacle, planSteps } from '#contract/border-rules.ts';
import { offeredSteps } from './offered-steps.ts';

const everyRight = ['borders.read', 'borders.write', 'borders.review', 'borders.adopt'];
const steps = Object.keys(planSteps) as PlanStep[];
const plan = (status: PlanStatus, { rights = everyRight, isAuthor = false, isBehind = false, changesNothing = false } = {}) => ({
  status, isBehind, changesNothing,
  obstacles: Object.fromEntries(steps.map((step) => [step, planStepObstacle(step, { status, rights, isAuthor, isInJurisdiction: true })])) as Record<PlanStep, ReturnType<typeof planStepObstacle>>,
});
const names = (offered: { name: string }[]) => offered.map(({ name }) => name);

describe('the steps that are offered', () => {
  it('are those that the table allows in the state, and no others', () => {
    for (const status of planStatuses) {
      const allowed = steps.filter((step) => (planSteps[step].from as readonly string[]).includes(status));
      expect(names(offeredSteps(plan(status), false)).sort()).toEqual(allowed.sort());
    }
  });
  it('say what stands in the way of the submitter, who may not approve the own plan', () => {
    const offered = offeredSteps(plan('submitted', { isAuthor: true }), false);
    expect(offered.find(({ name }) => name === 'approve')?.obstacle).toBe('needs-another');
    expect(offered.find(({ name }) => name === 'withdraw')?.obstacle).toBeNull();
    expect(offered.some(({ isMain }) => isMain)).toBe(false);
  });
  it('say that a right is missing', () => {
    expect(offeredSteps(plan('submitted', { rights: ['borders.read'] }), false).every(({ obstacle }) => obstacle === 'no-right')).toBe(true);
  });
  it('keep a draft from being handed in while a part of it is only in this browser', () => {
    expect(offeredSteps(plan('draft'), true).find(({ name }) => name === 'submit')?.obstacle).toBe('unsaved');
    expect(offeredSteps(plan('draft'), true).find(({ name }) => name === 'discard')?.obstacle).toBeNull();
  });
  it('keep a draft from being handed in that is behind today, or changes nothing', () => {
    const submit = (more: object) => offeredSteps(plan('draft', more), false).find(({ name }) => name === 'submit')?.obstacle;
    expect([submit({}), submit({ isBehind: true }), submit({ changesNothing: true }), submit({ isBehind: true, changesNothing: true })]).toEqual([null, 'behind', 'unchanged', 'behind']);
  });
  it('give a plan up by its author or who reviews, and an approved one by who may adopt', () => {
    const ofOfficer = { rights: ['borders.read', 'borders.write'] };
    const obstacle = (name: PlanStep, status: PlanStatus, more: object) => offeredSteps(plan(status, more), false).find((step) => step.name === name)?.obstacle;
    for (const [name, status] of [['discard', 'draft'], ['discard', 'submitted'], ['withdraw', 'submitted']] as const) {
      expect([obstacle(name, status, ofOfficer), obstacle(name, status, { ...ofOfficer, isAuthor: true }), obstacle(name, status, {})], `${name} ${status}`).toEqual(['not-yours', null, null]);
    }
    expect([obstacle('discard', 'approved', { ...ofOfficer, isAuthor: true }), obstacle('discard', 'approved', {})]).toEqual(['no-right', null]);
  });
  it('lead on by one of them', () => {
    expect(offeredSteps(plan('submitted'), false).filter(({ isMain }) => isMain).map(({ name }) => name)).toEqual(['approve']);
    expect(offeredSteps(plan('approved'), false).filter(({ isMain }) => isMain).map(({ name }) => name)).toEqual(['adopt']);
  });
});
