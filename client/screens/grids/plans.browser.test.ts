import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BorderPlan, BorderUnits } from '#contract/borders.ts';
import { openTestTown, type TestTown, type Visitor, waitForMap } from '../../../scripts/test-town.ts';
import { buildingsIn, clearLine, clickUntil, editPlan, gridOf, makePlan, manyGrids, type Place, readPlan, readUnits, rename, rowOf, saveButton, soon, table, takeStep, waitForEditor } from './test-plans.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** The machine that draws grids gives way to everything else. */
const drawnWithinMs = 150_000;
let town: TestTown;
let street: Visitor;
/** As its author, the street, has it. */
const plans: Record<'冲突' | '调整' | '自动' | '落后' | '街道', BorderPlan> = {} as never;
let units: BorderUnits;

beforeAll(async () => {
  town = await openTestTown();
  street = await town.visit({ as: 'street', path: `/grids?${manyGrids.view}` });
  for (const name of ['冲突', '调整', '自动', '落后'] as const) plans[name] = await makePlan(street.context, manyGrids.community, name);
  plans.街道 = await makePlan(street.context, manyGrids.community.slice(0, 9), '街道');
  units = await readUnits(street.context, plans.冲突.id);
});
afterAll(() => town?.close());

const linkOf = (plan: BorderPlan, more = '') => `/grids?plan=${plan.id}&${manyGrids.view}${more}`;

/** What axe holds to be serious in what the page shows now. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as { violations: { id: string; impact: string; nodes: { html: string }[] }[] };
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

const untouched = (page: Page) => page.getByText('没有要保存的修改').waitFor();
async function save(page: Page): Promise<void> {
  await saveButton(page).click();
  await untouched(page);
}

describe('two browsers on one plan', () => {
  it('choose: take theirs, keep mine, or save mine as a new plan', async () => {
    const one = street.page;
    await one.goto(linkOf(plans.冲突));
    const { page: other, context } = await town.visit({ as: 'city', path: linkOf(plans.冲突) });
    await Promise.all([waitForEditor(one), waitForEditor(other)]);
    const dialogOf = (page: Page) => page.getByRole('dialog', { name: '方案已被他人修改' });
    const choose = async (page: Page, choice: string) => {
      await saveButton(page).click();
      await dialogOf(page).getByRole('button', { name: choice }).click();
      await dialogOf(page).waitFor({ state: 'detached' });
    };
    await rename(one, '桂花5号网格', '乙格');
    await rename(other, '桂花4号网格', '甲格');
    await save(other);
    await one.getByText('此方案在别处已保存到第 2 版').waitFor();
    await saveButton(one).click();
    await dialogOf(one).getByText('甲格').waitFor();
    await dialogOf(one).getByText('乙格').waitFor();
    expect(await findings(one)).toEqual([]);
    await dialogOf(one).getByRole('button', { name: '采用对方的' }).click();
    await untouched(one);
    await rowOf(one, '甲格').waitFor();
    await rowOf(one, '桂花5号网格').waitFor();

    await rename(one, '桂花5号网格', '乙格');
    await rename(other, '甲格', '丙格');
    await save(other);
    await choose(one, '保留我的');
    await untouched(one);
    await one.getByText('第 4 版').waitFor();
    // Where nothing is lost by it, what others save is shown at once.
    await rowOf(other, '乙格').waitFor();
    await rowOf(other, '甲格').waitFor();
    expect((await readPlan(context, plans.冲突.id)).log.filter(({ step }) => step === 'edit')).toHaveLength(2);

    await rename(other, '桂花9号网格', '丁格');
    await rename(one, '甲格', '戊格');
    await save(one);
    await choose(other, '另存为新方案');
    await other.getByRole('heading', { name: '冲突（副本）' }).waitFor();
    for (const name of ['甲格', '乙格', '丁格']) await rowOf(other, name).waitFor();
    const mine = (await readPlan(context, plans.冲突.id)).grids.features.map(({ properties }) => properties.name);
    expect(mine).toEqual(expect.arrayContaining(['乙格', '戊格', '桂花9号网格']));
    await context.close();
  });
});

const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true });
const steps = (page: Page) => page.getByRole('region', { name: '办理' });
/** What the disabled button of a step says of why it is. */
async function obstacle(page: Page, name: string): Promise<string> {
  const button = steps(page).getByRole('button', { name, exact: true });
  await button.waitFor();
  expect(await button.isDisabled()).toBe(true);
  return (await page.locator(`#${await button.getAttribute('aria-describedby')}`).textContent()) ?? '';
}

