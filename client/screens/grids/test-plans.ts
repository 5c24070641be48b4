/** For browser tests of this screen: where a place is on the page, and what the reader sees of a plan. */
import { expect } from 'vitest';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import type { BorderPlan, BorderUnits } from '#contract/borders.ts';

export type Place = readonly [number, number];
type Ring = Place[];
const tilePixels = 512;
/** How long a state may take on a machine that draws three frames a second. */
export const soon = { timeout: 30_000 } as const;
/** The town's one community with many grids, and a view of those with households. */
export const manyGrids = { community: '990101001002', view: 'at=116.9,36.2012,16.5' };

/** The same position on the page, by the view that the address tells. The map has to be at rest. */
export async function pixelAt(page: Page, [lng, lat]: Place): Promise<[number, number]> {
  const [centerLng = 0, centerLat = 0, zoom = 0] = new URL(page.url()).searchParams.get('at')?.split(',').map(Number) ?? [];
  const box = await page.locator('main canvas').first().boundingBox();
  if (!box) throw new Error('there is no map');
  const across = tilePixels * 2 ** zoom;
  return [box.x + box.width / 2 + ((lng - centerLng) / 360) * across, box.y + box.height / 2 + (southing(lat) - southing(centerLat)) * across];
}

/** Web Mercator's share of the map from the north. */
function southing(lat: number): number {
  return (1 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / Math.PI) / 2;
}

export async function clickAt(page: Page, place: Place): Promise<void> {
  await page.mouse.click(...(await pixelAt(page, place)));
}

/** Clicks, as a hand does again while the map is still being drawn, until what is at the place is told. */
export async function clickUntil(page: Page, place: Place, told: Locator): Promise<void> {
  await expect
    .poll(
      async () => {
        await clickAt(page, place);
        return told.waitFor({ timeout: 3000 }).then(
          () => true,
          () => false,
        );
      },
      { ...soon, interval: 100 },
    )
    .toBe(true);
}

/** Presses at the first place and goes to the others; the hand still holds. */
export async function hold(page: Page, [first, ...others]: [Place, ...Place[]]): Promise<void> {
  await page.mouse.move(...(await pixelAt(page, first)));
  await page.mouse.down();
  for (const place of others) await page.mouse.move(...(await pixelAt(page, place)), { steps: 2 });
}

export async function drag(page: Page, places: [Place, ...Place[]]): Promise<void> {
  await hold(page, places);
  await page.mouse.up();
}

async function answerOf<Answer>(asked: ReturnType<BrowserContext['request']['get']>): Promise<Answer> {
  const answer = await asked;
  expect(answer.ok(), `${answer.url()} ${await answer.text()}`).toBe(true);
  return (await answer.json()) as Answer;
}

export async function makePlan({ request }: BrowserContext, communityCode: string, name: string): Promise<BorderPlan> {
  return answerOf(request.post('/api/border-plans', { data: { communityCode, name } }));
}
export async function readPlan({ request }: BrowserContext, id: string): Promise<BorderPlan> {
  return answerOf(request.get(`/api/border-plans/${id}`));
}
export async function readUnits({ request }: BrowserContext, id: string): Promise<BorderUnits> {
  return answerOf(request.get(`/api/border-plans/${id}/units`));
}
/** One edit of the plan as it is saved, past the screen. */
export async function editPlan({ request }: BrowserContext, { id, version }: Pick<BorderPlan, 'id' | 'version'>, op: Record<string, unknown>): Promise<void> {
  await answerOf(request.post(`/api/border-plans/${id}/edits`, { data: { version, ...op } }));
}

/** A step of the plan past the screen. */
export async function takeStep({ request }: BrowserContext, { id }: Pick<BorderPlan, 'id'>, step: string): Promise<void> {
  await answerOf(request.post(`/api/border-plans/${id}/${step}`, { data: {} }));
}

export type Grid = BorderPlan['grids']['features'][number];
const outline = ({ geometry }: Grid) => (geometry.coordinates[0] ?? []) as unknown as Ring;

/** The grid by the last three digits of its code. */
export function gridOf({ grids }: Pick<BorderPlan, 'grids'>, number: string): Grid {
  const grid = grids.features.find(({ properties }) => properties.code.endsWith(number));
  if (!grid) throw new Error(`there is no grid ${number}`);
  return grid;
}

