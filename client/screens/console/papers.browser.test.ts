import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../../scripts/test-town.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let town: TestTown;
/** An area in the middle of the street, with two themes chosen. */
let address = '';

beforeAll(async () => {
  town = await openTestTown();
  const { context } = await town.visit({ as: 'street' });
  const session = (await (await context.request.get('/api/session')).json()) as { jurisdiction: { bbox: [number, number, number, number] } };
  const [west, south, east, north] = session.jurisdiction.bbox;
  address = `/?area=circle:${((west + east) / 2).toFixed(6)},${((south + north) / 2).toFixed(6)},400&pick=key_person:elder_alone,facility:hydrant`;
  await context.close();
});
afterAll(() => town?.close());

interface Finding {
  id: string;
  impact: string;
  nodes: { html: string }[];
}
/** What axe holds to be serious in what is open. */
async function findings(page: Page, within: string): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = (await page.evaluate(`axe.run(document.querySelector('${within}'), { resultTypes: ['violations'] })`)) as { violations: Finding[] };
  return violations.filter((one) => one.impact === 'serious' || one.impact === 'critical').map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' | ')}`);
}

async function makeBrief(page: Page, title: string): Promise<void> {
  await page.getByRole('tab', { name: /^已选/ }).click();
  await page.getByRole('button', { name: '生成简报' }).click();
  const dialog = page.getByRole('dialog', { name: '新建简报' });
  await dialog.getByRole('button', { name: '生成', exact: true }).click();
  await dialog.getByRole('alert').getByText('请填写标题').waitFor();
  expect(await findings(page, '[role=dialog]')).toEqual([]);
  await dialog.getByLabel('标题').fill(title);
  await dialog.getByLabel('任务 1：做什么').fill('逐个检查消防栓');
  await dialog.getByLabel('任务 1：对象').selectOption('facility:hydrant');
  await dialog.getByLabel('开始时间').fill('2026-03-02T08:00');
  await dialog.getByLabel('结束时间').fill('2026-03-01T08:00');
  await dialog.getByRole('button', { name: '生成', exact: true }).click();
  await dialog.getByRole('alert').getByText('结束时间早于开始时间').waitFor();
  await dialog.getByLabel('结束时间').fill('2026-03-03T08:00');
  await keepsTyped(page, dialog);
  await dialog.getByRole('button', { name: '生成', exact: true }).click();
  await dialog.waitFor({ state: 'detached', timeout: 60_000 });
}

/** Neither Escape nor a click beside the dialog throws away what was typed, before a question is answered. */
async function keepsTyped(page: Page, dialog: Locator): Promise<void> {
  const question = page.getByRole('dialog', { name: '放弃已填写的内容？' });
  await page.mouse.click(4, 4);
  await page.keyboard.press('Escape');
  await question.getByText('已填写的内容尚未保存').waitFor();
  expect(await findings(page, '[role=dialog]:last-of-type')).toEqual([]);
  await page.keyboard.press('Escape');
  await question.waitFor({ state: 'detached' });
  await dialog.getByRole('button', { name: '关闭' }).click();
  await question.getByRole('button', { name: '继续填写' }).click();
  await question.waitFor({ state: 'detached' });
  expect(await dialog.getByLabel('任务 1：做什么').inputValue()).toBe('逐个检查消防栓');
}

describe('from an area to a finished task', () => {
  it('the street makes a brief and a mission, the worker does the task on a phone, the street sees it', async () => {
    // The officer's browser believes to be in New York: what is typed and shown is China's time all the same.
    const { context, page } = await town.visit({ as: 'street', path: address, timezone: 'America/New_York' });
    await makeBrief(page, '夜查');
    const card = page.getByRole('article', { name: '夜查' });
    await card.getByText('2026/03/02 08:00 至 2026/03/03 08:00').waitFor();
    const brief = new URL(page.url()).searchParams.get('brief');
    expect(await (await context.request.get(`/api/briefs/${brief}`)).json()).toMatchObject({ startsAt: '2026-03-02T00:00:00.000Z', endsAt: '2026-03-03T00:00:00.000Z' });
    await card.getByText('逐个检查消防栓').waitFor();
    await card.getByRole('button', { name: /消防栓/ }).first().waitFor();
    expect(new URL(page.url()).searchParams.get('brief')).toMatch(/^[0-9a-f-]{36}$/);
    // The picture of the map is there, and the file is a PDF.
    await card.getByRole('figure').getByRole('img').waitFor();
    expect(await findings(page, 'article')).toEqual([]);
    const [download] = await Promise.all([page.waitForEvent('download'), card.getByRole('button', { name: '导出 PDF' }).click()]);
    expect(download.suggestedFilename()).toBe('B000001 夜查.pdf');
    expect(readFileSync(await download.path()).subarray(0, 5).toString()).toBe('%PDF-');

    await card.getByRole('button', { name: '下达任务' }).click();
    const dialog = page.getByRole('dialog', { name: '下达任务' });
    await dialog.getByRole('group', { name: '执行人' }).waitFor();
    expect(await findings(page, '[role=dialog]')).toEqual([]);
    // Nobody is chosen: it says so, and nothing is given out before the second answer.
    await dialog.getByRole('button', { name: '下达', exact: true }).click();
    await page.getByRole('dialog', { name: '1 项任务没有执行人' }).getByRole('button', { name: '返回指派' }).click();
    await dialog.getByRole('group', { name: '执行人' }).getByLabel(/网格员/).check();
    await dialog.getByRole('button', { name: '下达', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    const mission = new URL(page.url()).searchParams.get('mission');
    expect(mission).toMatch(/^[0-9a-f-]{36}$/);
    await page.getByRole('article', { name: '夜查' }).getByRole('button', { name: '办结' }).click();
    await page.getByRole('dialog', { name: '还有 1 项任务未完成' }).getByRole('button', { name: '暂不办结' }).click();
    expect(await findings(page, 'article')).toEqual([]);

    const worker = await town.visit({ as: 'worker', path: '/?panel=tasks', size: { width: 390, height: 844 } });
    const task = worker.page.getByRole('list', { name: '我的任务' }).getByRole('listitem').filter({ hasText: '逐个检查消防栓' });
    for (const [step, state] of [['接受', '已接受'], ['开始', '进行中']] as const) {
      await task.getByRole('button', { name: step, exact: true }).click();
      await task.getByText(state, { exact: true }).waitFor();
    }
    expect(await worker.page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    expect(await findings(worker.page, 'aside')).toEqual([]);
    // What is to be checked lies on the map, one tap away each.
    await worker.page.getByRole('button', { name: /^夜查 · / }).click();
    const mine = worker.page.getByRole('article', { name: '夜查' });
    await mine.getByRole('button', { name: '设施部件 · 消防栓清单' }).click();
    const thing = mine.getByRole('list', { name: '清单' }).getByRole('button').first();
    const before = new URL(worker.page.url()).searchParams.get('at');
    await thing.click();
    await expect.poll(() => thing.getAttribute('aria-current')).toBe('true');
    await expect.poll(() => new URL(worker.page.url()).searchParams.get('at')).not.toBe(before);
    expect(new URL(worker.page.url()).searchParams.get('mission')).toBe(mission);
    expect(await findings(worker.page, 'article')).toEqual([]);
    await worker.page.getByRole('button', { name: '任务', exact: true }).click();
    await task.getByRole('button', { name: '完成', exact: true }).click();
    await worker.page.getByText('没有待办任务').waitFor();
    await worker.context.close();

    await page.goto(`/?mission=${mission}`);
    await page.getByRole('article', { name: '夜查' }).getByText('已完成', { exact: true }).waitFor();
    await page.getByText('网格员 完成').waitFor();
    await context.close();
  });

  it('a brief asked again shows what is new, takes it over, and opens its area on the map', async () => {
    const { context, page } = await town.visit({ as: 'street', path: '/?panel=tasks' });
    await page.getByRole('tab', { name: '简报' }).click();
    await page.getByRole('list', { name: '简报' }).getByRole('button').first().click();
    const card = page.getByRole('article', { name: '夜查' });
    await card.getByRole('button', { name: '对比今日数据' }).click();
    await card.getByText('与今日数据一致，没有变化').waitFor();
    await card.getByRole('button', { name: '关闭对比' }).click();
    await town.sql(`insert into elements (county_code, code, kind, category, name, geom)
      select '990101', digital_id('990101', 7, reserve_digital_ids('990101', 'facility', 1)), 'facility', 'hydrant', '新装消防栓', st_centroid(geom) from brief_snapshots`);
    await card.getByRole('button', { name: '对比今日数据' }).click();
    await card.getByText('新增 1').waitFor();
    await card.getByRole('button', { name: /新装消防栓/ }).waitFor();
    expect(await findings(page, 'article')).toEqual([]);
    await card.getByRole('button', { name: '采用今日数据' }).click();
    await card.getByLabel('历次清单').waitFor();
    await card.getByRole('button', { name: '在地图上打开选区' }).click();
    await page.getByRole('tab', { name: /^已选/ }).waitFor();
    expect(new URL(page.url()).searchParams.get('pick')).toBe('key_person:elder_alone,facility:hydrant');
    await context.close();
  });

  it('another community opens the link and is told that it is not there for it', async () => {
    const { context, page } = await town.visit({ as: 'street', path: '/?panel=tasks' });
    await page.getByRole('tab', { name: '简报' }).click();
    await page.getByRole('list', { name: '简报' }).getByRole('button').first().click();
    await page.getByRole('article', { name: '夜查' }).waitFor();
    const link = page.url();
    await context.close();
    const other = await town.visit({ as: 'volunteer', path: link.slice(link.indexOf('/?')) });
    await other.page.getByText('不存在，或不在您的查看权限内').waitFor();
    await other.context.close();
  });
});