describe('a plan', () => {
  it('is compared, reviewed by another, adopted, and yesterday keeps its own map', async () => {
    const { page } = street;
    const four = gridOf(plans.调整, '004');
    await editPlan(street.context, plans.调整, { op: 'split', gridCode: four.properties.code, line: clearLine(four, units) });
    const made = (await readPlan(street.context, plans.调整.id)).grids.features.find(({ properties }) => properties.isNew)!;
    const inside = buildingsIn(made, units, [0, 0])[0]!.at as unknown as Place;
    await page.goto(linkOf(plans.调整, '&tab=compare'));
    await page.getByRole('region', { name: '网格变化' }).getByRole('button', { name: made.properties.name }).click();
    await page.getByRole('article', { name: made.properties.name }).waitFor();
    expect(await findings(page)).toEqual([]);
    await tab(page, '审核').click();
    await page.getByRole('textbox', { name: '意见' }).fill('南侧边界是否沿路？');
    // A hand that clicks twice means it once.
    await page.getByRole('button', { name: '发表' }).dblclick();
    await page.getByRole('list', { name: '审核意见' }).getByText('南侧边界是否沿路？').waitFor();
    expect(await page.getByRole('list', { name: '审核意见' }).getByText('南侧边界是否沿路？').count()).toBe(1);
    expect(await findings(page)).toEqual([]);
    await steps(page).getByRole('button', { name: '提交审核' }).click();
    expect(await obstacle(page, '通过')).toContain('须由编制人、提交人以外的人审核');

    // The link shows another browser the same: plan, tab and grid.
    const { page: other, context } = await town.visit({ as: 'city', path: page.url() });
    await other.getByRole('article', { name: made.properties.name }).waitFor();
    expect(await tab(other, '审核').getAttribute('aria-selected')).toBe('true');
    await steps(other).getByRole('button', { name: '通过', exact: true }).click();
    await steps(other).getByRole('button', { name: '生效…' }).click();
    const dialog = other.getByRole('dialog', { name: '让方案生效' });
    await dialog.getByText(/未办结事件/).waitFor();
    expect(await findings(other)).toEqual([]);
    await dialog.getByRole('button', { name: '确认生效' }).dblclick();
    const adopted = other.getByRole('dialog', { name: '新网格已生效' });
    await adopted.getByRole('table').waitFor();
    await adopted.getByRole('button', { name: '完成' }).click();

    await other.goto(`/grids?tab=history&${manyGrids.view}`);
    await waitForMap(other);
    await other.getByRole('list', { name: '历次网格调整' }).getByText('调整', { exact: true }).waitFor();
    const yesterday = new Date(Date.now() - 86_400_000);
    await other.getByRole('region', { name: '查看某日的网格' }).getByLabel('查看某日的网格').fill([yesterday.getFullYear(), yesterday.getMonth() + 1, yesterday.getDate()].map((part) => String(part).padStart(2, '0')).join('-'));
    await other.getByText(/^这是 .* 的网格$/).waitFor();
    await other.getByText(/当时未办结事件/).waitFor();
    await clickUntil(other, inside, other.getByRole('article', { name: four.properties.name }).getByText(String(four.properties.counts.households), { exact: true }));
    expect(await findings(other)).toEqual([]);
    await other.getByRole('status').getByRole('button', { name: '回到今天' }).click();
    const card = other.getByRole('article', { name: made.properties.name });
    await clickUntil(other, inside, card.getByText(String(made.properties.counts.households), { exact: true }));
    const [sheet] = await Promise.all([other.waitForEvent('download'), card.getByRole('button', { name: '该网格四至图' }).click()]);
    expect(readFileSync(await sheet.path()).subarray(0, 5).toString()).toBe('%PDF-');
    await context.close();
  });

  it('that others overtook is brought up to date, and asks whose borders count where both have changed them', async () => {
    const { page } = street;
    const [five, seven] = [gridOf(plans.落后, '005'), gridOf(plans.落后, '007')];
    await editPlan(street.context, plans.落后, { op: 'split', gridCode: five.properties.code, line: clearLine(five, units) });
    const merging = await makePlan(street.context, manyGrids.community, '合并');
    await editPlan(street.context, merging, { op: 'merge', gridCodes: [five, seven].map(({ properties }) => properties.code), keep: five.properties.code });
    const { context } = await town.visit({ as: 'city', path: '/sign-in' });
    await takeStep(street.context, merging, 'submit');
    await takeStep(context, merging, 'adopt');
    await context.close();

    await page.goto(linkOf(plans.落后, '&tab=compare'));
    expect(await obstacle(page, '提交审核')).toContain('须先更新到现状');
    await page.getByRole('button', { name: '更新到现状' }).click();
    const conflicts = page.getByRole('region', { name: '方案与现状都改动的边界' });
    await conflicts.getByText(`${five.properties.name}：方案和他人都改了它的边界`).waitFor();
    await conflicts.getByRole('button', { name: '查看位置' }).click();
    expect(await findings(page)).toEqual([]);
    const apply = conflicts.getByRole('button', { name: '按所选更新' });
    expect(await apply.isDisabled()).toBe(true);
    await conflicts.getByRole('radio', { name: '取现状' }).check();
    await apply.click();
    await conflicts.waitFor({ state: 'detached' });
    expect(await obstacle(page, '提交审核')).toContain('方案与现有网格完全相同');
  });

  it('is drawn by the machine: wishes, alternatives with reasons, one taken into the draft', async () => {
    const { page } = street;
    await page.goto(linkOf(plans.自动, '&tab=propose'));
    await page.getByRole('button', { name: '开始划分' }).click();
    const alternatives = page.getByRole('region', { name: '方案比较' });
    await alternatives.waitFor({ timeout: drawnWithinMs });
    const second = alternatives.getByRole('columnheader').nth(1).getByRole('button');
    await second.click();
    expect(await second.getAttribute('aria-pressed')).toBe('true');
    const first = alternatives.getByRole('listitem').filter({ has: page.getByRole('button') }).first();
    await first.getByRole('button').click();
    await first.getByRole('listitem').first().waitFor();
    expect(await findings(page)).toEqual([]);
    await alternatives.getByRole('button', { name: '用此方案' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '用此方案' }).click();
    await waitForEditor(page);
    expect(await tab(page, '编辑').getAttribute('aria-selected')).toBe('true');
    await expect.poll(() => table(page).getByText(/^[新改]$/).count(), soon).toBeGreaterThan(0);
    await untouched(page);
    // One step, which can be taken back.
    await page.getByRole('button', { name: '更多操作' }).click();
    await page.getByRole('menuitem', { name: '撤销上次保存' }).click();
    await page.getByText('第 3 版').waitFor();
    await expect.poll(() => table(page).getByText(/^[新改]$/).count(), soon).toBe(0);
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: '快捷键' }).waitFor();
    expect(await findings(page)).toEqual([]);
  }, 2 * drawnWithinMs);
});

