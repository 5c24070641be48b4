import { keepPreviousData, skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { createSavedArea, deleteSavedArea, getSavedArea, listSavedAreas, type SavedAreaSummary, updateSavedArea } from '#contract/areas.ts';
import type { BodyInput } from '#contract/endpoint.ts';
import { call } from '../../shared/api-call.ts';
import { useAction } from '../../shared/use-action.ts';

const listKey = 'saved-areas';
const areaKey = (id: number | null) => ['saved-area', id] as const;

/** Saved areas whose name has the text in it: the reader's own first. */
export function useSavedAreas(q: string) {
  return useQuery({ queryKey: [listKey, q], queryFn: ({ signal }) => call(listSavedAreas, { query: q ? { q } : {} }, { signal }), placeholderData: keepPreviousData });
}

/** One saved area with its pieces; null asks nothing. */
export function useSavedArea(id: number | null) {
  return useQuery({ queryKey: areaKey(id), queryFn: id === null ? skipToken : ({ signal }) => call(getSavedArea, { params: { id } }, { signal }) });
}

export function useCreateArea() {
  const client = useQueryClient();
  return useAction({
    mutationFn: (body: BodyInput<typeof createSavedArea>) => call(createSavedArea, { body }),
    onSuccess: (area) => {
      client.setQueryData(areaKey(area.id), area);
      return client.invalidateQueries({ queryKey: [listKey] });
    },
  });
}

export function useUpdateArea() {
  const client = useQueryClient();
  return useAction({
    mutationFn: ({ id, ...body }: BodyInput<typeof updateSavedArea> & { id: number }) => call(updateSavedArea, { params: { id }, body }),
    onSuccess: (area) => {
      client.setQueryData(areaKey(area.id), area);
      return client.invalidateQueries({ queryKey: [listKey] });
    },
    // Somebody was faster: what they made of it is shown.
    onError: (_error, { id }) => client.invalidateQueries({ queryKey: areaKey(id) }),
  });
}

export function useDeleteArea() {
  const client = useQueryClient();
  return useAction({
    mutationFn: ({ id, version }: Pick<SavedAreaSummary, 'id' | 'version'>) => call(deleteSavedArea, { params: { id }, query: { version } }),
    onSettled: () => client.invalidateQueries({ queryKey: [listKey] }),
  });
}
