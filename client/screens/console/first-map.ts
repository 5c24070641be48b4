import type { QueryClient } from '@tanstack/react-query';
import { sessionQuery } from '../../features/identity/api.ts';
import { layersQuery, mapSettingsQuery } from '../../features/layers/api.ts';
import { arrangeLayers, toShownLayers } from '../../features/layers/arrange.ts';
import { currentLink, readAddress } from '../../shared/link-store.ts';
import { currentTheme } from '../../shared/theme/theme.ts';
import styles from './console.module.css';
import { loadMapCode, openStage } from './open-stage.ts';
import { useStage } from './stage-store.ts';

/**
 * Makes the map before the screen around it, which takes it in when it comes: its code and layout take as long as the
 * map's first tiles. Where nobody is signed in, or something fails, there is no map here, and the screen says why.
 */
export async function openFirstMap(queries: QueryClient): Promise<void> {
  // All at once, not one after the other as components come to them.
  const [code] = await Promise.all([
    loadMapCode(),
    queries.prefetchQuery({ ...sessionQuery, retry: false }),
    queries.prefetchQuery({ ...layersQuery, retry: false }),
    queries.prefetchQuery({ ...mapSettingsQuery, retry: false }),
  ]);
  const session = queries.getQueryData(sessionQuery.queryKey);
  const layers = queries.getQueryData(layersQuery.queryKey) ?? [];
  const settings = queries.getQueryData(mapSettingsQuery.queryKey);
  // The screen may have come first, where an answer took long.
  if (!session || !settings || layers.length === 0 || useStage.getState().stage) return;
  readAddress();
  const { arranged } = arrangeLayers(layers, currentLink().layers);
  const home = session.jurisdiction.bbox ?? settings.home.bbox;
  openStage(firstPlace(), code, { shown: toShownLayers(layers, arranged), bases: settings.bases, home, theme: currentTheme() });
}

/** Where the screen will have the map. */
function firstPlace(): HTMLElement {
  const place = document.createElement('div');
  place.className = styles.firstPlace ?? '';
  document.body.append(place);
  return place;
}
