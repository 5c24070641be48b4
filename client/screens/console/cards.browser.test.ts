import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../../scripts/test-town.ts';

let town: TestTown;
beforeAll(async () => {
  town = await openTestTown();
});
afterAll(() => town?.close());

interface Found {
  items: { code: string }[];
}
const findPeople = async (context: BrowserContext, limit = 1) =>
  ((await (await context.request.get(`/api/search/items?q=${encodeURIComponent('张')}&kinds=person&limit=${limit}`)).json()) as Found).items.map(({ code }) => code);
const card = (page: Page) => page.getByRole('article');

describe('what was opened of a person', () => {
  it('carries who opened it and when, as long as it is shown', async () => {
    const { context, page } = await town.visit({ as: 'community', path: '/sign-in' });
    const [code] = await findPeople(context);
    await page.goto(`/?open=element:${code}`);
    await card(page).getByRole('button', { name: '申请查看' }).click();
    const mark = page.locator('svg[data-watermark]');
    expect(await mark.count()).toBe(0);
    await page.getByRole('textbox', { name: '查看事由' }).fill('核实走访信息');
    await page.getByRole('button', { name: '记录并查看' }).click();
    await card(page).getByRole('timer').waitFor();
    expect(await mark.getAttribute('data-watermark')).toMatch(/^社区居委会 community \d{4}\/\d\d\/\d\d \d\d:\d\d$/);
    // It lies over the opened name, and lets through what is clicked or selected.
    const name = card(page).locator('dd', { has: page.locator('span') }).first();
    const [over, under] = [await mark.boundingBox(), await name.boundingBox()];
    expect(over && under && over.x <= under.x && over.y <= under.y && over.y + over.height >= under.y + under.height).toBe(true);
    expect(await mark.evaluate((element) => getComputedStyle(element).pointerEvents)).toBe('none');
    await card(page).getByRole('button', { name: '立即恢复脱敏' }).click();
    await mark.waitFor({ state: 'detached' });
    await context.close();
  });
});
