/** Third part of the plan: grids, communities and streets as contiguous groups of cells, with codes and names. */
import { buildCoverage, type Coverage, type SheetPolygon } from './coverage.ts';
import { attachRest, growGroups, neighboursOfGroups } from './group.ts';
import type { Extent } from './layout-blocks.ts';
import { city, communityName, subdistrictName, townName, villageName } from './names.ts';
import { areaOf, middleOf, type Sheet } from './sheet.ts';
import { housingUses, type Lot, type Use, type ZonedBlock } from './lots.ts';

export interface GridPlan {
  code: string;
  name: string;
  kind: 'base' | 'dedicated';
  /** What a dedicated grid is for; of a base grid the use of its first cell. */
  use: Use;
  lots: number[];
  community: number;
  households: number;
  outline: SheetPolygon[];
}
export interface CommunityPlan {
  code: string;
  name: string;
  isVillage: boolean;
  grids: number[];
  street: number;
  outline: SheetPolygon[];
}
export interface StreetPlan {
  code: string;
  name: string;
  communities: number[];
  outline: SheetPolygon[];
}
export interface Areas {
  coverage: Coverage;
  grids: GridPlan[];
  communities: CommunityPlan[];
  streets: StreetPlan[];
  gridOfLot: number[];
}

/** Households per grid: the band of the towns is 300–500, of the villages 30–60; a little inside, so that it holds when counted. */
export const gridBand = { town: { minimum: 310, target: 400, maximum: 485 }, village: { minimum: 31, target: 44, maximum: 58 } };

interface Band {
  minimum: number;
  target: number;
  maximum: number;
}

/** Below a town of some 1,500 households there is no room for grids of 300: the smallest cities, made for tests, get smaller ones. */
function townBand(lots: readonly Lot[]): Band {
  const scale = Math.min(1, lots.reduce((sum, lot) => sum + lot.households, 0) / 1500);
  return { minimum: gridBand.town.minimum * scale, target: gridBand.town.target * scale, maximum: gridBand.town.maximum * scale };
}

/** Largest dedicated grid in square metres, by use: a long river is more than one grid. */
const dedicatedArea: Partial<Record<Use, number>> = { river: 260_000, riverside: 260_000, industrial: 420_000, forest: 1_400_000, commercial: 80_000, railway: 120_000 };

export function planAreas(extent: Extent, sheet: Sheet, blocks: readonly ZonedBlock[], lots: Lot[]): Areas {
  const coverage = buildCoverage(sheet, lots);
  const band = townBand(lots);
  const { members, kinds } = groupGrids(extent, coverage, blocks, lots, band);
  const gridOfLot = new Map<number, number>();
  for (const [index, group] of members.entries()) for (const lot of group) gridOfLot.set(lot, index);
  const isRural = (lot: number) => ['farmland', 'village', 'railway'].includes(lots[lot]!.use);
  attachRest(lots.map((lot) => lot.id), coverage.neighbours, gridOfLot, (lot, grid) => {
    if (kinds[grid] !== 'base') return 0;
    const first = members[grid]![0]!;
    return isRural(lot) === isRural(first) ? (lots[lot]!.blockId === lots[first]!.blockId ? 50 : 1) : 0;
  });
  const grids = members.map((_, index): GridPlan => ({ code: '', name: '', kind: kinds[index]!, use: 'farmland', lots: [], community: 0, households: 0, outline: [] }));
  for (const lot of lots) grids[gridOfLot.get(lot.id)!]!.lots.push(lot.id);
  for (const [index, grid] of grids.entries()) {
    grid.use = lots[members[index]![0]!]!.use;
    grid.households = fitHouseholds(lots, grid, band);
  }
  const nearGrids = neighboursOfGroups(grids.length, gridOfLot, coverage.neighbours);
  const communities = groupCommunities(extent, blocks, lots, grids, members, nearGrids);
  const streets = groupStreets(extent, grids, communities, nearGrids);
  nameAndNumber(extent, lots, { grids, communities, streets });
  for (const grid of grids) grid.outline = coverage.outline(grid.lots);
  for (const community of communities) community.outline = coverage.outline(lotsOf(grids, community.grids));
  for (const street of streets) street.outline = coverage.outline(street.communities.flatMap((index) => lotsOf(grids, communities[index]!.grids)));
  return { coverage, grids, communities, streets, gridOfLot: lots.map((lot) => gridOfLot.get(lot.id)!) };
}

function lotsOf(grids: readonly GridPlan[], indexes: readonly number[]): number[] {
  return indexes.flatMap((index) => grids[index]!.lots);
}

