import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BorderPlan, BorderUnits } from '#contract/borders.ts';
import { openTestTown, type TestTown, type Visitor } from '../../../scripts/test-town.ts';
import { buildingsIn, change, clearLine, clickAt, drag, type Grid, gridOf, hold, householdsOf, judged, junctionOf, makePlan, manyGrids, type Place, readPlan, readUnits, rename, rowOf, saveButton, soon, table, verticesOfTwo, waitForEditor } from './test-plans.ts';

const names = ['拖动', '放弃', '键盘', '空白', '十步', '合回'] as const;
let town: TestTown;
let plan: BorderPlan;
let units: BorderUnits;
let visitor: Visitor;

beforeAll(async () => {
  town = await openTestTown();
  const { context } = await town.visit({ as: 'street', path: '/sign-in' });
  for (const name of names) plan = await makePlan(context, manyGrids.community, name);
  units = await readUnits(context, plan.id);
  await context.close();
  visitor = await town.visit({ as: 'street', path: `/grids?${manyGrids.view}` });
});
afterAll(() => town?.close());

/** Opens a plan from the list. */
async function open(name: (typeof names)[number]): Promise<Page> {
  const { page } = visitor;
  const back = page.getByRole('button', { name: '返回方案列表' });
  if (await back.isVisible()) await back.click();
  await page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
  await page.getByRole('heading', { name }).waitFor();
  await waitForEditor(page);
  // Streets and corners draw nothing to them: the places are meant.
  const snapping = page.getByRole('button', { name: '吸附', exact: true });
  if ((await snapping.getAttribute('aria-pressed')) === 'true') await snapping.click();
  return page;
}

const grid = (number: string): Grid => gridOf(plan, number);
const middleOf = (number: string, near: Place): Place => buildingsIn(grid(number), units, near)[0]!.at as unknown as Place;
const liveRow = (page: Page, name: string) => page.getByRole('region', { name: '两侧变化' }).getByRole('row', { name: new RegExp(`^${name}`) });
const untouched = (page: Page) => page.getByText('没有要保存的修改').waitFor();
const marked = (page: Page) => table(page).getByText('改', { exact: true });

/** A vertex of three grids, two of them with households, and a place beyond the nearest building of the first. */
function junction(): { at: Place; beyond: Place; grids: [string, string, string] } {
  const three = [grid('004'), grid('005'), grid('007')];
  const at = junctionOf(three);
  const [x, y] = middleOf('004', at);
  return { at, beyond: [at[0] + 1.7 * (x - at[0]), at[1] + 1.7 * (y - at[1])], grids: three.map(({ properties }) => properties.name) as [string, string, string] };
}

