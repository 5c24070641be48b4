import { queryOptions, useQuery } from '@tanstack/react-query';
import { getMapSettings, listLayers } from '#contract/layers.ts';
import { call } from '../../shared/api-call.ts';

/** A layer whose data changed gets a new version, and so new tile addresses: asked anew every minute. */
const REFRESH_MS = 60_000;

export const layersQuery = queryOptions({ queryKey: ['layers'], queryFn: ({ signal }) => call(listLayers, {}, { signal }) });
export const mapSettingsQuery = queryOptions({ queryKey: ['map-settings'], queryFn: ({ signal }) => call(getMapSettings, {}, { signal }), staleTime: Infinity });

/** The layers that the reader may see; `dataUpdatedAt` is the age of what the map shows. */
export function useLayers() {
  return useQuery({ ...layersQuery, refetchInterval: REFRESH_MS });
}

export function useMapSettings() {
  return useQuery(mapSettingsQuery);
}
