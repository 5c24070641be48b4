import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import type { ResponseOf } from '#contract/endpoint.ts';
import { searchItems } from '#contract/search.ts';
import { call } from '../../shared/api-call.ts';

export type FoundItems = ResponseOf<typeof searchItems>;
export type FoundItem = FoundItems['items'][number];
const suggestions = 20;

/** What the one search box finds, what is in the box first. A new text cancels the question before it. */
export function useSearch(q: string, box: string | null) {
  return useQuery({
    queryKey: ['search', q, box],
    queryFn: q === '' ? skipToken : ({ signal }) => call(searchItems, { query: { q, limit: suggestions, ...(box ? { bbox: box } : {}) } }, { signal }),
    placeholderData: keepPreviousData,
  });
}
