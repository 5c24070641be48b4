/** Second half of the plan: what each block is used for, and its cells (组团) of one use, the atoms of grids. */
import { villageYards } from './housing.ts';
import type { Block, Extent } from './layout-blocks.ts';
import { townShare } from './layout-blocks.ts';
import type { Lot, Use, ZonedBlock } from './lots.ts';
import { createRandom, smoothNoise } from './random.ts';
import { areaOf, cutCell, middleOf, placeCut, type Cell, type RoadClass, type Sheet } from './sheet.ts';

/** Households per hectare inside a block, before scaling to the number wanted. */
const density: Partial<Record<Use, number>> = { oldtown: 64, slab: 104, tower: 146, townhouse: 38 };

/** Area of one cell in square metres and the street class between the cells of a block. */
const cells: Record<Use, { area: number; inner: RoadClass }> = {
  oldtown: { area: 10_500, inner: 'residential' }, slab: { area: 17_000, inner: 'service' }, tower: { area: 21_000, inner: 'service' },
  townhouse: { area: 15_000, inner: 'service' }, village: { area: 8_500, inner: 'residential' }, commercial: { area: 15_000, inner: 'residential' },
  civic: { area: 40_000, inner: 'service' }, school: { area: 90_000, inner: 'service' }, hospital: { area: 70_000, inner: 'service' },
  market: { area: 30_000, inner: 'service' }, park: { area: 13_000, inner: 'footway' }, industrial: { area: 30_000, inner: 'tertiary' },
  station: { area: 90_000, inner: 'service' }, forest: { area: 110_000, inner: 'footway' }, farmland: { area: 62_000, inner: 'track' },
  river: { area: 1e9, inner: 'none' }, riverside: { area: 1e9, inner: 'none' }, railway: { area: 1e9, inner: 'none' },
};

interface Wish {
  use: Use;
  count: number;
  /** Square metres; a larger block is cut down to it. */
  area: number;
  /** Places that are liked best, on the scale of centrality. */
  ring: number;
}

/** Gives every block its use and cuts blocks to cells. Answers cells whose households add up to about `households`. */
export function zone(extent: Extent, sheet: Sheet, given: Block[], households: number): { blocks: ZonedBlock[]; lots: Lot[] } {
  const blocks: ZonedBlock[] = given.map((block) => ({ ...block, use: firstUse(extent, block), serial: 0 }));
  grantWishes(extent, sheet, blocks, wishes(households));
  chooseVillages(extent, blocks, households * (1 - townShare));
  const lots: Lot[] = [];
  for (const block of blocks) {
    const first = lots.length;
    if (block.use === 'village') cutVillage(extent, sheet, block, lots);
    else cutToLots(extent, sheet, block, block.use, block.id, 0, lots);
    if (block.use !== 'village') shareTownHouseholds(extent, block, lots.slice(first));
  }
  scaleHouseholds(sheet, lots, households);
  numberBlocks(blocks);
  return { blocks, lots };
}

function firstUse(extent: Extent, block: Block): Use {
  if (block.band !== 'town') return block.band;
  const [u, v] = middleOf(block);
  const r = extent.townRadius;
  const hill = Math.hypot(u + 0.95 * r, v - 1.0 * r) / (0.52 * r);
  if (hill < 0.8 + 0.4 * smoothNoise(extent.seed + 21, u / 400, v / 400)) return 'forest';
  const isEastOfRail = u > extent.railU;
  if (isEastOfRail && block.centrality < 1.18 && v < r * 0.5 && v > -r * 0.62) return 'industrial';
  if (block.centrality >= 1) return 'farmland';
  if (Math.hypot(u - 0.16 * r, v - 0.16 * r) < 0.2 * r) return 'commercial';
  if (Math.hypot(u + 0.3 * r, v + 0.1 * r) < 0.3 * r && v > extent.riverV) return 'oldtown';
  return estateUse(extent, block);
}

function estateUse(extent: Extent, block: Block): Use {
  const chance = createRandom(extent.seed, 31, block.id).next();
  const newness = 0.08 + 0.42 * block.centrality + 0.5 * (smoothNoise(extent.seed + 22, block.u0 / 700, block.v0 / 700) - 0.5);
  if (block.centrality > 0.82 && chance < 0.22) return 'townhouse';
  return chance < newness ? 'tower' : 'slab';
}

/** Public places, by the number of households that they serve. */
function wishes(households: number): Wish[] {
  const one = (per: number) => Math.max(1, Math.round((households * townShare) / per));
  return [
    { use: 'civic', count: Math.max(1, Math.round(households / 60_000)), area: 34_000, ring: 0.1 },
    { use: 'station', count: 1, area: 46_000, ring: 0.6 },
    { use: 'hospital', count: one(9000), area: 36_000, ring: 0.4 },
    { use: 'school', count: one(1500), area: 30_000, ring: 0.55 },
    { use: 'market', count: one(2300), area: 12_000, ring: 0.35 },
    { use: 'park', count: one(2600), area: 42_000, ring: 0.5 },
  ];
}