/** Housing cells gather to base grids, public ones to dedicated grids; fields are attached later. */
function groupGrids(extent: Extent, coverage: Coverage, zoned: readonly ZonedBlock[], lots: readonly Lot[], band: Band): { members: number[][]; kinds: ('base' | 'dedicated')[] } {
  const part = (wanted: (lot: Lot) => boolean, weight: (lot: Lot) => number) => new Map(lots.filter(wanted).map((lot) => [lot.id, weight(lot)]));
  const shared = { neighbours: coverage.neighbours, seed: extent.seed };
  const isHome = (lot: Lot) => housingUses.has(lot.use) && lot.households > 0;
  const homes = growGroups({ ...shared, ...band, weights: part((lot) => isHome(lot) && lot.use !== 'village', (lot) => lot.households), pool: () => 0 });
  const town = homes.filter((group) => group.reduce((sum, id) => sum + lots[id]!.households, 0) >= band.minimum * 0.8 || homes.length === 1);
  for (const group of homes) if (!town.includes(group)) turnToPark(zoned, lots, group);
  const village = growGroups({ ...shared, ...gridBand.village, weights: part((lot) => isHome(lot) && lot.use === 'village', (lot) => lot.households), pool: (id) => lots[id]!.blockId });
  const dedicated = (['river', 'industrial', 'forest', 'commercial', 'railway'] as const).flatMap((use) => {
    const maximum = dedicatedArea[use]!;
    // Outside the town the railway runs through the villages' own grids.
    const belongs = (lot: Lot) => (lot.use === use && (use !== 'railway' || zoned[lot.blockId]!.centrality < 1.2)) || (use === 'river' && lot.use === 'riverside');
    const side = (id: number) => (use === 'river' ? (middleOf(lots[id]!)[1] > extent.riverV ? 'north' : 'south') : use);
    return growGroups({ ...shared, weights: part(belongs, areaOf), pool: side, minimum: maximum * 0.3, target: maximum * 0.8, maximum });
  });
  const blocks = new Map<number, number[]>();
  for (const lot of lots) if (['civic', 'school', 'hospital', 'market', 'park', 'station'].includes(lot.use)) blocks.set(lot.blockId, [...(blocks.get(lot.blockId) ?? []), lot.id]);
  const members = [...town, ...village, ...dedicated, ...blocks.values()];
  return { members, kinds: members.map((_, index) => (index < town.length + village.length ? 'base' : 'dedicated')) };
}

/** A few houses that no other houses adjoin are too few for a grid: a park lies there instead. */
function turnToPark(zoned: readonly ZonedBlock[], lots: readonly Lot[], group: readonly number[]): void {
  for (const id of group) {
    const lot = lots[id]!;
    const block = zoned[lot.blockId]!;
    if (block.use !== 'park') Object.assign(block, { use: 'park', serial: zoned.filter(({ use }) => use === 'park').length });
    Object.assign(lot, { use: 'park', households: 0 });
  }
}

/** Brings a grid's households into the band by planning larger or smaller houses; answers the sum. */
function fitHouseholds(lots: Lot[], grid: GridPlan, townBand: Band): number {
  const members = grid.lots.map((id) => lots[id]!);
  if (grid.kind === 'dedicated') {
    for (const lot of members) lot.households = 0;
    return 0;
  }
  const band = members.some((lot) => lot.use === 'village') ? gridBand.village : townBand;
  const sum = members.reduce((total, lot) => total + lot.households, 0);
  const wanted = Math.round(Math.min(band.maximum, Math.max(band.minimum, sum)));
  let rest = wanted;
  let planned = sum;
  for (const lot of members.filter((one) => one.households > 0)) {
    const share = Math.round((lot.households * rest) / planned);
    planned -= lot.households;
    rest -= share;
    lot.households = share;
  }
  return wanted - rest;
}

function groupCommunities(extent: Extent, blocks: readonly ZonedBlock[], lots: readonly Lot[], grids: GridPlan[], members: number[][], near: Map<number, number>[]): CommunityPlan[] {
  const firstLot = (grid: number) => lots[members[grid]![0]!]!;
  const town = new Map<number, number>();
  const villages = new Map<number, number[]>();
  for (const [index, grid] of grids.entries()) {
    if (grid.kind === 'dedicated') continue;
    const lot = firstLot(index);
    if (lot.use === 'village') villages.set(lot.blockId, [...(villages.get(lot.blockId) ?? []), index]);
    else town.set(index, grid.households);
  }
  const groups = growGroups({ weights: town, neighbours: near, pool: () => 0, minimum: 1500, target: 2400, maximum: 3400, seed: extent.seed });
  const all = [...groups, ...villages.values()];
  const communityOf = new Map(all.flatMap((group, index) => group.map((grid): [number, number] => [grid, index])));
  const isVillage = (index: number) => index >= groups.length;
  attachRest(grids.map((_, index) => index), near, communityOf, (grid, community) => {
    const isTownGrid = blocks[firstLot(grid).blockId]!.centrality < 1.15;
    return isTownGrid === !isVillage(community) ? 1 : 0.02;
  });
  const communities = all.map((_, index): CommunityPlan => ({ code: '', name: '', isVillage: isVillage(index), grids: [], street: 0, outline: [] }));
  for (const index of grids.keys()) {
    grids[index]!.community = communityOf.get(index)!;
    communities[communityOf.get(index)!]!.grids.push(index);
  }
  return communities;
}

