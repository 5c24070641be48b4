/** From a partition of units to grids with shapes: faces melt where their common segments cancel, every vertex stays. */
import type { ProposalAlternative, ProposalReason } from '#contract/partition.ts';
import type { GroundOfPlan } from './ground/read-ground.ts';
import { dissolve } from './ground/rings.ts';
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
  facts: { squareMeters: number; compactness: number; isInBand: boolean; band: { min: number; max: number }; reasons: ProposalReason[] };
}

/** The grids of a partition, numbered from 1 by community, from north to south. */
export function shapeGrids(ground: GroundOfPlan, partition: Partition): ProposedRow[] {
  const reasons = explainGrids(ground, partition);
  const rows = partition.grids.map((grid, index) => {
    const households = Math.round(grid.households);
    return {
      community: grid.zone ?? '',
      kind: grid.isDedicated ? ('dedicated' as const) : ('base' as const),
      continues: grid.continues !== null && /^\d{15}$/.test(grid.continues) ? grid.continues : null,
      shape: shapeOf(ground, grid.units),
      households,
      buildings: grid.units.reduce((total, unit) => total + ground.ground[unit]!.buildings, 0),
      facts: { squareMeters: grid.areaSquareMeters, compactness: grid.polsbyPopper, isInBand: grid.isInBand, band: { min: grid.band.min, max: grid.band.max }, reasons: reasons[index]! },
      north: Math.max(...grid.units.map((unit) => ground.graph.units[unit]!.y)),
    };
  });
  rows.sort((a, b) => (a.community < b.community ? -1 : a.community > b.community ? 1 : b.north - a.north));
  return rows.map(({ north: _north, ...row }, index) => ({ ...row, number: index + 1 }));
}

/** The ground of some units as one polygon, first points repeated at the end of each ring. */
function shapeOf({ fabric, ground }: GroundOfPlan, units: readonly number[]): Buffer {
  const faces = units.flatMap((unit) => ground[unit]!.faces.map((face) => fabric.faces[face]!.rings));
  const { lng, lat } = fabric.vertices;
  return writePolygon(dissolve(faces, fabric).map((ring) => [...ring, ring[0]!].flatMap((vertex) => [lng[vertex]!, lat[vertex]!])));
}

/** Figures and misfits of an alternative as the contract has them. */
export function summarise(number: number, kind: ProposalAlternative['kind'], { figures, grids }: Partition): ProposalAlternative {
  const misfits: ProposalAlternative['misfits'] = {};
  for (const { outside } of grids) if (outside) misfits[outside.code] = (misfits[outside.code] ?? 0) + 1;
  const { grids: count, dedicatedGrids, gridsInBand, shareInBand, meanPolsbyPopper, cutEdges, householdsMoved, shareOnStreets, tornEstates } = figures;
  return { number, kind, misfits, figures: { grids: count, dedicatedGrids, gridsInBand, shareInBand, meanCompactness: meanPolsbyPopper, cutEdges, householdsMoved: Math.round(householdsMoved), shareOnStreets, tornEstates } };
}
