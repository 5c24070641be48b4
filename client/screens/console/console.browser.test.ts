import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../../scripts/test-town.ts';
import { encodeArea } from '../../shared/area-code.ts';

interface Found {
  code: string;
  name: string;
  kind: string;
  geometry: { coordinates: unknown };
}
let town: TestTown;
let building: Found;
/** Middle of the street's ground. */
let center: [number, number];

beforeAll(async () => {
  town = await openTestTown();
  const { context, page } = await town.visit({ as: 'street' });
  const session = (await (await context.request.get('/api/session')).json()) as { jurisdiction: { bbox: [number, number, number, number] } };
  const [west, south, east, north] = session.jurisdiction.bbox;
  center = [(west + east) / 2, (south + north) / 2];
  building = await nearest(page, 'building');
  await context.close();
});
afterAll(() => town?.close());

async function nearest(page: Page, kind: string): Promise<Found> {
  const answer = await page.request.post('/api/search/area', { data: { geometry: { type: 'Point', coordinates: center }, radiusMeters: 3000, kinds: [kind], limit: 1 } });
  const { items } = (await answer.json()) as { items: Found[] };
  if (!items[0]) throw new Error(`no ${kind} near the middle of the street`);
  return items[0];
}
const at = (zoom: number) => `at=${center.map((degrees) => degrees.toFixed(6)).join(',')},${zoom}`;
const linkOf = (page: Page) => new URL(page.url()).searchParams;

describe('the layer tree', () => {
  it('names the layers by theme, counts what is in view, and writes what is changed to the link', async () => {
    const { context, page } = await town.visit({ as: 'street', path: `/?${at(15)}` });
    for (const theme of ['区划与网格', '房屋', '人口', '安全隐患']) expect(await page.getByRole('heading', { name: theme }).isVisible()).toBe(true);
    const grids = page.getByRole('checkbox', { name: '显示图层“网格”' });
    expect(await grids.isChecked()).toBe(true);
    expect(await page.getByRole('checkbox', { name: '显示图层“重点人员”' }).isChecked()).toBe(false);
    await expect.poll(async () => page.getByText(/^视野内 [1-9]/).count(), { timeout: 30_000 }).toBeGreaterThan(0);
    await grids.uncheck();
    await expect.poll(() => linkOf(page).get('layers')).toMatch(/(^|,)!grids(,|$)/);
    await page.getByRole('radio', { name: '按叠放顺序' }).click();
    await page.getByRole('button', { name: '把“网格”上移一层' }).click();
    await expect.poll(() => linkOf(page).get('layers')).toMatch(/places,!grids/);
    await context.close();
  });
});

describe('a count in view', () => {
  it('says where only the larger ones are drawn', async () => {
    const { context, page } = await town.visit({ as: 'street', path: `/?${at(13.2)}` });
    await page.getByText(/^视野内 ≥ \d/).waitFor();
    await page.goto(`/?${at(15)}`);
    await page.getByText(/^视野内 \d/).first().waitFor();
    expect(await page.getByText(/^视野内 ≥/).count()).toBe(0);
    await context.close();
  });
});

