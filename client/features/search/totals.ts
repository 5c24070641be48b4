import { careKind } from '#contract/areas.ts';

export interface CategoryTotal {
  category: string;
  count: number;
}
export interface KindTotal {
  kind: string;
  count: number;
  categories: CategoryTotal[];
}

/** Totals by kind, largest first, each with its categories, largest first. */
export function groupTotals(totals: { kind: string; category: string; count: number }[]): KindTotal[] {
  const kinds = new Map<string, KindTotal>();
  for (const { kind, category, count } of totals) {
    const group = kinds.get(kind) ?? { kind, count: 0, categories: [] };
    group.count += count;
    group.categories.push({ category, count });
    kinds.set(kind, group);
  }
  const bySize = <Entry extends { count: number }>(entries: Entry[]) => entries.sort((a, b) => b.count - a.count);
  for (const group of kinds.values()) bySize(group.categories);
  return bySize([...kinds.values()]);
}

/** Single elements among totals; persons who are cared for are among the persons already, where these are told. */
export function countElements(totals: { kind: string; count: number }[]): number {
  const arePersonsTold = totals.some(({ kind }) => kind === 'person');
  return totals.reduce((sum, { kind, count }) => sum + (kind === careKind && arePersonsTold ? 0 : count), 0);
}
