import { usePreferences } from '../preferences.ts';
import { en } from './en.ts';
import { type Words, zh } from './zh.ts';

export type { Words };
export type Language = 'zh' | 'en';
const words: Record<Language, Words> = { zh, en };

/** The words in the reader's language. */
export function useWords(): Words {
  return words[usePreferences((state) => state.language)];
}

/** The reader's words outside a component. */
export function currentWords(): Words {
  return words[usePreferences.getState().language];
}

/** The word for a code of an open list (role, field, kind …); the code itself where we have none. */
export function wordFor(list: Record<string, string>, code: string): string {
  return Object.hasOwn(list, code) ? (list[code] ?? code) : code;
}
