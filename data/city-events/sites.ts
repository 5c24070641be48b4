/** Places where events happen, and the choice among them: few places have many cases, and near places share their luck. */
import { hashNumbers, smoothNoise } from '../city/random.ts';
import type { Demand } from './demand.ts';

export interface Site {
  /** The element's id; null on a road or a bank. */
  elementId: number | null;
  lng: number;
  lat: number;
  gridCode: string | null;
  communityCode: string | null;
  /** The place in words. */
  where: string;
}
/** Sites by group: `home`, `main_road`, `facility:manhole` … */
export type SiteGroups = ReadonlyMap<string, readonly Site[]>;

export interface SiteChoice {
  /** @param share uniform in [0, 1) */
  pick(share: number): Site;
}

const power = { even: 0, some: 0.45, hot: 0.85 };
const clustering = { even: 0.6, some: 1.6, hot: 2.6 };
const heaviest = 250;
/** Cells of the luck that neighbours share, in degrees: about 600 m. */
const cell = 0.006;

/** The sites of the demand with their weights; null where the city has none, not even houses or roads. */
export function chooseSites(groups: SiteGroups, demand: Demand, seed: number): SiteChoice | null {
  // Things that this city does not have one by one stand along its roads; what is asked of an office comes from a home.
  const instead = /^0[12]/.test(demand.matter.code) ? ['road', 'home'] : ['home', 'road'];
  const wanted = [demand.sites, ...instead.map((name) => [name])].map((names) => names.flatMap((name) => groups.get(name) ?? []));
  const sites = wanted.find((list) => list.length > 0);
  if (!sites) return null;
  const ends = new Float64Array(sites.length);
  const matter = Number(demand.matter.code);
  let sum = 0;
  for (const [index, site] of sites.entries()) ends[index] = sum += weightOf(site, demand.spread, seed, matter);
  return { pick: (share) => sites[firstAbove(ends, share * sum)]! };
}

function weightOf(site: Site, spread: Demand['spread'], seed: number, matter: number): number {
  const chance = (hashNumbers(seed, matter, site.lng * 1e6, site.lat * 1e6) + 1) / 4294967297;
  const own = Math.min(heaviest, chance ** -power[spread]);
  // Matters of one class trouble the same quarters.
  const shared = smoothNoise(seed + Math.floor(matter / 100), site.lng / cell, site.lat / cell);
  return own * Math.exp(clustering[spread] * 2 * (shared - 0.5));
}

function firstAbove(ends: Float64Array, value: number): number {
  let [low, high] = [0, ends.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle]! > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
