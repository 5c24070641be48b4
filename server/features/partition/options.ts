/** What is wanted of a partition: how many households a grid should have, and what counts how much. */
import { type InputFault, PartitionInputError } from './graph.ts';

/** Households of a grid. */
export interface Band {
  target: number;
  min: number;
  max: number;
}

/** How much each wish counts, ≥ 0; 1 is usual. */
export interface PartitionWeights {
  /** Households inside the band and near the target. */
  balance: number;
  /** Round grids, few cut edges. */
  compactness: number;
  /** Households that stay in the grid of today. */
  change: number;
  /** Borders on streets, rivers, railways and walls. */
  streets: number;
}

export interface PartitionOptions extends Band {
  /** A whole number, 0 … 2³² − 1: the same seed gives the same bytes. */
  seed: number;
  weights?: Partial<PartitionWeights>;
  /** Other bands for single zones, by zone (villages: 30–60). */
  zoneBands?: Readonly<Record<string, Band>>;
  /** How long to search, 1 is usual, 0.1 … 100: a factor on the number of steps, never a clock, so that the result does not depend on the machine. */
  effort?: number;
}

export interface PartitionHooks {
  /** Called often, with a share of the work that only grows, 0 … 1. */
  onProgress?(done: number): void;
  /** Asked often, at least every few milliseconds; true ends the work with PartitionAborted. */
  isAborted?(): boolean;
}

export class PartitionAborted extends Error {
  constructor() {
    super('the partition was aborted');
    this.name = 'PartitionAborted';
  }
}

export const USUAL_WEIGHTS: PartitionWeights = { balance: 1, compactness: 1, change: 0, streets: 1 };
/** Towns and villages, by the rule of most provinces. */
export const TOWN_BAND: Band = { target: 400, min: 300, max: 500 };
export const VILLAGE_BAND: Band = { target: 45, min: 30, max: 60 };

export interface ResolvedOptions {
  seed: number;
  effort: number;
  weights: PartitionWeights;
  bandOf(zone: string | null): Band;
}

/** @throws PartitionInputError naming each option that cannot be used */
export function resolveOptions(options: PartitionOptions): ResolvedOptions {
  const weights = { ...USUAL_WEIGHTS, ...options.weights };
  const effort = options.effort ?? 1;
  const faults = [
    ...findBandFaults(options, ''),
    ...Object.entries(options.zoneBands ?? {}).flatMap(([zone, band]) => findBandFaults(band, `/zoneBands/${zone}`)),
    ...Object.entries(weights).filter(([, value]) => !(value >= 0 && value <= 1000)).map(([name]) => ({ pointer: `/weights/${name}`, detail: 'must be 0 … 1000' })),
  ];
  if (!Number.isInteger(options.seed) || options.seed < 0 || options.seed > 0xffffffff) faults.push({ pointer: '/seed', detail: 'must be a whole number, 0 … 2³² − 1' });
  if (!(effort >= 0.1 && effort <= 100)) faults.push({ pointer: '/effort', detail: 'must be 0.1 … 100' });
  if (faults.length > 0) throw new PartitionInputError(faults);
  const { target, min, max, zoneBands = {} } = options;
  return { seed: options.seed, effort, weights, bandOf: (zone) => (zone !== null && Object.hasOwn(zoneBands, zone) ? zoneBands[zone]! : { target, min, max }) };
}

function findBandFaults({ target, min, max }: Band, pointer: string): InputFault[] {
  const isGood = min >= 0 && min <= target && target <= max && target > 0 && Number.isFinite(max);
  return isGood ? [] : [{ pointer: pointer || '/target', detail: 'must keep 0 ≤ min ≤ target ≤ max, target above 0' }];
}
