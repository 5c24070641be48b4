import { createServer, type Server } from 'node:http';
import express from 'express';
import { addAreaRoutes } from './features/areas/routes.ts';
import { addAuditRoutes } from './features/audit/routes.ts';
import { addBorderRoutes } from './features/borders/routes.ts';
import { addBriefRoutes } from './features/briefs/routes.ts';
import { addElementRoutes } from './features/elements/routes.ts';
import { addEventRoutes } from './features/events/routes.ts';
import { addExportRoutes } from './features/exports/routes.ts';
import { addGridRoutes } from './features/grids/routes.ts';
import { addIdentityRoutes } from './features/identity/routes.ts';
import { openSessions } from './features/identity/sessions.ts';
import { addCatalogueRoutes } from './features/matters/catalogue-routes.ts';
import { addMatterRoutes } from './features/matters/routes.ts';
import { addMissionRoutes } from './features/missions/routes.ts';
import { addPartitionRoutes } from './features/partition/routes.ts';
import { addRegionRoutes } from './features/regions/routes.ts';
import { addSearchRoutes } from './features/search/routes.ts';
import { addTileRoutes } from './features/tiles/routes.ts';
import { serveTiles } from './features/tiles/serve.ts';
import type { Config } from './platform/config.ts';
import { addHealthRoutes } from './platform/health.ts';
import { addStreamRoutes } from './platform/live.ts';
import { refuseOtherMethods } from './platform/methods.ts';
import { addOpenApiRoutes } from './platform/openapi.ts';
import { refuseForeignOrigins } from './platform/origin.ts';
import { ProblemError } from './platform/problem.ts';
import { answerProtocolErrors, refuseWithoutHost } from './platform/protocol-errors.ts';
import { answerProblems, logRequests, type Platform } from './platform/route.ts';
import { setSecurityHeaders } from './platform/security-headers.ts';
import { serveClient } from './platform/static-client.ts';

/** The server, not yet listening. Middleware in order, one line per feature: the table of contents of the server. */
export function createApp(config: Config, services: Omit<Platform, 'findSession' | 'peekSession' | 'checkSession'>): Server {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.set('trust proxy', config.trustProxy);
  const sessions = openSessions(services.database, services.now);
  const platform: Platform = { ...services, findSession: sessions.find, peekSession: sessions.peek, checkSession: sessions.check };
  app.use(logRequests(platform.log));
  const tiles = serveTiles(config, platform);
  app.use(tiles.serve);
  app.use(setSecurityHeaders(config.baseMaps));
  app.use(refuseForeignOrigins);

  addHealthRoutes(app, platform);
  addOpenApiRoutes(app);
  addStreamRoutes(app, platform);
  addIdentityRoutes(app, platform, sessions);
  addAuditRoutes(app, platform);
  addRegionRoutes(app, platform);
  addExportRoutes(app, platform);
  addGridRoutes(app, platform);
  addBorderRoutes(app, platform);
  addElementRoutes(app, platform);
  addSearchRoutes(app, platform);
  addMatterRoutes(app, platform);
  addCatalogueRoutes(app, platform);
  addEventRoutes(app, platform);
  addAreaRoutes(app, platform);
  addBriefRoutes(app, platform);
  addMissionRoutes(app, platform);
  addPartitionRoutes(app, platform);
  addTileRoutes(app, platform, config);

  app.use('/api', refuseOtherMethods, () => {
    throw new ProblemError('not-found', 'There is no such address. /api/openapi.json lists them all.');
  });
  app.use(serveClient(config.clientDir));
  app.use(() => {
    throw new ProblemError('not-found', 'There is nothing at this address.');
  });
  app.use(answerProblems(platform.log));
  // Tiles are answered before Express looks at the request wherever nobody has to be asked about it first.
  const server = createServer({ requireHostHeader: false }, (request, response) => {
    if (refuseWithoutHost(request, response, platform.log)) return;
    tiles.answer(request, response, () => app(request, response));
  });
  answerProtocolErrors(server, platform.log);
  return server;
}
