/** First half of the plan: main streets, river, railway and ring on the sheet, and the blocks between them. */
import { createRandom, smoothNoise } from './random.ts';
import { areaOf, cutCell, middleOf, placeCut, Sheet, type Cell, type Line, type RoadClass } from './sheet.ts';

export type Band = 'town' | 'river' | 'riverside' | 'railway';

export interface Block extends Cell {
  id: number;
  band: Band;
  /** Distance from the town's middle: 1 is the edge of the town. */
  centrality: number;
}

/** Size of everything, from the number of households wanted. Metres on the sheet. */
export interface Extent {
  seed: number;
  side: number;
  /** Radius of the built-up town. */
  townRadius: number;
  columns: number;
  spacing: number;
  riverV: number;
  riverHalf: number;
  bankWidth: number;
  railU: number;
  railHalf: number;
}

/** Households per hectare of town and of countryside, gross: everything between the houses is counted. */
const grossDensity = { town: 42, country: 2.9 };
export const townShare = 0.8;

export function measureExtent(households: number, seed: number): Extent {
  const townArea = ((households * townShare) / grossDensity.town) * 10_000;
  const side = Math.round(Math.sqrt(townArea + ((households * (1 - townShare)) / grossDensity.country) * 10_000));
  const columns = Math.max(5, Math.round(side / 620));
  const spacing = side / columns;
  const townRadius = Math.sqrt(townArea / Math.PI);
  return {
    seed, side, townRadius, columns, spacing,
    riverV: Math.round(-0.42 * townRadius),
    riverHalf: Math.round(Math.min(62, side * 0.016)),
    bankWidth: Math.round(Math.min(54, side * 0.016)),
    railU: Math.round(0.62 * townRadius),
    railHalf: Math.round(Math.min(22, side * 0.008)),
  };
}

/** How far out a place of the sheet lies, with an uneven edge: below 1 is town. */
export function centralityAt(extent: Extent, u: number, v: number): number {
  const wobble = 0.72 + 0.56 * smoothNoise(extent.seed + 11, u / (extent.townRadius * 0.6) + 50, v / (extent.townRadius * 0.6) + 50);
  return Math.hypot(u, v) / (extent.townRadius * wobble);
}

/** Draws main streets and blocks on a fresh sheet. */
export function layOutBlocks(extent: Extent): { sheet: Sheet; blocks: Block[] } {
  const sheet = new Sheet();
  const columns = breakpoints(extent, 1, extent.railU, [-extent.railHalf, extent.railHalf]);
  const rows = breakpoints(extent, 2, extent.riverV, [-extent.riverHalf - extent.bankWidth, -extent.riverHalf, 0, extent.riverHalf, extent.riverHalf + extent.bankWidth]);
  const uLines = columns.map((at) => sheet.addLine('u', at, rows[0]!, rows.at(-1)!, mainClass(extent, 'u', at), true));
  const vLines = rows.map((at) => sheet.addLine('v', at, columns[0]!, columns.at(-1)!, mainClass(extent, 'v', at), true));
  crossAll(sheet, uLines, vLines);
  const blocks: Block[] = [];
  for (let j = 0; j < rows.length - 1; j++) {
    for (let i = 0; i < columns.length - 1; i++) {
      const cell = { u0: columns[i]!, u1: columns[i + 1]!, v0: rows[j]!, v1: rows[j + 1]!, west: uLines[i]!.id, east: uLines[i + 1]!.id, south: vLines[j]!.id, north: vLines[j + 1]!.id };
      const band = bandOf(extent, cell);
      if (!isOutsideCounty(extent, cell, band)) splitToBlocks(extent, sheet, cell, band, 0, blocks);
    }
  }
  return { sheet, blocks };
}

/** Distance of the ring road from the middle, in metres on the sheet. */
export function ringRadius(extent: Extent): number {
  return extent.townRadius * 1.06;
}

