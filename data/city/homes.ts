/** Rows of buildings and of those who live in them. */
import { addressOf, blockName, frontageOf } from './addresses.ts';
import { buildFootprint, type Footprint } from './footprint.ts';
import { dwellingsOf } from './buildings.ts';
import type { Site } from './sites.ts';
import { hilbertKey } from './hilbert.ts';
import { draftHousehold, drawName, drawPhone, maskIdentity, maskName, maskPhone, type PersonDraft } from './people.ts';
import { createRandom, type Random } from './random.ts';
import { arrayText, type CityWriter } from './writer.ts';
import type { Lot } from './lots.ts';

export interface Built {
  id: number;
  site: Site;
  footprint: Footprint;
  name: string;
  address: string;
}

/** Households that find a dwelling: the plan's number, or all dwellings where there are fewer. */
export function householdsIn(lot: Lot, sites: readonly Site[]): number {
  return Math.min(lot.households, sites.reduce((sum, site) => sum + dwellingsOf(site), 0));
}

/** Writes the cell's buildings with dwellings, households and persons, in Hilbert order. */
export function writeBuildings(writer: CityWriter, lot: Lot, sites: Site[], numbering: Map<number, number>): Built[] {
  const { plan } = writer;
  const block = plan.blocks[lot.blockId]!;
  const estate = blockName(plan, block);
  // An estate has one address, whichever street its houses are near.
  const frontage = frontageOf(plan, estate === '' ? lot : block);
  const base = addressOf(plan, lot, frontage);
  const scale = 65_535 / plan.extent.side;
  const order = (site: Site) => hilbertKey(Math.round((site.place.u0 + plan.extent.side / 2) * scale) & 65_535, Math.round((site.place.v0 + plan.extent.side / 2) * scale) & 65_535);
  const total = { dwellings: sites.reduce((sum, site) => sum + dwellingsOf(site), 0), households: householdsIn(lot, sites), dwelling: 0, household: 0 };
  return [...sites].sort((a, b) => order(a) - order(b)).map((site, index) => {
    const number = (numbering.get(lot.blockId) ?? 0) + 1;
    numbering.set(lot.blockId, number);
    const random = createRandom(plan.seed, 81, lot.id, index);
    const hasEstate = estate !== '' && lot.use !== 'oldtown';
    const name = nameBuilding(site, estate, number, `${frontage.street}${frontage.street ? `${frontage.number}号` : ''}`, index + 1);
    const address = `${base}${lot.use === 'village' ? `${number}号` : hasEstate ? `${estate}${number}栋` : site.units > 0 ? `${index + 1}幢` : ''}`;
    const built = { id: 0, site, footprint: buildFootprint(plan.warp, site.place, site.shape, site.isMirrored), name, address };
    built.id = writer.element(lot, { kind: 'building', category: site.category, name, address, at: built.footprint.rings, attrs: { floors: site.floors } });
    writeHomes(writer, lot, built, random, total, hasEstate ? estate : null, number);
    return built;
  });
}

const publicNames: Partial<Record<string, string>> = { mall: '商场', hotel: '宾馆', office: '写字楼', government: '办公楼', teaching: '教学楼', gymnasium: '体育馆', hospital: '门诊住院楼', market_hall: '市场大厅', shop: '商铺', factory: '厂房', warehouse: '仓库', station: '站房', pavilion: '亭', greenhouse: '大棚', barn: '农用房' };

function nameBuilding(site: Site, estate: string, number: number, door: string, place: number): string {
  const title = publicNames[site.category];
  if (title) return `${estate || door}${title}${site.category === 'greenhouse' || site.category === 'barn' || site.category === 'pavilion' ? '' : `${number}号`}`;
  if (site.category === 'rural_house') return `${number}号院`;
  return estate ? `${estate}${number}栋` : `${door}${place}幢`;
}

interface LotTotal {
  dwellings: number;
  households: number;
  dwelling: number;
  household: number;
}

function writeHomes(writer: CityWriter, lot: Lot, built: Built, random: Random, total: LotTotal, estate: string | null, number: number): void {
  const { site, footprint } = built;
  const dwellings = dwellingsOf(site);
  const sum = { households: 0, residents: 0 };
  const first = dwellings > 0 ? Math.max(1, site.floors - Math.ceil(dwellings / (site.units * site.perFloor)) + 1) : 1;
  const area = dwellings > 0 ? Math.round((footprint.areaSquareMeters * 0.82 * (site.category === 'townhouse' || site.category === 'rural_house' ? site.floors : 1)) / (site.units * site.perFloor)) : 0;
  for (let n = 0; n < dwellings; n++) {
    const before = Math.floor((total.dwelling * total.households) / total.dwellings);
    total.dwelling++;
    const isLivedIn = Math.floor((total.dwelling * total.households) / total.dwellings) > before;
    const place = roomOf(site, n, first);
    const dwelling = writeDwelling(writer, lot, built, place, Math.round(area * (0.92 + random.next() * 0.16)), isLivedIn, random);
    if (!isLivedIn) continue;
    sum.households++;
    sum.residents += writeHousehold(writer, lot, built, dwelling, total.household++);
  }
  const structure = site.floors > 7 ? '钢筋混凝土' : site.category === 'rural_house' || site.category === 'courtyard' ? '砖木' : site.category === 'factory' || site.category === 'warehouse' ? '钢结构' : '砖混';
  const height = site.floors * (site.category === 'factory' || site.category === 'warehouse' || site.category === 'market_hall' || site.category === 'station' ? 6.5 : site.units > 0 ? 3 : 3.9) + 0.8;
  const [oldest, newest] = site.floors > 12 ? [2008, 2022] : site.category === 'courtyard' ? [1948, 1978] : site.category === 'townhouse' ? [2004, 2018] : [1982, 2008];
  writer.profile('building_profiles', built.id, [String(number), estate, site.floors, site.floors > 9 ? 2 : 0, site.units, Math.round(height * 10) / 10, site.category, structure, random.int(oldest!, newest!), dwellings, sum.households, sum.residents]);
  if (site.units > 0 && lot.use !== 'village') writeBuildingDuties(writer, lot, built.id, site, estate, random);
}

