import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../../scripts/test-town.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
interface Finding {
  id: string;
  impact: string | null;
  nodes: { html: string }[];
}
let town: TestTown;
beforeAll(async () => {
  town = await openTestTown();
});
afterAll(() => town?.close());

/** Serious and critical findings of axe on what the page shows now. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as { violations: Finding[] };
  return violations.filter((one) => one.impact === 'serious' || one.impact === 'critical').map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' | ')}`);
}

describe('the search box', () => {
  it('is reached by a key, walked by arrows, and opens what Enter chooses', async () => {
    const { context, page } = await town.visit({ as: 'street' });
    await page.keyboard.press('/');
    const box = page.getByRole('combobox', { name: '搜索名称、编码或地址' });
    expect(await box.evaluate((input) => input === document.activeElement)).toBe(true);
    await page.keyboard.type('社区');
    const options = page.getByRole('option');
    await options.first().waitFor();
    const second = await options.nth(1).locator('mark').first().textContent();
    expect(second).toBe('社区');
    // What a found region is, in the reader's words and not in codes.
    expect((await options.allTextContents()).join()).not.toMatch(/community|street|county/);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await options.nth(1).getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('Enter');
    await page.getByRole('article').waitFor();
    expect(new URL(page.url()).searchParams.get('open')).toMatch(/^(region|grid|element):/);
    await page.keyboard.press('/');
    await page.keyboard.press('Backspace');
    await page.getByRole('option', { name: '社区' }).waitFor();
    await page.keyboard.type('没有这样的地方');
    await page.getByText('没有找到“没有这样的地方”').waitFor();
    await context.close();
  });
});

describe('a search by other ways', () => {
  it('is by pinyin or its first letters, says why, and is kept under its name', async () => {
    const { context, page } = await town.visit({ as: 'street', size: { width: 1920, height: 1080 } });
    await page.keyboard.press('/');
    await page.keyboard.type('xiaofang');
    const options = page.getByRole('option');
    await options.filter({ hasText: '消防' }).first().waitFor();
    expect(await options.first().textContent()).toMatch(/拼音$/);
    await page.getByRole('button', { name: '收藏' }).click();
    await page.getByText('已收藏“xiaofang”').waitFor();
    await page.getByRole('button', { name: '清除' }).click();
    const kept = page.getByRole('region', { name: '已收藏的搜索' });
    await kept.waitFor();
    expect(await findings(page)).toEqual([]);
    await kept.getByRole('button', { name: 'xiaofang', exact: true }).click();
    await options.filter({ hasText: '消防' }).first().waitFor();
    await page.getByRole('button', { name: '清除' }).click();
    await page.getByRole('button', { name: '删除收藏“xiaofang”' }).click();
    await kept.waitFor({ state: 'detached' });
    await context.close();
  });
});

describe('the first map', () => {
  it('is the one that the screen takes in, where the link says', async () => {
    const { context, page } = await town.visit({ as: 'street' });
    const at = new URL(page.url()).searchParams.get('at');
    const canvases = page.locator('canvas.maplibregl-canvas');
    expect(await canvases.count()).toBe(1);
    expect(await page.locator('main canvas.maplibregl-canvas').count()).toBe(1);
    await page.reload();
    await canvases.evaluate((canvas) => Object.assign(canvas, { isFirst: true }));
    await page.locator('main canvas.maplibregl-canvas').waitFor();
    expect(await canvases.evaluateAll((found) => found.map((canvas) => 'isFirst' in canvas))).toEqual([true]);
    expect(new URL(page.url()).searchParams.get('at')).toBe(at);
    await context.close();
  });

  it('is not made for somebody who is not signed in', async () => {
    const { context, page } = await town.visit({ as: null, path: '/' });
    await page.getByLabel('用户名').waitFor();
    expect(await page.locator('canvas').count()).toBe(0);
    await context.close();
  });

  it('does not keep the screen waiting', async () => {
    const { context, page } = await town.visit({ as: 'street' });
    await page.route('**/api/layers', () => new Promise(() => undefined));
    await page.reload();
    await page.getByRole('button', { name: 'EN' }).waitFor();
    await context.close();
  });
});