describe('a border under the hand', () => {
  it('takes all three grids of a vertex along, and their households move before the hand lets go', async () => {
    const page = await open('拖动');
    const { at, beyond, grids } = junction();
    await hold(page, [at, beyond]);
    const figure = async (name: string) => change(await liveRow(page, name).getByRole('cell').first().textContent());
    await expect.poll(() => figure(grids[0]), soon).toSatisfy(([before, after]) => after < before);
    const live = [await figure(grids[0]), await figure(grids[1]), await figure(grids[2])];
    expect(live.reduce((sum, [, after]) => sum + after, 0)).toBe(live.reduce((sum, [before]) => sum + before, 0));
    for (const name of grids) expect(await liveRow(page, name).textContent()).toContain('→');
    await page.mouse.up();
    await expect.poll(() => marked(page).count(), soon).toBe(3);
    for (const [index, name] of grids.entries()) expect(await householdsOf(page, name)).toEqual(live[index]);
    // A street learns of few key persons by no way: the exact number is the server's to tell, and stays where no building comes or goes.
    for (const [index, name] of grids.entries()) {
      const cells = rowOf(page, name).getByRole('cell');
      const [[before, after], buildings] = [live[index]!, await cells.nth(2).textContent()];
      if (before === after && !buildings?.includes('→')) expect(await cells.nth(4).textContent()).toMatch(/^(–|\d+)$/);
      else expect(await cells.nth(4).textContent()).toMatch(/(^|→)(–|≥.*)$/);
    }
  });

  it('goes back where it was when Escape gives the gesture up', async () => {
    const page = await open('放弃');
    const { at, beyond, grids } = junction();
    await hold(page, [at, beyond]);
    await liveRow(page, grids[0]).waitFor();
    await page.keyboard.press('Escape');
    await liveRow(page, grids[0]).waitFor({ state: 'detached' });
    await page.mouse.up();
    await untouched(page);
    // A line that was begun goes as well.
    await page.keyboard.press('s');
    await clickAt(page, clearLine(grid('004'), units)[0]);
    const drawing = page.getByRole('button', { name: '放弃', exact: true });
    await drawing.waitFor();
    await page.keyboard.press('Escape');
    await drawing.waitFor({ state: 'detached' });
    await untouched(page);
  });

  it('keeps the grid that is picked in the link', async () => {
    const page = await open('空白');
    const { code, name } = grid('004').properties;
    const named = () => rowOf(page, name).getByRole('button').first();
    await named().click();
    await page.waitForURL((url) => url.searchParams.get('grid') === code);
    await page.reload();
    await waitForEditor(page);
    await expect.poll(() => named().getAttribute('aria-pressed'), soon).toBe('true');
    await named().click();
    await page.waitForURL((url) => !url.searchParams.has('grid'));
  });

  it('is moved by keys alone, which then leave the map', async () => {
    const page = await open('键盘');
    const { name } = grid('006').properties;
    const isOnMap = () => page.evaluate(() => document.activeElement?.tagName === 'CANVAS');
    await rowOf(page, name).getByRole('button').press('Enter');
    await page.keyboard.press('v');
    expect(await isOnMap()).toBe(true);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Shift+ArrowRight');
    await rowOf(page, name).getByText('改', { exact: true }).waitFor();
    // Whoever has the vertex goes with it.
    expect(await marked(page).count()).toBeGreaterThan(1);
    await page.keyboard.press('Control+z');
    await untouched(page);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    expect(await isOnMap()).toBe(false);
  });

  it('leaves a gap where one grid is moved alone, which is not saved before it is fixed', async () => {
    const page = await open('空白');
    const { at, grids: [name] } = junction();
    // Filled up again the gap leaves nothing to save: the name does.
    await rename(page, name, '四号');
    await page.keyboard.down('Alt');
    await drag(page, [at, [at[0] - 0.0001, at[1]]]);
    await page.keyboard.up('Alt');
    await page.getByText(/^有 \d+ 处错误，改好后才能保存$/).first().waitFor();
    expect(await saveButton(page).getAttribute('aria-disabled')).toBe('true');
    await page.getByRole('tab', { name: /^问题/ }).click();
    const gaps = page.getByRole('list', { name: '问题' }).getByRole('listitem').filter({ hasText: '有地方不属于任何网格' });
    await gaps.first().getByRole('button', { name: '修复' }).click();
    await page.getByRole('menuitem', { name: '划给边界最长的相邻网格' }).click();
    await gaps.waitFor({ state: 'detached' });
    await expect.poll(() => saveButton(page).getAttribute('aria-disabled'), soon).toBeNull();
    await saveButton(page).click();
    await untouched(page);
    await page.getByText('第 2 版').waitFor();
  });
});

describe('a plan with changes that are not saved', () => {
  it('keeps its warnings under another name, is told in the list, and is saved after a split and a merge back', async () => {
    const page = await open('合回');
    const { name } = grid('004').properties;
    const problems = page.getByRole('tab', { name: /^问题/ });
    const grids = page.getByRole('tab', { name: '网格', exact: true });
    await judged(page);
    const warnings = await problems.textContent();
    await grids.click();
    await rename(page, name, '四号');
    await rowOf(page, '四号').getByText('更名', { exact: true }).waitFor();
    await judged(page);
    expect(await problems.textContent()).toBe(warnings);
    await grids.click();

    await page.keyboard.press('s');
    const [from, to] = clearLine(grid('004'), units);
    for (const place of [from, to]) await clickAt(page, place);
    await page.keyboard.press('Enter');
    const fresh = table(page).getByText('新', { exact: true });
    await fresh.waitFor();
    await page.keyboard.press('m');
    await page.keyboard.press('Escape');
    const isLeft = ([x, y]: Place) => (to[0] - from[0]) * (y - from[1]) > (to[1] - from[1]) * (x - from[0]);
    const places = buildingsIn(grid('004'), units, junction().at).map(({ at }) => at as unknown as Place);
    for (const place of [places.find(isLeft)!, places.find((at) => !isLeft(at))!]) await clickAt(page, place);
    await page.keyboard.press('Enter');
    await page.getByText(/^15 个网格/).waitFor();

    await page.getByRole('button', { name: '返回方案列表' }).click();
    const row = page.getByRole('button', { name: /^合回/ });
    await row.getByText('有未保存的修改').waitFor();
    await row.click();
    await saveButton(page).click();
    await untouched(page);
    await page.getByText('第 2 版').waitFor();
  });
});

