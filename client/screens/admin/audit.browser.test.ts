import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../../scripts/test-town.ts';

let town: TestTown;
beforeAll(async () => {
  town = await openTestTown();
  const { context } = await town.visit({ as: 'community', path: '/sign-in' });
  const people = (await (await context.request.get(`/api/search/items?q=${encodeURIComponent('张')}&kinds=person&limit=1`)).json()) as { items: { code: string }[] };
  const code = people.items[0]?.code ?? '';
  await context.request.post(`/api/elements/${code}/reveal`, { data: { fields: ['name'], reason: '入户核实' } });
  await context.request.get('/api/audit');
  await context.close();
  // Enough of one kind for a second page.
  await town.sql(`insert into audit_log (user_id, action, object) select (select id from users where username = 'wall'), 'tiles.read', 'households' from generate_series(1, 130)`);
});
afterAll(() => town?.close());

const table = (page: Page) => page.getByRole('table', { name: '日志记录' });
const rows = (page: Page) => table(page).locator('tbody tr');
const parameters = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams);

describe('the audit log', () => {
  it('opens for the auditor, who sees who looked at what, and is reached from the map', async () => {
    const { context, page } = await town.visit({ as: 'auditor', path: '/' });
    await page.getByRole('button', { name: '账号' }).click();
    await page.getByRole('menuitem', { name: '系统管理' }).click();
    await page.getByRole('heading', { name: '审计日志' }).waitFor();
    await page.getByRole('combobox', { name: '操作' }).selectOption('查看人员隐私信息');
    await page.getByRole('button', { name: '查询' }).click();
    await page.getByText('理由：入户核实').waitFor();
    expect(parameters(page)).toEqual({ action: 'element.reveal' });
    expect(await rows(page).first().textContent()).toContain('社区居委会');
    await context.close();
  });

  it('keeps its filter in the link, and a person or an object in a row narrows it', async () => {
    const { context, page } = await town.visit({ as: 'auditor', path: '/admin/audit?action=access.refused' });
    await rows(page).first().getByRole('button', { name: /社区居委会/ }).click();
    await expect.poll(() => parameters(page)).toEqual({ action: 'access.refused', person: 'community' });
    await expect.poll(() => page.getByRole('searchbox', { name: '人员' }).inputValue()).toBe('community');
    expect(await rows(page).first().textContent()).toContain('未成功');
    await page.goBack();
    await expect.poll(() => parameters(page)).toEqual({ action: 'access.refused' });
    await page.getByRole('button', { name: '清除条件' }).click();
    await expect.poll(() => parameters(page)).toEqual({});
    await context.close();
  });

  it('loads older entries by pages', async () => {
    const { context, page } = await town.visit({ as: 'auditor', path: '/admin/audit?action=tiles.read' });
    await page.getByText('已列出 100 条').waitFor();
    await page.getByRole('button', { name: '更早的记录' }).click();
    await page.getByText('已列出 130 条').waitFor();
    expect(await page.getByRole('button', { name: '更早的记录' }).count()).toBe(0);
    await context.close();
  });

  it('says so where nothing fits and where days are the wrong way round', async () => {
    const { context, page } = await town.visit({ as: 'auditor', path: '/admin/audit?person=nobody&from=2001-01-02' });
    await page.getByText('没有相符的记录').waitFor();
    await page.getByLabel('止日').fill('2001-01-01');
    await page.getByRole('button', { name: '查询' }).click();
    await page.getByText('止日早于起日').waitFor();
    expect(parameters(page).to).toBeUndefined();
    await context.close();
  });

  it('tells that the chain is whole, and where it no longer is', async () => {
    const { context, page } = await town.visit({ as: 'auditor', path: '/admin/audit' });
    await page.getByRole('button', { name: '核验完整性' }).click();
    await page.getByText(/日志完整：到第 [\d,]+ 条为止/).waitFor();
    await town.sql(`alter table audit_log disable trigger refuse_audit_change; update audit_log set object = object || 'x' where id = 2; alter table audit_log enable trigger refuse_audit_change`);
    await page.getByRole('button', { name: '核验完整性' }).click();
    await page.getByText('日志第 2 条起与校验值不符').waitFor();
    await context.close();
  });

  it('fits a phone', async () => {
    const { context, page } = await town.visit({ as: 'auditor', path: '/admin/audit', size: { width: 390, height: 844 } });
    await rows(page).first().waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await context.close();
  });

  it('is closed to the other administrators, who are told whose it is', async () => {
    for (const as of ['admin', 'security']) {
      const { context, page } = await town.visit({ as, path: '/admin/audit' });
      await page.getByText('此页面由其他管理员负责').waitFor();
      await page.getByText('审计日志由安全审计员查看').waitFor();
      expect(await table(page).count()).toBe(0);
      await context.close();
    }
  });
});