describe('states', () => {
  it('a broken link is repaired and its reader told', async () => {
    const { context, page } = await town.visit({ as: 'street', path: '/?at=999,1,1&open=element:12&area=polygon:zz' });
    await page.getByText(/链接中有无法识别的内容（视野、所选对象、选区）/).waitFor();
    await context.close();
  });

  it('an outage is said, and its end mends the page by itself', async () => {
    const { context, page } = await town.visit({ as: 'street' });
    await context.setOffline(true);
    await page.getByRole('alert').getByText('与服务器的连接已中断').waitFor();
    await context.setOffline(false);
    await page.getByText('连接已恢复，数据已更新').waitFor();
    expect(await page.getByText('与服务器的连接已中断').count()).toBe(0);
    await context.close();
  });

  it('an ended session asks to sign in again over the work, which stays', async () => {
    const { context, page } = await town.visit({ as: 'street', path: '/?panel=regions' });
    const search = page.getByRole('combobox', { name: '查找区划或网格' });
    await search.fill('桂');
    await context.clearCookies();
    // Whatever asks next finds out: these letters, or before them a reading that the page makes by itself.
    await search.fill('桂花', { timeout: 5000 }).catch(() => {});
    const dialog = page.getByRole('dialog', { name: '登录已过期' });
    await dialog.waitFor();
    // Behind the dialog, so that it is read by its text: it must not claim to be connected.
    const status = page.locator('[aria-label="状态栏"]');
    await expect.poll(() => status.textContent()).toContain('登录已过期');
    expect(await status.textContent()).not.toContain('已连接');
    await dialog.getByLabel('密码', { exact: true }).fill(town.password);
    await dialog.getByRole('button', { name: '登 录' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await search.inputValue()).toMatch(/^桂花?$/);
    await expect.poll(() => status.textContent()).toContain('已连接');
    await context.close();
  });

  it('the language changes at once, with everything on the page', async () => {
    const { context, page } = await town.visit({ as: 'street' });
    await page.getByRole('button', { name: 'EN' }).click();
    await page.getByRole('checkbox', { name: 'Show layer “Grids”' }).waitFor();
    expect(await page.getByText('图层', { exact: true }).count()).toBe(0);
    await context.close();
  });

  it('on a phone all panels share one sheet', async () => {
    const { context, page } = await town.visit({ as: 'street', size: { width: 390, height: 844 } });
    const sheet = page.getByRole('complementary', { name: '底部面板' });
    await sheet.getByRole('button', { name: '图层', exact: true }).click();
    await sheet.getByRole('checkbox', { name: '显示图层“网格”' }).waitFor();
    await sheet.getByRole('button', { name: '区划', exact: true }).click();
    await sheet.getByRole('treeitem', { name: /城关街道/ }).click();
    await sheet.getByRole('article', { name: '城关街道' }).waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    await context.close();
  });
});

describe('axe finds nothing serious', () => {
  for (const theme of ['light', 'dark'] as const) {
    it(`on the sign-in page and the console, ${theme}`, async () => {
      const signIn = await town.visit({ as: null, path: '/sign-in', theme });
      await signIn.page.getByLabel('用户名').waitFor();
      expect(await findings(signIn.page)).toEqual([]);
      await signIn.context.close();

      const { context, page } = await town.visit({ as: 'street', theme, path: '/?panel=regions&open=region:990101001' });
      await page.getByRole('article', { name: '城关街道' }).waitFor();
      await page.getByRole('treeitem').first().waitFor();
      expect(await findings(page)).toEqual([]);
      await page.getByRole('tab', { name: '图层' }).click();
      await page.getByRole('button', { name: '“建筑”的显示设置' }).click();
      await page.getByRole('button', { name: /查看范围内要素/ }).or(page.getByRole('button', { name: '关闭' })).first().click();
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: '键盘快捷键' }).waitFor();
      expect(await findings(page)).toEqual([]);
      await page.keyboard.press('Escape');
      const [lng, lat] = new URL(page.url()).searchParams.get('at')?.split(',') ?? [];
      await page.goto(`/?area=circle:${lng},${lat},600`);
      await page.getByRole('list', { name: '要素清单' }).waitFor();
      expect(await findings(page)).toEqual([]);
      await context.close();
    });
  }
});
