/** What stands in and around the houses: shops, firms, street furniture, cameras, detectors, hazards. */
import { blockName } from './addresses.ts';
import { insideStreets, type Site } from './sites.ts';
import { creditCode } from './digital-id.ts';
import { nameOfCode } from './dictionaries.ts';
import type { Built } from './homes.ts';
import { drawName, drawPhone, drawSurname } from './people.ts';
import type { CityPlan } from './plan.ts';
import { createRandom, type Random } from './random.ts';
import type { Position } from './warp.ts';
import type { CityWriter } from './writer.ts';
import type { Lot } from './lots.ts';

/** How many things of each kind belong to a cell; from the plan alone, so that they can be counted before they are made. */
export interface ThingCounts {
  place: number;
  organisation: number;
  camera: number;
  device: number;
  hazard: number;
  asset: number;
}

export function countThings(plan: CityPlan, lot: Lot, sites: readonly Site[], households: number): ThingCounts {
  const random = createRandom(plan.seed, 101, lot.id);
  const some = (mean: number) => Math.floor(mean + random.next());
  const per = (category: string, rate: number) => sites.reduce((sum, site) => sum + (site.category === category ? some(rate * (category === 'office' ? site.floors : 1)) : 0), 0);
  const isTown = lot.use !== 'village' && households > 0;
  const built = sites.length > 0 ? 1 : 0;
  const shops = per('shop_house', 0.8) + per('mall', 16) + per('market_hall', 12) + per('shop', 5) + per('hotel', 1);
  const corner = lot.use === 'village' ? some(households / 45) : lot.use === 'oldtown' ? 0 : some(households / 26);
  return {
    place: built * (shops + corner + (isPublicPlace(lot) && isFirstOfBlock(plan, lot) ? 1 : 0)),
    organisation: built * (per('office', 0.34) + per('factory', 0.7) + per('government', 3) + some(households / 130)),
    camera: built * (1 + some(isTown ? 1 + households / 70 : 0.6)),
    device: built * (lot.use === 'oldtown' ? some(households / 9) : some(households / 30) + per('mall', 6) + per('factory', 1)),
    hazard: built * (some(households / 62) + per('factory', 0.4) + per('mall', 0.7)),
    asset: lot.use === 'village' ? some(0.5) : 0,
  };
}

function isPublicPlace(lot: Lot): boolean {
  return lot.use === 'school' || lot.use === 'hospital' || lot.use === 'market' || lot.use === 'park' || lot.use === 'station';
}

/** Public places are counted once, in the first built cell of their block. */
function isFirstOfBlock(plan: CityPlan, lot: Lot): boolean {
  return plan.lotsOfBlock.get(lot.blockId)?.[0] === lot.id;
}

export function writeThings(writer: CityWriter, lot: Lot, buildings: readonly Built[], counts: ThingCounts): void {
  if (buildings.length === 0) return;
  const random = createRandom(writer.plan.seed, 102, lot.id);
  writePlaces(writer, lot, buildings, counts.place, random);
  for (let n = 0; n < counts.organisation; n++) writeOrganisation(writer, lot, pickHost(buildings, random, ['office', 'factory', 'government', 'shop_house']), random);
  for (let n = 0; n < counts.camera; n++) writeCamera(writer, lot, buildings, n === 0, random);
  for (let n = 0; n < counts.device; n++) writeDevice(writer, lot, random.pick(buildings), random);
  for (let n = 0; n < counts.hazard; n++) writeHazard(writer, lot, random.pick(buildings), random);
  for (let n = 0; n < counts.asset; n++) {
    const category = random.pick(['collective_land', 'collective_house', 'pond', 'orchard']);
    writer.element(lot, { kind: 'asset', category, name: writer.numbered(`${writer.communityNameOf(lot)}${nameOfCode('category.asset', category)}`), at: sidewalkPoint(writer.plan, lot, random.next()) });
  }
}

function pickHost(buildings: readonly Built[], random: Random, liked: string[]): Built {
  const fitting = buildings.filter((built) => liked.includes(built.site.category));
  return random.pick(fitting.length > 0 ? fitting : buildings);
}

const shopTypes: [string, number, string[]][] = [
  ['shop', 30, ['便利店', '水果店', '服装店', '五金店', '烟酒店', '文具店', '花店', '鞋店']],
  ['restaurant', 26, ['牛肉面馆', '饺子馆', '羊汤馆', '烧烤店', '早餐店', '火锅店', '小炒店', '包子铺']],
  ['supermarket', 7, ['生活超市', '生鲜超市', '惠民超市']],
  ['pharmacy', 6, ['大药房', '药店']],
  ['barber', 8, ['理发店', '美发店']],
  ['repair', 6, ['家电维修', '电动车行', '手机维修']],
  ['parcel', 5, ['快递驿站', '菜鸟驿点']],
  ['bank', 2, ['农商银行网点', '储蓄所']],
  ['kindergarten', 2, ['幼儿园']],
  ['ktv', 1.5, ['量贩歌厅']],
  ['internet_cafe', 1.5, ['网吧']],
  ['hotel', 2, ['快捷宾馆', '旅馆']],
  ['petrol_station', 0.4, ['加油站']],
];
const shopWeights = shopTypes.map(([, weight]) => weight);
const shopFirst = ['老', '小', '福', '鑫', '好', '佳', '顺', '万家', '旺', '家和', '百姓', '东来', '四季', '云溪', '聚', '香满'];

