import type { BorderPlan } from '#contract/borders.ts';
import type { ProposeBody } from '#contract/partition.ts';
import { isVillage } from '../../../shared/region-names.ts';

export const wishNames = ['balance', 'compactness', 'change', 'streets'] as const;
export type Wish = (typeof wishNames)[number];

/** The form as it is typed. */
export interface Wishes {
  within: string;
  target: string;
  /** Per cent. */
  tolerance: string;
  /** 0 ignore … 3 most. */
  levels: Record<Wish, number>;
  seed: string;
}

/** Weights of the four choices; the second is usual. */
const weights: readonly number[] = [0, 1, 2.5, 6];
const usualLevels: Record<Wish, number> = { balance: 1, compactness: 1, change: 0, streets: 1 };

/** What stands in the form at first: the middle of the band that most communities of the plan have. */
export function wishesOf({ communities }: Pick<BorderPlan, 'communities'>): Wishes {
  const bands = communities.map(({ band: { min, max } }) => ({ target: Math.round((min + max) / 2), percent: Math.round((100 * (max - min)) / (max + min)) }));
  // Villages have small bands of their own; the field is for the town.
  const first = bands.reduce((best, band) => (band.target > best.target ? band : best), bands[0] ?? { target: 400, percent: 25 });
  return { within: '', target: String(first.target), tolerance: nearest(first.percent), levels: usualLevels, seed: '1' };
}

/** The wishes of a proposal that was made before. */
export function readWishes({ target, tolerance, weights: asked, seed, within }: ProposeBody, plan: Pick<BorderPlan, 'communities'>): Wishes {
  const usual = wishesOf(plan);
  const levels = { ...usualLevels };
  for (const name of wishNames) {
    const weight = asked?.[name];
    if (weight !== undefined) levels[name] = weights.reduce((best, value, index) => (Math.abs(value - weight) < Math.abs(weights[best]! - weight) ? index : best), 0);
  }
  return { within: within ?? '', target: target === undefined ? usual.target : String(target), tolerance: tolerance === undefined ? usual.tolerance : nearest(tolerance * 100), levels, seed: String(seed) };
}

const nearest = (percent: number) => ['5', '10', '15', '20', '25', '33', '50'].reduce((best, one) => (Math.abs(Number(one) - percent) < Math.abs(Number(best) - percent) ? one : best));

/** The bands of villages among the communities, which keep their own, and how many these are; a village asked about by itself takes the wish. */
export function villageBands({ communities }: { communities: readonly Pick<BorderPlan['communities'][number], 'code' | 'name' | 'band'>[] }, { within }: Pick<Wishes, 'within'>): { bands: string[]; count: number } {
  if (within !== '' || communities.length === 1) return { bands: [], count: 0 };
  const villages = communities.filter(({ name }) => isVillage(name));
  return { bands: [...new Set(villages.map(({ band: { min, max } }) => `${min}～${max}`))], count: villages.length };
}

export function levelOf({ levels }: Wishes, name: Wish): number {
  return levels[name];
}

export function isWhole(text: string, min: number, max: number): boolean {
  const value = Number(text);
  return text.trim() !== '' && Number.isInteger(value) && value >= min && value <= max;
}

/** The request, or null where a number cannot be used. Usual wishes need no alternative of their own. */
export function toBody({ within, target, tolerance, levels, seed }: Wishes): Omit<ProposeBody, 'village'> | null {
  if (!isWhole(target, 1, 100_000) || !isWhole(seed, 0, 0xffffffff)) return null;
  const isUsual = wishNames.every((name) => levels[name] === usualLevels[name]);
  const own = { balance: weights[levels.balance]!, compactness: weights[levels.compactness]!, change: weights[levels.change]!, streets: weights[levels.streets]! };
  return { target: Number(target), tolerance: Number(tolerance) / 100, seed: Number(seed), ...(isUsual ? {} : { weights: own }), ...(within ? { within } : {}) };
}
