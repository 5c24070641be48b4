/** The base map: streets, water, land use, railway, walls and names. */
import { blockName, walledUses } from './addresses.ts';
import { insideStreets } from './sites.ts';
import { lineHex, pointHex, polygonHex } from './copy-text.ts';
import { city } from './names.ts';
import type { CityPlan } from './plan.ts';
import { createRandom } from './random.ts';
import { areaOf, middleOf, streetAt, type Line, type Rect, type RoadClass } from './sheet.ts';
import type { Position } from './warp.ts';
import type { CityWriter } from './writer.ts';
import type { Lot, Use } from './lots.ts';

const roadRank: Record<RoadClass, number> = { trunk: 1, primary: 2, secondary: 3, tertiary: 4, residential: 6, service: 7, track: 7, footway: 9, none: 9 };

type Attributes = Record<string, string | number | boolean>;

/** Writes all of the base map, one piece after the other. */
export function* writeGround(writer: CityWriter): Generator<void> {
  const put = (theme: string, cls: string, name: string, geometry: string, rank: number, isWalkable = false, attrs: Attributes = {}) =>
    writer.row('ground_features', [writer.numberFor('ground_features'), writer.county, theme, cls, name, geometry, rank, isWalkable, JSON.stringify(attrs), 'demo']);
  for (const line of writer.plan.sheet.lines) {
    writeStreet(writer.plan, line, put);
    yield;
  }
  for (const lot of writer.plan.lots) {
    writeLandUse(writer.plan, lot, put);
    yield;
  }
  writeRiver(writer.plan, put);
  writeRailway(writer.plan, put);
  for (const block of writer.plan.blocks) if (walledUses.has(block.use)) writeWall(writer.plan, block, put);
  writeLabels(writer.plan, put);
}

type Put = (theme: string, cls: string, name: string, geometry: string, rank: number, isWalkable?: boolean, attrs?: Attributes) => void;

function alongLine(plan: CityPlan, line: Line, from: number, to: number): Position[] {
  return plan.sheet.verticesBetween(line.axis, line.at, from, to).map((at) => (line.axis === 'u' ? plan.warp.toLngLat(line.at, at) : plan.warp.toLngLat(at, line.at)));
}

/** One feature from crossing to crossing, so that the streets are a network; pieces outside the county are left out. */
function writeStreet(plan: CityPlan, line: Line, put: Put): void {
  if (line.roadClass === 'none') return;
  const junctions = plan.sheet.junctionsBetween(line.axis, line.at, line.from, line.to);
  for (let i = 0; i + 1 < junctions.length; i++) {
    const [from, to] = [junctions[i]!, junctions[i + 1]!];
    const middle = (from + to) / 2;
    if (!bordersCounty(plan, line, middle)) continue;
    const { roadClass, name } = streetAt(line, middle);
    const isBridge = line.axis === 'u' && Math.abs(middle - plan.extent.riverV) < plan.extent.riverHalf;
    const isUnderRail = line.axis === 'v' && Math.abs(middle - plan.extent.railU) < plan.extent.railHalf;
    if (line.axis === 'v' && Math.abs(line.at - plan.extent.riverV) < 1) continue;
    put('road', roadClass, name, lineHex(alongLine(plan, line, from, to)), roadRank[roadClass], true, isBridge ? { bridge: true } : isUnderRail ? { tunnel: true } : {});
  }
}

/** True where a cell of the county lies on either side of the line. */
function bordersCounty(plan: CityPlan, line: Line, at: number): boolean {
  if (!line.isPrimary) return true;
  return plan.lotAt(line.axis === 'u' ? line.at - 1 : at, line.axis === 'u' ? at : line.at - 1) !== undefined || plan.lotAt(line.axis === 'u' ? line.at + 1 : at, line.axis === 'u' ? at : line.at + 1) !== undefined;
}

const landUse: Partial<Record<Use, string>> = { oldtown: 'residential', slab: 'residential', tower: 'residential', townhouse: 'residential', village: 'residential', commercial: 'commercial', civic: 'public', school: 'education', hospital: 'medical', market: 'commercial', park: 'park', industrial: 'industrial', station: 'public', forest: 'forest', farmland: 'farmland', riverside: 'park' };

function rectRing(plan: CityPlan, rect: Rect): Position[] {
  const steps = (low: number, high: number) => Math.max(1, Math.ceil(Math.abs(high - low) / 45));
  const side = (a: readonly [number, number], b: readonly [number, number]): Position[] => {
    const count = steps(0, Math.hypot(b[0] - a[0], b[1] - a[1]));
    return Array.from({ length: count }, (_, i) => plan.warp.toLngLat(a[0] + ((b[0] - a[0]) * i) / count, a[1] + ((b[1] - a[1]) * i) / count));
  };
  const corners = [[rect.u0, rect.v0], [rect.u1, rect.v0], [rect.u1, rect.v1], [rect.u0, rect.v1]] as const;
  const ring = corners.flatMap((corner, i) => side(corner, corners[(i + 1) % 4]!));
  return [...ring, ring[0]!];
}