describe('whoever has not the right', () => {
  it('finds the step disabled and why, or the whole screen closed', async () => {
    const { page, context } = await town.visit({ as: 'community', path: linkOf(plans.街道) });
    await page.getByText('您没有编辑此方案的权限，或方案超出您的管辖。').waitFor();
    expect(await obstacle(page, '提交审核')).toContain('方案范围超出您的管辖');
    const village = await makePlan(context, '990101001001', '村里');
    await editPlan(context, village, { op: 'rename', gridCode: village.grids.features[0]!.properties.code, name: '村东' });
    await page.goto(linkOf(village));
    await steps(page).getByRole('button', { name: '提交审核' }).click();
    expect(await obstacle(page, '通过')).toContain('您的角色没有这一步的权限');
    await page.getByRole('button', { name: '返回方案列表' }).click();
    await page.getByRole('list', { name: '网格方案' }).getByText('村里').waitFor();
    await page.getByRole('button', { name: '新建方案' }).click();
    const dialog = page.getByRole('dialog', { name: '新建方案' });
    await dialog.getByRole('treeitem').first().waitFor();
    expect(await findings(page)).toEqual([]);
    // Only the own community is offered, with the way to it; a name that was typed stays when another place is chosen.
    const own = dialog.getByRole('treeitem').and(page.locator('[data-code="990101001001"]'));
    await own.waitFor();
    expect(await dialog.locator('[role=treeitem][data-code^="990101001"]').count()).toBe(2);
    await dialog.getByRole('textbox', { name: '名称' }).fill('东片调整');
    await own.click();
    await dialog.getByText('已选范围').waitFor();
    expect(await dialog.getByRole('textbox', { name: '名称' }).inputValue()).toBe('东片调整');
    await context.close();

    const worker = await town.visit({ as: 'worker', path: '/sign-in' });
    await worker.page.goto('/grids');
    await worker.page.getByText('您的角色不能查看网格方案').waitFor();
    await worker.context.close();
  });
});

describe('on a phone', () => {
  it('plan and figures are read, and editing asks for a larger screen', async () => {
    const { page, context } = await town.visit({ as: 'street', path: linkOf(plans.冲突), size: { width: 390, height: 844 } });
    await page.getByText('编辑边界需要更大的屏幕').waitFor();
    await page.getByRole('region', { name: '15 个网格' }).getByText(/^\d+ 户$/).first().waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    expect(await findings(page)).toEqual([]);
    await context.close();
  });
});
