import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { create } from 'zustand';
import { liveMessages, type LiveTopic, openStream } from '#contract/live.ts';
import type { PlanStatus } from '#contract/border-rules.ts';
import { reportSessionEnd, useSessionEnd } from './query-client.ts';

/** What is asked anew when a topic is told: the first part of the query's key. A plan itself is not: somebody may be working on it. */
const staleByTopic: Record<LiveTopic, readonly string[]> = {
  borders: ['border-plans'],
  grids: ['layers', 'grids', 'grid', 'place', 'element', 'region', 'regions', 'search', 'area-shape', 'area-places', 'area-around', 'cases', 'border-adoptions'],
};

/** The newest version and status of each plan that the server has told of, for who has one open. */
export const useToldPlans = create<Record<string, { version: number; status: PlanStatus }>>(() => ({}));

/** After a stream that broke for good (a full node, a proxy's error) it is opened again this much later. */
const reopenMs = 15_000;
/** Several messages of one moment ask once. */
const gatherMs = 150;

/**
 * Listens to the server for as long as this window is open, and marks what it tells of as stale: what is on the screen is
 * then asked for again. A message is a hint; after a break everything that it could be about is stale.
 * @returns ends it
 */
function followServer(queries: QueryClient): () => void {
  const due = new Set<string>();
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let gathering: ReturnType<typeof setTimeout> | undefined;

  const markStale = (keys: readonly string[]) => {
    for (const key of keys) due.add(key);
    gathering ??= setTimeout(() => {
      gathering = undefined;
      void queries.invalidateQueries({ predicate: ({ queryKey }) => due.has(String(queryKey[0])) });
      due.clear();
    }, gatherMs);
  };
  const open = () => {
    source = new EventSource(openStream.path);
    for (const topic of Object.keys(staleByTopic) as LiveTopic[]) source.addEventListener(topic, () => markStale(staleByTopic[topic]));
    source.addEventListener('borders', ({ data }) => {
      const told = liveMessages.borders.safeParse(JSON.parse(data));
      if (told.success) useToldPlans.setState({ [told.data.planId]: { version: told.data.version, status: told.data.status } });
    });
    source.addEventListener('reset', () => markStale(Object.values(staleByTopic).flat()));
    source.addEventListener('ended', () => {
      stop();
      reportSessionEnd();
    });
    source.addEventListener('error', () => {
      if (source?.readyState === EventSource.CLOSED) timer = setTimeout(open, reopenMs);
    });
  };
  const stop = () => {
    clearTimeout(timer);
    clearTimeout(gathering);
    source?.close();
  };
  open();
  return stop;
}

/** Follows the server while somebody is signed in. */
export function useLive(userName: string | null): void {
  const queries = useQueryClient();
  const hasEnded = useSessionEnd((state) => state.hasEnded);
  useEffect(() => (userName === null || hasEnded ? undefined : followServer(queries)), [queries, userName, hasEnded]);
}
