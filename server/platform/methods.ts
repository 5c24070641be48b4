import type { NextFunction, Request, Response } from 'express';
import { endpoints } from '#contract/all.ts';
import { ProblemError } from './problem.ts';

const known = endpoints.map(({ method, path }) => ({ method: method.toUpperCase(), pattern: new RegExp(`^${path.replace(/:[a-zA-Z]+/g, '[^/]+')}/?$`) }));

/** An address of the contract asked with another method: 405 that names the ones it takes. */
export function refuseOtherMethods(request: Request, response: Response, next: NextFunction): void {
  const path = request.originalUrl.split('?', 1)[0] ?? '';
  const methods = known.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
  if (methods.length === 0) {
    next();
    return;
  }
  const allowed = methods.includes('GET') ? [...methods, 'HEAD'] : methods;
  response.set('Allow', allowed.join(', '));
  throw new ProblemError('method-not-allowed', `This address takes ${allowed.join(', ')}.`);
}
