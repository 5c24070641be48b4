import type { BorderUnits } from '#contract/borders.ts';
import type { Position } from '#contract/coverage/coverage.ts';
import { sideOfRings } from '#contract/coverage/rings.ts';

/** `[west, south, east, north]`. */
export type Box = [number, number, number, number];

/**
 * Everything on the plan's ground that is counted, in typed arrays: buildings first, then places. A row's point decides
 * in which grid it lies.
 */
export interface UnitTable {
  readonly size: number;
  readonly buildings: number;
  readonly lng: Float64Array;
  readonly lat: Float64Array;
  readonly households: Int32Array;
  readonly people: Int32Array;
  readonly keyPersons: Int32Array;
  /** 1 where the reader may not know how many people, or key persons, there are. */
  readonly untoldPeople: Uint8Array;
  readonly untoldKeyPersons: Uint8Array;
  /** Fewer than this are not told. */
  readonly smallestTold: number;
  readonly codes: readonly string[];
  readonly names: readonly string[];
  /** Footprints of the buildings, closed rings. */
  readonly outlines: readonly (readonly (readonly Position[])[])[];
  readonly cells: Cells;
}

/** Rows by square of the ground. */
interface Cells {
  readonly west: number;
  readonly south: number;
  readonly width: number;
  readonly height: number;
  readonly columns: number;
  readonly rows: number;
  /** Where the rows of a cell begin in `members`; one longer than there are cells. */
  readonly starts: Int32Array;
  readonly members: Int32Array;
}

const rowsPerCell = 8;

export const noUnits: BorderUnits = { smallestTold: 0, buildings: [], places: [] };

export function tableOf({ smallestTold, buildings, places }: BorderUnits): UnitTable {
  const points = [...buildings, ...places];
  const ofBuildings = (value: (one: BorderUnits['buildings'][number]) => number) => Int32Array.from(points, (_, row) => (row < buildings.length ? value(buildings[row] as BorderUnits['buildings'][number]) : 0));
  const lng = Float64Array.from(points, ({ at }) => at[0]);
  const lat = Float64Array.from(points, ({ at }) => at[1]);
  return {
    size: points.length,
    buildings: buildings.length,
    lng,
    lat,
    households: ofBuildings(({ households }) => households),
    people: ofBuildings(({ people }) => people ?? 0),
    keyPersons: ofBuildings(({ keyPersons }) => keyPersons ?? 0),
    untoldPeople: Uint8Array.from(buildings, ({ people }) => Number(people === null)),
    untoldKeyPersons: Uint8Array.from(buildings, ({ keyPersons }) => Number(keyPersons === null)),
    smallestTold,
    codes: points.map(({ code }) => code),
    names: buildings.map(({ name }) => name),
    outlines: buildings.map(({ outline }) => outline),
    cells: cellsOf(lng, lat),
  };
}

function cellsOf(lng: Float64Array, lat: Float64Array): Cells {
  const [west, east, south, north] = [...range(lng), ...range(lat)] as [number, number, number, number];
  const side = Math.max(1, Math.ceil(Math.sqrt(lng.length / rowsPerCell)));
  const frame = { west, south, width: Math.max(1e-12, (east - west) / side), height: Math.max(1e-12, (north - south) / side), columns: side, rows: side };
  const cell = Int32Array.from(lng, (x, row) => cellAt(frame, x, lat[row] as number));
  const starts = new Int32Array(side * side + 1);
  for (const at of cell) starts[at + 1]! += 1;
  for (let at = 0; at < side * side; at += 1) starts[at + 1]! += starts[at]!;
  const next = starts.slice();
  const members = new Int32Array(lng.length);
  for (let row = 0; row < cell.length; row += 1) members[next[cell[row]!]!++] = row;
  return { ...frame, starts, members };
}

function range(values: Float64Array): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low > high ? [0, 0] : [low, high];
}

function cellAt(frame: Omit<Cells, 'starts' | 'members'>, x: number, y: number): number {
  return clamp(Math.floor((y - frame.south) / frame.height), frame.rows) * frame.columns + clamp(Math.floor((x - frame.west) / frame.width), frame.columns);
}

function clamp(index: number, size: number): number {
  return Math.min(size - 1, Math.max(0, index));
}

/** Calls for every row whose point lies in the box. */
export function eachIn({ cells, lng, lat }: UnitTable, [west, south, east, north]: Box, visit: (row: number) => void): void {
  const [left, right] = [clamp(Math.floor((west - cells.west) / cells.width), cells.columns), clamp(Math.floor((east - cells.west) / cells.width), cells.columns)];
  const [low, high] = [clamp(Math.floor((south - cells.south) / cells.height), cells.rows), clamp(Math.floor((north - cells.south) / cells.height), cells.rows)];
  for (let y = low; y <= high; y += 1) {
    for (let x = left; x <= right; x += 1) {
      const cell = y * cells.columns + x;
      for (let at = cells.starts[cell]!; at < cells.starts[cell + 1]!; at += 1) {
        const row = cells.members[at]!;
        if (lng[row]! >= west && lng[row]! <= east && lat[row]! >= south && lat[row]! <= north) visit(row);
      }
    }
  }
}

/** Degrees around a point within which the inner point of the building that stands there is looked for: some hundred metres. */
const aroundDegrees = 0.003;

/** The name of the building whose footprint holds the point, or null. */
export function buildingNameAt(units: UnitTable, [x, y]: Position): string | null {
  let name: string | null = null;
  eachIn(units, [x - aroundDegrees, y - aroundDegrees, x + aroundDegrees, y + aroundDegrees], (row) => {
    const outline = units.outlines[row];
    if (name === null && outline && sideOfRings(outline.map((ring) => ring.slice(0, -1)), [x, y]) >= 0) name = units.names[row] ?? null;
  });
  return name;
}
