import { keepPreviousData, skipToken, useQueries, useQuery } from '@tanstack/react-query';
import type { ResponseOf } from '#contract/endpoint.ts';
import { searchItems } from '#contract/search.ts';
import { call } from '../../shared/api-call.ts';

export type FoundItems = ResponseOf<typeof searchItems>;
export type FoundItem = FoundItems['items'][number];
const suggestions = 20;
/** As many as one answer holds. */
const mostOfKind = 100;

/** What the one search box finds, what is in the box first. A new text cancels the question before it. */
export function useSearch(q: string, box: string | null) {
  return useQuery({
    queryKey: ['search', q, box],
    queryFn: q === '' ? skipToken : ({ signal }) => call(searchItems, { query: { q, limit: suggestions, ...(box ? { bbox: box } : {}) } }, { signal }),
    placeholderData: keepPreviousData,
  });
}

/** More of each of these kinds than the first page has; empty until they are here. */
export function useRestOf(q: string, box: string | null, kinds: readonly string[]): FoundItem[] {
  return useQueries({
    queries: kinds.map((kind) => ({
      queryKey: ['search', q, box, kind],
      queryFn: ({ signal }: { signal: AbortSignal }) => call(searchItems, { query: { q, kinds: kind, limit: mostOfKind, ...(box ? { bbox: box } : {}) } }, { signal }),
    })),
    combine: (answers) => answers.flatMap(({ data }) => data?.items ?? []),
  });
}
