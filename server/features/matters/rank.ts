/** Why a place ranks before another: reasons with weights, added up. Numbers in, numbers out. */

export interface Reasons {
  cases: number;
  /** Again within 30 days after it was closed. */
  relapses: number;
  /** Not accepted at the first time. */
  returns: number;
  open: number;
  /** Null where the reader may not be told. */
  people: number | null;
  hazards: number;
}
export interface ScoreParts {
  cases: number;
  recurrence: number;
  open: number;
  people: number;
  hazards: number;
}
export interface Scored {
  score: number;
  parts: ScoreParts;
}

/** Most that each reason gives; 100 together. */
export const weights: ScoreParts = { cases: 40, recurrence: 25, open: 15, people: 12, hazards: 8 };

/**
 * Scores places against one another, highest first; equal ones keep their order. Each reason counts as the square root
 * of its share of the largest here: the tenth case says less than the second, and one outlier does not flatten the rest.
 */
export function rankPlaces<Place extends Reasons>(places: readonly Place[]): (Place & Scored)[] {
  const amounts = places.map(amountsOf);
  const largest = Object.fromEntries(reasons.map((reason) => [reason, Math.max(0, ...amounts.map((amount) => amount[reason]))])) as unknown as ScoreParts;
  return places
    .map((place, index) => {
      const parts = Object.fromEntries(reasons.map((reason) => [reason, round(share(amounts[index]![reason], largest[reason]) * weights[reason])])) as unknown as ScoreParts;
      return { ...place, parts, score: round(reasons.reduce((sum, reason) => sum + parts[reason], 0)) };
    })
    .sort((a, b) => b.score - a.score);
}

const reasons = Object.keys(weights) as (keyof ScoreParts)[];

function amountsOf({ cases, relapses, returns, open, people, hazards }: Reasons): ScoreParts {
  return { cases, recurrence: relapses + returns, open, people: people ?? 0, hazards };
}

function share(amount: number, largest: number): number {
  return largest > 0 ? Math.sqrt(amount / largest) : 0;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
