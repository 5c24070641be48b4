import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { checkAudit, listAudit } from '#contract/audit.ts';
import { call } from '../../shared/api-call.ts';
import { useAction } from '../../shared/use-action.ts';
import { type AuditFilter, auditQuery } from './filter.ts';

const rowsPerPage = 100;
const key = 'audit';

/** The log as far as it is loaded, newest first. Every reading is an entry of its own, so that nothing is asked but by a hand. */
export function useAudit(filter: AuditFilter) {
  return useInfiniteQuery({
    queryKey: [key, filter],
    initialPageParam: null as number | null,
    queryFn: ({ signal, pageParam }) => call(listAudit, { query: { ...auditQuery(filter), limit: rowsPerPage, ...(pageParam === null ? {} : { before: pageParam }) } }, { signal }),
    getNextPageParam: ({ entries }) => (entries.length < rowsPerPage ? null : (entries.at(-1)?.id ?? null)),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnReconnect: false,
  });
}

/** Begins at the newest entry again. */
export function useRefreshAudit(): () => void {
  const client = useQueryClient();
  return () => void client.resetQueries({ queryKey: [key] });
}

export function useCheckAudit() {
  return useAction({ mutationFn: () => call(checkAudit), gcTime: 0 });
}
