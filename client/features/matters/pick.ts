import type { MatterCatalogue } from '#contract/matter-catalogue.ts';

export interface Choice {
  /** What goes into the link: a code, or the words themselves. */
  value: string;
  title: string;
  /** Class path, or the saying that fits. */
  hint: string;
}
const mostChoices = 30;

/** What somebody may mean who has typed this much: the words as they are, classes, then matters by name before matters by saying. */
export function choicesFor(typed: string, { classes, matters }: MatterCatalogue, wordsHint: string): Choice[] {
  const said = typed.trim().toLowerCase();
  if (said === '') return [];
  const className = new Map(classes.map(({ code, name }) => [code, name]));
  const pathOf = (code: string) => [code.slice(0, 2), code.slice(0, 4)].filter((part) => part !== code).map((part) => className.get(part)).filter(Boolean).join(' › ');
  const fitting = matters.filter(({ valid }) => valid).flatMap((matter) => {
    const isNamed = matter.name.toLowerCase().includes(said) || matter.code.startsWith(said);
    const alias = isNamed ? undefined : matter.aliases.find((text) => text.toLowerCase().includes(said));
    return isNamed || alias ? [{ isNamed, choice: { value: matter.code, title: matter.name, hint: alias ? `“${alias}”` : pathOf(matter.code) } }] : [];
  });
  const named = fitting.filter(({ isNamed }) => isNamed);
  const sayings = fitting.filter(({ isNamed }) => !isNamed);
  const groups = classes.filter(({ code, name }) => name.toLowerCase().includes(said) || code === said).map(({ code, name }) => ({ value: code, title: name, hint: pathOf(code) || code }));
  const asSaid = fitting.length === 1 ? [] : [{ value: typed.trim(), title: `“${typed.trim()}”`, hint: wordsHint }];
  return [...asSaid, ...groups, ...[...named, ...sayings].map(({ choice }) => choice)].slice(0, mostChoices);
}
