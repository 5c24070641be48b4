/** The README's pictures of the grid administrator's screen: what has to be there, and what a person does. */
import type { APIResponse, BrowserContext, Page } from 'playwright-core';
import { Stop } from './terminal.ts';

/** Plans of one community, made once: one with the machine's grids taken in, one with its alternatives still to compare. */
export interface GridPlans {
  changed: string;
  proposed: string;
  /** `lng,lat` where three of the changed grids meet. */
  junction: string;
}
interface Plan {
  id: string;
  name: string;
  version: number;
  grids: { features: { geometry: { coordinates: [number, number][][] }; properties: { code: string; isChanged: boolean; isNew: boolean; counts: { households: number } } }[] };
}
interface Proposal {
  id: string;
  state: string;
  alternatives: { number: number; figures: { householdsMoved: number } }[];
}
const planNames = { changed: '冬季网格优化', proposed: '自动划分比选' } as const;
const comments = ['西侧边界建议沿路，避免一个小区分在两个网格。', '新网格户数偏多，请与社区核对。'];
const waitMs = 1000;
const mostWaits = 300;

export async function makeGridPlans({ request }: BrowserContext): Promise<GridPlans> {
  const { jurisdiction } = await answerOf<{ jurisdiction: { code: string } }>(request.get('/api/session'));
  const communityCode = await largestCommunity(request, jurisdiction.code);
  const { plans } = await answerOf<{ plans: Plan[] }>(request.get(`/api/border-plans?within=${communityCode}`));
  const find = async (name: string) => plans.find((plan) => plan.name === name) ?? (await answerOf<Plan>(request.post('/api/border-plans', { data: { communityCode, name } })));
  const [changed, proposed] = [await find(planNames.changed), await find(planNames.proposed)];
  await propose(request, proposed.id);
  if (changed.version === 1) await takeProposal(request, changed);
  return { changed: changed.id, proposed: proposed.id, junction: junctionOf(await answerOf<Plan>(request.get(`/api/border-plans/${changed.id}`))) };
}

type Requests = BrowserContext['request'];

async function largestCommunity(request: Requests, within: string): Promise<string> {
  const { features } = await answerOf<{ features: { properties: { code: string; households: number } }[] }>(request.get(`/api/grids?within=${within}&limit=5000`));
  const sums = new Map<string, number>();
  for (const { properties: { code, households } } of features) sums.set(code.slice(0, 12), (sums.get(code.slice(0, 12)) ?? 0) + households);
  const [largest] = [...sums].sort((a, b) => b[1] - a[1]);
  if (!largest) throw new Stop('The street has no grids.');
  return largest[0];
}

/** The alternatives of a plan, drawn where there are none yet. */
async function propose(request: Requests, planId: string): Promise<Proposal> {
  const address = `/api/border-plans/${planId}`;
  for (let wait = 0; wait < mostWaits; wait += 1) {
    const { proposals: [latest] } = await answerOf<{ proposals: Proposal[] }>(request.get(`${address}/proposals`));
    if (latest?.state === 'done') return latest;
    if (!latest) await answerOf(request.post(`${address}/propose`, { data: { target: 400, tolerance: 0.25, seed: 1 } }));
    else if (latest.state !== 'running') break;
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
  throw new Stop('No grids could be drawn for the pictures.');
}

async function takeProposal(request: Requests, { id, version }: Plan): Promise<void> {
  const { id: proposalId, alternatives } = await propose(request, id);
  // The demo city's own grids are good: the one that moves the fewest, but some.
  const [alternative] = alternatives.filter(({ figures }) => figures.householdsMoved > 0).sort((a, b) => a.figures.householdsMoved - b.figures.householdsMoved);
  if (!alternative) throw new Stop('No alternative differs from the grids of today.');
  await answerOf(request.post(`/api/border-plans/${id}/edits`, { data: { version, op: 'takeProposal', proposalId, alternative: alternative.number } }));
  const { grids } = await answerOf<Plan>(request.get(`/api/border-plans/${id}`));
  const changed = grids.features.filter(({ properties }) => (properties.isChanged || properties.isNew) && properties.counts.households > 0);
  for (const [index, text] of comments.entries()) await answerOf(request.post(`/api/border-plans/${id}/comments`, { data: { text, gridCode: changed[index]?.properties.code ?? null } }));
}

/** Where three grids with households meet. */
function junctionOf({ grids }: Plan): string {
  const owners = new Map<string, number>();
  for (const { geometry, properties } of grids.features) for (const place of properties.counts.households > 0 ? (geometry.coordinates[0] ?? []).slice(1) : []) owners.set(place.join(), (owners.get(place.join()) ?? 0) + 1);
  const [most] = [...owners].sort((a, b) => b[1] - a[1]);
  return most?.[0] ?? '';
}

/** Takes the vertex in the middle of the map by the hand and holds it away from its place. */
export async function holdMiddle(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector<HTMLElement>('main canvas')?.style.cursor === 'default');
  await page.waitForFunction(() => document.querySelector('[aria-label="刷选楼栋"]')?.getAttribute('aria-disabled') === null);
  const box = await page.locator('main canvas').first().boundingBox();
  if (!box) throw new Stop('There is no map.');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 30, y + 34, { steps: 4 });
  await page.getByRole('region', { name: '两侧变化' }).waitFor();
}

/** Opens the reasons of a grid that the machine drew. */
export async function showReasons(page: Page): Promise<void> {
  const grid = page.getByRole('region', { name: '方案比较' }).getByRole('listitem').filter({ has: page.getByRole('button') }).nth(1);
  await grid.getByRole('button').click();
  await grid.getByRole('listitem').first().waitFor();
}

export async function answerOf<T>(asked: Promise<APIResponse>): Promise<T> {
  const answer = await asked;
  if (!answer.ok()) throw new Stop(`${answer.url()} answers ${answer.status()}: ${await answer.text()}`);
  return (await answer.json()) as T;
}
