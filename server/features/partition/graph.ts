/** The ground to be divided: units that are never cut, and the borders that they have in common. */
import { BORDER_CLASSES, type BorderClass } from './border-classes.ts';

/** A block, an estate or a building with its ground: the smallest piece that a grid is made of. */
export interface PartitionUnit {
  id: string;
  /** Households, ≥ 0. */
  weight: number;
  areaSquareMeters: number;
  perimeterMeters: number;
  /** Centroid in metres of any local plane. */
  x: number;
  y: number;
  /** Grids never cross from one zone (a community) into another. */
  zone?: string | null;
  /** Units of one estate stay together where they can. */
  estate?: string | null;
  /** A dedicated grid: kept by itself, with the dedicated units of the same zone, `currentGrid` and piece of ground. */
  isDedicated?: boolean;
  /** The grid of today, where few households should move. */
  currentGrid?: string | null;
}

/** A common border of two units; the same pair may be named again for another class. */
export interface PartitionEdge {
  /** Positions in `units`. */
  a: number;
  b: number;
  /** Above 0; two units that meet in a point only (0 m) are no neighbours. */
  commonBorderMeters: number;
  class: BorderClass;
}

export interface PartitionGraph {
  units: readonly PartitionUnit[];
  edges: readonly PartitionEdge[];
}

export interface InputFault {
  /** JSON pointer into the graph or the options. */
  pointer: string;
  detail: string;
}

export class PartitionInputError extends Error {
  readonly faults: readonly InputFault[];
  constructor(faults: readonly InputFault[]) {
    super(`the graph or the options cannot be used: ${faults[0]?.pointer} ${faults[0]?.detail}${faults.length > 1 ? ` (and ${faults.length - 1} more)` : ''}`);
    this.name = 'PartitionInputError';
    this.faults = faults;
  }
}

const mostFaults = 20;

/** What is wrong with a graph, the first 20; empty when it can be used. */
export function findGraphFaults({ units, edges }: PartitionGraph): InputFault[] {
  const faults: InputFault[] = [];
  for (const [index, unit] of units.entries()) {
    for (const field of ['weight', 'areaSquareMeters', 'perimeterMeters'] as const) {
      if (!Number.isFinite(unit[field]) || unit[field] < 0) faults.push({ pointer: `/units/${index}/${field}`, detail: `must be a number from 0, is ${unit[field]}` });
    }
    if (!Number.isFinite(unit.x) || !Number.isFinite(unit.y)) faults.push({ pointer: `/units/${index}`, detail: 'x and y must be numbers' });
    if (faults.length >= mostFaults) return faults;
  }
  for (const [index, edge] of edges.entries()) {
    if (!isPosition(edge.a, units.length) || !isPosition(edge.b, units.length)) faults.push({ pointer: `/edges/${index}`, detail: 'a and b must be positions of units' });
    if (!Number.isFinite(edge.commonBorderMeters) || edge.commonBorderMeters < 0) {
      faults.push({ pointer: `/edges/${index}/commonBorderMeters`, detail: `must be a number from 0, is ${edge.commonBorderMeters}` });
    }
    if (!BORDER_CLASSES.includes(edge.class)) faults.push({ pointer: `/edges/${index}/class`, detail: `is not a class of borders: ${edge.class}` });
    if (faults.length >= mostFaults) return faults;
  }
  return faults;
}

const isPosition = (value: number, count: number) => Number.isInteger(value) && value >= 0 && value < count;
