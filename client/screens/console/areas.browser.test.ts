import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../../scripts/test-town.ts';

interface Region {
  code: string;
  name: string;
}
let town: TestTown;
let communities: [Region, Region];
/** Middle of the street's ground. */
let center: [number, number];

beforeAll(async () => {
  town = await openTestTown();
  const { context } = await town.visit({ as: 'street' });
  const { jurisdiction } = (await (await context.request.get('/api/session')).json()) as { jurisdiction: { code: string; bbox: [number, number, number, number] } };
  const [west, south, east, north] = jurisdiction.bbox;
  center = [(west + east) / 2, (south + north) / 2];
  const { regions } = (await (await context.request.get(`/api/regions?parent=${jurisdiction.code}`)).json()) as { regions: [Region, Region] };
  communities = [regions[0], regions[1]];
  await context.close();
});
afterAll(() => town?.close());

const at = (zoom: number) => `at=${center.map((degrees) => degrees.toFixed(6)).join(',')},${zoom}`;
const areaOf = (page: Page) => new URL(page.url()).searchParams.get('area');
const panelOf = (page: Page) => page.getByRole('region', { name: '范围统计' });
const piecesOf = (page: Page) => panelOf(page).getByRole('list', { name: '范围组成' }).getByRole('listitem');
const square = (side: number) => [[[center[0], center[1]], [center[0] + side, center[1]], [center[0] + side, center[1] + side], [center[0], center[1] + side], [center[0], center[1]]]];

async function drag(page: Page, points: [number, number][]): Promise<void> {
  const [first = [0, 0], ...more] = points;
  await page.mouse.move(...first);
  await page.mouse.down();
  for (const point of more) await page.mouse.move(...point, { steps: 2 });
  await page.mouse.up();
}

