/** Buildings of a cell of the plan, by its use: pure geometry on the sheet, with floors enough for its households. */
import { layOutEstate, layOutOldTown, layOutVillage } from './housing.ts';
import { layOutCivic, layOutCommercial, layOutFactory, layOutFarm, layOutHospital, layOutMarket, layOutSchool, layOutStation, pavilion } from './public-buildings.ts';
import { createRandom } from './random.ts';
import type { Sheet } from './sheet.ts';
import { depth, insideStreets, setbackMeters, width, type Draft, type Site } from './sites.ts';
import type { Lot } from './lots.ts';

/** Sites in the cell, with floors enough for its households. */
export function placeBuildings(sheet: Sheet, lot: Lot, seed: number): Site[] {
  const random = createRandom(seed, 71, lot.id);
  const draft: Draft = { sheet, inner: insideStreets(sheet, lot, lot.use === 'oldtown' ? 1.5 : setbackMeters), random, sites: [] };
  if (width(draft.inner) < 9 || depth(draft.inner) < 9) return [];
  layouts[lot.use]?.(draft, lot);
  // In a cell that is too small for its use some places come out as slivers.
  const sites = draft.sites.filter(({ place }) => width(place) >= 4 && depth(place) >= 4);
  raiseFloors(sites, lot.households);
  return sites;
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
