/** The order in which what was found is listed: pure, the same for every page of a question. */
import type { FoundItem, MatchedBy } from '#contract/search.ts';

/** What tells one thing from all others. */
export interface Place {
  county: string;
  kind: string;
  code: string;
  id: number;
}
export interface Found extends Place {
  place: string;
  rank: number;
  isInBox: boolean | null;
  matched: MatchedBy;
  base: number;
  /** Whose name or telephone it was found by. */
  inCharge?: FoundItem['inCharge'];
}
export interface Ranked extends Found {
  score: number;
}
export const keyOf = ({ kind, code }: Place): string => `${kind} ${code}`;

/** The highest base of a text that is found somewhere in a name; whole names and addresses are above. */
const looseBase = 116;
/** So many of each kind stand side by side before the rest follows by score alone. */
const turnsPerKind = 3;

/**
 * Each thing once, for its best match. By score, and ahead of all that merely has the text in its name or an alias the best of each kind
 * in turns: 消防 shows a station, a hydrant, a hazard and a matter before the second hydrant.
 * @param home code of the jurisdiction, where what lies in it comes before the rest
 * @param heads keys of those that may come ahead: the same ones whatever page is asked for
 */
export function rankFound(found: readonly Found[], home: string | null, heads: ReadonlySet<string>): Ranked[] {
  const best = new Map<string, Found>();
  for (const row of found) {
    const known = best.get(keyOf(row));
    if (!known || known.base < row.base) best.set(keyOf(row), row);
  }
  const ranked = [...best.values()].map((row) => ({ ...row, score: row.base + nearness(row, home) + row.rank }));
  ranked.sort((a, b) => b.score - a.score || (a.code < b.code ? -1 : 1));
  return mixKinds(ranked, heads);
}

/** A matter is everywhere, so also in view. */
function nearness({ kind, place, isInBox }: Found, home: string | null): number {
  if (isInBox || kind === 'matter') return 8;
  return home !== null && place.startsWith(home) ? 4 : 0;
}

function mixKinds(ranked: Ranked[], heads: ReadonlySet<string>): Ranked[] {
  const taken = new Map<string, number>();
  const rounds: Ranked[][] = Array.from({ length: turnsPerKind }, () => []);
  for (const row of ranked) {
    const turn = taken.get(row.kind) ?? 0;
    if (row.base > looseBase || turn === turnsPerKind || !heads.has(keyOf(row))) continue;
    rounds[turn]?.push(row);
    taken.set(row.kind, turn + 1);
  }
  if (taken.size < 2) return ranked;
  const ahead = new Set(rounds.flat());
  const rest = ranked.filter((row) => !ahead.has(row));
  const start = rest.findIndex(({ base }) => base <= looseBase);
  return start < 0 ? [...rest, ...ahead] : [...rest.slice(0, start), ...ahead, ...rest.slice(start)];
}
