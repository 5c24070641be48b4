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

describe('a hazard', () => {
  it('that should have been put right by now says so, until it is', async () => {
    const { context, page } = await town.visit({ as: 'community', path: '/sign-in' });
    const { jurisdiction } = (await (await context.request.get('/api/session')).json()) as { jurisdiction: { bbox: [number, number, number, number] } };
    const [west, south, east, north] = jurisdiction.bbox;
    const geometry = { type: 'Polygon', coordinates: [[[west, south], [east, south], [east, north], [west, north], [west, south]]] };
    const { items } = (await (await context.request.post('/api/search/area', { data: { geometry, kinds: ['hazard'], limit: 1 } })).json()) as Found;
    const code = items[0]?.code ?? '';
    const due = (state: string) => town.sql(`update hazard_profiles set due_on = (now() at time zone 'Asia/Shanghai')::date - 12, state = '${state}' where element_id = (select id from elements where code = '${code}')`);
    await due('fixing');
    await page.goto(`/?open=element:${code}`);
    await card(page).getByText('已超期 12 天').waitFor();
    await due('closed');
    await page.reload();
    await card(page).getByText('已整改').waitFor();
    expect(await card(page).getByText('已超期').count()).toBe(0);
    await context.close();
  });
});