describe('a building’s card', () => {
  it('says where it lies and who is responsible, with telephone numbers to dial', async () => {
    const { context, page } = await town.visit({ as: 'street', path: `/?${at(16)}&open=element:${building.code}` });
    const card = page.getByRole('article', { name: building.name });
    await card.getByRole('heading', { name: '家门口的事儿' }).waitFor();
    expect(await card.getByText('楼栋长').first().isVisible()).toBe(true);
    expect(await card.getByText('网格员').first().isVisible()).toBe(true);
    expect(await card.getByRole('link', { name: /^拨打/ }).first().getAttribute('href')).toMatch(/^tel:\d{8,}$/);
    await card.getByRole('button', { name: /城关街道/ }).first().click();
    await page.getByRole('article', { name: '城关街道' }).waitFor();
    await page.goBack();
    await card.waitFor();
    await page.getByRole('button', { name: '关闭' }).first().click();
    await expect.poll(() => linkOf(page).get('open')).toBeNull();
    await context.close();
  });

  it('opens by a click on the map, and bare ground says the same of itself', async () => {
    const [lng, lat] = middle(building.geometry.coordinates);
    const { context, page } = await town.visit({ as: 'street', path: `/?at=${lng},${lat},18.5&layers=landuse,roads,buildings,grids` });
    // Numbers in view stand only while the map does: it has gone where the panel lets it.
    await page.getByText(/^视野内 \d/).first().waitFor({ state: 'attached' });
    // The panel on the left takes its width from the map: the middle is to the right of the screen's.
    await page.mouse.click(640 + 152, 48 + (800 - 48 - 26) / 2);
    await page.getByRole('article', { name: building.name }).waitFor();
    await page.getByRole('checkbox', { name: '显示图层“建筑”' }).uncheck();
    await page.waitForTimeout(800);
    await page.mouse.click(640 + 152, 48 + (800 - 48 - 26) / 2);
    await expect.poll(() => linkOf(page).get('open')).toMatch(/^place:/);
    await page.getByRole('heading', { name: '家门口的事儿' }).waitFor();
    await context.close();
  });

  it('opens masked fields for a typed reason only, and says how long', async () => {
    const visitor = await town.visit({ as: 'worker' });
    const person = await visitor.page.request.get('/api/session');
    const { jurisdiction } = (await person.json()) as { jurisdiction: { bbox: number[] } };
    const [west = 0, south = 0, east = 0, north = 0] = jurisdiction.bbox;
    const ring = [[west, south], [east, south], [east, north], [west, north], [west, south]];
    const answer = await visitor.page.request.post('/api/search/area', { data: { geometry: { type: 'Polygon', coordinates: [ring] }, kinds: ['person'], limit: 1 } });
    const { items } = (await answer.json()) as { items: Found[] };
    await visitor.page.goto(`/?open=element:${items[0]?.code}`);
    await visitor.page.getByRole('button', { name: '申请查看' }).click();
    const dialog = visitor.page.getByRole('dialog', { name: '查看敏感信息' });
    await dialog.getByRole('textbox').fill('看');
    await dialog.getByRole('button', { name: '记录并查看' }).click();
    await dialog.getByText('不少于 4 个字。').waitFor();
    await dialog.getByRole('textbox').fill('核实独居老人走访信息');
    await dialog.getByRole('button', { name: '记录并查看' }).click();
    await visitor.page.getByText(/后恢复脱敏$/).waitFor();
    await visitor.page.getByRole('button', { name: '立即恢复脱敏' }).click();
    await visitor.page.getByRole('button', { name: '申请查看' }).waitFor();
    await visitor.context.close();
  });

  it('is not shown to a reader without the right, and does not say whether it is there', async () => {
    const street = await town.visit({ as: 'street', path: `/?${at(15)}` });
    const hazard = await nearest(street.page, 'hazard');
    await street.context.close();
    const { context, page } = await town.visit({ as: 'volunteer', path: `/?${at(15)}&open=element:${hazard.code}` });
    await page.getByRole('alert').getByText('不存在，或不在您的查看权限内').waitFor();
    expect(await page.getByText(hazard.name).count()).toBe(0);
    await context.close();
  });
});

