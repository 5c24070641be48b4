/** From a partition of units to grids with shapes: faces melt where their common segments cancel, every vertex stays. */
import type { ProposalAlternative, ProposalReason } from '#contract/partition.ts';
import type { GroundOfPlan } from './ground/read-ground.ts';
import { dissolve, type VertexRing } from './ground/rings.ts';
import { tidyRings } from './ground/tidy.ts';
import { writePolygon } from './ground/wkb.ts';
import { explainGrids } from './reasons.ts';
import type { Partition } from './solve.ts';

export interface ProposedRow {
  number: number;
  community: string;
  kind: 'base' | 'dedicated';
  continues: string | null;
  /** WKB of a polygon in EPSG:4326. */
  shape: Buffer;
  households: number;
  buildings: number;
  /** `predecessors`: grids of the plan that its households or, without any, its ground come from, most first. */
  facts: { predecessors: string[]; squareMeters: number; compactness: number; isInBand: boolean; band: { min: number; max: number }; reasons: ProposalReason[] };
}

/** Ground with a grid of its own carries another mark in that place. */
const isGridCode = (text: string) => /^\d{15}$/.test(text);

/** The grids of a partition, numbered from 1 by community, from north to south. */
export function shapeGrids(ground: GroundOfPlan, partition: Partition): ProposedRow[] {
  const reasons = explainGrids(ground, partition);
  const shapes = shapesOf(ground, partition);
  const rows = partition.grids.map((grid, index) => {
    const households = Math.round(grid.households);
    return {
      community: grid.zone ?? '',
      kind: grid.isDedicated ? ('dedicated' as const) : ('base' as const),
      continues: grid.continues !== null && isGridCode(grid.continues) ? grid.continues : null,
      shape: shapes[index]!,
      households,
      buildings: grid.units.reduce((total, unit) => total + ground.ground[unit]!.buildings, 0),
      facts: { predecessors: predecessorsOf(ground, grid.units), squareMeters: grid.areaSquareMeters, compactness: grid.polsbyPopper, isInBand: grid.isInBand, band: { min: grid.band.min, max: grid.band.max }, reasons: reasons[index]! },
      north: Math.max(...grid.units.map((unit) => ground.graph.units[unit]!.y)),
    };
  });
  rows.sort((a, b) => (a.community < b.community ? -1 : a.community > b.community ? 1 : b.north - a.north));
  return rows.map(({ north: _north, ...row }, index) => ({ ...row, number: index + 1 }));
}

function predecessorsOf({ graph }: GroundOfPlan, units: readonly number[]): string[] {
  const members = units.map((unit) => graph.units[unit]!);
  const hasHouseholds = members.some(({ weight }) => weight > 0);
  const shares = new Map<string, number>();
  for (const { currentGrid, weight, areaSquareMeters } of members) {
    const share = hasHouseholds ? weight : areaSquareMeters;
    if (share > 0 && currentGrid && isGridCode(currentGrid)) shares.set(currentGrid, (shares.get(currentGrid) ?? 0) + share);
  }
  return [...shares].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([code]) => code);
}

/** The ground of each grid as one polygon in WKB. */
function shapesOf({ fabric, ground }: GroundOfPlan, { grids }: Partition): Buffer[] {
  const { lng, lat, isOld } = fabric.vertices;
  const dissolved = grids.map(({ units }) => dissolve(units.flatMap((unit) => ground[unit]!.faces.map((face) => fabric.faces[face]!.rings)), fabric));
  const closed = (ring: VertexRing) => [...ring, ring[0]!].flatMap((vertex) => [lng[vertex]!, lat[vertex]!]);
  return tidyRings(dissolved, { x: lng, y: lat }, (vertex) => isOld[vertex]!).map((rings) => writePolygon(rings.map(closed)));
}

/** Figures and misfits of an alternative as the contract has them. */
export function summarise(number: number, kind: ProposalAlternative['kind'], { figures, grids }: Partition): ProposalAlternative {
  const misfits: ProposalAlternative['misfits'] = {};
  for (const { outside } of grids) if (outside) misfits[outside.code] = (misfits[outside.code] ?? 0) + 1;
  const { grids: count, dedicatedGrids, gridsInBand, shareInBand, meanPolsbyPopper, cutEdges, householdsMoved, shareOnStreets, tornEstates } = figures;
  return { number, kind, misfits, figures: { grids: count, dedicatedGrids, gridsInBand, shareInBand, meanCompactness: meanPolsbyPopper, cutEdges, householdsMoved: Math.round(householdsMoved), shareOnStreets, tornEstates } };
}
