import { keepPreviousData, skipToken, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { Selection } from '#contract/areas.ts';
import type { BodyInput, ResponseOf } from '#contract/endpoint.ts';
import { type AreaResult, searchArea, searchAround } from '#contract/search.ts';
import { call } from '../../shared/api-call.ts';
import type { LinkArea } from '../../shared/area-code.ts';
import { conditionsOf } from '../../shared/question.ts';
import type { AreaFilter } from '../../shared/question-code.ts';

export type Around = ResponseOf<typeof searchAround>;
export type AreaRowsQuery = ReturnType<typeof useAreaRows>;
/** The first answer shall be quick, the rest shall come in few. */
const [firstRows, furtherRows] = [100, 1000];

/** Rows of an area as far as they are loaded, nearest first; each page brings the totals of its filter. */
export function useAreaRows(area: LinkArea | null, filter: AreaFilter) {
  return useRows(area, ['area', area?.parts, filter], askedBy(filter));
}

/** Rows and totals of what was chosen, under the filter's words and place: its themes choose nothing here. */
export function useChosenRows(area: LinkArea | null, filter: AreaFilter, selection: Selection) {
  const { themes: _themes, ...where } = conditionsOf(filter);
  return useRows(area, ['area-chosen', area?.parts, where, selection], { selection, where });
}

function useRows(area: LinkArea | null, queryKey: unknown[], asked: Partial<BodyInput<typeof searchArea>>) {
  return useInfiniteQuery({
    queryKey,
    initialPageParam: null as string | null,
    queryFn:
      area === null || area.parts.length === 0
        ? skipToken
        : ({ signal, pageParam }) => call(searchArea, { body: { parts: area.parts, ...asked, ...(pageParam ? { limit: furtherRows, cursor: pageParam } : { limit: firstRows }) } }, { signal }),
    getNextPageParam: (page: AreaResult) => page.next,
    placeholderData: keepPreviousData,
  });
}

/** How the filter's rows are spread over grids. */
export function usePlaceCounts(area: LinkArea, filter: AreaFilter) {
  return useQuery({
    queryKey: ['area-places', area.parts, filter],
    queryFn: area.parts.length === 0 ? skipToken : ({ signal }) => call(searchArea, { body: { parts: area.parts, ...askedBy(filter), byPlace: true, limit: 1 } }, { signal }),
    placeholderData: keepPreviousData,
    select: ({ places = [] }) => places,
  });
}

/** Who is in charge of the area under the filter's place, nearest first, and what is open there. */
export function useAround(area: LinkArea, { nearTo, within }: AreaFilter) {
  return useQuery({
    queryKey: ['area-around', area.parts, nearTo, within],
    queryFn: area.parts.length === 0 ? skipToken : ({ signal }) => call(searchAround, { body: { parts: area.parts, ...(nearTo ? { nearTo } : {}), ...(within ? { within } : {}) } }, { signal }),
    placeholderData: keepPreviousData,
  });
}

function askedBy(filter: AreaFilter) {
  const { themes, ...where } = conditionsOf(filter);
  return { ...(themes ? { themes } : {}), where };
}
