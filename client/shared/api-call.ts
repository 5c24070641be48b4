import type { z } from 'zod';
import type { BodyInput, Endpoint, QueryInput, ResponseOf } from '#contract/endpoint.ts';
import type { Problem } from '#contract/shapes.ts';
import { readingInit, takeAnswer } from './ask-ahead.ts';
import { saveFile } from './save-file.ts';

/** Why a call gave no answer: the server refused (problem), or it could not be reached. */
export type FailureKind = 'problem' | 'offline' | 'unreadable';

/** A call that failed, as the screens show it. `name` of the problem (`not-found`, `no-right` …) chooses the words. */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly kind: FailureKind;
  /** HTTP status; 0 where no answer came. */
  readonly status: number;
  readonly problem: Problem | null;
  readonly retryAfterSeconds: number | null;

  constructor(kind: FailureKind, status: number, problem: Problem | null, more: { cause?: unknown; retryAfterSeconds?: number | null } = {}) {
    super(problem?.detail ?? problem?.title ?? kind, { cause: more.cause });
    this.kind = kind;
    this.status = status;
    this.problem = problem;
    this.retryAfterSeconds = more.retryAfterSeconds ?? null;
  }

  /** Last part of the problem's type, e.g. `no-right`; '' where there is none. */
  get problemName(): string {
    return this.problem?.type.split('/').pop() ?? '';
  }

  /** The id under which the server's log has this request, or null. */
  get requestId(): string | null {
    return this.problem?.instance?.replace('urn:uuid:', '') ?? null;
  }

  /** True where asking again later may help: no answer, or the server's own trouble. */
  get isPassing(): boolean {
    return this.kind === 'offline' || this.status === 429 || this.status >= 500;
  }
}

type ParamsInput<E> = E extends Endpoint<infer P, z.ZodType, z.ZodType, z.ZodType> ? z.input<P> : never;
export interface CallInput<E> {
  params?: ParamsInput<E>;
  query?: QueryInput<E>;
  body?: BodyInput<E>;
}

/**
 * Asks one endpoint of the contract.
 * @throws ApiError for a refusal or an unreachable server; the signal's AbortError where it was cancelled.
 */
export async function call<E extends Endpoint>(endpoint: E, input: CallInput<E> = {}, options: { signal?: AbortSignal } = {}): Promise<ResponseOf<E>> {
  const url = fillPath(endpoint.path, input.params) + queryText(input.query);
  const response = await reach(url, {
    ...readingInit,
    method: endpoint.method.toUpperCase(),
    ...(input.body !== undefined && { headers: { ...readingInit.headers, 'Content-Type': 'application/json' }, body: JSON.stringify(input.body) }),
    signal: options.signal ?? null,
  });
  if (!response.ok) throw await readRefusal(response);
  if (response.status === 204) return null as ResponseOf<E>;
  try {
    return (await response.json()) as ResponseOf<E>;
  } catch (error) {
    if (isAbort(error)) throw error;
    throw new ApiError('unreadable', response.status, null, { cause: error });
  }
}

/**
 * Fetches a file and hands it to the browser's downloads, under the name that the server gave it.
 * @throws ApiError as `call` does.
 */
export async function download<E extends Endpoint>(endpoint: E, input: CallInput<E> = {}): Promise<void> {
  const response = await reach(fillPath(endpoint.path, input.params) + queryText(input.query), { credentials: 'same-origin' });
  if (!response.ok) throw await readRefusal(response);
  const name = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('Content-Disposition') ?? '')?.[1];
  const content = await response.blob().catch((cause: unknown) => {
    throw new ApiError('offline', 0, null, { cause });
  });
  saveFile(content, decodeURIComponent(name ?? 'download'));
}

/** `/api/elements/:code` and `{code: 'x y'}` → `/api/elements/x%20y`. */
export function fillPath(path: string, params: unknown): string {
  const values = new Map(Object.entries(params ?? {}));
  return path.replace(/:([A-Za-z]+)/g, (_whole, name: string) => {
    const value = values.get(name);
    if (value === undefined) throw new Error(`${path} needs ${name}`);
    return encodeURIComponent(String(value));
  });
}

/** `{q: '东', limit: 20, bbox: undefined}` → `?q=%E4%B8%9C&limit=20`. */
export function queryText(query: unknown): string {
  const entries = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null);
  if (entries.length === 0) return '';
  return `?${new URLSearchParams(entries.map(([key, value]) => [key, String(value)]))}`;
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await ((init.method === readingInit.method && takeAnswer(url)) || fetch(url, init));
  } catch (error) {
    if (isAbort(error)) throw error;
    throw new ApiError('offline', 0, null, { cause: error });
  }
}

async function readRefusal(response: Response): Promise<ApiError> {
  const retryAfter = Number(response.headers.get('Retry-After'));
  const more = { retryAfterSeconds: Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : null };
  const isProblem = response.headers.get('Content-Type')?.includes('json') ?? false;
  if (!isProblem) return new ApiError('unreadable', response.status, null, more);
  try {
    return new ApiError('problem', response.status, (await response.json()) as Problem, more);
  } catch (cause) {
    return new ApiError('unreadable', response.status, null, { ...more, cause });
  }
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
