/** Places of buildings in a cell of the plan, by its use. Pure geometry on the sheet; who lives there comes later. */
import type { Shape } from './footprint.ts';
import { createRandom, type Random } from './random.ts';
import { halfWidthMeters, streetAt, type Rect, type Sheet } from './sheet.ts';
import type { Lot } from './zoning.ts';

export interface Site {
  place: Rect;
  shape: Shape;
  category: string;
  floors: number;
  /** Staircases (单元) and dwellings per floor in each; 0 where nobody lives. */
  units: number;
  perFloor: number;
  isMirrored: boolean;
}

interface Draft {
  sheet: Sheet;
  inner: Rect;
  random: Random;
  sites: Site[];
}

/** Between the street and the houses. */
const setbackMeters = 4;

/** The cell without its half of the streets around it. */
export function insideStreets(sheet: Sheet, lot: Lot, setback: number): Rect {
  const [u, v] = [(lot.u0 + lot.u1) / 2, (lot.v0 + lot.v1) / 2];
  const half = (id: number, position: number) => (id < 0 ? 4 : halfWidthMeters[streetAt(sheet.lines[id]!, position).roadClass]) + setback;
  return { u0: lot.u0 + half(lot.west, v), u1: lot.u1 - half(lot.east, v), v0: lot.v0 + half(lot.south, u), v1: lot.v1 - half(lot.north, u) };
}

/** Sites in the cell, with floors enough for its households. */
export function placeBuildings(sheet: Sheet, lot: Lot, seed: number): Site[] {
  const random = createRandom(seed, 71, lot.id);
  const draft: Draft = { sheet, inner: insideStreets(sheet, lot, lot.use === 'oldtown' ? 1.5 : setbackMeters), random, sites: [] };
  if (width(draft.inner) < 9 || depth(draft.inner) < 9) return [];
  layouts[lot.use]?.(draft, lot);
  raiseFloors(draft.sites, lot.households);
  return draft.sites;
}

const width = (rect: Rect) => rect.u1 - rect.u0;
const depth = (rect: Rect) => rect.v1 - rect.v0;

function put(draft: Draft, place: Rect, shape: Shape, category: string, floors: number, units = 0, perFloor = 0): void {
  draft.sites.push({ place, shape, category, floors, units, perFloor, isMirrored: draft.random.chance(0.5) });
}

/** Evenly spread starts of `count` pieces of `size` from `low` to `high`. */
function spread(low: number, high: number, count: number, size: number): number[] {
  if (count === 1) return [low + (high - low - size) / 2];
  return Array.from({ length: count }, (_, index) => low + ((high - low - size) * index) / (count - 1));
}

/** Kinds of estates, by the rows that their houses stand in. */
const estates: Record<'slab' | 'tower' | 'townhouse', RowRule> = {
  slab: { pitch: 29, deep: 12.5, long: 52, gap: 9, unitLength: 15, floors: [5, 6], shape: (random) => (random.chance(0.3) ? 'notched' : 'bar'), skip: 0.04, category: 'residential', stagger: 0 },
  tower: { pitch: 46, deep: 18, long: 36, gap: 20, unitLength: 18, floors: [11, 18], shape: (random) => random.pick(['notched', 'notched', 'bar', 'cross'] as const), skip: 0.05, category: 'residential', stagger: 0.35 },
  townhouse: { pitch: 26, deep: 11, long: 34, gap: 8, unitLength: 8.5, floors: [3, 3], shape: () => 'bar', skip: 0.04, category: 'townhouse', stagger: 0.2 },
};

/** Lays the cell out as planned, or denser where its households would not fit: low houses give way to slabs, slabs to towers. */
function layOutEstate(draft: Draft, lot: Lot): void {
  const order = ['townhouse', 'slab', 'tower'] as const;
  for (const kind of order.slice(order.findIndex((one) => one === lot.use))) {
    draft.sites.length = 0;
    rows(draft, estates[kind]);
    const perFloor = draft.sites.reduce((sum, site) => sum + site.units * site.perFloor, 0);
    const mostFloors = kind === 'townhouse' ? 1 : kind === 'slab' ? 9 : 33;
    if (perFloor * mostFloors >= lot.households * 1.06) return;
  }
}

const layouts: Partial<Record<Lot['use'], (draft: Draft, lot: Lot) => void>> = {
  slab: layOutEstate,
  tower: layOutEstate,
  townhouse: layOutEstate,
  oldtown: layOutOldTown,
  village: layOutVillage,
  commercial: layOutCommercial,
  civic: layOutCivic,
  school: layOutSchool,
  hospital: layOutHospital,
  market: layOutMarket,
  industrial: layOutFactory,
  station: layOutStation,
  park: (draft) => pavilion(draft, 0.55),
  forest: (draft) => pavilion(draft, 0.3),
  farmland: layOutFarm,
};