function writeLandUse(plan: CityPlan, lot: Lot, put: Put): void {
  const cls = lot.use === 'farmland' ? fieldClass(plan, lot) : landUse[lot.use];
  if (!cls) return;
  const inside = lot.use === 'farmland' || lot.use === 'forest' ? insideStreets(plan.sheet, lot, 0) : insideStreets(plan.sheet, lot, -1);
  if (inside.u1 - inside.u0 < 4 || inside.v1 - inside.v0 < 4) return;
  const name = lot.use === 'park' || lot.use === 'school' || lot.use === 'hospital' ? blockName(plan, plan.blocks[lot.blockId]!) : '';
  put('landuse', cls, name, polygonHex([rectRing(plan, inside)]), 5);
  if (lot.use === 'school') writePitch(plan, inside, put);
  if (lot.use === 'park') writeLake(plan, lot, inside, put);
  if (lot.use === 'tower' || (lot.use === 'slab' && lot.id % 2 === 0)) writeGarden(plan, lot, inside, put);
  if (cls === 'farmland') writePond(plan, lot, inside, put);
}

/** Fields are most of the countryside; woods, orchards' grass and fish ponds lie between them. */
function fieldClass(plan: CityPlan, lot: Lot): string {
  const chance = createRandom(plan.seed, 121, lot.id).next();
  return chance < 0.06 ? 'forest' : chance < 0.14 ? 'grass' : 'farmland';
}

/** A pond in some fields. */
function writePond(plan: CityPlan, lot: Lot, inside: Rect, put: Put): void {
  const random = createRandom(plan.seed, 122, lot.id);
  if (!random.chance(0.09) || inside.u1 - inside.u0 < 90 || inside.v1 - inside.v0 < 90) return;
  const [cu, cv] = [inside.u1 - (inside.u1 - inside.u0) * random.between(0.22, 0.3), inside.v1 - (inside.v1 - inside.v0) * random.between(0.22, 0.3)];
  put('water', 'basin', '', polygonHex([blob(plan, cu, cv, (inside.u1 - inside.u0) * 0.15, (inside.v1 - inside.v0) * 0.13, lot.id)]), 7);
}

/** The green between the houses of an estate. */
function writeGarden(plan: CityPlan, lot: Lot, inside: Rect, put: Put): void {
  const [cu, cv] = [(inside.u0 + inside.u1) / 2, (inside.v0 + inside.v1) / 2];
  put('landuse', 'grass', '', polygonHex([blob(plan, cu, cv, (inside.u1 - inside.u0) * 0.3, (inside.v1 - inside.v0) * (lot.use === 'tower' ? 0.2 : 0.11), lot.id)]), 7);
}

/** A round shape with an uneven edge. */
function blob(plan: CityPlan, cu: number, cv: number, ru: number, rv: number, key: number): Position[] {
  return closed(Array.from({ length: 40 }, (_, i) => {
    const angle = (i / 40) * 2 * Math.PI;
    const swell = 1 + 0.16 * Math.sin(2 * angle + key) + 0.09 * Math.sin(3 * angle + key * 2);
    return plan.warp.toLngLat(cu + ru * swell * Math.cos(angle), cv + rv * swell * Math.sin(angle));
  }));
}

/** An oval running track with its lawn, beside the teaching blocks. */
function writePitch(plan: CityPlan, inside: Rect, put: Put): void {
  const [u0, u1] = [inside.u0 + (inside.u1 - inside.u0) * 0.56, inside.u1 - 6];
  const [v0, v1] = [inside.v0 + 8, inside.v0 + (inside.v1 - inside.v0) * 0.68];
  const [cu, cv, half] = [(u0 + u1) / 2, (v0 + v1) / 2, Math.min((u1 - u0) / 2, ((v1 - v0) / 2) * 0.8, 36)];
  const straight = Math.max(0, Math.min((v1 - v0) / 2 - half, 45));
  const oval = (radius: number) => closed(Array.from({ length: 36 }, (_, i) => {
    const angle = (i / 36) * 2 * Math.PI;
    return plan.warp.toLngLat(cu + radius * Math.cos(angle), cv + radius * Math.sin(angle) + Math.sign(Math.sin(angle) + 1e-9) * straight);
  }));
  if (half < 12) return;
  put('landuse', 'pitch', '', polygonHex([oval(half)]), 7);
  put('landuse', 'grass', '', polygonHex([oval(half * 0.74)]), 8);
}

function closed(ring: Position[]): Position[] {
  return [...ring, ring[0]!];
}

/** Every park has a pond in its largest cell. */
function writeLake(plan: CityPlan, lot: Lot, inside: Rect, put: Put): void {
  const first = (plan.lotsOfBlock.get(lot.blockId) ?? []).map((id) => plan.lots[id]!).reduce((a, b) => (areaOf(b) > areaOf(a) ? b : a));
  if (first.id !== lot.id) return;
  const [cu, cv] = [(inside.u0 + inside.u1) / 2, (inside.v0 + inside.v1) / 2];
  const [ru, rv] = [(inside.u1 - inside.u0) * 0.34, (inside.v1 - inside.v0) * 0.32];
  put('water', 'lake', '', polygonHex([blob(plan, cu, cv, ru, rv, lot.id)]), 6);
}

