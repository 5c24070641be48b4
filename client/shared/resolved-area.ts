import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { type AreaPart, resolveArea } from '#contract/areas.ts';
import type { ResponseOf } from '#contract/endpoint.ts';
import { ApiError, call } from './api-call.ts';
import type { LinkArea } from './area-code.ts';
import { isSamePiece } from './area-pieces.ts';

export interface ResolvedArea extends ResponseOf<typeof resolveArea> {
  /** The pieces that were asked for, in the order of `parts`. */
  asked: AreaPart[];
}
export type ResolvedPiece = ResolvedArea['parts'][number];

/**
 * The shape that an area's pieces make and each piece's own, from the server. While a changed area is on its way
 * `data` is still what was there before, and `isPlaceholderData` says so.
 */
export function useResolvedArea(area: LinkArea | null) {
  const parts = area?.parts ?? [];
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: ['area-shape', parts],
    queryFn: parts.length === 0 ? skipToken : async ({ signal }): Promise<ResolvedArea> => ({ ...(await call(resolveArea, { body: { parts } }, { signal })), asked: parts }),
    placeholderData: keepPreviousData,
  });
  return { data: parts.length === 0 || error ? undefined : data, error, isPlaceholderData };
}

/** What the server said of a piece; it stays while other pieces change. */
export function resolvedPiece(area: ResolvedArea | undefined, part: AreaPart): ResolvedPiece | null {
  const index = area?.asked.findIndex((asked) => isSamePiece(asked, part)) ?? -1;
  return area?.parts[index] ?? null;
}

/** The place in the list of the piece that the server found fault with, or null. */
export function faultyPiece(error: Error | null): number | null {
  const pointer = error instanceof ApiError ? error.problem?.errors?.[0]?.pointer : undefined;
  const index = /^\/parts\/(\d+)/.exec(pointer ?? '')?.[1];
  return index === undefined ? null : Number(index);
}