interface Room {
  unit: number;
  floor: number;
  roomNo: string;
}

function roomOf(site: Site, n: number, firstFloor: number): Room {
  if (site.category === 'rural_house') return { unit: 1, floor: 1, roomNo: '' };
  if (site.category === 'townhouse') return { unit: n + 1, floor: 1, roomNo: String(n + 1) };
  const perLevel = site.units * site.perFloor;
  const floor = firstFloor + Math.floor(n / perLevel);
  const unit = Math.floor((n % perLevel) / site.perFloor) + 1;
  return { unit, floor, roomNo: `${floor}${String((n % site.perFloor) + 1).padStart(2, '0')}` };
}

function writeDwelling(writer: CityWriter, lot: Lot, built: Built, room: Room, area: number, isLivedIn: boolean, random: Random): number {
  const { site } = built;
  const category = site.category === 'rural_house' || site.category === 'townhouse' || site.category === 'courtyard' ? site.category : 'apartment';
  const name = category === 'rural_house' ? built.name : category === 'townhouse' ? `${built.name}${room.roomNo}户` : `${built.name}${room.unit}单元${room.roomNo}室`;
  const id = writer.element(lot, { kind: 'dwelling', category, name, address: built.address, at: built.footprint.inner, buildingId: built.id, parentId: built.id });
  const occupancy = !isLivedIn ? '空置' : random.chance(0.16) ? '出租' : '自住';
  writer.profile('dwelling_profiles', id, [room.unit, room.floor, room.roomNo || null, area, occupancy]);
  return id;
}

/** Answers the number of members. */
function writeHousehold(writer: CityWriter, lot: Lot, built: Built, dwelling: number, index: number): number {
  const thisYear = Number(writer.situation.asOf.slice(0, 4));
  const draft = draftHousehold(writer.plan.seed, lot.id, index, lot.use === 'village', thisYear);
  const head = draft.members[0]!;
  const at = { at: built.footprint.inner, address: built.address, buildingId: built.id };
  const id = writer.element(lot, { ...at, kind: 'household', category: draft.type, name: `${maskName(head.name)}户`, parentId: dwelling });
  writer.profile('household_profiles', id, [draft.type === 'single' ? '单人户' : draft.type === 'rural' ? '农业户' : '家庭户', draft.members.length, arrayText(draft.allowances)]);
  for (const [order, member] of draft.members.entries()) {
    const person = writer.element(lot, { ...at, kind: 'person', category: member.residence, name: maskName(member.name), parentId: id });
    writePersonProfiles(writer, person, member, createRandom(writer.plan.seed, 93, lot.id, index, order));
  }
  return draft.members.length;
}

const residenceTitle = { registered: '户籍人口', floating: '流动人口', overseas: '境外人员', left_behind: '留守人员' } as const;

function writePersonProfiles(writer: CityWriter, id: number, person: PersonDraft, random: Random): void {
  const { cipher } = writer.situation;
  const number = writer.issueIdentity(person.birthDate, person.sex);
  const phone = person.age >= 12 && person.age < 90 ? drawPhone(random) : null;
  writer.profile('person_profiles', id, [
    residenceTitle[person.residence], person.sex, Number(person.birthDate.slice(0, 4)), person.relation, person.education, person.occupation, person.politicalStatus,
    cipher.encryptRepeatably('name', person.name), cipher.hash('name', person.name),
    '居民身份证', maskIdentity(number), cipher.encryptRepeatably('idNumber', number), cipher.hash('idNumber', number),
    phone && maskPhone(phone), phone && cipher.encryptRepeatably('phone', phone), phone && cipher.hash('phone', phone),
  ]);
  for (const type of person.keyTypes) {
    const level = ['normal', 'attention', 'high'][random.weighted([70, 24, 6])]!;
    const period = visitPeriods[type] ?? 30;
    writer.profile('key_person_profiles', id, [type, level, writer.day(-random.int(60, 2400)), period, writer.day(random.int(-Math.ceil(period * 0.2), period)), null]);
  }
}

/** Days between visits; a stricter level halves nothing here: the rules live in the visits' own table. */
const visitPeriods: Partial<Record<string, number>> = { mental: 30, correction: 15, drug: 30, released: 90, aids_risk: 90, youth: 60, petition: 30, elder_alone: 7, child_hardship: 30, left_behind_elder: 14, disabled: 30 };

/** 楼栋长, 单元长 and, in an estate, 物业主管. */
function writeBuildingDuties(writer: CityWriter, lot: Lot, buildingId: number, site: Site, estate: string | null, random: Random): void {
  const area = writer.gridCodeOf(lot);
  writer.duty('building_head', drawName(random), drawPhone(random), 'building', area, buildingId, null, 10);
  for (let unit = 1; unit <= site.units; unit++) writer.duty('unit_head', drawName(random), drawPhone(random), 'building', area, buildingId, unit, 20 + unit);
  if (estate === null) return;
  const manager = createRandom(writer.plan.seed, 84, lot.blockId);
  writer.duty('property_supervisor', drawName(manager), drawPhone(manager), 'building', area, buildingId, null, 40);
}
