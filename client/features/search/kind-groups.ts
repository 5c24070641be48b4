import type { FoundItem } from './api.ts';

/** A row of the list: a thing, or that there are more of its kind: that many, or null where a first answer that is not all cannot tell. */
export type ResultRow = { type: 'item'; item: FoundItem } | { type: 'more'; group: string; count: number | null };
export interface ResultGroup {
  key: string;
  kind: string;
  /** Of an estate that is no place to live: what its ground is used for. */
  use: string;
  rows: ResultRow[];
}
/** So many of a kind are shown at first: as many as the server puts ahead of the rest (see its rank.ts). */
const shownAtFirst = 3;

/** Kinds in the order of their best thing; of each the best, and a row that opens the rest unless it is opened. */
export function groupByKind(items: readonly FoundItem[], opened: ReadonlySet<string>, isWhole: boolean): ResultGroup[] {
  const groups = new Map<string, FoundItem[]>();
  for (const item of items) groups.set(groupOf(item), [...(groups.get(groupOf(item)) ?? []), item]);
  return [...groups].map(([key, members]) => {
    const [kind = '', use = ''] = key.split('/');
    // Of a kind that just fills its share of a first answer that is not all, there may be others.
    const isShort = opened.has(key) || members.length < shownAtFirst || (isWhole && members.length === shownAtFirst);
    const shown: ResultRow[] = (isShort ? members : members.slice(0, shownAtFirst)).map((item) => ({ type: 'item', item }));
    const more: ResultRow[] = isShort ? [] : [{ type: 'more', group: key, count: isWhole ? members.length - shownAtFirst : null }];
    return { key, kind, use, rows: [...shown, ...more] };
  });
}

/** Parks, schools and works are named pieces of ground as estates are, but nobody would look for them under that word. */
function groupOf({ kind, category }: FoundItem): string {
  return kind === 'estate' ? `${kind}/${category}` : kind;
}

/** The kind that a group is asked for by. */
export function kindOf(group: string): string {
  return group.split('/')[0] ?? group;
}

/** What was found first, then what was found of the opened kinds; each thing once. */
export function joinFound(first: readonly FoundItem[], rest: readonly FoundItem[]): FoundItem[] {
  const known = new Set(first.map(({ kind, code }) => `${kind} ${code}`));
  return [...first, ...rest.filter(({ kind, code }) => !known.has(`${kind} ${code}`))];
}