describe('an area of pieces', () => {
  it('is two communities less what is drawn, is taken back with Ctrl+Z, and is the same from its link', async () => {
    const [one, two] = communities;
    const { context, page } = await town.visit({ as: 'street', path: `/?${at(14)}&open=region:${one.code}` });
    await page.getByRole('button', { name: '查看范围内要素' }).click();
    await panelOf(page).getByRole('heading', { name: one.name }).waitFor();
    await page.goto(`${page.url()}&open=region:${two.code}`);
    await page.getByRole('button', { name: '查看范围内要素…' }).click();
    await page.getByRole('menuitem', { name: '添加到范围' }).click();
    await panelOf(page).getByRole('heading', { name: '2 部分组成的范围' }).waitFor();
    expect(areaOf(page)).toBe(`region:${one.code}*region:${two.code}`);

    await page.getByRole('button', { name: '矩形选区' }).click();
    await page.getByRole('radio', { name: '减去' }).click();
    await drag(page, [[560, 300], [620, 350], [700, 420]]);
    await expect.poll(() => piecesOf(page).count()).toBe(3);
    await piecesOf(page).last().locator('small').filter({ hasText: /\d/ }).waitFor();
    const whole = await piecesOf(page).locator('small').allTextContents();
    expect(areaOf(page)).toMatch(/\*-polygon:[\w-]+$/);
    await page.keyboard.press('Control+z');
    await expect.poll(() => piecesOf(page).count()).toBe(2);
    await page.keyboard.press('Control+Shift+z');
    await expect.poll(() => piecesOf(page).count()).toBe(3);

    const other = await town.visit({ as: 'street', path: page.url() });
    await expect.poll(() => piecesOf(other.page).locator('small').allTextContents()).toEqual(whole);
    await other.context.close();
    await context.close();
  });

  it('lies beside its answer once it is drawn, though it was drawn where the answer opens', async () => {
    const { context, page } = await town.visit({ as: 'street', path: `/?${at(15)}` });
    await page.getByRole('button', { name: '矩形选区' }).click();
    const { width } = page.viewportSize() ?? { width: 0 };
    await drag(page, [[width - 420, 300], [width - 120, 480]]);
    await panelOf(page).getByRole('heading', { name: '矩形范围' }).waitFor();
    const east = () => new URL(page.url()).searchParams.get('at')?.split(',').map(Number)[0] ?? 0;
    await expect.poll(east).toBeGreaterThan(center[0]);
    await page.getByRole('button', { name: '矩形选区' }).click();
    await page.getByRole('radio', { name: '相交' }).click({ trial: true });
    await page.getByRole('button', { name: '取消', exact: true }).click();
    await expect.poll(() => page.getByRole('radio', { name: '相交' }).count()).toBe(0);
    await context.close();
  });

  it('is drawn freely, and along a line whose metres can be changed', async () => {
    const { context, page } = await town.visit({ as: 'street', path: `/?${at(15)}` });
    await page.getByRole('button', { name: '自由圈选' }).click();
    await drag(page, Array.from({ length: 30 }, (_, n): [number, number] => [640 + 120 * Math.cos(n / 4.8), 400 + 90 * Math.sin(n / 4.8)]));
    await panelOf(page).getByRole('heading', { name: '多边形范围' }).waitFor();
    await page.getByRole('button', { name: '沿线选区' }).click();
    await page.getByRole('radio', { name: '添加' }).click();
    for (const [x, y] of [[560, 300], [720, 320], [760, 480]] as const) {
      await page.mouse.click(x, y);
      await page.waitForTimeout(450);
    }
    await page.keyboard.press('Enter');
    const line = piecesOf(page).filter({ hasText: '线两侧' });
    const before = await line.locator('small').filter({ hasText: /\d/ }).textContent();
    await line.getByLabel('两侧或周边距离（米）').fill('120');
    await expect.poll(() => areaOf(page)).toMatch(/\*line:[\w-]+,120$/);
    await expect.poll(() => line.locator('small').textContent()).not.toBe(before);
    // What cannot be used stays to be seen, with what may be typed and what holds meanwhile.
    for (const wrong of ['-5', '99999']) {
      await line.getByLabel('两侧或周边距离（米）').fill(wrong);
      await line.getByLabel('两侧或周边距离（米）').blur();
      await line.getByRole('alert').getByText('请填 1 到 5000').waitFor();
      await line.getByRole('alert').getByText('现在仍按 120 米').waitFor();
      expect(await line.getByLabel('两侧或周边距离（米）').inputValue()).toBe(wrong);
    }
    await line.getByRole('button', { name: '移除线两侧' }).click();
    await expect.poll(() => areaOf(page)).toMatch(/^polygon:[\w-]+$/);
    await context.close();
  });

  it('is changed by its corners, and size, totals and link follow', async () => {
    const { context, page } = await town.visit({ as: 'street', path: `/?${at(15)}` });
    await page.getByRole('button', { name: '矩形选区' }).click();
    await drag(page, [[560, 300], [620, 350], [700, 420]]);
    const size = panelOf(page).locator('header p').first();
    await size.filter({ hasText: /\d/ }).waitFor();
    const [drawn, small] = [areaOf(page), await size.textContent()];
    await page.waitForTimeout(600);
    const answered = page.waitForResponse((response) => response.url().endsWith('/api/search/area'));
    await drag(page, [[560, 300], [540, 280], [480, 240]]);
    await answered;
    await expect.poll(() => size.textContent()).not.toBe(small);
    expect(areaOf(page)).not.toBe(drawn);
    await page.mouse.move(480, 240);
    await page.keyboard.press('Delete');
    await panelOf(page).getByRole('heading', { name: '多边形范围' }).waitFor();
    const triangle = areaOf(page);
    await page.mouse.click(700, 420, { button: 'right' });
    // A ring of three keeps its corners.
    expect(areaOf(page)).toBe(triangle);
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await expect.poll(() => areaOf(page)).toBe(drawn);
    await context.close();
  });

  it('takes away what is drawn with Alt held', async () => {
    const { context, page } = await town.visit({ as: 'street', path: `/?${at(15)}&area=circle:${center.join(',')},400` });
    await panelOf(page).getByRole('heading', { name: '圆形范围' }).waitFor();
    await page.getByRole('button', { name: '矩形选区' }).click();
    await page.keyboard.down('Alt');
    await drag(page, [[600, 350], [650, 380], [700, 430]]);
    await page.keyboard.up('Alt');
    await expect.poll(() => areaOf(page)).toMatch(/\*-polygon:/);
    await context.close();
  });
});

describe('the map', () => {
  const middleOf = (page: Page) => new URL(page.url()).searchParams.get('at')?.split(',').map(Number) ?? [];

  it('goes back to the area from the grid whose card took it away', async () => {
    const grid = `${communities[0].code}001`;
    const { context, page } = await town.visit({ as: 'street', path: `/?at=${center.join(',')},18&area=region:${communities[0].code}*region:${communities[1].code}&open=grid:${grid}` });
    await page.getByRole('button', { name: '查看范围内要素…' }).click();
    await page.getByRole('menuitem', { name: '从范围中减去' }).click();
    await expect.poll(() => middleOf(page)[2]).toBeLessThan(17);
    await context.close();
  });

  it('fits the area of a link whose view shows little of it on this screen, and stays where the area is looked at from near', async () => {
    const phone = { width: 390, height: 844 };
    const beside = `at=${(center[0] + 0.02).toFixed(6)},${center[1].toFixed(6)},15`;
    const circle = `area=circle:${center.join(',')},400`;
    const away = await town.visit({ as: 'street', path: `/?${beside}&${circle}`, size: phone });
    await expect.poll(() => middleOf(away.page)[0]).toBeLessThan(center[0] + 0.01);
    await away.context.close();
    const near = await town.visit({ as: 'street', path: `/?${at(18)}&${circle}`, size: phone });
    await panelOf(near.page).getByRole('heading', { name: '圆形范围' }).waitFor();
    await near.page.waitForTimeout(1500);
    expect(middleOf(near.page)[2]).toBe(18);
    await near.context.close();
  });
});

