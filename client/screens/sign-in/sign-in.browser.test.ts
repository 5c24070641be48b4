import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestTown, type TestTown, waitForMap } from '../../../scripts/test-town.ts';

let town: TestTown;
beforeAll(async () => {
  town = await openTestTown();
});
afterAll(() => town?.close());

describe('the sign-in page', () => {
  it('opens the link that was asked for once its reader has signed in', async () => {
    const { context, page } = await town.visit({ as: null, path: '/?panel=regions' });
    await page.waitForURL(/\/sign-in\?to=/);
    await page.getByLabel('用户名').fill('street');
    await page.getByLabel('密码', { exact: true }).fill(town.password);
    await page.getByRole('button', { name: '登 录' }).click();
    await waitForMap(page);
    expect(new URL(page.url()).pathname).toBe('/');
    expect(await page.getByRole('tab', { name: '区划' }).getAttribute('aria-selected')).toBe('true');
    await page.getByRole('button', { name: /账号/ }).click();
    await page.getByRole('menuitem', { name: '退出登录' }).click();
    await page.waitForURL(/\/sign-in/);
    await context.close();
  });

  it('says what is missing, what is wrong, and that an account is locked after repeated failures', async () => {
    const { context, page } = await town.visit({ as: null, path: '/sign-in' });
    const submit = page.getByRole('button', { name: '登 录' });
    const message = page.getByRole('alert');
    await submit.click();
    await expect.poll(() => message.textContent()).toContain('请填写');
    await page.getByLabel('用户名').fill('volunteer');
    await page.getByLabel('密码', { exact: true }).fill('not the password');
    await submit.click();
    await expect.poll(() => message.textContent()).toContain('不正确');
    for (let attempt = 0; attempt < 12 && !(await message.textContent())?.includes('锁定，请约'); attempt += 1) {
      await Promise.all([page.waitForResponse((response) => response.url().endsWith('/api/session')), submit.click()]);
      await page.waitForTimeout(100);
    }
    expect(await message.textContent()).toContain('账号已暂时锁定');
    await context.close();
  });

  it('says that the server is out of reach, and when it is back', async () => {
    const { context, page } = await town.visit({ as: null, path: '/sign-in' });
    await page.getByLabel('用户名').fill('street');
    await page.getByLabel('密码', { exact: true }).fill(town.password);
    await context.setOffline(true);
    await page.getByRole('button', { name: '登 录' }).click();
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('连接不上服务器');
    await context.setOffline(false);
    await expect.poll(() => page.getByText('服务器已恢复连接').isVisible(), { timeout: 10_000 }).toBe(true);
    await context.close();
  });

  it('never leads to another site', async () => {
    for (const to of ['//example.org/', 'https://example.org/', '/\\example.org']) {
      const { context, page } = await town.visit({ as: 'street', path: `/sign-in?to=${encodeURIComponent(to)}` });
      await page.waitForURL((url) => url.pathname === '/');
      expect(new URL(page.url()).origin).toBe(town.url);
      await context.close();
    }
  });

  it('speaks English where its reader wants it', async () => {
    const { context, page } = await town.visit({ as: null, path: '/sign-in' });
    await page.getByRole('button', { name: 'English' }).click();
    expect(await page.getByRole('button', { name: 'Sign in' }).isVisible()).toBe(true);
    expect(await page.evaluate('document.documentElement.lang')).toBe('en');
    await context.close();
  });
});
