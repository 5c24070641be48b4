import type { BorderPlan } from '#contract/borders.ts';
import type { Coverage } from '#contract/coverage/coverage.ts';
import { addRow, eachBetween, emptyTally, type Figures, rowsIn, type Tallies, type Tally, type Told } from './counts.ts';
import type { UnitTable } from './units.ts';

/** What a plan is known to hold as it was saved: what the server counted in its grids, and what it told of single buildings. */
export interface SavedPeople {
  readonly plan: BorderPlan | null;
  readonly base: Coverage;
  readonly baseTallies: Tallies;
  readonly units: UnitTable;
}
/** Buildings that a grid has and had not when it was saved (1), or has no more (-1). */
export type Moved = ReadonlyMap<number, 1 | -1>;

export function movedSince(code: string, now: Coverage, { base, units }: SavedPeople): Map<number, 1 | -1> {
  const moved = new Map<number, 1 | -1>();
  const face = now.faces.get(code);
  if (face) eachBetween(base.faces.get(code) ?? null, base, face, now, units, (row, sign) => row < units.buildings && moved.set(row, sign));
  return moved;
}

const figures = { people: { told: 3, untold: 5 }, keyPersons: { told: 4, untold: 6 } } as const;

/**
 * How many people a grid has after buildings have come and gone: from the server's totals of whole grids, less and more
 * what is told of single buildings. Where a part may not be told, so many as there are at least.
 */
export function peopleAfter(code: string, moved: Moved, saved: SavedPeople): Pick<Figures, 'people' | 'keyPersons'> {
  const parts = partsOf(code, moved, saved);
  const counts = countsIn(saved.plan);
  const sum = (name: keyof typeof figures): Told => {
    const shares = parts.map(({ from, part }) => shareOf(part, from === null ? undefined : saved.baseTallies.get(from), (from === null ? undefined : counts.get(from)?.[name]) ?? null, figures[name], saved.units.smallestTold));
    return tell(shares, saved.units.smallestTold);
  };
  return { people: sum('people'), keyPersons: sum('keyPersons') };
}

interface Part {
  /** The grid that had these buildings when it was saved; null: none. */
  from: string | null;
  part: Tally;
}
function partsOf(code: string, moved: Moved, { base, baseTallies, units }: SavedPeople): Part[] {
  const own = baseTallies.get(code)?.slice();
  const came = new Map<string | null, Tally>();
  const homes = base.faces.get(code)?.layer === 'nested' ? null : homesOf(base, units);
  for (const [row, sign] of moved) {
    const from = sign < 0 ? code : (homes?.keys[homes.of[row]!] ?? null);
    const part = sign < 0 ? own : (came.get(from) ?? emptyTally());
    if (!part) continue;
    addRow(part, units, row, sign);
    if (sign > 0) came.set(from, part);
  }
  return [...(own ? [{ from: code, part: own }] : []), ...[...came].map(([from, part]) => ({ from, part }))];
}

interface Share {
  least: number;
  isExact: boolean;
}
/** Of the people of a grid those in a part of its buildings. @param total what the server says of the whole, null where it says nothing */
function shareOf(part: Tally, whole: Tally | undefined, total: number | null, { told, untold }: { told: number; untold: number }, smallestTold: number): Share {
  if (whole && total !== null && part[1] === whole[1]) return { least: total, isExact: true };
  if (part[untold] === 0) return { least: part[told]!, isExact: true };
  if (!whole || total === null) return { least: part[told]!, isExact: false };
  const elsewhere = { told: whole[told]! - part[told]!, untold: whole[untold]! - part[untold]! };
  if (elsewhere.untold === 0) return { least: Math.max(part[told]!, total - elsewhere.told), isExact: true };
  // What a building that is not told can hold at most; where all is told that may be, there is no such limit.
  const most = smallestTold > 0 ? smallestTold - 1 : Infinity;
  return { least: Math.max(part[told]!, total - elsewhere.told - elsewhere.untold * most), isExact: false };
}

function tell(shares: readonly Share[], smallestTold: number): Told {
  const least = shares.reduce((sum, share) => sum + share.least, 0);
  if (shares.every(({ isExact }) => isExact)) return least >= smallestTold ? least : null;
  return least > 0 ? { least } : null;
}

/** In which grid of the ground each row lies. */
interface Homes {
  readonly keys: readonly string[];
  readonly of: Int32Array;
}
const known = new WeakMap<UnitTable, WeakMap<Coverage, Homes>>();

/** Looked up once for what was saved: later only what has moved is asked. */
export function homesOf(coverage: Coverage, units: UnitTable): Homes {
  const ofUnits = known.get(units) ?? new WeakMap<Coverage, Homes>();
  known.set(units, ofUnits);
  const homes = ofUnits.get(coverage) ?? findHomes(coverage, units);
  ofUnits.set(coverage, homes);
  return homes;
}

function findHomes(coverage: Coverage, units: UnitTable): Homes {
  const faces = [...coverage.faces.values()].filter(({ layer }) => layer === 'ground');
  const of = new Int32Array(units.size).fill(-1);
  for (const [at, face] of faces.entries()) for (const row of rowsIn(face, coverage, units)) of[row] = at;
  return { keys: faces.map(({ key }) => key), of };
}

type Counts = BorderPlan['grids']['features'][number]['properties']['counts'];
const counted = new WeakMap<BorderPlan, ReadonlyMap<string, Counts>>();

/** What the server counted in each grid. */
export function countsIn(plan: BorderPlan | null): ReadonlyMap<string, Counts> {
  if (!plan) return new Map();
  const counts = counted.get(plan) ?? new Map(plan.grids.features.map(({ id, properties }) => [id, properties.counts]));
  counted.set(plan, counts);
  return counts;
}
