import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BorderPlan } from '#contract/borders.ts';
import { openTestTown, type TestTown, type Visitor } from '../../../scripts/test-town.ts';
import { clearLine, editPlan, gridOf, makePlan, manyGrids, readPlan, readUnits } from './test-plans.ts';

let town: TestTown;
let city: Visitor;
let plan: BorderPlan;

/** The street hands in a plan that splits a grid; whoever adopts it is another. */
beforeAll(async () => {
  town = await openTestTown();
  const { context } = await town.visit({ as: 'street', path: '/sign-in' });
  plan = await makePlan(context, manyGrids.community, '拆分');
  await editPlan(context, plan, { op: 'split', gridCode: gridOf(plan, '004').properties.code, line: clearLine(gridOf(plan, '004'), await readUnits(context, plan.id)) });
  plan = await readPlan(context, plan.id);
  expect((await context.request.post(`/api/border-plans/${plan.id}/submit`, { data: {} })).ok()).toBe(true);
  await context.close();
  city = await town.visit({ as: 'city', path: `/grids?plan=${plan.id}&${manyGrids.view}&tab=compare` });
});
afterAll(() => town?.close());

describe('a grid that nobody is in charge of', () => {
  it('is told before the adoption, listed after it, and leaves the list when somebody is appointed', async () => {
    const { page } = city;
    const { name } = plan.grids.features.find(({ properties }) => properties.isNew)!.properties;
    const unattended = (within: Page | Locator) => within.getByRole('region', { name: '以下网格尚无负责人' });
    await unattended(page).getByRole('button', { name, exact: true }).waitFor();

    await page.getByRole('region', { name: '办理' }).getByRole('button', { name: '生效…' }).click();
    const dialog = page.getByRole('dialog', { name: '让方案生效' });
    await unattended(dialog).getByText(name).waitFor();
    await dialog.getByRole('button', { name: '确认生效' }).click();
    const adopted = page.getByRole('dialog', { name: '新网格已生效' });
    await adopted.getByText('还有 1 项责任人待定').waitFor();
    await adopted.getByRole('button', { name: '完成' }).click();

    await page.getByRole('tab', { name: '编辑', exact: true }).click();
    const open = page.getByRole('form', { name: '待定责任人' });
    const send = open.getByRole('button', { name: '确定指定' });
    expect(await send.isDisabled()).toBe(true);
    const worker = open.getByRole('group', { name }).getByRole('checkbox', { name: /网格员 · .*4号网格/ }).first();
    await worker.check();
    await send.click();
    await page.getByText('责任人已指定').waitFor();
    await open.waitFor({ state: 'detached' });
  });
});