/** Ten steps of every kind: buildings painted over, a split, a merge, three vertices, two kinds, two names. */
async function tenSteps(page: Page): Promise<void> {
  const { at, grids: [, fifth] } = junction();
  const given = buildingsIn(grid('004'), units, middleOf('005', at))[0]!;
  await page.keyboard.press('s');
  for (const place of clearLine(grid('004'), units)) await clickAt(page, place);
  await page.keyboard.press('Enter');
  await table(page).getByText('新', { exact: true }).waitFor();
  await rowOf(page, fifth).getByRole('button').click();
  await page.keyboard.press('b');
  await hold(page, [middleOf('005', at), given.at as unknown as Place]);
  // Where the new border runs is reckoned while the hand rests: area and compactness as letting go then gives them.
  const shape = async () => (await liveRow(page, fifth).getByRole('cell').allTextContents()).slice(5);
  await expect.poll(async () => (await shape()).every((figure) => /^[^约…]+→[^约…]+$/.test(figure)), soon).toBe(true);
  const live = await shape();
  await page.mouse.up();
  const { households } = grid('005').properties.counts;
  await expect.poll(() => householdsOf(page, fifth), soon).toEqual([households, households + given.households]);
  for (const figure of live) expect(await table(page).textContent()).toContain(figure);
  await page.keyboard.press('m');
  await page.keyboard.press('Escape');
  for (const number of ['006', '007']) await clickAt(page, middleOf(number, at));
  await page.keyboard.press('Enter');
  await page.getByText(/^15 个网格/).waitFor();
  await page.keyboard.press('v');
  for (const [x, y] of verticesOfTwo(plan, ['002', '005', '010']).slice(0, 3)) await drag(page, [[x, y], [x + 0.00006, y]]);
  for (const [name, kind] of [[fifth, 'dedicated'], [fifth, 'base']] as const) {
    if ((await rowOf(page, name).getByRole('button').getAttribute('aria-pressed')) !== 'true') await rowOf(page, name).getByRole('button').click();
    await page.getByLabel(`“${name}”的类型`).selectOption(kind);
  }
  await rename(page, fifth, '一号');
  await rename(page, '一号', '二号');
}

describe('what was done', () => {
  it('is taken back in ten steps and made again, outlives a reload, and is saved as it stands', async () => {
    const page = await open('十步');
    const before = await table(page).textContent();
    await tenSteps(page);
    await rowOf(page, '二号').getByRole('button').click();
    const after = await table(page).textContent();
    const button = (name: string) => page.getByRole('button', { name, exact: true });
    for (let step = 0; step < 10; step += 1) await page.keyboard.press('Control+z');
    await untouched(page);
    expect([await table(page).textContent(), await button('撤销').getAttribute('aria-disabled')]).toEqual([before, 'true']);
    for (let step = 0; step < 10; step += 1) await page.keyboard.press('Control+y');
    await expect.poll(() => button('重做').getAttribute('aria-disabled'), soon).toBe('true');
    expect(await table(page).textContent()).toBe(after);
    await judged(page);

    page.once('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await page.getByText(/^已恢复 .* 未保存的修改$/).waitFor();
    await waitForEditor(page);
    expect(await table(page).textContent()).toBe(after);
    await judged(page);
    await saveButton(page).click();
    await untouched(page);
    await page.getByText('第 2 版').waitFor();
    const saved = await readPlan(visitor.context, new URL(page.url()).searchParams.get('plan') ?? '');
    await page.getByRole('tab', { name: '网格', exact: true }).click();
    for (const { properties: { name, counts } } of saved.grids.features) expect(await householdsOf(page, name)).toEqual([counts.households, counts.households]);
  });
});
