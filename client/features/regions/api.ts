import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { getGrid, getRegion, listRegions } from '#contract/regions.ts';
import { call } from '../../shared/api-call.ts';

/** Children of a region; the top regions for null. */
export function regionChildren(parent: string | null) {
  return {
    queryKey: ['regions', 'children', parent] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) => call(listRegions, { query: { ...(parent ? { parent } : {}), limit: 500 } }, { signal }),
    staleTime: 300_000,
  };
}

export function useRegionSearch(q: string) {
  return useQuery({
    queryKey: ['regions', 'search', q],
    queryFn: q === '' ? skipToken : ({ signal }) => call(listRegions, { query: { q, limit: 50 } }, { signal }),
    placeholderData: keepPreviousData,
  });
}

export function useRegion(code: string | null) {
  return useQuery({ queryKey: ['region', code], queryFn: code === null ? skipToken : ({ signal }) => call(getRegion, { params: { code } }, { signal }) });
}

export function useGrid(code: string | null) {
  return useQuery({ queryKey: ['grid', code], queryFn: code === null ? skipToken : ({ signal }) => call(getGrid, { params: { code } }, { signal }) });
}
