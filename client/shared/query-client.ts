import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { create } from 'zustand';
import { ApiError } from './api-call.ts';
import { reportOffline } from './connection.ts';

/** Whether the server has said that the session is over while somebody was at work. */
export const useSessionEnd = create<{ hasEnded: boolean }>(() => ({ hasEnded: false }));

export function reportSessionEnd(): void {
  useSessionEnd.setState({ hasEnded: true });
}

function report(error: Error): void {
  if (!(error instanceof ApiError)) return;
  if (error.kind === 'offline') reportOffline();
  if (error.problemName === 'not-signed-in') reportSessionEnd();
}

/** Two more tries where the trouble may pass; a refusal is final, and a question that took too long would again. */
export function shouldRetry(failures: number, error: Error): boolean {
  return error instanceof ApiError && error.isPassing && error.kind !== 'offline' && error.problemName !== 'too-slow' && failures < 2;
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: report }),
    mutationCache: new MutationCache({ onError: report }),
    defaultOptions: {
      queries: { retry: shouldRetry, retryDelay: (failures) => 500 * 2 ** failures, staleTime: 30_000, refetchOnWindowFocus: false, networkMode: 'always' },
      mutations: { networkMode: 'always' },
    },
  });
}
