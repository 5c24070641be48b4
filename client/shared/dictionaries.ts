import { useQuery } from '@tanstack/react-query';
import { listDictionaries } from '#contract/elements.ts';
import type { ResponseOf } from '#contract/endpoint.ts';
import { call } from './api-call.ts';
import { usePreferences } from './preferences.ts';
import { type Language, useWords, type Words, wordFor } from './words/words.ts';

export interface Titles {
  kind(kind: string): string;
  /** A category's title; '' where it has none. */
  category(kind: string, category: string): string;
  /** The title of a code in the dictionary of that type, or null; a placeholder until the dictionaries are here. */
  code(type: string, code: string): string | null;
  /** All kinds of elements; all codes of a dictionary. */
  kinds: string[];
  codes(type: string): string[];
}

/** Titles of kinds and categories in the reader's language. */
export function useTitles(): Titles {
  const words = useWords();
  const language = usePreferences((state) => state.language);
  const { data, isPending } = useQuery({ queryKey: ['dictionaries'], queryFn: ({ signal }) => call(listDictionaries, {}, { signal }), staleTime: 600_000, select: indexDictionaries });
  return titlesFrom(data, isPending, language, words);
}

/** Until the dictionaries are here, what has no word of our own is a placeholder and never a bare code; a code is shown only where no dictionary knows it. */
export function titlesFrom(data: ReturnType<typeof indexDictionaries> | undefined, isPending: boolean, language: Language, words: Words): Titles {
  const code = (type: string, wanted: string) => {
    const entry = data?.codes.get(`${type}/${wanted}`);
    if (entry) return language === 'en' && entry.nameEn ? entry.nameEn : entry.name;
    return isPending && wanted !== '' ? words.common.pending : null;
  };
  return {
    kind: (kind) => {
      const entry = data?.kinds.get(kind);
      if (entry) return language === 'en' ? entry.titleEn : entry.titleZh;
      return isPending && kind !== '' && !Object.hasOwn(words.kinds, kind) ? words.common.pending : wordFor(words.kinds, kind);
    },
    category: (kind, category) => ownTitle(words, kind, category) ?? code(`category.${kind}`, category) ?? code(`${kind}_category`, category) ?? code(`${kind}_type`, category) ?? category,
    code,
    kinds: [...(data?.kinds.keys() ?? [])],
    codes: (type) => data?.byType.get(type) ?? [],
  };
}

/** Regions and grids are no elements: what they are is one of our own words. */
function ownTitle(words: Words, kind: string, category: string): string | undefined {
  return kind === 'region' ? words.regions.levels[category] : kind === 'grid' ? words.regions.gridKinds[category] : undefined;
}

export function indexDictionaries(answer: ResponseOf<typeof listDictionaries>) {
  const byType = new Map<string, string[]>();
  for (const { type, code } of answer.dictionaries) byType.set(type, [...(byType.get(type) ?? []), code]);
  return {
    byType,
    kinds: new Map(answer.kinds.map((kind) => [kind.kind, kind])),
    codes: new Map(answer.dictionaries.map((entry) => [`${entry.type}/${entry.code}`, entry])),
  };
}