function writePlaces(writer: CityWriter, lot: Lot, buildings: readonly Built[], count: number, random: Random): void {
  let rest = count;
  if (rest > 0 && isPublicPlace(lot) && isFirstOfBlock(writer.plan, lot)) {
    const name = blockName(writer.plan, writer.plan.blocks[lot.blockId]!);
    writePlace(writer, lot, buildings[0]!, lot.use, name, 0, random);
    rest--;
  }
  for (; rest > 0; rest--) {
    const [category, , nouns] = shopTypes[random.weighted(shopWeights)]!;
    const host = pickHost(buildings, random, ['shop_house', 'mall', 'market_hall', 'shop', 'hotel']);
    const name = random.chance(0.4) ? `${drawSurname(random)}记${random.pick(nouns)}` : `${random.pick(shopFirst)}${random.pick(['', '兴', '源', '味', '缘', '隆'])}${random.pick(nouns)}`;
    writePlace(writer, lot, host, category, name, random.between(-1, 1), random);
  }
}

function writePlace(writer: CityWriter, lot: Lot, host: Built, category: string, name: string, offset: number, random: Random): void {
  const { inner, along } = host.footprint;
  const at: Position = [inner[0] + along[0] * offset, inner[1] + along[1] * offset];
  const id = writer.element(lot, { kind: 'place', category, name, address: host.address, at, buildingId: host.id });
  const isLarge = ['school', 'hospital', 'market', 'park', 'station', 'mall'].includes(category);
  writer.profile('place_profiles', id, [isLarge ? random.int(200, 3000) : random.int(4, 120), drawName(random), drawPhone(random), random.pick(['08:00-20:00', '07:00-22:00', '09:00-21:30', '00:00-24:00']), random.pick(['一般', '一般', '一般', '重点'])]);
}

function writeOrganisation(writer: CityWriter, lot: Lot, host: Built, random: Random): void {
  const kind = host.site.category === 'factory' ? 'factory' : host.site.category === 'government' ? 'government' : random.chance(0.12) ? 'social' : 'enterprise';
  const trade = random.pick(['商贸', '科技', '建筑', '物流', '餐饮管理', '装饰', '农业', '文化传媒', '信息', '劳务']);
  const estate = blockName(writer.plan, writer.plan.blocks[lot.blockId]!);
  const brand = random.pick(['鸿', '恒', '金', '瑞', '天', '盛', '华', '永', '泰', '佳']) + random.pick(['达', '丰', '源', '通', '和', '兴', '博', '远', '顺', '诚']);
  const name = kind === 'factory' ? `${estate}${random.pick(['一', '二', '三', '四'])}车间` : kind === 'government' ? `云溪市${random.pick(['民政局', '住建局', '应急管理局', '市场监管局', '教育局', '卫健局', '城管局', '信访局'])}` : kind === 'social' ? `云溪市${brand}志愿服务队` : `云溪${brand}${trade}有限公司`;
  const id = writer.element(lot, { kind: 'organisation', category: kind, name, address: host.address, at: host.footprint.inner, buildingId: host.id });
  writer.profile('organisation_profiles', id, [nameOfCode('category.organisation', kind), creditCode(kind === 'government' ? '11' : kind === 'social' ? '51' : '91', '990101', writer.counts.organisation!), random.int(2, kind === 'factory' ? 400 : 60), drawName(random), drawPhone(random)]);
}

function writeCamera(writer: CityWriter, lot: Lot, buildings: readonly Built[], isFirst: boolean, random: Random): void {
  const category = isFirst ? 'street' : random.pick(['entrance', 'public', 'street']);
  const id = writer.element(lot, { kind: 'camera', category, name: writer.numbered(`${buildings[0]!.address.replace(/^云溪市/, '')}${nameOfCode('category.camera', category)}`), at: sidewalkPoint(writer.plan, lot, random.next()) });
  const serial = String(writer.counts.camera!).padStart(7, '0');
  writer.profile('camera_profiles', id, [`99010100011310${serial.slice(-6)}`, random.int(0, 359), category === 'entrance' ? '物业' : '公安', random.chance(0.95) ? 'online' : 'offline']);
}

