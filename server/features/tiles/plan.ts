import type { TileAddress } from './address.ts';

/** A row of tile_layers, as far as a tile depends on it. */
export interface Layer {
  id: string;
  source: 'region' | 'region_label' | 'grid' | 'grid_label' | 'ground' | 'building' | 'element' | 'key_person';
  kind: string;
  minzoom: number;
  maxzoom: number;
  countsBelowZoom: number | null;
  sensitivity: 'open' | 'internal' | 'restricted';
}
export type StatementName =
  | 'elements'
  | 'hazards'
  | 'buildings'
  | 'ground'
  | 'ground-lines'
  | 'regions'
  | 'grids'
  | 'region-labels'
  | 'grid-labels'
  | 'counts'
  | 'key-persons';
/** Which statement answers a tile, and its parameters after zoom, column, row and layer. */
export interface TilePlan {
  statement: StatementName;
  values: unknown[];
  /** Most features drawn, the last of the statement's parameters; null is all. */
  most: number | null;
  /** Band of generalised borders, the parameter before; null is the full shape. Only where the statement draws borders. */
  band?: number | null;
}

const smallestRestrictedCount = 5;
const mostFeatures = 8_000;
const mostGroundFeatures = 12_000;
const mostBuildings = 10_000;
/** Where all are drawn and came out too large, the first bound. */
const mostOfMany = 4_000;
/** From here on every building is drawn; farther away those of a few pixels are left out. */
export const buildingsPartialBelowZoom = 14;

/** Decides what a tile carries at its zoom. `seesPersons`: key persons one by one; others are told counts from five on, by grid at the nearest: a house with its number would be a point. */
export function planTile(layer: Layer, { z }: TileAddress, seesPersons: boolean): TilePlan {
  const isCounted = layer.source === 'key_person' && !seesPersons;
  if (isCounted || (layer.countsBelowZoom !== null && z < layer.countsBelowZoom)) return planCounts(layer, z, seesPersons);
  switch (layer.source) {
    case 'region':
      return withBorders('regions', [levelsAt(z)], bandAt(z), null);
    case 'region_label':
      return bounded('region-labels', [levelsAt(z)], null);
    case 'grid':
      return withBorders('grids', [], bandAt(z), null);
    case 'grid_label':
      return bounded('grid-labels', [], null);
    case 'ground':
      return planGround(layer.kind, z);
    case 'building':
      return planBuildings(z);
    case 'key_person':
      return bounded('key-persons', [], mostFeatures);
    case 'element':
      return layer.kind === 'hazard' ? bounded('hazards', [], mostFeatures) : bounded('elements', [layer.kind], mostFeatures);
  }
}

function bounded(statement: StatementName, values: unknown[], most: number | null): TilePlan {
  return { statement, values: [...values, most], most };
}

function withBorders(statement: StatementName, values: unknown[], band: number | null, most: number | null): TilePlan {
  return { statement, values: [...values, band, most], most, band };
}

/**
 * The same tile with less in it, for data so dense that it came out too large: borders first lose detail, all of them alike,
 * so that they still meet; then features are left out. Asked again and again it comes to a tile without features; null after that.
 * @param share of the features that would fit
 */
export function planLess(plan: TilePlan, share: number): TilePlan | null {
  const { statement, values, most, band } = plan;
  if (band !== undefined && band !== coarsestBand) return withBorders(statement, values.slice(0, -2), band === null ? finestBand : Math.max(coarsestBand, band - 4), most);
  if (most === 0) return null;
  const less = most === null ? mostOfMany : Math.floor(most * Math.min(0.6, share));
  return band === undefined ? bounded(statement, values.slice(0, -1), less) : withBorders(statement, values.slice(0, -2), band, less);
}

/** Counts per street from afar, then per community, then per grid (of 150 m in a town, 20 pixels at zoom 13), each once its circles fit into it; digits are the length of the places' codes. */
function planCounts(layer: Layer, z: number, seesPersons: boolean): TilePlan {
  const kind = layer.source === 'key_person' ? 'key_person' : layer.kind;
  const digits = z <= 11 ? 9 : z <= 13 ? 12 : 15;
  return bounded('counts', [kind, digits, layer.sensitivity === 'restricted' && !seesPersons ? smallestRestrictedCount : 1], null);
}

/** Edge of a pixel of a 512-pixel tile, in metres of EPSG:3857. */
function pixelAt(z: number): number {
  return 40_075_016.685 / 2 ** z / 512;
}

/** Stored generalised borders, one for every second zoom. */
const [coarsestBand, finestBand] = [5, 13];
/** Closer than the last band the full shape is drawn. */
function bandAt(z: number): number | null {
  if (z > finestBand) return null;
  return Math.max(coarsestBand, z % 2 === 1 ? z : z + 1);
}

const levelsFromZoom: [number, string][] = [
  [0, 'province'],
  [4, 'prefecture'],
  [6, 'county'],
  [7, 'street'],
  [10, 'community'],
];
function levelsAt(z: number): string[] {
  return levelsFromZoom.filter(([from]) => z >= from).map(([, level]) => level);
}

/** Rank of the least important feature that is drawn, by theme and zoom: [zoom below which it holds, rank]. */
const lastRanks: Record<string, [number, number][]> = {
  road: [[8, 1], [10, 2], [12, 4], [13, 5], [14, 7]],
  label: [[8, 1], [10, 2], [11, 3], [12, 4], [13, 5], [14, 6], [15, 8]],
  railway: [[11, 5]],
};
const namesFromZoom: Record<string, number> = { road: 13, label: 0, water: 11, landuse: 15, railway: 14 };

function planGround(theme: string, z: number): TilePlan {
  const lastRank = lastRanks[theme]?.find(([below]) => z < below)?.[1] ?? 9;
  const isNamed = z >= (namesFromZoom[theme] ?? 99);
  const isMerged = (theme === 'road' || theme === 'railway') && lastRank <= 5;
  if (isMerged) return bounded('ground-lines', [theme, lastRank, pixelAt(z) / 2, isNamed], mostGroundFeatures);
  // Close up everything is drawn; from afar an area of less than 8 pixels would be a speck.
  const smallestArea = z >= 14 ? 0 : 8 * pixelAt(z) ** 2;
  return bounded('ground', [theme, lastRank, smallestArea, isNamed], mostGroundFeatures);
}

function planBuildings(z: number): TilePlan {
  const isPartial = z < buildingsPartialBelowZoom;
  return bounded('buildings', [isPartial ? 4 * pixelAt(z) ** 2 : 0], isPartial ? mostBuildings / 2 : mostBuildings);
}
