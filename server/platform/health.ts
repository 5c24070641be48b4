import type { Router } from 'express';
import { getHealth } from '#contract/platform.ts';
import type { Platform } from './route.ts';

export const version = '0.1.0';

export function addHealthRoutes(router: Router, platform: Platform): void {
  // Not through route(): an unreachable database is this endpoint's answer, not its failure.
  router.get(getHealth.path, async (_request, response) => {
    const isAlive = await platform.database.appPool.query('select 1').then(
      () => true,
      () => false,
    );
    const status = isAlive ? 'ok' : 'unavailable';
    response.status(isAlive ? 200 : 503).set('Cache-Control', 'no-store').json({ status, database: status, version });
  });
}
