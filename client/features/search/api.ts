import { keepPreviousData, skipToken, useQueries, useQuery } from '@tanstack/react-query';
import type { ResponseOf } from '#contract/endpoint.ts';
import { searchItems } from '#contract/search.ts';
import { call } from '../../shared/api-call.ts';
import { type Bounds, boundsOf } from '../../shared/geometry.ts';

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

const aroundDegrees = 0.01;

/** The named piece of ground (an estate, a school, a park) of that name which lies at the position; undefined while unknown or where there is none. */
export function useNamedGround(name: string | undefined, position: [number, number] | undefined): FoundItem | undefined {
  const [lng, lat] = position ?? [0, 0];
  const box = [lng - aroundDegrees, lat - aroundDegrees, lng + aroundDegrees, lat + aroundDegrees].join(',');
  const { data } = useQuery({
    queryKey: ['search', name, box, 'estate'],
    queryFn: name === undefined || position === undefined ? skipToken : ({ signal }) => call(searchItems, { query: { q: name, kinds: 'estate', bbox: box, limit: suggestions } }, { signal }),
  });
  return data?.items.find((item) => item.name === name && holds(boundsOf(item.geometry), lng, lat));
}

/** A link keeps six decimals. */
const rounding = 1e-6;
function holds(bounds: Bounds | null, lng: number, lat: number): boolean {
  return bounds !== null && lng >= bounds[0] - rounding && lat >= bounds[1] - rounding && lng <= bounds[2] + rounding && lat <= bounds[3] + rounding;
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
