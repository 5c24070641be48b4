import type { NextFunction, Request, Response } from 'express';
import { ProblemError } from './problem.ts';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The second lock beside SameSite=Strict: no other site's page changes anything here. Machines send neither header. */
export function refuseForeignOrigins(request: Request, _response: Response, next: NextFunction): void {
  if (!safeMethods.has(request.method) && isForeign(request.get('sec-fetch-site'), request.get('origin'), request.host)) {
    throw new ProblemError('no-right', "This request comes from another site's page.");
  }
  next();
}

/** @param host the address that was asked, with its port, as the browser knows it */
export function isForeign(fetchSite: string | undefined, origin: string | undefined, host: string): boolean {
  if (fetchSite && fetchSite !== 'same-origin' && fetchSite !== 'none') return true;
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host;
}
