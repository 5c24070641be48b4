/** Categories and codes in Chinese and English: the rows of table `dictionaries` that the product brings along. */
import categories from '../dictionaries/categories.json' with { type: 'json' };
import codes from '../dictionaries/codes.json' with { type: 'json' };

export interface DictionaryRow {
  type: string;
  code: string;
  name: string;
  nameEn: string;
  sort: number;
}

/** `category.<kind>` holds the categories of that kind of element. */
export const dictionaryRows: DictionaryRow[] = Object.entries({ ...categories, ...codes }).flatMap(([type, rows]) =>
  rows.map(([code, name, nameEn], sort) => ({ type, code: code!, name: name!, nameEn: nameEn!, sort })),
);

const names = new Map(dictionaryRows.map(({ type, code, name }) => [`${type}/${code}`, name]));

/** The Chinese name; throws for a code that no dictionary has, so that no row can carry one. */
export function nameOfCode(type: string, code: string): string {
  const name = names.get(`${type}/${code}`);
  if (name === undefined) throw new Error(`dictionary ${type} has no code ${code}`);
  return name;
}
