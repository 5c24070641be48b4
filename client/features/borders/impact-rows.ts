import type { BorderImpact } from '#contract/border-review.ts';

type Mover = BorderImpact['openEvents'][number];
export interface ImpactRow {
  kind: string;
  /** Null where nothing may be known. */
  total: number | null;
  /** A part of it may not be known: the total is what is told, and there may be more. */
  isLeast: boolean;
  pairs: { from: string | null; to: string | null; count: number | null }[];
  items: Mover[];
}
/** What people ask about first. */
const order = ['household', 'building', 'key_person', 'event', 'visit', 'device'];

/** One row for each kind that changes grid, with where it goes from and to; events and devices one by one. */
export function impactRows({ moves, openEvents, devices, visits }: Pick<BorderImpact, 'moves' | 'openEvents' | 'devices' | 'visits'>): ImpactRow[] {
  const kinds = [...new Set([...order, ...moves.map(({ kind }) => kind)])];
  const rows = kinds.map((kind): ImpactRow => {
    const pairs = moves.filter((move) => move.kind === kind).map(({ from, to, count }) => ({ from, to, count }));
    if (kind === 'event') return { kind, total: openEvents.length, isLeast: false, pairs: [], items: openEvents };
    if (kind === 'device') return { kind, total: devices.length, isLeast: false, pairs: [], items: devices };
    if (kind === 'visit') return { kind, total: visits, isLeast: false, pairs: [], items: [] };
    return { kind, ...sumTold(pairs.map(({ count }) => count)), pairs, items: [] };
  });
  return rows.sort((a, b) => rank(a.kind) - rank(b.kind));
}

function rank(kind: string): number {
  const at = order.indexOf(kind);
  return at < 0 ? order.length : at;
}

/**
 * The sum of what is told beside it pair by pair, so that nothing hidden can be taken from it: with a part that may not be
 * known it is a least, and null where no part is told.
 */
function sumTold(counts: (number | null)[]): Pick<ImpactRow, 'total' | 'isLeast'> {
  const told = counts.filter((count) => count !== null);
  const sum = told.reduce((all, count) => all + count, 0);
  const isLeast = told.length < counts.length;
  return isLeast && sum === 0 ? { total: null, isLeast: false } : { total: sum, isLeast };
}
