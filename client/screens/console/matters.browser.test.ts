import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../../scripts/test-town.ts';

let town: TestTown;
beforeAll(async () => {
  town = await openTestTown();
});
afterAll(() => town?.close());

const patient = { timeout: 20_000 };
/** How many cases the list says that it has. */
const listed = async (page: Page) => number(await page.getByRole('region', { name: '事件清单' }).locator('header').getByRole('status').textContent());
const panel = (page: Page) => page.getByRole('tabpanel', { name: '事项' });
const number = (text: string | null) => Number((text ?? '').replace(/\D/g, ''));

describe('以事项找地点', () => {
  it('a matter that is said shows places with reasons; its numbers open lists that agree, a case its card, and the link restores it', async () => {
    const { context, page } = await town.visit({ as: 'city', path: '/?panel=matters' });
    const box = panel(page).getByRole('combobox', { name: '事项' });
    await box.fill('街面');
    await page.getByRole('option', { name: '街面秩序' }).waitFor();
    await box.press('ArrowDown');
    await box.press('Enter');
    await panel(page).getByRole('heading', { name: '重点地点' }).waitFor();
    expect(new URL(page.url()).searchParams.get('matter')).toBe('0205');
    const total = panel(page).getByRole('button', { name: /^事件 \d/ });
    const cases = number(await total.getAttribute('aria-label'));
    expect(cases).toBeGreaterThan(10);
    const place = panel(page).getByRole('list').filter({ has: page.getByTitle(/^计分/) }).getByRole('listitem').first();
    expect(await place.textContent()).toContain('发生');

    await total.click();
    const list = page.getByRole('region', { name: '事件清单' });
    await expect.poll(() => listed(page), patient).toBe(cases);
    await list.getByRole('listitem').first().getByRole('button').click();
    await page.getByRole('article').getByRole('heading', { name: '办理过程' }).waitFor();
    expect(new URL(page.url()).searchParams.get('open')).toMatch(/^event:/);

    const address = page.url();
    await page.goto('about:blank');
    await page.goto(address);
    await expect.poll(() => listed(page), patient).toBe(cases);
    await page.getByRole('article').getByRole('heading', { name: '办理过程' }).waitFor();
    await context.close();
  });

  it('every bar and every department opens a list of as many cases as it says', async () => {
    const { context, page } = await town.visit({ as: 'city', path: '/?panel=matters&matter=02' });
    await panel(page).getByRole('heading', { name: '时间分布' }).waitFor();
    const list = page.getByRole('region', { name: '事件清单' });
    const buttons = [panel(page).getByRole('button', { name: /^\d{4}-\d\d-\d\d 至 / }).nth(3), panel(page).getByRole('button', { name: /^9 时/ }), panel(page).getByRole('button', { name: /^星期一/ })];
    for (const button of buttons) {
      const said = number(((await button.getAttribute('aria-label')) ?? '').split('：')[1] ?? '');
      await button.click();
      await expect.poll(() => listed(page), patient).toBe(said);
      await list.getByRole('button', { name: '返回' }).click();
    }
    const row = panel(page).getByRole('table').getByRole('row').nth(1).getByRole('button').first();
    const said = number(await row.textContent());
    await row.click();
    await expect.poll(() => listed(page), patient).toBe(said);
    await context.close();
  });

  it('says so where nothing happened, where no matter fits and where there is no right', async () => {
    const { context, page } = await town.visit({ as: 'city', path: '/?panel=matters&matter=010118&from=2001-01-01&to=2001-02-01' });
    await page.getByText('该时段没有事件').waitFor();
    await page.goto(`${town.url}/?panel=matters&matter=${encodeURIComponent('量子力学')}`);
    await page.getByText('没有相符的事项').waitFor();
    await context.close();
    const volunteer = await town.visit({ as: 'volunteer', path: '/?panel=matters&matter=010118' });
    await volunteer.page.getByText('您的角色没有查看事件的权限').waitFor();
    await volunteer.context.close();
  });

  it('is in the sheet of a phone', async () => {
    const { context, page } = await town.visit({ as: 'city', path: '/?matter=02', size: { width: 390, height: 844 } });
    await page.getByRole('heading', { name: '重点地点' }).waitFor();
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBe(390);
    await context.close();
  });
});

describe('the matter catalogue', () => {
  it('is edited by the system administrator, who sees what changed', async () => {
    const { context, page } = await town.visit({ as: 'admin', path: '/admin' });
    await page.getByRole('searchbox', { name: '按名称、说法或编码查找' }).fill('路灯不亮');
    await page.getByRole('button', { name: /^010118/ }).click();
    const name = page.getByRole('textbox', { name: '名称' });
    await name.fill('');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('请检查此项').waitFor();
    await name.fill('路灯（本地）');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByRole('row', { name: /名称 路灯 路灯（本地）/ }).waitFor();
    await page.getByRole('button', { name: /^010118 路灯（本地） 已修改/ }).waitFor();
    await context.close();
  });

  it('opens a matter from its link, and asks before a link leaves changed words behind', async () => {
    const { context, page } = await town.visit({ as: 'admin', path: '/admin/matters?matter=010101' });
    const name = page.getByRole('textbox', { name: '名称' });
    const before = await name.inputValue();
    await name.fill(`${before}改`);
    await page.getByRole('link', { name: '返回一张图' }).click();
    await page.getByRole('button', { name: '继续填写' }).click();
    expect(await name.inputValue()).toBe(`${before}改`);
    await page.getByRole('link', { name: '返回一张图' }).click();
    await page.getByRole('button', { name: '放弃' }).click();
    await page.waitForURL((url) => url.pathname === '/');
    await context.close();
  });

  it('is closed to others, and says so', async () => {
    const { context, page } = await town.visit({ as: 'city', path: '/admin' });
    await page.getByText('您的角色没有系统管理权限').waitFor();
    await context.close();
  });
});