interface RowRule {
  pitch: number;
  deep: number;
  long: number;
  gap: number;
  unitLength: number;
  floors: [number, number];
  shape: (random: Random) => Shape;
  skip: number;
  category: string;
  /** Every second row is moved by this share of a house. */
  stagger: number;
}

/** Rows of houses facing south, as far apart as their winter sun asks. */
function rows(draft: Draft, rule: RowRule): void {
  const { inner, random } = draft;
  const rowCount = Math.max(1, Math.floor((depth(inner) - rule.deep) / rule.pitch) + 1);
  const base = random.int(...rule.floors);
  for (const [row, v0] of spread(inner.v0, inner.v1, rowCount, Math.min(rule.deep, depth(inner))).entries()) {
    const shift = rowCount > 1 && row % 2 === 1 ? rule.stagger * rule.long : 0;
    const room = width(inner) - shift;
    const count = Math.max(1, Math.round((room + rule.gap) / (rule.long + rule.gap)));
    const long = Math.min(rule.long * 1.3, (room - (count - 1) * rule.gap) / count);
    if (long < 8) continue;
    for (const u0 of spread(inner.u0 + shift, inner.u1, count, long)) {
      if (random.chance(rule.skip) && draft.sites.length > 0) continue;
      const units = Math.max(1, Math.round(long / rule.unitLength));
      put(draft, { u0, u1: u0 + long, v0, v1: v0 + Math.min(rule.deep, depth(inner)) }, rule.shape(random), rule.category, Math.max(2, base + random.int(-1, 1)), units, rule.category === 'townhouse' ? 1 : 2);
    }
  }
}

/** Shop houses along the streets, courtyards and small slabs behind them. */
function layOutOldTown(draft: Draft): void {
  const { inner, random } = draft;
  const deep = Math.min(11.5, depth(inner) / 2 - 1.5);
  for (const v0 of [inner.v0, inner.v1 - deep]) shopRow(draft, inner.u0, inner.u1, (a, b) => ({ u0: a, u1: b, v0, v1: v0 + deep }));
  const sideways = Math.min(11, width(inner) / 2 - 1.5);
  for (const u0 of [inner.u0, inner.u1 - sideways]) shopRow(draft, inner.v0 + deep + 3, inner.v1 - deep - 3, (a, b) => ({ u0, u1: u0 + sideways, v0: a, v1: b }));
  const core = { u0: inner.u0 + sideways + 5, u1: inner.u1 - sideways - 5, v0: inner.v0 + deep + 5, v1: inner.v1 - deep - 5 };
  if (width(core) < 12 || depth(core) < 12) return;
  const isCourts = random.chance(0.55);
  const [sizeU, sizeV, gap] = isCourts ? [19, 18, 4.5] : [34, 11, 9];
  const [columns, lines] = [Math.max(1, Math.floor((width(core) + gap) / (sizeU + gap))), Math.max(1, Math.floor((depth(core) + gap) / (sizeV + gap)))];
  for (const v0 of spread(core.v0, core.v1, lines, Math.min(sizeV, depth(core)))) {
    for (const u0 of spread(core.u0, core.u1, columns, Math.min(sizeU, width(core)))) {
      const place = { u0, u1: u0 + Math.min(sizeU, width(core)), v0, v1: v0 + Math.min(sizeV, depth(core)) };
      if (isCourts) put(draft, place, random.pick(['court', 'court', 'ell'] as const), 'courtyard', random.int(1, 2), 1, 2);
      else put(draft, place, 'bar', 'residential', random.int(4, 6), 2, 2);
    }
  }
}

function shopRow(draft: Draft, from: number, to: number, placeAt: (a: number, b: number) => Rect): void {
  for (let at = from; to - at > 8; ) {
    const long = Math.min(to - at, draft.random.between(12, 24));
    const isLast = to - at - long < 10;
    const end = isLast ? to : at + long;
    put(draft, placeAt(at, end), draft.random.chance(0.12) ? 'ell' : 'bar', 'shop_house', draft.random.int(2, 4), 1, 2);
    at = end + 3;
  }
}

/** Yards in a village cell: as many households can live there. */
export function villageYards(sheet: Sheet, lot: Lot): { columns: number; lines: number } {
  const inner = insideStreets(sheet, lot, setbackMeters);
  if (width(inner) < 9 || depth(inner) < 9) return { columns: 0, lines: 0 };
  return { columns: Math.max(1, Math.floor((width(inner) + 2.6) / 14.4)), lines: Math.max(1, Math.floor((depth(inner) + 4) / 16.2)) };
}

