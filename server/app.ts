import express, { type Express } from 'express';
import type { Config } from './platform/config.ts';
import { ProblemError } from './platform/problem.ts';
import { answerProblems, logRequests, type Platform } from './platform/route.ts';
import { addHealthRoutes } from './platform/health.ts';

/** Middleware in order, one line per feature: the table of contents of the server. */
export function createApp(config: Config, platform: Platform): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.use(logRequests(platform.log));

  addHealthRoutes(app, platform);

  app.use('/api', () => {
    throw new ProblemError('not-found', 'There is no such address. /api/openapi.json lists them all.');
  });
  app.use(answerProblems(platform.log));
  void config;
  return app;
}
