/** What belongs to a grid or a community: posts, those responsible, and resources that help in need. */
import { addressOf, frontageOf } from './addresses.ts';
import { nameOfCode } from './dictionaries.ts';
import type { Built } from './homes.ts';
import { drawName, drawPhone } from './people.ts';
import type { CityPlan } from './plan.ts';
import { createRandom, type Random } from './random.ts';
import { sidewalkPoint } from './things.ts';
import type { CityWriter } from './writer.ts';
import { areaOf } from './sheet.ts';
import type { Lot } from './lots.ts';

/** Cells at which a grid's or a community's own things stand. */
export interface Homes {
  grids: Map<number, number>;
  communities: Map<number, number>;
}

/** The cell with the most households, else the largest, of each grid; and of each community. */
export function homesOfAreas(plan: CityPlan): Homes {
  const homes: Homes = { grids: new Map(), communities: new Map() };
  const better = (a: Lot, b: Lot) => (b.households - a.households || areaOf(b) - areaOf(a)) > 0;
  for (const lot of plan.lots) {
    const grid = plan.gridOfLot[lot.id]!;
    const community = plan.grids[grid]!.community;
    for (const [map, key] of [[homes.grids, grid], [homes.communities, community]] as const) {
      const known = map.get(key);
      if (known === undefined || better(plan.lots[known]!, lot)) map.set(key, lot.id);
    }
  }
  return homes;
}

const communityResources: [category: string, name: string, hours: string][] = [
  ['service_station', '党群服务中心', '08:30-18:00'], ['clinic', '卫生服务站', '08:00-17:30'], ['canteen', '长者食堂', '10:30-18:30'], ['fire_post', '微型消防站', '00:00-24:00'],
  ['mediator', '人民调解室', '08:30-17:30'], ['aed', '自动体外除颤器', '00:00-24:00'], ['shelter', '应急避难场所', '00:00-24:00'],
];
const skills = ['急救', '水电维修', '心理疏导', '法律咨询', '助老', '理发', '消防', '文艺'];

/** Elements that `writeServices` adds over the whole city. */
export function countServices(plan: CityPlan): number {
  const volunteers = plan.grids.reduce((sum, grid) => sum + (grid.kind === 'base' ? volunteersPerGrid : 0), 0);
  return plan.grids.length * 2 + volunteers + plan.communities.length * (communityResources.length + 2);
}
const volunteersPerGrid = 2;

export function writeServices(writer: CityWriter, lot: Lot, buildings: readonly Built[], homes: Homes): void {
  const { plan } = writer;
  const gridIndex = plan.gridOfLot[lot.id]!;
  const grid = plan.grids[gridIndex]!;
  if (homes.grids.get(gridIndex) === lot.id) writeGridServices(writer, lot, grid.code, grid.name, grid.kind === 'base', plan.communities[grid.community]!.isVillage);
  if (homes.communities.get(grid.community) === lot.id) writeCommunityServices(writer, lot, buildings, grid.community);
}

function writeGridServices(writer: CityWriter, lot: Lot, code: string, name: string, isBase: boolean, isVillage: boolean): void {
  const random = createRandom(writer.plan.seed, 111, Number(code.slice(6, 9)), Number(code.slice(9)));
  const point = () => sidewalkPoint(writer.plan, lot, random.next());
  writer.element(lot, { kind: 'worker_post', category: 'grid_post', name: `${name}驿站`, at: point() });
  writeResource(writer, lot, 'hydrant', `${name}市政消火栓`, '00:00-24:00', point(), null, random);
  for (let n = 0; isBase && n < volunteersPerGrid; n++) writeResource(writer, lot, 'volunteer', `志愿者${drawName(random).slice(0, 1)}师傅`, '周末', point(), null, random);
  writer.duty('grid_leader', drawName(random), drawPhone(random), 'grid', code, null, null, 1);
  writer.duty('grid_worker', drawName(random), drawPhone(random), 'grid', code, null, null, 2);
  if (isBase) writer.duty('part_time_worker', drawName(random), drawPhone(random), 'grid', code, null, null, 3);
  const police = createRandom(writer.plan.seed, 112, Number(code.slice(6, 12)));
  writer.duty('police', drawName(police), drawPhone(police), 'grid', code, null, null, 4);
  if (isVillage) writer.duty('village_cadre', drawName(police), drawPhone(police), 'grid', code, null, null, 5);
}

function writeCommunityServices(writer: CityWriter, lot: Lot, buildings: readonly Built[], index: number): void {
  const community = writer.plan.communities[index]!;
  const random = createRandom(writer.plan.seed, 113, index);
  const host = buildings[0];
  const address = host?.address ?? addressOf(writer.plan, lot, frontageOf(writer.plan, lot));
  const at = host?.footprint.inner ?? sidewalkPoint(writer.plan, lot, 0.1);
  const committee = writer.element(lot, { kind: 'organisation', category: 'committee', name: `${community.name}${community.isVillage ? '村民' : '居民'}委员会`, address, at, buildingId: host?.id ?? null });
  writer.profile('organisation_profiles', committee, [nameOfCode('category.organisation', 'committee'), null, random.int(6, 18), drawName(random), drawPhone(random)]);
  writer.element(lot, { kind: 'worker_post', category: 'police_room', name: `${community.name}警务室`, address, at, buildingId: host?.id ?? null });
  for (const [category, title, hours] of communityResources) {
    const isIndoors = host && category !== 'shelter';
    writeResource(writer, lot, category, `${community.name}${title}`, hours, isIndoors ? at : sidewalkPoint(writer.plan, lot, random.next()), isIndoors ? host.id : null, random);
  }
  writer.duty('community_secretary', drawName(random), drawPhone(random), 'region', community.code, null, null, 0);
  if (community.isVillage) writer.duty('village_doctor', drawName(random), drawPhone(random), 'region', community.code, null, null, 6);
}

function writeResource(writer: CityWriter, lot: Lot, category: string, name: string, hours: string, at: [number, number], buildingId: number | null, random: Random): void {
  const id = writer.element(lot, { kind: 'resource', category, name, at, buildingId });
  const abilities = category === 'volunteer' ? `{${random.pick(skills)},${random.pick(['巡逻', '宣传', '接送'])}}` : '{}';
  writer.profile('resource_profiles', id, [nameOfCode('category.resource', category), random.int(4, 200), drawName(random), drawPhone(random), hours, abilities]);
}