/** A vertex that all these grids have. */
export function junctionOf(grids: Grid[]): Place {
  const [first, ...others] = grids.map(outline);
  const found = first?.find((place) => others.every((ring) => ring.some((other) => other[0] === place[0] && other[1] === place[1])));
  if (!found) throw new Error('these grids meet nowhere');
  return found;
}

/** Vertices that exactly two of these grids have, and no other grid. */
export function verticesOfTwo({ grids }: Pick<BorderPlan, 'grids'>, numbers: string[]): Place[] {
  const owners = new Map<string, string[]>();
  for (const grid of grids.features) for (const place of outline(grid).slice(1)) owners.set(place.join(), [...(owners.get(place.join()) ?? []), grid.properties.code.slice(12)]);
  return [...owners].flatMap(([key, of]) => (of.length === 2 && of.every((number) => numbers.includes(number)) ? [key.split(',').map(Number) as unknown as Place] : []));
}

/** Buildings whose inner point lies in the grid, the nearest to a place first. */
export function buildingsIn(grid: Grid, { buildings }: BorderUnits, [x, y]: Place): BorderUnits['buildings'] {
  return buildings.filter(({ at }) => isIn(at as unknown as Place, outline(grid))).sort((a, b) => Math.hypot(a.at[0] - x, a.at[1] - y) - Math.hypot(b.at[0] - x, b.at[1] - y));
}

function isIn([x, y]: Place, ring: Ring): boolean {
  return ring.slice(1).reduce((is, [bx, by], at) => {
    const [ax, ay] = ring[at] as Place;
    return ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax) ? !is : is;
  }, false);
}

/** A line from west to east through the grid and beyond both its sides, in the widest stretch without a building. */
export function clearLine(grid: Grid, units: BorderUnits): [Place, Place] {
  const walls = buildingsIn(grid, units, [0, 0]).map((building) => building.outline.flat().map(([, lat]) => lat)).map((lats) => [Math.min(...lats), Math.max(...lats)] as const).sort((a, b) => a[0] - b[0]);
  let [top, widest, lat] = [Infinity, 0, 0];
  for (const [south, north] of walls) {
    if (south - top > widest) [widest, lat] = [south - top, (south + top) / 2];
    top = top === Infinity ? north : Math.max(top, north);
  }
  const lngs = outline(grid).map(([lng]) => lng);
  const beyond = 0.0002;
  return [[Math.min(...lngs) - beyond, lat], [Math.max(...lngs) + beyond, lat]];
}

/** Waits until the plan's borders are under the hand, and what lies on its ground is counted. */
export async function waitForEditor(page: Page): Promise<void> {
  await page.getByRole('region', { name: '边界编辑' }).waitFor();
  await page.waitForFunction(() => document.querySelector<HTMLElement>('main canvas')?.style.cursor === 'default');
  await page.waitForFunction(() => document.querySelector('[aria-label="刷选楼栋"]')?.getAttribute('aria-disabled') === null);
}

/** Waits until the server has said what it holds of the borders as they are. */
export async function judged(page: Page): Promise<void> {
  const tabs = page.getByRole('region', { name: '边界编辑' }).getByRole('tab');
  await tabs.filter({ hasText: '问题' }).click();
  await page.locator('[role=status][data-state=done]').waitFor({ state: 'attached' });
}

export const saveButton = (page: Page): Locator => page.getByRole('button', { name: '保存', exact: true });
export const table = (page: Page): Locator => page.getByRole('table', { name: '网格列表' });
export const rowOf = (page: Page, name: string): Locator => table(page).getByRole('row', { name: new RegExp(`^${name}`) });

/** Households of a grid in the list, as they were and as they are. */
export async function householdsOf(page: Page, name: string): Promise<[number, number]> {
  return change(await rowOf(page, name).getByRole('cell').first().textContent());
}

/** Picks the grid in the list and gives it another name. */
export async function rename(page: Page, name: string, to: string): Promise<void> {
  const row = rowOf(page, name).getByRole('button');
  if ((await row.getAttribute('aria-pressed')) !== 'true') await row.click();
  await page.getByRole('button', { name: `给“${name}”改名` }).click();
  await page.getByRole('textbox', { name: `给“${name}”改名` }).fill(to);
  await page.keyboard.press('Enter');
  await rowOf(page, to).waitFor();
}
/** A figure `327→311` as it was and as it is. */
export function change(text: string | null): [number, number] {
  const [before = Number.NaN, after = before] = (text ?? '').split('→').map((part) => Number(part.replaceAll(/[^\d.]/g, '')));
  return [before, after];
}