function writeDevice(writer: CityWriter, lot: Lot, host: Built, random: Random): void {
  const category = ['smoke_detector', 'gas_detector', 'sos_button'][random.weighted([70, 14, 16])]!;
  writer.element(lot, { kind: 'device', category, name: writer.numbered(`${host.name}${nameOfCode('category.device', category)}`), address: host.address, at: host.footprint.inner, buildingId: host.id, attrs: { state: random.chance(0.97) ? 'online' : 'offline' } });
}

const hazardWhat: Record<string, string[]> = {
  fire: ['楼道堆放杂物', '消防通道被占用', '灭火器过期', '电动车进楼充电'], gas: ['燃气软管老化', '燃气阀门锈蚀'], electric: ['飞线充电', '线路老化裸露'],
  building: ['外墙开裂', '房屋倾斜', '屋面漏水'], flood: ['低洼处易积水', '排水口堵塞'], wall_fall: ['外墙瓷砖脱落', '广告牌松动'], production: ['特种设备未年检', '危化品存放不规范'], water_edge: ['临水护栏缺失'], dispute: ['邻里噪声纠纷', '停车位纠纷', '物业费纠纷'],
};

function writeHazard(writer: CityWriter, lot: Lot, host: Built, random: Random): void {
  const category = host.site.category === 'factory' ? 'production' : random.pick(['fire', 'fire', 'fire', 'gas', 'electric', 'building', 'flood', 'wall_fall', 'dispute', 'electric']);
  const what = random.pick(hazardWhat[category]!);
  const id = writer.element(lot, { kind: 'hazard', category, name: `${host.name}${what}`, address: host.address, at: host.footprint.inner, buildingId: host.id });
  const found = -random.int(1, 90);
  writer.profile('hazard_profiles', id, [nameOfCode('category.hazard', category), ['general', 'major', 'serious'][random.weighted([80, 17, 3])]!, writer.day(found), writer.day(found + random.pick([3, 7, 15, 30])), ['open', 'fixing', 'closed'][random.weighted([40, 30, 30])]!, drawName(random)]);
}

/** Metres of pavement at the cell, weighted by how well the street is furnished: facilities are shared out by it. */
export function pavementOf(lot: Lot): number {
  const furnishing = { farmland: 0.05, forest: 0.12, village: 0.45, river: 0, riverside: 0.35, railway: 0.15 } as Partial<Record<string, number>>;
  return 2 * (lot.u1 - lot.u0 + lot.v1 - lot.v0) * (furnishing[lot.use] ?? 1);
}

const furniture: [string, number, string][] = [
  ['street_lamp', 34, '城管局'], ['manhole', 24, '住建局'], ['tree', 12, '园林绿化中心'], ['bin', 8, '环卫中心'], ['drain', 8, '住建局'], ['hydrant', 4, '消防救援大队'],
  ['sign', 3, '民政局'], ['junction_box', 2.5, '通信公司'], ['bench', 2, '园林绿化中心'], ['charging', 1.6, '供电公司'], ['transformer', 1, '供电公司'], ['bus_stop', 0.9, '交通运输局'],
];
const furnitureWeights = furniture.map(([, weight]) => weight);

export function writeFacilities(writer: CityWriter, lot: Lot, count: number): void {
  for (let n = 0; n < count; n++) {
    const random = createRandom(writer.plan.seed, 103, lot.id, n);
    const [category, , owner] = furniture[random.weighted(furnitureWeights)]!;
    const at = sidewalkPoint(writer.plan, lot, (n + 0.5 + random.between(-0.2, 0.2)) / count);
    const id = writer.element(lot, { kind: 'facility', category, name: writer.numbered(`${writer.communityNameOf(lot)}${nameOfCode('category.facility', category)}`), at });
    writer.profile('facility_profiles', id, [owner, writer.day(-random.int(200, 5400)), ['normal', 'damaged', 'missing'][random.weighted([96, 3, 1])]!, writer.day(-random.int(1, 360))]);
  }
}

/** A place on the pavement around the cell; `share` runs once around from 0 to 1. Always inside the cell. */
export function sidewalkPoint(plan: CityPlan, lot: Lot, share: number): Position {
  const rim = insideStreets(plan.sheet, lot, -2.2);
  const [width, depth] = [rim.u1 - rim.u0, rim.v1 - rim.v0];
  if (width < 1 || depth < 1) return plan.warp.toLngLat((lot.u0 + lot.u1) / 2, (lot.v0 + lot.v1) / 2);
  const way = (share - Math.floor(share)) * 2 * (width + depth);
  if (way < width) return plan.warp.toLngLat(rim.u0 + way, rim.v0);
  if (way < width + depth) return plan.warp.toLngLat(rim.u1, rim.v0 + way - width);
  if (way < 2 * width + depth) return plan.warp.toLngLat(rim.u1 - (way - width - depth), rim.v1);
  return plan.warp.toLngLat(rim.u0, rim.v1 - (way - 2 * width - depth));
}

