import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import express, { type NextFunction, type Request, type RequestHandler, type Response, type Router } from 'express';
import type { z } from 'zod';
import type { Endpoint } from '#contract/endpoint.ts';
import { writeAudit } from './audit.ts';
import type { Cipher } from './cipher.ts';
import type { ByteDatabase, Database, RequestDatabase } from './database.ts';
import { refuseDeepJson } from './json-body.ts';
import type { Logger } from './log.ts';
import { ProblemError, toProblem } from './problem.ts';
import type { Session } from './session.ts';
import { valueFault } from './value-faults.ts';

/** What every feature gets: the database, who may ask, the cipher of personal data and the clock. */
export interface Platform {
  database: Database;
  log: Logger;
  cipher: Cipher;
  now(): Date;
  /** Aborted when the server begins to stop: what would go on for ever ends then. */
  stopping?: AbortSignal;
  /** The session of a request's cookie or token, or null. */
  findSession(request: Request): Promise<Session | null>;
  /** The same as the database has it now, without counting as use. */
  checkSession(request: Pick<IncomingMessage, 'headers'>): Promise<Session | null>;
  /** The session where this node knows it just now, without waiting; null says nothing. */
  peekSession(request: Pick<IncomingMessage, 'headers'>): Session | null;
}
export interface PlainCall<Params, Query, Body> {
  params: Params;
  query: Query;
  body: Body;
  /** Null only for public endpoints. */
  session: Session | null;
  request: Request;
  response: Response;
  requestId: string;
}
export interface Call<Params, Query, Body> extends PlainCall<Params, Query, Body> {
  db: ByteDatabase;
}

/** Puts an endpoint of the contract on the router: reads, checks rights, runs the handler in the request's transaction, answers. */
export function route<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  router: Router,
  platform: Platform,
  endpoint: Endpoint<P, Q, B, R>,
  handler: (call: Call<z.output<P>, z.output<Q>, z.output<B>>) => Promise<z.input<R>>,
): void {
  routePlain(router, platform, endpoint, (call) => {
    const { session, requestId, response } = call;
    const context = { userId: session?.userId ?? null, roles: session?.roles ?? [], jurisdiction: session?.jurisdiction ?? null, requestId };
    return platform.database.withRequest(context, async (db) => {
      response.locals.cost = db.cost;
      return handler({ ...call, db });
    });
  });
}

/** The same without a transaction around the handler: for what must be kept though the request fails (sign-in). */
export function routePlain<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  router: Router,
  platform: Platform,
  endpoint: Endpoint<P, Q, B, R>,
  handler: (call: PlainCall<z.output<P>, z.output<Q>, z.output<B>>) => Promise<z.input<R>>,
): void {
  router[endpoint.method](endpoint.path, ...bodyReaders(endpoint), async (request: Request, response: Response) => {
    const session = await sessionFor(platform, request, response, endpoint);
    const params = parse(endpoint.params, request.params, 'params') as z.output<P>;
    const query = parse(endpoint.query, withoutEmpty(request.query), 'query') as z.output<Q>;
    const body = parse(endpoint.body, request.body, 'body') as z.output<B>;
    const answer = await handler({ params, query, body, session, request, response, requestId: idOf(response) });
    if (response.headersSent) return;
    const status = endpoint.status ?? 200;
    if (status === 204) response.status(204).set('Cache-Control', 'no-store').end();
    else response.status(status).set('Cache-Control', 'no-store').json(answer);
  });
}

function bodyReaders(endpoint: Endpoint): RequestHandler[] {
  if (!endpoint.body) return [];
  const limit = endpoint.bodyLimitBytes ?? 1_048_576;
  return [requireJson, express.json({ limit, strict: true, type: 'application/json', verify: refuseDeepJson })];
}

