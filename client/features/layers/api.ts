import { useQuery } from '@tanstack/react-query';
import { getMapSettings, listLayers } from '#contract/layers.ts';
import { call } from '../../shared/api-call.ts';

/** A layer whose data changed gets a new version, and so new tile addresses: asked anew every minute. */
const REFRESH_MS = 60_000;

/** The layers that the reader may see; `dataUpdatedAt` is the age of what the map shows. */
export function useLayers() {
  return useQuery({ queryKey: ['layers'], queryFn: ({ signal }) => call(listLayers, {}, { signal }), refetchInterval: REFRESH_MS });
}

export function useMapSettings() {
  return useQuery({ queryKey: ['map-settings'], queryFn: ({ signal }) => call(getMapSettings, {}, { signal }), staleTime: Infinity });
}