/** Farm houses with their yards along lanes; one household each. */
function layOutVillage(draft: Draft, lot: Lot): void {
  const { inner, random } = draft;
  const { columns, lines } = villageYards(draft.sheet, lot);
  const [sizeU, sizeV] = [Math.min(11.8, width(inner)), Math.min(12, depth(inner))];
  let rest = lot.households;
  let left = columns * lines;
  for (const v0 of spread(inner.v0, inner.v1, lines, sizeV)) {
    for (const u0 of spread(inner.u0, inner.u1, columns, sizeU)) {
      if (random.next() * left-- >= rest) continue;
      rest--;
      const shrink = random.between(0, 1.6);
      put(draft, { u0: u0 + shrink, u1: u0 + sizeU - shrink * 0.5, v0: v0 + shrink * 0.5, v1: v0 + sizeV }, random.pick(['house', 'house', 'ell', 'bar', 'court'] as const), 'rural_house', random.weighted([5, 4, 1]) + 1, 1, 1);
    }
  }
}

function layOutCommercial(draft: Draft): void {
  const { inner, random } = draft;
  const split = inner.v0 + depth(inner) * random.between(0.42, 0.55);
  put(draft, { ...inner, u0: inner.u0 + 4, u1: inner.u1 - 4, v1: split - 9 }, random.pick(['bar', 'court', 'ell'] as const), random.pick(['mall', 'mall', 'hotel']), random.int(4, 7));
  const count = Math.max(1, Math.round(width(inner) / 48));
  for (const u0 of spread(inner.u0 + 3, inner.u1 - 3, count, Math.min(30, width(inner) - 6))) {
    put(draft, { u0, u1: u0 + Math.min(30, width(inner) - 6), v0: split + 6, v1: Math.min(inner.v1 - 3, split + 34) }, random.pick(['bar', 'cross', 'notched'] as const), 'office', random.int(14, 34));
  }
}

function layOutCivic(draft: Draft): void {
  const { inner } = draft;
  const [cu, w] = [(inner.u0 + inner.u1) / 2, width(inner)];
  const top = inner.v1 - depth(inner) * 0.16;
  put(draft, { u0: cu - w * 0.3, u1: cu + w * 0.3, v0: top - Math.min(26, depth(inner) * 0.2), v1: top }, 'comb', 'government', 11);
  for (const side of [-1, 1]) {
    const u = cu + side * w * 0.38;
    put(draft, { u0: u - w * 0.07, u1: u + w * 0.07, v0: inner.v0 + depth(inner) * 0.2, v1: inner.v0 + depth(inner) * 0.56 }, 'bar', 'government', 5);
  }
}

function layOutSchool(draft: Draft): void {
  const { inner, random } = draft;
  const right = inner.u0 + width(inner) * 0.5;
  const count = Math.max(1, Math.min(4, Math.floor((depth(inner) + 14) / 34)));
  for (const v0 of spread(inner.v0 + 4, inner.v1 - 4, count, 15)) put(draft, { u0: inner.u0 + 3, u1: right - 8, v0, v1: v0 + 15 }, random.pick(['bar', 'notched'] as const), 'teaching', random.int(4, 5));
  put(draft, { u0: right + 6, u1: Math.min(inner.u1 - 4, right + 48), v0: inner.v1 - Math.min(30, depth(inner) * 0.24), v1: inner.v1 - 3 }, 'bar', 'gymnasium', 2);
}

function layOutHospital(draft: Draft): void {
  const { inner } = draft;
  const middle = inner.v0 + depth(inner) * 0.5;
  put(draft, { u0: inner.u0 + width(inner) * 0.1, u1: inner.u0 + width(inner) * 0.62, v0: middle + 8, v1: inner.v1 - 5 }, 'comb', 'hospital', 12);
  put(draft, { u0: inner.u0 + width(inner) * 0.7, u1: inner.u1 - 5, v0: middle - 10, v1: inner.v1 - 8 }, 'bar', 'hospital', 6);
  put(draft, { u0: inner.u0 + width(inner) * 0.12, u1: inner.u0 + width(inner) * 0.6, v0: inner.v0 + 14, v1: middle - 14 }, 'ell', 'hospital', 5);
}

function layOutMarket(draft: Draft): void {
  const { inner } = draft;
  put(draft, { u0: inner.u0 + width(inner) * 0.16, u1: inner.u1 - width(inner) * 0.16, v0: inner.v0 + depth(inner) * 0.24, v1: inner.v1 - depth(inner) * 0.22 }, 'bar', 'market_hall', 2);
  put(draft, { u0: inner.u0 + 2, u1: inner.u1 - 2, v0: inner.v0 + 1, v1: inner.v0 + Math.min(9, depth(inner) * 0.14) }, 'bar', 'shop', 1);
}

