import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../../scripts/test-town.ts';

let town: TestTown;
/** Two communities of the street as pieces of an area. */
let area = '';

beforeAll(async () => {
  town = await openTestTown();
  const { context } = await town.visit({ as: 'street' });
  const { jurisdiction } = (await (await context.request.get('/api/session')).json()) as { jurisdiction: { code: string } };
  const { regions } = (await (await context.request.get(`/api/regions?parent=${jurisdiction.code}`)).json()) as { regions: { code: string }[] };
  area = regions.slice(0, 2).map(({ code }) => `region:${code}`).join('*');
  await context.close();
});
afterAll(() => town?.close());

const wide = { width: 1920, height: 1080 };
const linkOf = (page: Page) => new URL(page.url()).searchParams;
const panelOf = (page: Page) => page.getByRole('region', { name: '范围统计' });
const column = (page: Page, name: '分类统计' | '要素清单' | '已选') => panelOf(page).getByRole('region', { name, exact: true });
const digits = (text: string | null) => Number((text ?? '').replace(/\D/g, ''));

/** Looks at a theme, whose kind is opened first where it is a category, and answers its count. */
async function look(page: Page, theme: string, kind?: string): Promise<number> {
  const themes = column(page, '分类统计');
  if (kind) await themes.getByRole('button', { name: `展开 ${kind}` }).click();
  const button = themes.getByRole('button', { name: new RegExp(`^只看${theme}，`) });
  await button.click();
  return digits(await button.getAttribute('aria-label'));
}

describe('the answer of an area', () => {
  it('tells the same number of a theme as candidate, in its list, among what was selected, and after its link was opened again', async () => {
    const { context, page } = await town.visit({ as: 'street', path: `/?area=${area}`, size: wide });
    const elders = await look(page, '独居老人');
    const hydrants = await look(page, '消防栓', '设施部件');
    expect(Math.min(elders, hydrants)).toBeGreaterThan(0);
    const details = column(page, '要素清单');
    // Whoever may not see people one by one is told so, and how many there are.
    await details.getByText(`仅可见数量 独居老人 ${elders}`).waitFor();
    await details.getByText(`已列出 ${hydrants} / ${hydrants}`).waitFor();
    await details.getByRole('button', { name: '全选当前主题' }).click();
    const chosen = column(page, '已选');
    await chosen.getByRole('status').getByText(String(elders + hydrants), { exact: true }).waitFor();
    await details.getByRole('button', { name: /^移出.*消防栓/ }).first().click();
    await chosen.getByRole('status').getByText(String(elders + hydrants - 1), { exact: true }).waitFor();

    const other = await town.visit({ as: 'street', path: page.url(), size: wide });
    await column(other.page, '已选').getByRole('status').getByText(String(elders + hydrants - 1), { exact: true }).waitFor();
    await column(other.page, '要素清单').getByText(`已列出 ${hydrants} / ${hydrants}`).waitFor();
    await other.context.close();

    await page.goBack();
    await chosen.getByRole('status').getByText(String(elders + hydrants), { exact: true }).waitFor();
    await chosen.getByRole('button', { name: '清空' }).click();
    await chosen.getByText('还没有选择').waitFor();
    expect(linkOf(page).has('pick')).toBe(false);
    await context.close();
  });

  it('is narrowed by tags that can be taken away again, alike in candidates, list and bars', async () => {
    const { context, page } = await town.visit({ as: 'street', path: `/?area=${area}&themes=building`, size: wide });
    const details = column(page, '要素清单');
    await details.getByRole('button', { name: '按网格分布' }).click();
    const bar = details.getByRole('list', { name: '按网格分布' }).getByRole('button').first();
    const count = digits((await bar.getAttribute('aria-label'))?.split('，')[1] ?? null);
    await bar.click();
    await details.getByText(new RegExp(`/ ${count}$`)).waitFor();
    await column(page, '分类统计').getByRole('button', { name: `只看建筑，${count} 个` }).waitFor();
    await panelOf(page).getByRole('list', { name: '筛选条件' }).getByRole('button').nth(1).click();
    await expect.poll(() => linkOf(page).has('under')).toBe(false);
    expect(linkOf(page).get('themes')).toBe('building');
    await context.close();
  });

  it('says that the map shows what is listed, as long as that is a part', async () => {
    const { context, page } = await town.visit({ as: 'street', path: `/?area=${area}`, size: wide });
    const details = column(page, '要素清单');
    await details.getByText('地图上只有清单已列出的 100 项').waitFor();
    await details.getByRole('button', { name: '再列一些' }).click();
    await expect.poll(() => details.getByText('地图上只有清单已列出的 100 项').count()).toBe(0);
    await context.close();
  });

  it('has the open cases of the grid that a bar narrowed it to, in number and in list', async () => {
    const { context, page } = await town.visit({ as: 'street', path: `/?area=${area}`, size: wide });
    const open = column(page, '分类统计').getByRole('button', { name: /^在办事件/ });
    const all = digits(await open.locator('b').textContent());
    await column(page, '要素清单').getByRole('button', { name: '按网格分布' }).click();
    await column(page, '要素清单').getByRole('list', { name: '按网格分布' }).getByRole('button').first().click();
    await expect.poll(async () => digits(await open.locator('b').textContent())).toBeLessThan(all);
    const here = await open.locator('b').textContent();
    await open.click();
    await page.getByRole('region', { name: '事件清单' }).getByRole('status').getByText(`${here} 件`).waitFor();
    await context.close();
  });

  it('lists from a point that is chosen on the map, nearest first', async () => {
    const { context, page } = await town.visit({ as: 'street', path: `/?area=${area}&themes=building`, size: wide });
    const first = column(page, '要素清单').getByRole('list', { name: '要素清单' }).getByRole('listitem').first();
    await first.waitFor();
    await column(page, '要素清单').getByRole('button', { name: '在地图上点选排序起点' }).click();
    await page.mouse.click(700, 700);
    await expect.poll(() => linkOf(page).get('near')).toMatch(/^\d+\.\d+,\d+\.\d+$/);
    expect(linkOf(page).has('open')).toBe(false);
    await panelOf(page).getByText('由近到远：自选起点').waitFor();
    await context.close();
  });

  it('shows who is in charge here with telephone numbers', async () => {
    const { context, page } = await town.visit({ as: 'street', path: `/?area=${area}`, size: wide });
    await column(page, '分类统计').getByRole('button', { name: /^查看责任人/ }).click();
    const board = panelOf(page).getByRole('region', { name: '责任人' });
    expect(await board.getByRole('link', { name: /^拨打/ }).first().getAttribute('href')).toMatch(/^tel:\d{8,}$/);
    await context.close();
  });
});
