import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { getSession, type SessionInfo, signIn, signOut } from '#contract/identity.ts';
import { ApiError, call, type CallInput } from '../../shared/api-call.ts';
import { usePreferences } from '../../shared/preferences.ts';
import { useSessionEnd } from '../../shared/query-client.ts';
import { useAction } from '../../shared/use-action.ts';

const sessionKey = ['session'] as const;

export const sessionQuery = queryOptions({ queryKey: sessionKey, queryFn: ({ signal }) => readSession(signal), staleTime: Infinity });

/** Who is signed in; null for nobody. Asked once, then kept until signing in or out. */
export function useSession() {
  return useQuery(sessionQuery);
}

/** The session for components that are drawn only when there is one. */
export function useKnownSession(): SessionInfo | null {
  return useSession().data ?? null;
}

/** Not being signed in is an answer here, not a failure. */
async function readSession(signal: AbortSignal): Promise<SessionInfo | null> {
  try {
    return await call(getSession, {}, { signal });
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null;
    throw error;
  }
}

/** Signs in. Another person than before starts with nothing of the former's data. */
export function useSignIn() {
  const client = useQueryClient();
  return useAction({
    mutationFn: (body: NonNullable<CallInput<typeof signIn>['body']>) => call(signIn, { body }),
    onSuccess: async (session) => {
      const before = client.getQueryData<SessionInfo | null>(sessionKey);
      if (before && before.user.id !== session.user.id) client.removeQueries({ predicate: (query) => query.queryKey[0] !== sessionKey[0] });
      client.setQueryData(sessionKey, session);
      useSessionEnd.setState({ hasEnded: false });
      await client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== sessionKey[0] });
    },
  });
}

export function useSignOut() {
  const client = useQueryClient();
  return useAction({
    mutationFn: () => call(signOut),
    onSuccess: () => {
      usePreferences.getState().forgetSearches();
      client.clear();
      client.setQueryData(sessionKey, null);
    },
  });
}
