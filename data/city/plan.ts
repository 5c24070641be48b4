/** The whole plan of the demo city: kept in memory, a few thousand cells at the default size. */
import { planAreas, type Areas } from './areas.ts';
import { layOutBlocks, measureExtent, type Extent } from './layout-blocks.ts';
import type { Sheet } from './sheet.ts';
import { nameStreets } from './streets.ts';
import { createWarp, type Warp } from './warp.ts';
import type { Lot, ZonedBlock } from './lots.ts';
import { zone } from './zoning.ts';

export interface CityPlan extends Areas {
  seed: number;
  extent: Extent;
  sheet: Sheet;
  warp: Warp;
  blocks: ZonedBlock[];
  lots: Lot[];
  /** Cells of each block, in order. */
  lotsOfBlock: Map<number, number[]>;
  /** The cell at a place of the sheet, or undefined outside the county. */
  lotAt(u: number, v: number): Lot | undefined;
}

/** Plans a city of about `households` households; the same for the same seed. */
export function planCity(households: number, seed: number): CityPlan {
  const extent = measureExtent(households, seed);
  const { sheet, blocks: given } = layOutBlocks(extent);
  const { blocks, lots } = zone(extent, sheet, given, households);
  nameStreets(extent, sheet);
  const areas = planAreas(extent, sheet, blocks, lots);
  return { seed, extent, sheet, warp: createWarp(extent.side, extent.riverV), blocks, lots, lotsOfBlock: groupByBlock(lots), lotAt: createFinder(lots), ...areas };
}

function groupByBlock(lots: readonly Lot[]): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  for (const lot of lots) {
    const known = groups.get(lot.blockId);
    if (known) known.push(lot.id);
    else groups.set(lot.blockId, [lot.id]);
  }
  return groups;
}

/** Looks cells up by squares of 100 m. */
function createFinder(lots: readonly Lot[]): (u: number, v: number) => Lot | undefined {
  const squares = new Map<number, Lot[]>();
  const square = (value: number) => Math.floor(value / 100);
  for (const lot of lots) {
    for (let i = square(lot.u0); i <= square(lot.u1); i++) {
      for (let j = square(lot.v0); j <= square(lot.v1); j++) {
        const key = i * 10_000 + j;
        const known = squares.get(key);
        if (known) known.push(lot);
        else squares.set(key, [lot]);
      }
    }
  }
  return (u, v) => squares.get(square(u) * 10_000 + square(v))?.find((lot) => u >= lot.u0 && u <= lot.u1 && v >= lot.v0 && v <= lot.v1);
}
