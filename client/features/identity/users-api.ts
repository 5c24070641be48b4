import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { type Account, accountStates, endUserSessions, listUsers, suspendUser, unlockUser } from '#contract/users.ts';
import { call } from '../../shared/api-call.ts';
import { useAction } from '../../shared/use-action.ts';

/** What narrows the list, as the link holds it; '' is everything. */
export interface AccountFilter {
  q: string;
  role: string;
  state: string;
}
const rowsPerPage = 100;
const key = 'users';

export function readAccountFilter(search: URLSearchParams): AccountFilter {
  const state = search.get('state') ?? '';
  return { q: (search.get('q') ?? '').slice(0, 60), role: (search.get('role') ?? '').slice(0, 60), state: accountStates.some((known) => known === state) ? state : '' };
}

export function accountParameters(filter: AccountFilter): Record<string, string> {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ''));
}

/** Accounts by name, as far as they are loaded. */
export function useAccounts(filter: AccountFilter) {
  const state = accountStates.find((known) => known === filter.state);
  return useInfiniteQuery({
    queryKey: [key, filter],
    initialPageParam: null as string | null,
    queryFn: ({ signal, pageParam }) =>
      call(listUsers, { query: { limit: rowsPerPage, ...(filter.q && { q: filter.q }), ...(filter.role && { role: filter.role }), ...(state && { state }), ...(pageParam === null ? {} : { after: pageParam }) } }, { signal }),
    getNextPageParam: ({ users }) => (users.length < rowsPerPage ? null : (users.at(-1)?.username ?? null)),
    placeholderData: keepPreviousData,
    // Locks and sessions come and go by themselves.
    staleTime: 5_000,
  });
}

export type AccountAct = 'unlock' | 'endSessions' | 'suspend' | 'resume';

/** One act on one account; the list follows. */
export function useAccountAct() {
  const client = useQueryClient();
  return useAction({
    mutationFn: ({ act, id }: { act: AccountAct; id: number }): Promise<Account> => {
      const params = { id };
      if (act === 'unlock') return call(unlockUser, { params });
      if (act === 'endSessions') return call(endUserSessions, { params });
      return call(suspendUser, { params, body: { isSuspended: act === 'suspend' } });
    },
    onSettled: () => client.invalidateQueries({ queryKey: [key] }),
  });
}
