import { keepPreviousData, skipToken, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ResponseOf } from '#contract/endpoint.ts';
import { searchArea, searchItems } from '#contract/search.ts';
import { call } from '../../shared/api-call.ts';
import type { LinkArea } from '../../shared/area-code.ts';
import { conditionsOf } from '../../shared/question.ts';
import type { AreaFilter } from '../../shared/question-code.ts';

export type FoundItems = ResponseOf<typeof searchItems>;
export type FoundItem = FoundItems['items'][number];
const rowsPerPage = 100;
const suggestions = 20;

/** What the one search box finds, what is in the box first. A new text cancels the question before it. */
export function useSearch(q: string, box: string | null) {
  return useQuery({
    queryKey: ['search', q, box],
    queryFn: q === '' ? skipToken : ({ signal }) => call(searchItems, { query: { q, limit: suggestions, ...(box ? { bbox: box } : {}) } }, { signal }),
    placeholderData: keepPreviousData,
  });
}

/** Rows of an area as far as they are loaded, nearest first; each page brings the totals of its filter. */
export function useAreaRows(area: LinkArea | null, filter: AreaFilter) {
  return useInfiniteQuery({
    queryKey: ['area', area?.parts, filter],
    initialPageParam: null as string | null,
    queryFn:
      area === null || area.parts.length === 0
        ? skipToken
        : ({ signal, pageParam }) => call(searchArea, { body: { parts: area.parts, ...askedBy(filter), limit: rowsPerPage, ...(pageParam ? { cursor: pageParam } : {}) } }, { signal }),
    getNextPageParam: (page) => page.next,
  });
}

function askedBy(filter: AreaFilter) {
  const { themes, ...where } = conditionsOf(filter);
  return { ...(themes ? { themes } : {}), where };
}
