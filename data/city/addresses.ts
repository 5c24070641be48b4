/** Addresses: the street that a cell fronts, and house numbers that grow along it. */
import { city, estateName, factoryName, hospitalName, marketName, parkName, schoolName } from './names.ts';
import type { CityPlan } from './plan.ts';
import { streetAt, type Cell } from './sheet.ts';
import type { Lot, ZonedBlock } from './lots.ts';

const rank = { trunk: 6, primary: 5, secondary: 4, tertiary: 3, residential: 2, service: 0, footway: 0, track: 0, none: 0 } as const;

export interface Frontage {
  street: string;
  number: number;
}

/** The most important named street at the cell, and the house number there. */
export function frontageOf(plan: CityPlan, lot: Cell): Frontage {
  const [u, v] = [(lot.u0 + lot.u1) / 2, (lot.v0 + lot.v1) / 2];
  const sides = [[lot.south, u, 0], [lot.east, v, 1], [lot.north, u, 1], [lot.west, v, 0]] as const;
  let best: Frontage & { rank: number } = { street: '', number: 0, rank: -1 };
  for (const [id, position, side] of sides) {
    const line = plan.sheet.lines[id];
    if (!line) continue;
    const street = streetAt(line, position);
    if (street.name && rank[street.roadClass] > best.rank) best = { street: street.name, number: Math.floor((position - line.from) / 14) * 2 + 1 + side, rank: rank[street.roadClass] };
  }
  return best;
}

/** What a block is called: an estate, a school, a park …; '' where it has no name of its own. */
export function blockName(plan: CityPlan, block: ZonedBlock): string {
  switch (block.use) {
    case 'slab': return estateName(plan.seed, block.serial, true);
    case 'tower': return estateName(plan.seed, block.serial * 2, false);
    case 'townhouse': return estateName(plan.seed, block.serial * 2 + 1, false);
    case 'school': return schoolName(block.serial);
    case 'hospital': return hospitalName(block.serial);
    case 'market': return marketName(plan.seed, block.serial);
    case 'park': return parkName(plan.seed, block.serial);
    case 'civic': return block.serial === 0 ? '云溪市市民中心' : `云溪市第${block.serial + 1}政务中心`;
    case 'station': return '云溪站';
    case 'industrial': return factoryName(plan.seed, block.serial);
    default: return '';
  }
}

export function addressOf(plan: CityPlan, lot: Lot, frontage: Frontage): string {
  const community = plan.communities[plan.grids[plan.gridOfLot[lot.id]!]!.community]!;
  const street = plan.streets[community.street]!;
  const place = lot.use === 'village' || lot.use === 'farmland' ? community.name : frontage.street ? `${frontage.street}${frontage.number}号` : community.name;
  return `${city.county.name}${street.name}${place}`;
}

export const walledUses: ReadonlySet<string> = new Set(['slab', 'tower', 'townhouse', 'school', 'hospital', 'industrial']);
