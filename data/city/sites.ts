/** Places reserved for buildings on the sheet, and what laying them out needs. */
import type { Shape } from './footprint.ts';
import type { Random } from './random.ts';
import { halfWidthMeters, streetAt, type Rect, type Sheet } from './sheet.ts';
import type { Lot } from './lots.ts';

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

export interface Draft {
  sheet: Sheet;
  inner: Rect;
  random: Random;
  sites: Site[];
}

/** Between the street and the houses. */
export const setbackMeters = 4;

/** The cell without its half of the streets around it. */
export function insideStreets(sheet: Sheet, lot: Lot, setback: number): Rect {
  const [u, v] = [(lot.u0 + lot.u1) / 2, (lot.v0 + lot.v1) / 2];
  const half = (id: number, position: number) => (id < 0 ? 4 : halfWidthMeters[streetAt(sheet.lines[id]!, position).roadClass]) + setback;
  return { u0: lot.u0 + half(lot.west, v), u1: lot.u1 - half(lot.east, v), v0: lot.v0 + half(lot.south, u), v1: lot.v1 - half(lot.north, u) };
}

export const width = (rect: Rect) => rect.u1 - rect.u0;
export const depth = (rect: Rect) => rect.v1 - rect.v0;

export function put(draft: Draft, place: Rect, shape: Shape, category: string, floors: number, units = 0, perFloor = 0): void {
  draft.sites.push({ place, shape, category, floors, units, perFloor, isMirrored: draft.random.chance(0.5) });
}

/** Evenly spread starts of `count` pieces of `size` from `low` to `high`. */
export function spread(low: number, high: number, count: number, size: number): number[] {
  if (count === 1) return [low + (high - low - size) / 2];
  return Array.from({ length: count }, (_, index) => low + ((high - low - size) * index) / (count - 1));
}
