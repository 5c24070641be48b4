import { careKind, type Theme } from '#contract/areas.ts';

export interface CategoryTotal {
  category: string;
  count: number;
}
export interface KindTotal {
  kind: string;
  count: number;
  categories: CategoryTotal[];
}

/** The order in which a place is asked about: who needs care, where they live, what is there, what is wrong, what helps. */
const kindOrder = [careKind, 'person', 'household', 'building', 'dwelling', 'place', 'organisation', 'hazard', 'facility', 'camera', 'device', 'resource', 'worker_post', 'asset'];

/** Totals by kind in the order of the list above, what is not in it behind by size, each with its categories, largest first. */
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
  const place = ({ kind }: KindTotal) => (kindOrder.includes(kind) ? kindOrder.indexOf(kind) : kindOrder.length);
  return bySize([...kinds.values()]).sort((a, b) => place(a) - place(b));
}

/** Single elements among totals; persons who are cared for are among the persons already, where these are told. */
export function countElements(totals: { kind: string; count: number }[]): number {
  const arePersonsTold = totals.some(({ kind }) => kind === 'person');
  return totals.reduce((sum, { kind, count }) => sum + (kind === careKind && arePersonsTold ? 0 : count), 0);
}

type Total = { kind: string; category: string; count: number };

/** Rows that the list holds when it is read to its end: whoever is cared for is listed as a person, once. */
export function countListed(totals: Total[], countedOnly: string[]): number {
  return countElements(totals.filter(({ kind }) => !isCounted(kind, countedOnly)));
}

/** Totals without rows: kinds that the reader may only count. */
export function countedThemes(totals: Total[], countedOnly: string[]): Total[] {
  return totals.filter(({ kind }) => isCounted(kind, countedOnly));
}

/** Is something asked for of which only numbers are told? Kinds of which nothing is told at all are none of these. */
export function asksCounted(themes: readonly Theme[], countedOnly: readonly string[], notTold: readonly string[]): boolean {
  const told = countedOnly.filter((kind) => !notTold.includes(kind));
  return themes.length === 0 ? told.length > 0 : themes.some(({ kind }) => isCounted(kind, told));
}

/** Is it of a kind that the reader may only count? */
export function isCounted(kind: string, countedOnly: readonly string[]): boolean {
  return countedOnly.includes(kind === careKind ? 'person' : kind);
}

/** Themes of which the reader is told nothing, wherever they are: an empty answer does not say that there are none. */
export function themesNotTold(themes: readonly Theme[], notTold: readonly string[]): Theme[] {
  return themes.filter(({ kind }) => isCounted(kind, notTold));
}

/** Is the reader told nothing of all that was asked for? */
export function isNotTold(themes: readonly Theme[], notTold: readonly string[]): boolean {
  return themes.length > 0 && themesNotTold(themes, notTold).length === themes.length;
}