/** Rights come before the values of a request: whoever may not ask learns nothing about them. A refusal is in the audit log. */
async function sessionFor(platform: Platform, request: Request, response: Response, endpoint: Endpoint): Promise<Session | null> {
  if (endpoint.access === 'public') return null;
  const session = await requireSession(platform, request, 'session');
  response.locals.userId = session.userId;
  if (endpoint.access !== 'session' && !session.rights.includes(endpoint.access)) {
    const detail = { method: endpoint.method, path: endpoint.path, right: endpoint.access };
    await platform.database.asOwner((db) =>
      writeAudit(db, { userId: session.userId, action: 'access.refused', outcome: 'failure', detail, requestId: idOf(response) }),
    );
    throw new ProblemError('no-right', `This needs the right "${endpoint.access}".`);
  }
  return session;
}

/** The session of a request that needs one. Throws not-signed-in or no-right. */
export async function requireSession(platform: Platform, request: Request, access: string): Promise<Session> {
  const session = await platform.findSession(request);
  if (!session) throw new ProblemError('not-signed-in', 'Your session has ended or you are not signed in.');
  if (access !== 'session' && !session.rights.includes(access)) throw new ProblemError('no-right', `This needs the right "${access}".`);
  return session;
}

function requireJson(request: Request, _response: Response, next: NextFunction): void {
  if (request.is('application/json') === false) throw new ProblemError('not-json', 'Send Content-Type: application/json.');
  // The parser would take UTF-7 and UTF-16 as well, in which the depth cannot be seen.
  const charset = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(request.get('content-type') ?? '')?.[1];
  if (charset && !/^utf-?8$/i.test(charset)) throw new ProblemError('not-json', 'Send JSON in UTF-8.');
  next();
}

/** `?limit=` is as if it was not there; read as a number it would be 0. */
function withoutEmpty(query: Request['query']): Request['query'] {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));
}

function parse(schema: z.ZodType | undefined, value: unknown, part: 'params' | 'query' | 'body'): unknown {
  if (!schema) return undefined;
  const result = schema.safeParse(value ?? {});
  if (result.success) return result.data;
  const errors = result.error.issues.slice(0, 20).map((issue) => ({
    ...valueFault(issue, value),
    pointer: `/${[...(part === 'body' ? [] : [part]), ...issue.path.map(String)].join('/')}`,
  }));
  throw new ProblemError(part === 'params' ? 'not-found' : 'not-valid', errors.map((error) => `${error.pointer}: ${error.detail}`).join('; ').slice(0, 500), { errors });
}

/** Gives each request an id and logs one line when it is answered: pattern, status, time; never bodies, names or positions. */
export function logRequests(log: Logger) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const started = performance.now();
    response.locals.requestId = randomUUID();
    response.set('X-Request-Id', response.locals.requestId);
    response.on('finish', () => {
      const { requestId, cost, userId } = response.locals;
      const route = request.route?.path ?? response.locals.route ?? 'unmatched';
      logAnswer(log, { requestId, method: request.method, route, status: response.statusCode, started, cost, userId });
    });
    next();
  };
}

/** The line of an answered request; `started` is the time of `performance.now()` when it came. */
export function logAnswer(
  log: Logger,
  { started, cost, ...line }: { requestId: string; method: string | undefined; route: string; status: number; started: number; cost?: RequestDatabase['cost']; userId?: number },
): void {
  const { requestId, method, route, status, userId } = line;
  log.info({ requestId, method, route, status, ms: tenths(performance.now() - started), databaseMs: tenths(cost?.milliseconds ?? 0), rows: cost?.rows ?? 0, userId });
}

function tenths(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}

/** The one place that turns errors into responses. */
export function answerProblems(log: Logger) {
  return (error: unknown, _request: Request, response: Response, _next: NextFunction): void => {
    const { problem, isExpected, retryAfterSeconds } = toProblem(error, `urn:uuid:${idOf(response)}`);
    if (!isExpected) log.error({ requestId: idOf(response), err: error }, 'request failed');
    if (response.headersSent) {
      response.end();
      return;
    }
    if (retryAfterSeconds !== undefined) response.set('Retry-After', String(retryAfterSeconds));
    response.status(problem.status).set('Cache-Control', 'no-store').type('application/problem+json').send(JSON.stringify(problem));
  };
}

function idOf(response: Response): string {
  return String(response.locals.requestId ?? '');
}
