/** What a plan of a search is made of. */
import type { MatchedBy } from '#contract/search.ts';

/** One kind of match. Every condition that is given must hold; the query alone may find more. */
export interface Step {
  matched: MatchedBy;
  /** Better kinds of match are at least 14 apart: what is in view, in the jurisdiction or important never outweighs them. */
  base: number;
  /** A tsquery over the tokens of a document. */
  query: string;
  /** LIKE patterns of the name, the address, an alias as a line of its own: any of them. */
  names?: string[];
  addresses?: string[];
  aliases?: string[];
  /** Regular expression over the pinyin. */
  sound?: string;
  /** Regular expressions over address and name: all of them. */
  wholes?: string[];
  /** A building that has so many units at least. */
  units?: number;
  /** The base of those whose name is like one of these: the whole name rather than a part of it. */
  better?: { base: number; names: string[] };
  /** Most documents of a tier that are looked into, for a guess: where its pieces are everywhere, it helps nobody. */
  candidates?: number;
  /** The worst tier that is looked into; all where it is not given. */
  last_tier?: number;
  /** Steps that differ only in where they look have the same number here; of these the one with the smaller area comes first. */
  draft: number;
  area: number;
  is_in_view: boolean;
  /** False where another step finds all of its rows too. */
  is_counted: boolean;
  /** True where the plan's plain query finds its rows too. */
  is_plain: boolean;
  n: number;
}
/** A step before it is known for whom it is and where it stands. */
export type Draft = Omit<Step, 'draft' | 'area' | 'is_in_view' | 'is_counted' | 'is_plain' | 'n'> & { isPlain?: boolean };
/** Kinds of match of which the better ones are parts of the others. */
export interface Family {
  wholes: Draft[];
  parts: Draft[];
  /** Regular expression over the pinyin that tells whether a row is among the plain ones. */
  plainSound?: string;
}
export const alone = (...wholes: Draft[]): Family[] => wholes.map((whole) => ({ wholes: [whole], parts: [] }));
