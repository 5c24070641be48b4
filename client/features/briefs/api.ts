import { keepPreviousData, skipToken, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AreaPart } from '#contract/areas.ts';
import {
  addBriefPicture, type BriefDetail, changeBrief, compareBrief, createBrief, deleteBrief, deleteBriefPicture, exportBrief, type ExportFormat, findBriefContacts, getBrief, listBriefItems, listBriefs, renewBrief,
} from '#contract/briefs.ts';
import { call, type CallInput, download } from '../../shared/api-call.ts';
import { useAction } from '../../shared/use-action.ts';
import type { ItemFilter } from './store.ts';

type Body<E> = NonNullable<CallInput<E>['body']>;
export type BriefInput = Body<typeof createBrief>;
export type BriefChange = Body<typeof changeBrief>;
const rowsPerPage = 100;

export function useBriefs(q: string, isMine: boolean) {
  return useQuery({
    queryKey: ['briefs', q, isMine],
    queryFn: ({ signal }) => call(listBriefs, { query: { ...(q ? { q } : {}), ...(isMine ? { mine: '1' as const } : {}), limit: 100 } }, { signal }),
    placeholderData: keepPreviousData,
  });
}

export function useBrief(id: string | null) {
  return useQuery({ queryKey: ['brief', id], queryFn: id === null ? skipToken : ({ signal }) => call(getBrief, { params: { id } }, { signal }) });
}

/** The things of a brief as far as they are loaded, of its present list or an earlier one. */
export function useBriefItems(id: string | null, filter: ItemFilter = {}) {
  return useInfiniteQuery({
    queryKey: ['brief', id, 'items', filter],
    initialPageParam: 0,
    queryFn: id === null ? skipToken : ({ signal, pageParam }) => call(listBriefItems, { params: { id }, query: { ...filter, limit: rowsPerPage, offset: pageParam } }, { signal }),
    getNextPageParam: (last, pages) => {
      const loaded = pages.reduce((sum, page) => sum + page.items.length, 0);
      return last.items.length > 0 && loaded < last.total ? loaded : null;
    },
  });
}

export function useBriefContacts(parts: AreaPart[] | null) {
  return useQuery({ queryKey: ['brief-contacts', parts], queryFn: parts === null ? skipToken : ({ signal }) => call(findBriefContacts, { body: { parts } }, { signal }) });
}

/** Every change answers with the whole brief, which is then known. */
function useBriefChange<Input>(change: (input: Input) => Promise<BriefDetail>) {
  const client = useQueryClient();
  return useAction({
    mutationFn: change,
    onSuccess: (brief) => {
      client.setQueryData(['brief', brief.id], brief);
      void client.invalidateQueries({ queryKey: ['brief', brief.id, 'items'] });
      void client.invalidateQueries({ queryKey: ['briefs'] });
    },
  });
}

export function useCreateBrief() {
  return useBriefChange((body: BriefInput) => call(createBrief, { body }));
}
export function useChangeBrief(id: string) {
  return useBriefChange((body: BriefChange) => call(changeBrief, { params: { id }, body }));
}
export function useRenewBrief(id: string) {
  return useBriefChange((version: number) => call(renewBrief, { params: { id }, body: { version } }));
}
export function useAddPicture() {
  return useBriefChange(({ id, caption, data }: { id: string; caption: string; data: string }) => call(addBriefPicture, { params: { id }, body: { caption, data } }));
}
export function useRemovePicture(id: string) {
  return useBriefChange((pictureId: number) => call(deleteBriefPicture, { params: { id, pictureId } }));
}

export function useDeleteBrief(id: string) {
  const client = useQueryClient();
  return useAction({ mutationFn: () => call(deleteBrief, { params: { id } }), onSuccess: () => client.invalidateQueries({ queryKey: ['briefs'] }) });
}

export function useCompareBrief(id: string) {
  return useAction({ mutationFn: () => call(compareBrief, { params: { id } }) });
}

/** Fetches the file and hands it to the browser's downloads. */
export function useExportBrief(id: string) {
  return useAction({ mutationFn: (format: ExportFormat) => download(exportBrief, { params: { id, format } }) });
}