/** The river runs from edge to edge; its banks wander a little inside its cells. */
function writeRiver(plan: CityPlan, put: Put): void {
  const { side, riverV, riverHalf } = plan.extent;
  const bank = (sign: 1 | -1): Position[] => Array.from({ length: Math.ceil(side / 25) + 1 }, (_, i) => {
    const u = Math.min(side / 2, -side / 2 + i * 25);
    const wander = 0.86 + 0.1 * Math.sin(u / 137 + sign) + 0.04 * Math.sin(u / 41 + sign * 2);
    return plan.warp.toLngLat(u, riverV + sign * (riverHalf - 4) * wander);
  });
  const south = bank(-1);
  put('water', 'river', '云溪河', polygonHex([closed([...south, ...bank(1).reverse()])]), 1);
}

function writeRailway(plan: CityPlan, put: Put): void {
  const { railU, side } = plan.extent;
  const [low, high] = [-side / 2, side / 2];
  const track = (offset: number): Position[] => Array.from({ length: Math.ceil(side / 30) + 1 }, (_, i) => plan.warp.toLngLat(railU + offset, Math.min(high, low + i * 30)));
  for (const offset of [-3, 3]) put('railway', 'rail', '云川铁路', lineHex(track(offset)), 2);
}

/** Walls around estates and works, open where streets enter. */
function writeWall(plan: CityPlan, block: CityPlan['blocks'][number], put: Put): void {
  const inside = insideStreets(plan.sheet, block as unknown as Lot, 0.6);
  const sides = [['v', inside.v0, inside.u0, inside.u1, block.v0], ['u', inside.u1, inside.v0, inside.v1, block.u1], ['v', inside.v1, inside.u0, inside.u1, block.v1], ['u', inside.u0, inside.v0, inside.v1, block.u0]] as const;
  for (const [axis, at, from, to, border] of sides) {
    const gates = plan.sheet.junctionsBetween(axis, border, from + 3, to - 3).filter((gate) => gate > from + 3 && gate < to - 3);
    const stops = [from, ...(gates.length > 0 ? gates : [(from + to) / 2]).flatMap((gate) => [gate - 4.5, gate + 4.5]), to];
    for (let i = 0; i + 1 < stops.length; i += 2) {
      const [a, b] = [stops[i]!, stops[i + 1]!];
      if (b - a < 3) continue;
      const count = Math.max(1, Math.ceil((b - a) / 45));
      const points = Array.from({ length: count + 1 }, (_, k) => a + ((b - a) * k) / count).map((s) => (axis === 'v' ? plan.warp.toLngLat(s, at) : plan.warp.toLngLat(at, s)));
      put('barrier', 'wall', '', lineHex(points), 8);
    }
  }
}

function writeLabels(plan: CityPlan, put: Put): void {
  const at = (u: number, v: number) => pointHex(plan.warp.toLngLat(u, v));
  put('label', 'city', city.county.name, at(0, 0), 0);
  const middle = (lotIds: readonly number[]): [number, number] => {
    const lots = lotIds.map((id) => plan.lots[id]!);
    const total = lots.reduce((sum, lot) => sum + areaOf(lot), 0);
    const mean = [0, 1].map((axis) => lots.reduce((sum, lot) => sum + middleOf(lot)[axis]! * areaOf(lot), 0) / total) as [number, number];
    const nearest = lots.reduce((a, b) => (gap(b, mean) < gap(a, mean) ? b : a));
    return middleOf(nearest);
  };
  const gap = (lot: Lot, [u, v]: [number, number]) => Math.hypot(middleOf(lot)[0] - u, middleOf(lot)[1] - v);
  const lotsOf = (grids: readonly number[]) => grids.flatMap((grid) => plan.grids[grid]!.lots);
  for (const street of plan.streets) {
    const lots = street.communities.flatMap((index) => lotsOf(plan.communities[index]!.grids));
    const homes = lots.filter((id) => plan.lots[id]!.households > 0);
    const [u, v] = middle(homes);
    put('label', 'street', street.name, at(u, v + plan.extent.spacing * 0.12), 2);
  }
  for (const community of plan.communities) {
    const lots = lotsOf(community.grids);
    const homes = lots.filter((id) => plan.lots[id]!.households > 0);
    put('label', community.isVillage ? 'village' : 'community', community.name, at(...middle(homes.length > 0 ? homes : lots)), community.isVillage ? 4 : 5);
  }
  for (const block of plan.blocks) {
    const name = blockName(plan, block);
    if (name) put('label', 'estate', name, at(...middleOf(block)), block.use === 'park' || block.use === 'hospital' || block.use === 'station' ? 5 : 6);
  }
}
