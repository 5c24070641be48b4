import { openFirstMap } from './screens/console/first-map.ts';
import { watchNetwork } from './shared/connection.ts';
import { createQueryClient } from './shared/query-client.ts';
import { applyPreferencesEarly } from './shared/theme/theme.ts';

/** How long the screen waits for the first map. */
const longestWaitMs = 300;

/** Makes the first map where the address shows one, then brings the screen. */
export function start(): void {
  applyPreferencesEarly();
  watchNetwork();
  const queries = createQueryClient();
  const firstMap = location.pathname === '/' ? openFirstMap(queries).catch(reportError) : Promise.resolve();
  const late = new Promise((resolve) => setTimeout(resolve, longestWaitMs));
  void Promise.race([firstMap, late])
    .then(() => import('./app.tsx'))
    .then(({ drawApp }) => drawApp(queries));
}