describe('a drawn area', () => {
  it('is counted by kind, listed, filtered by its numbers, and opens the same from its link in another browser', async () => {
    const { context, page } = await town.visit({ as: 'street', path: `/?${at(15)}` });
    await page.getByRole('button', { name: '矩形选区' }).click();
    await page.mouse.move(560, 250);
    await page.mouse.down();
    await page.mouse.move(700, 350, { steps: 4 });
    await page.mouse.move(860, 560, { steps: 4 });
    await page.mouse.up();
    const area = page.getByRole('region', { name: '范围统计' });
    const buildings = area.getByRole('button', { name: /^只看建筑，/ });
    await buildings.waitFor();
    const count = Number((await buildings.getAttribute('aria-label'))?.replace(/\D/g, ''));
    expect(count).toBeGreaterThan(0);
    await buildings.click();
    await area.getByText(`已列出 ${Math.min(100, count)} / ${count}`).waitFor();
    const rows = area.getByRole('list', { name: '要素清单' }).getByRole('listitem');
    const name = await rows.first().getByRole('button').first().textContent();
    const layers = await page.getByRole('checkbox', { checked: true }).count();

    const other = await town.visit({ as: 'street', path: page.url() });
    const sameArea = other.page.getByRole('region', { name: '范围统计' });
    await sameArea.getByText(`已列出 ${Math.min(100, count)} / ${count}`).waitFor();
    // What its category is called comes with the dictionaries.
    await expect.poll(() => sameArea.getByRole('list', { name: '要素清单' }).getByRole('listitem').first().getByRole('button').first().textContent()).toBe(name);
    expect(await other.page.getByRole('checkbox', { checked: true }).count()).toBe(layers);
    expect(linkOf(other.page).get('at')).toBe(linkOf(page).get('at'));
    await other.context.close();

    await rows.first().getByRole('button').first().click();
    await page.getByRole('article').waitFor();
    await page.getByRole('button', { name: '返回' }).click();
    await area.getByRole('button', { name: '清除范围' }).click();
    await expect.poll(() => linkOf(page).has('area')).toBe(false);
    await context.close();
  });

  it('is where the map goes when its link says nothing else', async () => {
    const [lng, lat] = [center[0] + 0.004, center[1]];
    const { context, page } = await town.visit({ as: 'street', path: `/?area=circle:${lng.toFixed(6)},${lat.toFixed(6)},60` });
    await expect.poll(() => Number(linkOf(page).get('at')?.split(',')[2]), { timeout: 20_000 }).toBeGreaterThan(16);
    expect(Number(linkOf(page).get('at')?.split(',')[0])).toBeCloseTo(lng, 2);
    await context.close();
  });

  it('that is too large is refused once, with its size, and sends the reader nowhere', async () => {
    const { context, page } = await town.visit({ as: 'street', path: `/?${at(15)}` });
    await page.goto(`/?${at(6)}&area=${encodeURIComponent(encodeArea({ parts: [{ op: 'add', from: 'drawn', geometry: { type: 'Polygon', coordinates: [[[100, 20], [125, 20], [125, 45], [100, 45], [100, 20]]] } }] }))}`);
    const told = page.getByText(/范围约 [1-9],?\d{3},\d{3} 平方千米，最多 20,000 平方千米/);
    await told.first().waitFor();
    expect(await told.count()).toBe(1);
    expect(await page.getByRole('button', { name: '查看问题位置' }).count()).toBe(0);
    await context.close();
  });

  it('that cannot be searched is refused in words, with the place of the fault', async () => {
    const { context, page } = await town.visit({ as: 'street', path: `/?${at(15)}` });
    await page.route('**/api/search/area', (route) =>
      route.fulfill({ status: 422, contentType: 'application/problem+json', body: JSON.stringify({ type: '/problems/geometry-not-valid', title: 'no', status: 422, detail: 'crosses itself', errors: [{ detail: 'crosses itself here', location: center }] }) }),
    );
    await page.goto(`/?${at(13)}&area=circle:${center.join(',')},500`);
    await page.getByText('这个范围不能用来查询').waitFor();
    await page.getByRole('button', { name: '查看问题位置' }).click();
    await expect.poll(() => Number(linkOf(page).get('at')?.split(',')[2]), { timeout: 20_000 }).toBeGreaterThan(16);
    await context.close();
  });
});
/** The middle of the box around a polygon's outer ring. */
function middle(coordinates: unknown): [number, number] {
  const ring = (coordinates as [number, number][][])[0] ?? [];
  const spread = (values: number[]) => (Math.min(...values) + Math.max(...values)) / 2;
  return [spread(ring.map((position) => position[0])), spread(ring.map((position) => position[1]))];
}
