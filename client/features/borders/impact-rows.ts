import type { BorderImpact } from '#contract/border-review.ts';

type Mover = BorderImpact['openEvents'][number];
export interface ImpactRow {
  kind: string;
  /** Null where the reader may not know. */
  total: number | null;
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
    if (kind === 'event') return { kind, total: openEvents.length, pairs: [], items: openEvents };
    if (kind === 'device') return { kind, total: devices.length, pairs: [], items: devices };
    if (kind === 'visit') return { kind, total: visits, pairs: [], items: [] };
    return { kind, total: sumKnown(pairs.map(({ count }) => count)), pairs, items: [] };
  });
  return rows.sort((a, b) => rank(a.kind) - rank(b.kind));
}

function rank(kind: string): number {
  const at = order.indexOf(kind);
  return at < 0 ? order.length : at;
}

/** The sum, or null where a part of it may not be known: what is known would tell too little and look like all. */
function sumKnown(counts: (number | null)[]): number | null {
  return counts.reduce<number | null>((sum, count) => (sum === null || count === null ? null : sum + count), 0);
}
