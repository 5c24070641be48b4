/** From what was asked to the band of each community: what is not said is as the street has configured it. */
import type { ProposeBody } from '#contract/partition.ts';
import type { Band } from './options.ts';

export type WantedBand = Pick<ProposeBody, 'target' | 'tolerance' | 'min' | 'max'>;
interface CommunityBand {
  isVillage: boolean;
  band: { min: number; max: number };
}

const usualTolerance = 0.25;

/** The band of a community; a village that is asked about by itself takes the common wish. Answers null where min ≤ target ≤ max cannot hold. */
export function bandOf({ village, ...common }: ProposeBody, community: CommunityBand, isAlone: boolean): Band | null {
  const wanted = community.isVillage && !isAlone ? (village ?? {}) : community.isVillage ? { ...common, ...village } : common;
  return resolveBand(wanted, community.band);
}

export function resolveBand({ target, tolerance, min, max }: WantedBand, configured: { min: number; max: number }): Band | null {
  const isCentred = target !== undefined || tolerance !== undefined;
  const middle = target ?? Math.round(((min ?? configured.min) + (max ?? configured.max)) / 2);
  const share = tolerance ?? usualTolerance;
  const low = min ?? (isCentred ? Math.max(1, Math.ceil(middle * (1 - share))) : configured.min);
  const high = max ?? (isCentred ? Math.floor(middle * (1 + share)) : configured.max);
  return low <= middle && middle <= high ? { min: low, target: middle, max: high } : null;
}