function groupStreets(extent: Extent, grids: readonly GridPlan[], communities: CommunityPlan[], nearGrids: Map<number, number>[]): StreetPlan[] {
  const near = neighboursOfGroups(communities.length, new Map(grids.map((grid, index) => [index, grid.community])), nearGrids);
  const target = Math.min(11, Math.max(3, Math.round(communities.length / 3)));
  const groups = growGroups({ weights: new Map(communities.map((_, index) => [index, 1])), neighbours: near, pool: () => 0, minimum: Math.ceil(target * 0.6), target, maximum: target + 3, seed: extent.seed });
  const streets = groups.map((members): StreetPlan => ({ code: '', name: '', communities: members, outline: [] }));
  for (const [index, street] of streets.entries()) for (const community of street.communities) communities[community]!.street = index;
  return streets;
}

/** Numbers from the north-west, rows from north to south and west to east in a row, as the grid code asks. */
function readingOrder<T>(items: readonly T[], middle: (item: T) => [number, number], rowHeight: number): T[] {
  const key = (item: T): [number, number] => [Math.floor(-middle(item)[1] / rowHeight), middle(item)[0]];
  return [...items].sort((a, b) => key(a)[0] - key(b)[0] || key(a)[1] - key(b)[1]);
}

function nameAndNumber(extent: Extent, lots: readonly Lot[], { grids, communities, streets }: Pick<Areas, 'grids' | 'communities' | 'streets'>): void {
  const middle = (ids: readonly number[]): [number, number] => {
    const total = ids.reduce((sum, id) => sum + areaOf(lots[id]!), 0);
    const mean = (axis: 0 | 1) => ids.reduce((sum, id) => sum + middleOf(lots[id]!)[axis] * areaOf(lots[id]!), 0) / total;
    return [mean(0), mean(1)];
  };
  const communityMiddle = (index: number) => middle(lotsOf(grids, communities[index]!.grids));
  const count = { town: 0, village: 0, subdistrict: 0, market: 0 };
  const ranked = [...streets].sort((a, b) => distance(a) - distance(b));
  function distance(street: StreetPlan): number {
    return Math.hypot(...middle(street.communities.flatMap((index) => lotsOf(grids, communities[index]!.grids))));
  }
  for (const [index, street] of ranked.entries()) {
    street.code = `${city.county.code}${pad(index + 1)}`;
    const townCommunities = street.communities.filter((member) => !communities[member]!.isVillage).length;
    street.name = index === 0 || townCommunities * 2 >= street.communities.length ? subdistrictName(extent.seed, count.subdistrict++) : townName(extent.seed, count.market++);
    for (const [order, member] of readingOrder(street.communities, communityMiddle, extent.spacing).entries()) {
      const community = communities[member]!;
      community.code = `${street.code}${pad(order + 1)}`;
      community.name = community.isVillage ? `${villageName(extent.seed, count.village++)}村` : communityName(extent.seed, count.town++);
      const ordered = readingOrder(community.grids, (grid) => middle(grids[grid]!.lots), community.isVillage ? 120 : 260);
      for (const [place, grid] of ordered.entries()) numberGrid(grids[grid]!, community, place + 1);
    }
  }
}

const dedicatedTitle: Partial<Record<Use, string>> = { river: '滨河', riverside: '滨河', industrial: '工业园', forest: '山林', commercial: '商圈', railway: '铁路', civic: '政务', school: '校园', hospital: '医院', market: '市场', park: '公园', station: '车站' };

function numberGrid(grid: GridPlan, community: CommunityPlan, order: number): void {
  grid.code = `${community.code}${pad(order)}`;
  const short = community.name.replace(/社区$/, '');
  const title = grid.kind === 'dedicated' ? `${dedicatedTitle[grid.use] ?? ''}专属网格` : '网格';
  grid.name = `${short}${order}号${title}`;
}

function pad(value: number): string {
  return String(value).padStart(3, '0');
}
