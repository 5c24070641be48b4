import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../../scripts/test-town.ts';

let town: TestTown;
beforeAll(async () => {
  town = await openTestTown();
});
afterAll(() => town?.close());

const row = (page: Page, account: string) => page.getByRole('table', { name: '账号列表' }).locator('tbody tr', { hasText: account });
const signIn = async (username: string, password = town.password) =>
  (await fetch(`${town.url}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ username, password }) })).status;

describe('the accounts', () => {
  it('of who locked himself out are unlocked by the security administrator, to whom the sign-in page sends him', async () => {
    for (let attempt = 0; attempt < 5; attempt++) await signIn('worker', 'wrong');
    const locked = await town.visit({ as: null, path: '/sign-in' });
    await locked.page.getByLabel('用户名').fill('worker');
    await locked.page.getByLabel('密码', { exact: true }).fill(town.password);
    await locked.page.getByRole('button', { name: '登 录' }).click();
    await locked.page.getByText('联系安全管理员解锁').waitFor();

    const { context, page } = await town.visit({ as: 'security', path: '/admin/users?state=locked' });
    await row(page, 'worker').getByText(/已锁定至 \d{4}\/\d\d\/\d\d/).waitFor();
    await row(page, 'worker').getByRole('button', { name: '解锁' }).click();
    await page.getByText('已解锁 网格员，可立即登录').waitFor();
    await page.getByText('没有相符的账号').waitFor();

    await locked.page.getByRole('button', { name: '登 录' }).click();
    await locked.page.waitForURL((url) => url.pathname === '/');
    await locked.context.close();
    await context.close();
  });

  it('are found by words and role, which stay in the link', async () => {
    const { context, page } = await town.visit({ as: 'security', path: '/admin' });
    await row(page, 'volunteer').waitFor();
    await page.getByRole('searchbox', { name: '姓名、账号或辖区' }).fill('大屏');
    await page.getByRole('button', { name: '查询' }).click();
    await page.getByText('共 1 个账号').waitFor();
    expect(new URL(page.url()).searchParams.get('q')).toBe('大屏');
    await page.goto(`${town.url}/admin/users?role=auditor`);
    await row(page, 'auditor').waitFor();
    expect(await page.getByRole('combobox', { name: '角色' }).inputValue()).toBe('auditor');
    await page.getByRole('button', { name: '清除条件' }).click();
    await row(page, 'volunteer').waitFor();
    await context.close();
  });

  it('are suspended after a question, which ends what is open, and resumed', async () => {
    const volunteer = await town.visit({ as: 'volunteer', path: '/admin' });
    const { context, page } = await town.visit({ as: 'security', path: '/admin/users' });
    await row(page, 'volunteer').getByText('登录中').waitFor();
    await row(page, 'volunteer').getByRole('button', { name: '停用' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '取消' }).click();
    expect((await volunteer.context.request.get('/api/session')).status()).toBe(200);
    await row(page, 'volunteer').getByRole('button', { name: '停用' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '停用' }).click();
    await row(page, 'volunteer').getByText('已停用').waitFor();
    expect((await volunteer.context.request.get('/api/session')).status()).toBe(401);
    expect(await signIn('volunteer')).toBe(401);
    await row(page, 'volunteer').getByRole('button', { name: '启用' }).click();
    await page.getByText('已启用 志愿者 的账号').waitFor();
    expect(await signIn('volunteer')).toBe(200);
    await volunteer.context.close();
    await context.close();
  });

  it("lose their sessions after a question; the administrator's own row says why not there", async () => {
    const wall = await town.visit({ as: 'wall', path: '/admin' });
    const { context, page } = await town.visit({ as: 'security', path: '/admin/users' });
    await row(page, 'wall').getByRole('button', { name: '终止登录' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '终止登录' }).click();
    await page.getByText('已终止 指挥大屏 的登录').waitFor();
    expect((await wall.context.request.get('/api/session')).status()).toBe(401);
    for (const name of ['终止登录', '停用']) {
      const own = row(page, 'security').getByRole('button', { name });
      expect([await own.isDisabled(), await own.getAttribute('title')]).toEqual([true, '不能对本人账号进行此项操作，请由另一位安全管理员办理']);
    }
    await wall.context.close();
    await context.close();
  });

  it('fit a phone, and are closed to others', async () => {
    const { context, page } = await town.visit({ as: 'security', path: '/admin/users', size: { width: 390, height: 844 } });
    await row(page, 'volunteer').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await context.close();
    for (const as of ['admin', 'auditor', 'city']) {
      const other = await town.visit({ as, path: '/admin/users' });
      await other.page.getByText('账号由安全管理员管理').waitFor();
      await other.context.close();
    }
  });
});
