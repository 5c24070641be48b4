import type { z } from 'zod';

/**
 * One HTTP endpoint as data. The server validates with it, the client is typed by it, OpenAPI is printed from it.
 * Paths are written as Express writes them: `/api/elements/:code`.
 */
export interface Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  path: string;
  summary: string;
  /** `public`: no sign-in; `session`: anyone who is signed in; else the right (role_rights.name) that is needed. */
  access: 'public' | 'session' | (string & {});
  params?: Params;
  query?: Query;
  body?: Body;
  response: Response;
  /** Of the answer; application/json where absent. */
  mediaType?: string;
  /** Status of a success; 200 where absent. */
  status?: number;
  /** Largest body accepted, in bytes; 1 MiB where absent. */
  bodyLimitBytes?: number;
}

export function endpoint<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  description: Endpoint<P, Q, B, R>,
): Endpoint<P, Q, B, R> {
  return description;
}

export type ParamsOf<E> = E extends Endpoint<infer P, z.ZodType, z.ZodType, z.ZodType> ? z.output<P> : never;
export type QueryOf<E> = E extends Endpoint<z.ZodType, infer Q, z.ZodType, z.ZodType> ? z.output<Q> : never;
export type BodyOf<E> = E extends Endpoint<z.ZodType, z.ZodType, infer B, z.ZodType> ? z.output<B> : never;
export type ResponseOf<E> = E extends Endpoint<z.ZodType, z.ZodType, z.ZodType, infer R> ? z.output<R> : never;
/** What a caller sends: before defaults and coercion. */
export type QueryInput<E> = E extends Endpoint<z.ZodType, infer Q, z.ZodType, z.ZodType> ? z.input<Q> : never;
export type BodyInput<E> = E extends Endpoint<z.ZodType, z.ZodType, infer B, z.ZodType> ? z.input<B> : never;
