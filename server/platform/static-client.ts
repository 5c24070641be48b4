import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import type { RequestHandler } from 'express';
import sirv from 'sirv';

/**
 * The built client: hashed assets are kept for ever, the page itself is asked for each time; every address without a
 * file is the page, which knows its own routes; none of them has a dot, so that /.env or /x.php is nothing. Files with .br or .gz beside them are sent compressed.
 */
export function serveClient(folder: string): RequestHandler {
  if (!existsSync(path.join(folder, 'index.html'))) return (_request, _response, next) => next();
  // The folder is a link to a build; a later build must not take this server's files away under its hands.
  const serve = sirv(realpathSync(folder), {
    single: true,
    ignores: /\./,
    etag: true,
    brotli: true,
    gzip: true,
    setHeaders: (response, pathname) => response.setHeader('Cache-Control', pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'),
  });
  return (request, response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return next();
    response.locals.route = 'client';
    serve(request, response, next);
  };
}
