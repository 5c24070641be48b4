/** The city as rows: plan it for a number of elements, count it, then write it cell by cell in Hilbert order. */
import { multiPolygonHex, polygonHex } from './copy-text.ts';
import type { SheetPolygon } from './coverage.ts';
import { placeBuildings, dwellingsOf } from './buildings.ts';
import { writeGround } from './ground.ts';
import { hilbertKey } from './hilbert.ts';
import { householdsIn, writeBuildings } from './homes.ts';
import { city } from './names.ts';
import { householdSize } from './people.ts';
import { planCity, type CityPlan } from './plan.ts';
import { countServices, homesOfAreas, writeServices } from './services.ts';
import { middleOf } from './sheet.ts';
import { countThings, pavementOf, writeFacilities, writeThings } from './things.ts';
import type { Position } from './warp.ts';
import type { CityWriter } from './writer.ts';

export interface SizedPlan {
  plan: CityPlan;
  /** Street furniture that brings the city to the number of elements asked for. */
  facilities: number;
  elements: number;
  households: number;
}

/** Share of elements that are street furniture; the plan is sized so that it comes out near it. */
const facilityShare = 0.13;
export const cityLimits = { smallest: 1000, largest: 10_000_000 };

/** Plans the city whose elements are exactly `elements` in number. Throws for numbers that are no city. */
export function planForElements(elements: number, seed: number): SizedPlan {
  if (!Number.isInteger(elements) || elements < cityLimits.smallest || elements > cityLimits.largest) {
    throw new Error(`a city has from ${cityLimits.smallest} to ${cityLimits.largest} elements, not ${elements}`);
  }
  let households = elements / 6.1;
  let best: { plan: CityPlan; rest: number; gap: number } | undefined;
  for (let turn = 0; turn < 16; turn++) {
    const plan = planCity(households, seed);
    const rest = countWithoutFacilities(plan);
    const gap = Math.abs(rest / (elements * (1 - facilityShare)) - 1);
    if (rest < elements && (!best || gap < best.gap)) best = { plan, rest, gap };
    if (best && best.gap < (turn < 6 ? 0.02 : 0.06)) break;
    households *= ((elements * (1 - facilityShare)) / rest) ** 0.8;
  }
  if (!best) throw new Error(`no plan was found for ${elements} elements and seed ${seed}`);
  const { plan, rest } = best;
  return { plan, facilities: elements - rest, elements, households: plan.lots.reduce((sum, lot) => sum + lot.households, 0) };
}

function countWithoutFacilities(plan: CityPlan): number {
  let sum = countServices(plan);
  for (const lot of plan.lots) {
    const sites = placeBuildings(plan.sheet, lot, plan.seed);
    const households = householdsIn(lot, sites);
    const things = countThings(plan, lot, sites, households);
    sum += sites.length + sites.reduce((total, site) => total + dwellingsOf(site), 0) + households;
    for (let n = 0; n < households; n++) sum += householdSize(plan.seed, lot.id, n);
    for (const count of Object.values(things) as number[]) sum += count;
  }
  return sum;
}

/** Writes elements with profiles, duties and the base map; yields after each cell so that the reader can keep pace. */
export function* writeCity(writer: CityWriter, facilities: number): Generator<void> {
  const { plan } = writer;
  const homes = homesOfAreas(plan);
  const scale = 65_535 / plan.extent.side;
  const key = (id: number) => {
    const [u, v] = middleOf(plan.lots[id]!);
    return hilbertKey(Math.round((u + plan.extent.side / 2) * scale), Math.round((v + plan.extent.side / 2) * scale));
  };
  const order = plan.lots.map((lot) => ({ lot, key: key(lot.id) })).sort((a, b) => a.key - b.key || a.lot.id - b.lot.id);
  // Summed in the order in which it is walked, so that the last cell ends on the last facility.
  const pavement = order.reduce((sum, { lot }) => sum + pavementOf(lot), 0);
  const numbering = new Map<number, number>();
  let walked = 0;
  for (const { lot } of order) {
    const sites = placeBuildings(plan.sheet, lot, plan.seed);
    const things = countThings(plan, lot, sites, householdsIn(lot, sites));
    const buildings = writeBuildings(writer, lot, sites, numbering);
    writeThings(writer, lot, buildings, things);
    writeServices(writer, lot, buildings, homes);
    const before = Math.floor((walked / pavement) * facilities);
    walked += pavementOf(lot);
    writeFacilities(writer, lot, Math.floor((walked / pavement) * facilities) - before);
    yield;
  }
  yield* writeGround(writer);
}

export interface RegionRow {
  code: string;
  parentCode: string | null;
  level: 'province' | 'prefecture' | 'county' | 'street' | 'community';
  name: string;
  geometry: string;
}
export interface GridRow {
  code: string;
  kind: string;
  communityCode: string;
  name: string;
  geometry: string;
}

/** Regions from the province down, and grids. Province and prefecture have the county's shape: nothing else is invented of them. */
export function describeAreas(plan: CityPlan): { regions: RegionRow[]; grids: GridRow[] } {
  const ground = (polygons: readonly SheetPolygon[]) => polygons.map((rings) => rings.map((ring) => toGround(plan, ring)));
  const county = multiPolygonHex(ground(plan.coverage.outline(plan.lots.map((lot) => lot.id))));
  const regions: RegionRow[] = [
    { ...city.province, parentCode: null, level: 'province', geometry: county },
    { ...city.prefecture, parentCode: city.province.code, level: 'prefecture', geometry: county },
    { ...city.county, parentCode: city.prefecture.code, level: 'county', geometry: county },
    ...plan.streets.map((street): RegionRow => ({ code: street.code, parentCode: city.county.code, level: 'street', name: street.name, geometry: multiPolygonHex(ground(street.outline)) })),
    ...plan.communities.map((one): RegionRow => ({ code: one.code, parentCode: one.code.slice(0, 9), level: 'community', name: one.name, geometry: multiPolygonHex(ground(one.outline)) })),
  ];
  const grids = plan.grids.map((grid): GridRow => ({ code: grid.code, kind: grid.kind, communityCode: grid.code.slice(0, 12), name: grid.name, geometry: polygonHex(ground(grid.outline)[0]!) }));
  return { regions: regions.map((row) => row).sort((a, b) => a.code.length - b.code.length || (a.code < b.code ? -1 : 1)), grids: grids.sort((a, b) => (a.code < b.code ? -1 : 1)) };
}

function toGround(plan: CityPlan, ring: readonly (readonly [number, number])[]): Position[] {
  const points = ring.map(([u, v]) => plan.warp.toLngLat(u, v));
  return [...points, points[0]!];
}