/** Distance from each block to the nearest place chosen so far, kept up step by step; never more than `most`. */
class Gaps {
  private readonly places: [number, number][] = [];
  private readonly known = new Map<number, { gap: number; seen: number }>();

  constructor(private readonly most: number) {}

  add(place: [number, number]): void {
    this.places.push(place);
  }

  of(block: ZonedBlock): number {
    const entry = this.known.get(block.id) ?? { gap: this.most, seen: 0 };
    const [u, v] = middleOf(block);
    for (; entry.seen < this.places.length; entry.seen++) {
      const [a, b] = this.places[entry.seen]!;
      entry.gap = Math.min(entry.gap, Math.hypot(a - u, b - v));
    }
    this.known.set(block.id, entry);
    return entry.gap;
  }
}

const replaceable: ReadonlySet<Use> = new Set(['slab', 'tower', 'townhouse', 'oldtown']);

function grantWishes(extent: Extent, sheet: Sheet, blocks: ZonedBlock[], list: Wish[]): void {
  // Most of a town is housing, however small the town.
  let spare = 0.38 * blocks.reduce((sum, block) => sum + (replaceable.has(block.use) ? areaOf(block) : 0), 0);
  for (const wish of list) {
    const apart = new Gaps(extent.townRadius);
    for (let n = 0; n < wish.count; n++) {
      const best = bestBlock(extent, blocks, wish, apart);
      spare -= best ? Math.min(areaOf(best), wish.area * 1.5) : 0;
      if (!best || spare < 0) break;
      apart.add(middleOf(best));
      carve(extent, sheet, blocks, best, wish);
    }
  }
}

/** The block that fits the wish: near its ring, far from those of the same use, of a fitting size. */
function bestBlock(extent: Extent, blocks: ZonedBlock[], wish: Wish, gaps: Gaps): ZonedBlock | undefined {
  let best: ZonedBlock | undefined;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (const block of blocks) {
    if (!replaceable.has(block.use)) continue;
    const [, v] = middleOf(block);
    const apart = gaps.of(block);
    const railDistance = Math.abs(block.u1 - (extent.railU - extent.railHalf)) + Math.abs(v - 0.15 * extent.townRadius) * 0.5;
    const place = wish.use === 'station' ? -railDistance * 8 : wish.count > 1 ? apart * 1.4 : 0;
    const area = areaOf(block);
    const size = area < wish.area * 0.6 ? -extent.townRadius * 1.5 : -Math.abs(Math.log(area / wish.area)) * extent.townRadius * 0.12;
    const score = place + size - Math.abs(block.centrality - wish.ring) * extent.townRadius * (wish.count > 1 ? 0.35 : 1) + createRandom(extent.seed, 41, block.id).next() * extent.townRadius * 0.1;
    if (score > bestScore) [best, bestScore] = [block, score];
  }
  return best;
}

/** Turns the block, or a part of it cut off along a new street, to the wished use. */
function carve(extent: Extent, sheet: Sheet, blocks: ZonedBlock[], block: ZonedBlock, wish: Wish): void {
  const share = wish.area / areaOf(block);
  if (share < 0.66) {
    const axis = block.u1 - block.u0 > block.v1 - block.v0 ? 'u' : 'v';
    const isLow = createRandom(extent.seed, 42, block.id).chance(0.5) && wish.use !== 'station';
    const at = placeCut(sheet, block, axis, isLow ? Math.max(0.3, share) : 1 - Math.max(0.3, share));
    const [low, high] = cutCell(sheet, block, axis, at, 'residential');
    const [kept, rest] = isLow ? [low, high] : [high, low];
    blocks.push({ ...block, ...rest, id: blocks.length });
    Object.assign(block, kept);
  }
  block.use = wish.use;
}

/** Takes farmland blocks as villages until the country's households have a home; villages keep apart. */
function chooseVillages(extent: Extent, blocks: ZonedBlock[], households: number): void {
  const wanted = Math.max(1, Math.round(households / villageHouseholds));
  const fields = blocks.filter((block) => block.use === 'farmland' && block.centrality > 1.1 && Math.min(block.u1 - block.u0, block.v1 - block.v0) > 150);
  const gaps = new Gaps(extent.spacing * 1.5);
  const liking = new Map(fields.map((block) => [block, 0.7 + 0.3 * createRandom(extent.seed, 51, block.id).next()]));
  const free = new Set(fields);
  const score = (block: ZonedBlock) => gaps.of(block) * liking.get(block)! + Math.sqrt(areaOf(block)) * 0.1;
  for (let chosen = 0; chosen < wanted && free.size > 0; chosen++) {
    let [next, best] = [fields[0]!, Number.NEGATIVE_INFINITY];
    for (const block of free) {
      const value = score(block);
      if (value > best) [next, best] = [block, value];
    }
    free.delete(next);
    next.use = 'village';
    gaps.add(middleOf(next));
  }
}