describe('a saved area', () => {
  it('is kept under a name, opened by whom it is shared with, and once deleted its link says so', async () => {
    const { context, page } = await town.visit({ as: 'street', path: `/?${at(14)}&area=region:${communities[0].code}*-circle:${center.join(',')},200` });
    await panelOf(page).getByRole('button', { name: '保存范围' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: '名称' }).fill('春节巡查');
    await dialog.getByRole('checkbox', { name: /共享/ }).check();
    await dialog.getByRole('button', { name: '保存范围' }).click();
    await panelOf(page).getByRole('heading', { name: '春节巡查' }).waitFor();
    expect(areaOf(page)).toMatch(/^saved:\d+$/);

    const other = await town.visit({ as: 'community', path: `/?${at(14)}` });
    await other.page.getByRole('toolbar').getByRole('button', { name: '已存范围' }).click();
    await other.page.getByRole('dialog').getByRole('button', { name: /^春节巡查/ }).click();
    await panelOf(other.page).getByRole('heading', { name: '春节巡查' }).waitFor();
    await expect.poll(() => piecesOf(other.page).count()).toBe(2);
    const link = other.page.url();

    await panelOf(page).getByRole('button', { name: '已存范围' }).click();
    await page.getByRole('button', { name: '删除“春节巡查”' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: '删除', exact: true }).click();
    await page.getByText('还没有保存过范围').waitFor();
    await context.close();

    await other.page.goto(link);
    await other.page.getByText('这个范围打不开').waitFor();
    expect(await other.page.getByRole('alert').getByText(/删除/).count()).toBe(1);
    await other.page.getByRole('button', { name: '不看这个范围' }).click();
    await expect.poll(() => areaOf(other.page)).toBeNull();
    await other.context.close();
  });
});

describe('the link of a saved area that is not shared', () => {
  it('is copied only after a question, with its shape or after it was shared', async () => {
    const { context, page } = await town.visit({ as: 'street', path: `/?${at(14)}&area=circle:${center.join(',')},300` });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const copied = async () => new URL(await page.evaluate(() => navigator.clipboard.readText())).searchParams.get('area');
    await panelOf(page).getByRole('button', { name: '保存范围' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: '名称' }).fill('自用');
    await page.getByRole('dialog').getByRole('button', { name: '保存范围' }).click();
    await panelOf(page).getByRole('heading', { name: '自用' }).waitFor();

    await page.getByRole('toolbar').getByRole('button', { name: '复制当前图面链接' }).click();
    await page.getByRole('dialog', { name: '“自用”还没有共享' }).getByRole('button', { name: '复制带图形的链接' }).click();
    await expect.poll(copied).toMatch(/^circle:/);
    await panelOf(page).getByRole('button', { name: '复制链接' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '共享并复制' }).click();
    await expect.poll(copied).toMatch(/^saved:\d+$/);
    const other = await town.visit({ as: 'community', path: page.url() });
    await panelOf(other.page).getByRole('heading', { name: '自用' }).waitFor();
    await other.context.close();
    await panelOf(page).getByRole('button', { name: '复制链接' }).click();
    expect(await page.getByRole('dialog').count()).toBe(0);
    await context.close();
  });
});

describe('an uploaded file', () => {
  it('is the area with its holes and lines; one that is none says why', async () => {
    const { context, page } = await town.visit({ as: 'street', path: `/?${at(15)}` });
    const upload = (value: unknown) => page.locator('input[type=file]').setInputFiles({ name: 'area.geojson', mimeType: 'application/geo+json', buffer: Buffer.from(JSON.stringify(value)) });
    await upload({ type: 'Polygon', coordinates: [[[500000, 4000000], [500100, 4000000], [500100, 4000100], [500000, 4000000]]] });
    await page.getByText(/坐标超出经纬度范围/).waitFor();
    expect(areaOf(page)).toBeNull();
    await upload({
      type: 'FeatureCollection',
      features: [
        { type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [...square(0.004), square(0.001)[0]] } },
        { type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: [center, [center[0] - 0.004, center[1]]] } },
      ],
    });
    await page.getByText('已读入 2 部分').waitFor();
    await expect.poll(() => piecesOf(page).count()).toBe(2);
    expect(areaOf(page)).toMatch(/^polygon:[\w-]+\.[\w-]+\*line:[\w-]+,50$/);
    await context.close();
  });
});
