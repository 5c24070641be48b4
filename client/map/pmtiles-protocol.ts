import { addProtocol } from 'maplibre-gl';

let isReady = false;

/** Whether MapLibre can read `pmtiles://` addresses yet. */
export function canReadPmtiles(): boolean {
  return isReady;
}

/** Teaches MapLibre to read raster tiles out of one PMTiles file by byte ranges; the code for it comes when a base map needs it. */
export async function learnPmtiles(): Promise<void> {
  if (isReady) return;
  const { Protocol } = await import('pmtiles');
  if (isReady) return;
  addProtocol('pmtiles', new Protocol().tile);
  isReady = true;
}
