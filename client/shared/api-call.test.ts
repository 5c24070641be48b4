import { afterEach, describe, expect, it, vi } from 'vitest';
import { getElement } from '#contract/elements.ts';
import { signOut } from '#contract/identity.ts';
import { ApiError, call, fillPath, queryText } from './api-call.ts';
import { shouldRetry } from './query-client.ts';

afterEach(() => vi.unstubAllGlobals());
const answer = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  vi.stubGlobal('fetch', async () => new Response(body === null ? null : JSON.stringify(body), { status, headers: { 'Content-Type': 'application/problem+json', ...headers } }));
const failure = async () => {
  const error = await call(getElement, { params: { code: '1' } }).catch((caught: unknown) => caught);
  if (!(error instanceof ApiError)) throw new Error('no ApiError');
  return error;
};

describe('a call', () => {
  it('fills the path and escapes what stands in it', () => expect(fillPath('/api/elements/:code/content', { code: '../x y' })).toBe('/api/elements/..%2Fx%20y/content'));
  it('leaves out what is not asked for', () => expect(queryText({ q: '东 湖', bbox: undefined, limit: 20 })).toBe('?q=%E4%B8%9C+%E6%B9%96&limit=20'));
  it('answers null for a success without content', async () => {
    answer(204, null);
    expect(await call(signOut)).toBeNull();
  });
  it('turns a refusal into its problem, with the id of the request', async () => {
    answer(423, { type: '/problems/locked', title: 'Locked', status: 423, instance: 'urn:uuid:abc' }, { 'Retry-After': '90' });
    const error = await failure();
    expect([error.kind, error.problemName, error.requestId, error.retryAfterSeconds]).toEqual(['problem', 'locked', 'abc', 90]);
  });
  it('says offline where no server answers', async () => {
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('Failed to fetch');
    });
    expect((await failure()).kind).toBe('offline');
  });
  it('says unreadable where something else than the server answers', async () => {
    vi.stubGlobal('fetch', async () => new Response('<html>', { status: 502, headers: { 'Content-Type': 'text/html' } }));
    expect(await failure()).toMatchObject({ kind: 'unreadable', status: 502 });
  });
});

describe('a failed call is asked again', () => {
  const problem = (status: number, name: string) => new ApiError('problem', status, { type: `/problems/${name}`, title: '', status });
  it('twice where the trouble may pass', () => expect([0, 1, 2].map((n) => shouldRetry(n, problem(503, 'unavailable')))).toEqual([true, true, false]));
  it('not where the server refused', () => expect(shouldRetry(0, problem(404, 'not-found'))).toBe(false));
  it('not where the question was too slow', () => expect(shouldRetry(0, problem(503, 'too-slow'))).toBe(false));
});
