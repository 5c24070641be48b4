import { skipToken, useQuery } from '@tanstack/react-query';
import { resolveArea } from '#contract/areas.ts';
import type { ResponseOf } from '#contract/endpoint.ts';
import type { AnyGeometry, AreaGeometry } from '#contract/shapes.ts';
import { call } from './api-call.ts';
import type { LinkArea } from './area-code.ts';

export type ResolvedArea = ResponseOf<typeof resolveArea>;

/** The shape that an area's pieces make and each piece's own, from the server. */
export function useResolvedArea(area: LinkArea | null) {
  const parts = area?.parts ?? [];
  return useQuery({
    queryKey: ['area-shape', parts],
    queryFn: parts.length === 0 ? skipToken : ({ signal }) => call(resolveArea, { body: { parts } }, { signal }),
  });
}

/** The contract describes a geometry by its type alone; an area's is always a surface. */
export function surfaceOf(geometry: AnyGeometry): Exclude<AreaGeometry, { type: 'Point' }> {
  return geometry as Exclude<AreaGeometry, { type: 'Point' }>;
}
