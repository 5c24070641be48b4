import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../../scripts/test-town.ts';

let town: TestTown;
beforeAll(async () => {
  town = await openTestTown();
});
afterAll(() => town?.close());

const boxOf = (page: Page) => page.getByRole('combobox', { name: '搜索名称、编码或地址' });
const zoomOf = (page: Page) => Number(new URL(page.url()).searchParams.get('at')?.split(',')[2]);

describe('the search box', () => {
  it('on a phone has the whole width for its list, and shows a chosen house from near', async () => {
    const { context, page } = await town.visit({ as: 'street', size: { width: 390, height: 844 } });
    // A flight takes its time, and may be ended by what the card does to the map.
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    const narrow = (await boxOf(page).boundingBox())?.width ?? 0;
    await boxOf(page).tap();
    await boxOf(page).fill('1栋');
    const houses = page.getByRole('group', { name: '建筑' }).getByRole('option');
    await houses.first().waitFor();
    expect((await boxOf(page).boundingBox())?.width).toBeGreaterThan(narrow + 100);
    expect(await page.getByRole('listbox').boundingBox()).toMatchObject({ x: 0, width: 390 });
    expect((await houses.first().boundingBox())?.height).toBeGreaterThanOrEqual(48);
    expect(zoomOf(page)).toBeLessThan(16);
    await houses.first().tap();
    await page.getByRole('article').waitFor();
    await expect.poll(() => zoomOf(page), { timeout: 60_000 }).toBeGreaterThanOrEqual(16);
    await context.close();
  });

  it('shows three of a kind, and the others where the keys open them', async () => {
    const { context, page } = await town.visit({ as: 'street' });
    await boxOf(page).fill('消防栓');
    const hydrants = page.getByRole('group', { name: '设施部件' }).getByRole('option');
    const more = hydrants.filter({ hasText: /^(还有 \d+ 项|更多结果)$/ });
    await more.waitFor();
    expect(await hydrants.count()).toBe(4);
    while ((await more.getAttribute('aria-selected')) !== 'true') await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => hydrants.count()).toBeGreaterThan(4);
    expect(await more.count()).toBe(0);
    // The keys go on from where the row was.
    expect(await hydrants.nth(3).getAttribute('aria-selected')).toBe('true');
    await context.close();
  });

  it('names whoever is in charge with their duty and the place that they answer for', async () => {
    await town.sql(`insert into duties (county_code, role, holder, phone, scope, area_code)
      select left(code, 6), 'community_secretary', '欧阳雪', '', 'region', code from regions where level = 'community' order by code limit 1`);
    const { context, page } = await town.visit({ as: 'volunteer' });
    await boxOf(page).fill('欧阳雪');
    await page.getByRole('option').filter({ hasText: /^欧阳雪 · 社区书记 · .+负责人$/ }).waitFor();
    await context.close();
  });

  it('opens an estate as a place of its name, and the link holds it', async () => {
    const { context, page } = await town.visit({ as: 'street' });
    await boxOf(page).fill('小区');
    const estates = page.getByRole('group', { name: '小区' }).getByRole('option');
    await estates.first().waitFor();
    await estates.first().click();
    const card = page.getByRole('article');
    await card.waitFor();
    const title = card.getByRole('heading', { level: 2, name: /小区$/ });
    await title.waitFor();
    expect(await title.evaluate((heading) => heading === document.activeElement)).toBe(true);
    const { searchParams } = new URL(page.url());
    expect(searchParams.get('open')).toMatch(/^place:[\d.]+,[\d.]+:.*小区$/);
    await page.reload();
    await title.waitFor();
    await context.close();
  });
});