function layOutFactory(draft: Draft): void {
  const { inner, random } = draft;
  const office = Math.min(16, depth(inner) * 0.16);
  put(draft, { u0: inner.u0 + 4, u1: inner.u0 + 4 + Math.min(46, width(inner) * 0.4), v0: inner.v0 + 2, v1: inner.v0 + 2 + office }, 'bar', 'office', random.int(3, 5));
  const base = inner.v0 + office + 14;
  const lines = Math.max(1, Math.round((inner.v1 - base) / 58));
  const columns = Math.max(1, Math.round(width(inner) / 92));
  const [sizeU, sizeV] = [width(inner) / columns - 14, (inner.v1 - base) / lines - 12];
  if (sizeU < 10 || sizeV < 10) return;
  for (const v0 of spread(base, inner.v1, lines, sizeV)) {
    for (const u0 of spread(inner.u0 + 2, inner.u1 - 2, columns, sizeU)) {
      if (random.chance(0.1)) continue;
      put(draft, { u0, u1: u0 + sizeU * random.between(0.75, 1), v0, v1: v0 + sizeV * random.between(0.8, 1) }, random.pick(['bar', 'bar', 'ell', 'notched'] as const), random.chance(0.72) ? 'factory' : 'warehouse', random.int(1, 2));
    }
  }
}

function layOutStation(draft: Draft): void {
  const { inner } = draft;
  const middle = (inner.v0 + inner.v1) / 2;
  put(draft, { u0: inner.u1 - Math.min(34, width(inner) * 0.3), u1: inner.u1 - 3, v0: middle - Math.min(58, depth(inner) * 0.3), v1: middle + Math.min(58, depth(inner) * 0.3) }, 'bar', 'station', 2);
  put(draft, { u0: inner.u0 + 3, u1: inner.u0 + Math.min(30, width(inner) * 0.3), v0: inner.v0 + 4, v1: inner.v0 + Math.min(40, depth(inner) * 0.34) }, 'bar', 'hotel', 12);
}

function pavilion(draft: Draft, chance: number): void {
  const { inner, random } = draft;
  if (!random.chance(chance) || width(inner) < 30 || depth(inner) < 30) return;
  // In a corner, clear of the pond in the middle.
  const [u, v, size] = [random.chance(0.5) ? inner.u0 + 2 : inner.u1 - 11, inner.v0 + 2, random.between(6, 9)];
  put(draft, { u0: u, u1: u + size, v0: v, v1: v + size }, random.pick(['bar', 'cross'] as const), 'pavilion', 1);
}

/** Sheds and greenhouses in the fields. */
function layOutFarm(draft: Draft): void {
  const { inner, random } = draft;
  if (width(inner) < 60 || depth(inner) < 60) return;
  // In the southern half: a fish pond may lie in the north-east.
  const [u, v] = [random.between(inner.u0 + 4, inner.u1 - 56), random.between(inner.v0 + 2, Math.max(inner.v0 + 2, (inner.v0 + inner.v1) / 2 - 52))];
  if (random.chance(0.3)) for (let row = 0; row < 4; row++) put(draft, { u0: u, u1: u + 50, v0: v + row * 13, v1: v + row * 13 + 8 }, 'bar', 'greenhouse', 1);
  else if (random.chance(0.4)) put(draft, { u0: u, u1: u + random.between(14, 26), v0: v, v1: v + 10 }, 'bar', 'barn', 1);
}

export function dwellingsOf(site: Site): number {
  if (site.units === 0) return 0;
  return site.category === 'townhouse' || site.category === 'rural_house' ? site.units : site.units * site.perFloor * (site.category === 'shop_house' ? site.floors - 1 : site.floors);
}

/** Floors that a kind of house does not exceed. */
function mostFloors(site: Site, isCrowded: boolean): number {
  if (site.category === 'courtyard') return isCrowded ? 3 : 2;
  if (site.category === 'shop_house') return isCrowded ? 9 : 5;
  return isCrowded ? 33 : 30;
}

/** Floors follow the households: up, and down where houses would stand empty. */
function raiseFloors(sites: Site[], households: number): void {
  const homes = sites.filter((site) => site.units > 0 && site.category !== 'townhouse' && site.category !== 'rural_house');
  if (homes.length === 0) return;
  let room = sites.reduce((sum, site) => sum + dwellingsOf(site), 0);
  for (const isCrowded of [false, true]) {
    for (let turn = 0; room < households * 1.06 && turn < 33 * homes.length; turn++) {
      const site = homes[turn % homes.length]!;
      if (site.floors >= mostFloors(site, isCrowded)) continue;
      site.floors++;
      room += site.units * site.perFloor;
    }
  }
  for (let turn = 0; room > households * 1.16 && turn < 12 * homes.length; turn++) {
    const site = homes[(turn * 7) % homes.length]!;
    const perFloor = site.units * site.perFloor;
    if (site.floors <= 2 || room - households <= perFloor) continue;
    site.floors--;
    room -= perFloor;
  }
}
