import { careKind, type Selection, type Theme } from '#contract/areas.ts';
import { themeKey } from './question-code.ts';

/** What of a row says which themes it belongs to. */
export interface ThemedItem {
  code: string;
  kind: string;
  category: string;
  careTypes?: string[] | undefined;
}

export function sameTheme(one: Theme, other: Theme): boolean {
  return themeKey(one) === themeKey(other);
}

/** Whether a theme holds all of another: a kind holds its categories. */
export function holdsTheme(whole: Theme, part: Theme): boolean {
  return whole.kind === part.kind && (whole.category === undefined || whole.category === part.category);
}

/** Adds a theme to a list, in place of its categories, or takes it out. */
export function toggleTheme(themes: readonly Theme[], theme: Theme): Theme[] {
  if (themes.some((other) => sameTheme(other, theme))) return themes.filter((other) => !sameTheme(other, theme));
  return [...themes.filter((other) => !holdsTheme(theme, other)), theme];
}

/** Whether a theme is among the chosen ones, by itself or in its kind. */
export function isThemeChosen({ themes }: Selection, theme: Theme): boolean {
  return themes.some((whole) => holdsTheme(whole, theme));
}

/** Chooses all of a theme, or gives it up again; what was taken out of it by hand is forgotten with the last theme. */
export function toggleChosenTheme(selection: Selection, theme: Theme): Selection {
  const themes = toggleTheme(selection.themes, theme);
  return { ...selection, themes, removed: themes.length === 0 ? [] : selection.removed };
}

/** Chooses all of these themes; what was taken out of them comes back. */
export function chooseThemes(selection: Selection, themes: readonly Theme[]): Selection {
  const missing = themes.filter((theme) => !isThemeChosen(selection, theme));
  return { ...selection, themes: missing.reduce<Theme[]>((chosen, theme) => toggleTheme(chosen, theme), [...selection.themes]), removed: [] };
}

export function isItemChosen(selection: Selection, item: ThemedItem): boolean {
  if (selection.added.includes(item.code)) return true;
  return isByTheme(selection, item) && !selection.removed.includes(item.code);
}

/** Takes one thing in or out. */
export function toggleItem(selection: Selection, item: ThemedItem): Selection {
  const without = (codes: readonly string[]) => codes.filter((code) => code !== item.code);
  if (isItemChosen(selection, item)) {
    return { ...selection, added: without(selection.added), removed: isByTheme(selection, item) ? [...without(selection.removed), item.code].sort() : selection.removed };
  }
  if (isByTheme(selection, item)) return { ...selection, removed: without(selection.removed) };
  return { ...selection, added: [...selection.added, item.code].sort() };
}

export function isNothing({ themes, added }: Selection): boolean {
  return themes.length === 0 && added.length === 0;
}

function isByTheme({ themes }: Selection, { kind, category, careTypes = [] }: ThemedItem): boolean {
  return themes.some((theme) => holdsTheme(theme, { kind, category }) || (theme.kind === careKind && careTypes.some((type) => theme.category === undefined || theme.category === type)));
}
