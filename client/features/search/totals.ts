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