const villageHouseholds = 190;

/** A village: houses in the middle of its block, its fields around, lanes between. */
function cutVillage(extent: Extent, sheet: Sheet, block: ZonedBlock, lots: Lot[]): void {
  const random = createRandom(extent.seed, 52, block.id);
  const wanted = villageHouseholds * random.between(0.7, 1.35);
  const area = Math.min(wanted * 500, areaOf(block) * 0.62);
  let core: Cell = block;
  for (const axis of ['u', 'v'] as const) {
    const [low, high] = axis === 'u' ? [core.u0, core.u1] : [core.v0, core.v1];
    const length = Math.min((high - low) * 0.8, Math.sqrt(area) * (axis === 'u' ? 1.18 : 0.85));
    const start = low + (high - low - length) * random.between(0.3, 0.7);
    for (const [at, isLow] of [[start, true], [start + length, false]] as const) {
      const [lowPart, highPart] = cutCell(sheet, core, axis, Math.round(at), isLow ? 'tertiary' : 'residential');
      core = isLow ? highPart : lowPart;
      cutToLots(extent, sheet, isLow ? lowPart : highPart, 'farmland', block.id, 0, lots);
    }
  }
  const first = lots.length;
  cutToLots(extent, sheet, core, 'village', block.id, 0, lots);
  const homes = lots.slice(first);
  for (const lot of homes) lot.households = Math.max(1, Math.min(wanted / homes.length, areaOf(lot) / 345));
}

function cutToLots(extent: Extent, sheet: Sheet, cell: Cell, use: Use, blockId: number, depth: number, lots: Lot[]): void {
  const random = createRandom(extent.seed, 61, cell.u0, cell.v0, depth);
  const { area, inner } = cells[use];
  const shortest = Math.min(cell.u1 - cell.u0, cell.v1 - cell.v0);
  if (areaOf(cell) <= area * random.between(0.9, 1.3) || shortest < 62) {
    lots.push({ u0: cell.u0, v0: cell.v0, u1: cell.u1, v1: cell.v1, west: cell.west, east: cell.east, south: cell.south, north: cell.north, id: lots.length, use, blockId, households: 0 });
    return;
  }
  const axis = (cell.u1 - cell.u0) * random.between(0.9, 1.1) > cell.v1 - cell.v0 ? 'u' : 'v';
  const spread = use === 'oldtown' || use === 'village' || use === 'farmland' || use === 'forest' ? 0.12 : 0.05;
  const at = placeCut(sheet, cell, axis, random.between(0.5 - spread, 0.5 + spread), 14);
  const [low, high] = cutCell(sheet, cell, axis, at, inner);
  cutToLots(extent, sheet, low, use, blockId, depth + 1, lots);
  cutToLots(extent, sheet, high, use, blockId, depth + 1, lots);
}

/** Density falls outwards and differs from block to block. */
function shareTownHouseholds(extent: Extent, block: ZonedBlock, lots: Lot[]): void {
  const base = density[block.use] ?? 0;
  const factor = (1.15 - 0.35 * block.centrality) * createRandom(extent.seed, 62, block.id).between(0.85, 1.15);
  for (const lot of lots) lot.households = (areaOf(lot) / 10_000) * base * factor;
}

function scaleHouseholds(sheet: Sheet, lots: Lot[], households: number): void {
  for (const isVillage of [false, true]) {
    const part = lots.filter((lot) => (lot.use === 'village') === isVillage);
    const planned = part.reduce((sum, lot) => sum + lot.households, 0);
    const wanted = households * (isVillage ? 1 - townShare : townShare);
    const factor = planned > 0 ? Math.min(1.45, Math.max(0.6, wanted / planned)) : 0;
    for (const lot of part) {
      const yards = isVillage ? villageYards(sheet, lot) : null;
      const most = yards ? yards.columns * yards.lines : Number.POSITIVE_INFINITY;
      lot.households = Math.min(most, Math.round(lot.households * factor));
    }
  }
}

function numberBlocks(blocks: ZonedBlock[]): void {
  const serials = new Map<Use, number>();
  for (const block of blocks) {
    block.serial = serials.get(block.use) ?? 0;
    serials.set(block.use, block.serial + 1);
  }
}
