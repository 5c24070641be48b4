import { skipToken, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { BodyInput } from '#contract/endpoint.ts';
import { getEvent, listEventsInArea } from '#contract/events.ts';
import { call } from '../../shared/api-call.ts';

/** What the list is asked for. */
export type CaseQuestion = BodyInput<typeof listEventsInArea>;
const rowsPerPage = 50;

/** Cases as far as they are loaded, newest first. */
export function useCases(question: CaseQuestion | null) {
  return useInfiniteQuery({
    queryKey: ['cases', question],
    initialPageParam: null as string | null,
    queryFn: question === null ? skipToken : ({ signal, pageParam }) => call(listEventsInArea, { body: { ...question, limit: rowsPerPage, ...(pageParam ? { cursor: pageParam } : {}) } }, { signal }),
    getNextPageParam: (page) => page.next,
  });
}

export function useEvent(id: string | null) {
  return useQuery({ queryKey: ['event', id], queryFn: id === null ? skipToken : ({ signal }) => call(getEvent, { params: { id } }, { signal }) });
}
