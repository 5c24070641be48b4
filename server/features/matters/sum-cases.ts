/** Cases summed by place, area and hour, and the places that are worth a closer look. */
import { type CaseColumns, hourOf } from './case-columns.ts';

/** Places with cases, column by column. */
export interface SpotColumns {
  count: number;
  spot: Float64Array;
  cases: Int32Array;
  open: Int32Array;
  returns: Int32Array;
  /** Microseconds since 2000. */
  lastAt: Float64Array;
  /** Means of the cases. */
  lng: Float64Array;
  lat: Float64Array;
  /** The least of its areas' codes, as a number: a place may lie in several over the years. */
  place: Float64Array;
}
export interface CaseSums {
  spots: SpotColumns;
  /** Place of each case, by its number among the places. */
  spotOf: Int32Array;
  areas: Map<string, number>;
  /** Hour since 1970 in China's zone, cases. */
  hours: [number, number][];
}

export function sumCases(cases: CaseColumns): CaseSums {
  const { spotOf, count } = numberSpots(cases.spot);
  return { spotOf, spots: sumSpots(cases, spotOf, count), areas: sumAreas(cases.place), hours: sumHours(cases.reported) };
}

/** Numbers places in the order in which they come. */
function numberSpots(spots: Float64Array): { spotOf: Int32Array; count: number } {
  const numbers = new Map<number, number>();
  const spotOf = new Int32Array(spots.length);
  for (let index = 0; index < spots.length; index++) {
    const spot = spots[index]!;
    const number = numbers.get(spot) ?? numbers.size;
    if (number === numbers.size) numbers.set(spot, number);
    spotOf[index] = number;
  }
  return { spotOf, count: numbers.size };
}

function sumSpots(cases: CaseColumns, spotOf: Int32Array, count: number): SpotColumns {
  const [numbers, counts] = [() => new Float64Array(count), () => new Int32Array(count)];
  const spots: SpotColumns = { count, spot: numbers(), cases: counts(), open: counts(), returns: counts(), lastAt: numbers().fill(-Infinity), lng: numbers(), lat: numbers(), place: numbers() };
  for (let index = 0; index < cases.count; index++) {
    const spot = spotOf[index]!;
    spots.spot[spot] = cases.spot[index]!;
    spots.cases[spot]!++;
    if (cases.closed[index] === Infinity) spots.open[spot]!++;
    spots.returns[spot]! += cases.returns[index]!;
    spots.lastAt[spot] = Math.max(spots.lastAt[spot]!, cases.reported[index]!);
    spots.lng[spot]! += cases.lng[index]!;
    spots.lat[spot]! += cases.lat[index]!;
    const place = cases.place[index]!;
    const known = spots.place[spot]!;
    if (place !== known && (known === 0 || String(place) < String(known))) spots.place[spot] = place;
  }
  for (let spot = 0; spot < count; spot++) {
    spots.lng[spot]! /= spots.cases[spot]!;
    spots.lat[spot]! /= spots.cases[spot]!;
  }
  return spots;
}

function sumAreas(places: Float64Array): Map<string, number> {
  const sums = new Map<number, number>();
  for (const place of places) sums.set(place, (sums.get(place) ?? 0) + 1);
  return new Map([...sums].map(([place, cases]) => [String(place), cases]));
}

function sumHours(reported: Float64Array): [number, number][] {
  const sums = new Map<number, number>();
  for (const moment of reported) {
    const hour = hourOf(moment);
    sums.set(hour, (sums.get(hour) ?? 0) + 1);
  }
  return [...sums];
}

/** The places with most cases, returns and open cases; among equals the latest first. By their numbers. */
export function chooseCandidates({ count, spot, cases, open, returns, lastAt }: SpotColumns, most: number): number[] {
  const weights = Int32Array.from(cases, (sum, at) => sum + returns[at]! + open[at]!);
  // Numbers are sorted ten times as fast as places are compared: only those that may be among the chosen are.
  const least = weights.slice().sort()[Math.max(0, count - most)] ?? 0;
  const able = Array.from(weights.keys()).filter((at) => weights[at]! >= least);
  return able.sort((a, b) => weights[b]! - weights[a]! || lastAt[b]! - lastAt[a]! || spot[a]! - spot[b]!).slice(0, most);
}

const relapseMicroseconds = 30 * 86_400_000_000;

/** How often a matter was reported again at one of these places within 30 days after its case before was closed. */
export function countRelapses(cases: CaseColumns, spotOf: Int32Array, candidates: readonly number[]): Map<number, number> {
  const wanted = new Map(candidates.map((spot) => [spot, new Map<number, number[]>()]));
  for (let index = 0; index < cases.count; index++) {
    const byMatter = wanted.get(spotOf[index]!);
    if (!byMatter) continue;
    const matter = cases.matter[index]!;
    const known = byMatter.get(matter);
    if (known) known.push(index);
    else byMatter.set(matter, [index]);
  }
  return new Map([...wanted].map(([spot, byMatter]) => [spot, [...byMatter.values()].reduce((sum, of) => sum + relapsesOf(cases, of), 0)]));
}

function relapsesOf({ reported, closed }: CaseColumns, indexes: number[]): number {
  const inOrder = indexes.sort((a, b) => reported[a]! - reported[b]!);
  return inOrder.filter((index, at) => {
    const before = at === 0 ? Infinity : closed[inOrder[at - 1]!]!;
    return before <= reported[index]! && before > reported[index]! - relapseMicroseconds;
  }).length;
}