/** Places of the main lines of one axis: evenly spread with a little unrest, and the band's own lines instead of those near it. */
function breakpoints(extent: Extent, axisKey: number, bandAt: number, bandOffsets: number[]): number[] {
  const random = createRandom(extent.seed, axisKey);
  const half = extent.side / 2;
  const even = Array.from({ length: extent.columns + 1 }, (_, index) => {
    const isEdge = index === 0 || index === extent.columns;
    return Math.round(-half + index * extent.spacing + (isEdge ? 0 : random.between(-0.13, 0.13) * extent.spacing));
  });
  // The ring road encloses the town: its lines stand where it ends.
  for (const sign of [-1, 1]) {
    const nearest = even.slice(1, -1).reduce((best, at, index) => (Math.abs(at - sign * ringRadius(extent)) < Math.abs(even[best]! - sign * ringRadius(extent)) ? index + 1 : best), 1);
    if (Math.abs(even[nearest]! - sign * ringRadius(extent)) < extent.spacing * 0.75) even[nearest] = Math.round(sign * ringRadius(extent));
  }
  const band = bandOffsets.map((offset) => bandAt + offset);
  const clear = extent.spacing * 0.42;
  return [...even.filter((at) => at < band[0]! - clear || at > band.at(-1)! + clear), ...band].sort((a, b) => a - b);
}

function mainClass(extent: Extent, axis: 'u' | 'v', at: number): RoadClass {
  if (axis === 'v') {
    const offset = Math.abs(at - extent.riverV);
    if (offset === 0) return 'none';
    if (offset === extent.riverHalf) return 'footway';
    if (offset === extent.riverHalf + extent.bankWidth) return 'secondary';
  } else if (Math.abs(at - extent.railU) === extent.railHalf) {
    return at < extent.railU ? 'tertiary' : 'service';
  }
  const turn = createRandom(extent.seed, 3, axis === 'u' ? 1 : 2, at).next();
  return Math.abs(at) < extent.spacing * 0.5 || turn < 0.34 ? 'primary' : 'secondary';
}

function crossAll(sheet: Sheet, uLines: Line[], vLines: Line[]): void {
  for (const uLine of uLines) {
    for (const vLine of vLines) {
      sheet.addJunction('u', uLine.at, vLine.at);
      sheet.addJunction('v', vLine.at, uLine.at);
    }
  }
}

function bandOf(extent: Extent, cell: Cell): Band {
  const [u, v] = middleOf(cell);
  const offset = Math.abs(v - extent.riverV);
  if (offset < extent.riverHalf) return 'river';
  if (Math.abs(u - extent.railU) < extent.railHalf) return 'railway';
  return offset < extent.riverHalf + extent.bankWidth ? 'riverside' : 'town';
}

/** The county's outline is no square: its corners are left to the neighbours. */
function isOutsideCounty(extent: Extent, cell: Cell, band: Band): boolean {
  if (band !== 'town') return false;
  const half = extent.side / 2;
  const [u, v] = middleOf(cell).map((value) => Math.abs(value) / half) as [number, number];
  const corner = 1.5 + 0.3 * smoothNoise(extent.seed + 5, cell.u0 / 900, cell.v0 / 900);
  return u + v > corner && Math.min(u, v) > 0.5;
}

/** Area in square metres that a block should not exceed, by how far out it lies. */
function blockArea(extent: Extent, centrality: number): number {
  const scale = Math.min(1, (extent.spacing / 560) ** 2);
  if (centrality > 1.12) return 520_000 * scale;
  return (centrality < 0.4 ? 26_000 : centrality < 0.75 ? 46_000 : 60_000) * Math.max(0.45, scale);
}

function splitToBlocks(extent: Extent, sheet: Sheet, cell: Cell, band: Band, depth: number, into: Block[]): void {
  const [u, v] = middleOf(cell);
  const centrality = centralityAt(extent, u, v);
  const random = createRandom(extent.seed, 4, cell.u0, cell.v0, depth);
  if (band !== 'town' || areaOf(cell) <= blockArea(extent, centrality) * random.between(0.85, 1.25)) {
    into.push({ ...cell, id: into.length, band, centrality });
    return;
  }
  const axis = (cell.u1 - cell.u0) * random.between(0.85, 1.15) > cell.v1 - cell.v0 ? 'u' : 'v';
  const at = placeCut(sheet, cell, axis, random.between(0.4, 0.6));
  const [low, high] = cutCell(sheet, cell, axis, at, depth === 0 ? 'tertiary' : depth === 1 ? 'tertiary' : 'residential');
  splitToBlocks(extent, sheet, low, band, depth + 1, into);
  splitToBlocks(extent, sheet, high, band, depth + 1, into);
}
