import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints } from '#contract/all.ts';
import { addTown, addUsers, openTestApp, type TestApp, townUsers } from './test-town.ts';

let app: TestApp;
let cookie = '';
const clientDir = mkdtempSync(path.join(os.tmpdir(), 'getu-client-'));

beforeAll(async () => {
  mkdirSync(path.join(clientDir, 'assets'));
  writeFileSync(path.join(clientDir, 'index.html'), '<!doctype html><title>Getu</title>');
  writeFileSync(path.join(clientDir, 'assets/app-1a2b.js'), 'export {}');
  writeFileSync(path.join(clientDir, 'assets/app-1a2b.js.gz'), gzipSync('export {}'));
  app = await openTestApp('app', { CLIENT_DIR: clientDir, BASE_MAPS: '[{"type":"xyz","id":"sat","title":"Satellite","tiles":["https://tiles.example/{z}/{x}/{y}.png"]}]' });
  await addTown(app);
  await addUsers(app, townUsers);
  cookie = await app.signIn('street');
});
afterAll(async () => {
  await app.close();
  rmSync(clientDir, { recursive: true });
});

describe('the client', () => {
  it.each(['/', '/wall', '/grids', '/patrols', '/m', '/admin', '/index.html'])('is its page at %s, asked for each time', async (route) => {
    const answer = await app.call<{ text: string }>('GET', route);
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-cache']);
    expect(answer.body.text).toContain('<title>Getu</title>');
  });
  it.each(['/.env', '/.git/config', '/x.php', '/wp/x.php/', '/%2eenv', '/图.php', '/assets/none.js'])('is nothing at %s', async (route) => {
    const answer = await app.call('GET', route);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/problem+json; charset=utf-8']);
  });
  it('has assets that are kept for ever and sent compressed', async () => {
    const answer = await app.call('GET', '/assets/app-1a2b.js', { headers: { 'accept-encoding': 'gzip' } });
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(answer.headers.get('content-encoding')).toBe('gzip');
  });
  it.each(['/assets/none.js', '/../package.json', '/..%2f..%2fpackage.json', '/%2e%2e/%2e%2e/etc/passwd'])('gives no file away at %s', async (route) => {
    const answer = await app.call<{ text?: string; type?: string }>('GET', route);
    expect(JSON.stringify(answer.body)).not.toMatch(/"private"|root:/);
  });
});

describe('what is no proper request', () => {
  const send = (text: string) =>
    new Promise<string>((resolve, reject) => {
      const socket = connect(Number(new URL(app.url).port), '127.0.0.1', () => socket.write(text));
      let answer = '';
      socket.setEncoding('utf8').on('data', (part: string) => {
        answer += part;
      });
      socket.on('error', reject).on('close', () => resolve(answer));
    });
  it.each([
    ['garbage', 'nothing that is HTTP\r\n\r\n', 400],
    ['headers over the limit', `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
    ['a request without Host', 'GET /api/health HTTP/1.1\r\n\r\n', 400],
    ['two lengths', 'POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab', 400],
  ])('is answered with problem+json, and the connection ends (%s)', async (_what, text, status) => {
    const [head = '', body = ''] = (await send(text)).split('\r\n\r\n', 2);
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(head).toMatch(/content-type: application\/problem\+json/i);
    expect(JSON.parse(body)).toMatchObject({ status, instance: expect.stringMatching(/^urn:uuid:/) });
  });
});

describe('every answer', () => {
  it('lets a page load from this site and the configured base maps alone', async () => {
    for (const route of ['/', '/api/health', '/api/nothing']) {
      const { headers } = await app.call('GET', route);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'self'");
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("img-src 'self' data: blob: https://tiles.example");
      expect(policy).not.toMatch(/unsafe|upgrade-insecure/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('x-powered-by')).toBeNull();
    }
  });
  it('of a problem is problem+json with the request id', async () => {
    const answer = await app.call('GET', '/api/nothing');
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(answer.body.instance).toBe(`urn:uuid:${answer.headers.get('x-request-id')}`);
  });
  it('names the methods that an address takes', async () => {
    for (const [method, route, allow] of [['PUT', '/api/session', 'POST, GET, DELETE, HEAD'], ['POST', '/api/regions/99', 'GET, HEAD'], ['DELETE', '/api/search/area', 'POST']] as const) {
      const answer = await app.call(method, route, { cookie });
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, allow]);
    }
  });
});

describe('the description of the interface', () => {
  it('is valid OpenAPI 3.1 and has every endpoint of the contract', async () => {
    const answer = await app.call<{ paths: Record<string, Record<string, unknown>> }>('GET', '/api/openapi.json');
    const result = await new Validator().validate(structuredClone(answer.body));
    expect(result).toMatchObject({ valid: true });
    for (const { method, path: route } of endpoints) expect(answer.body.paths[route.replace(/:([a-zA-Z]+)/g, '{$1}')]?.[method]).toBeDefined();
  });
});

describe('answers keep the contract', () => {
  it.each([
    ['/api/session', '/api/session'],
    ['/api/regions', '/api/regions'],
    ['/api/regions?parent=990101001', '/api/regions'],
    ['/api/regions?q=第1', '/api/regions'],
    ['/api/regions/990101001001', '/api/regions/:code'],
    ['/api/regions/99', '/api/regions/:code'],
    ['/api/grids?within=990101', '/api/grids'],
    ['/api/grids/990101001001001', '/api/grids/:code'],
    ['/api/place?lng=116.0045&lat=36.0025', '/api/place'],
    ['/api/place?lng=-170&lat=-80', '/api/place'],
    ['/api/dictionaries', '/api/dictionaries'],
    ['/api/search/items?q=楼', '/api/search/items'],
  ])('%s', async (route, pattern) => {
    const answer = await app.call('GET', route, { cookie });
    expect(answer.status).toBe(200);
    const endpoint = endpoints.find((candidate) => candidate.method === 'get' && candidate.path === pattern);
    expect(endpoint?.response.safeParse(answer.body).error?.issues).toBeUndefined();
  });
  it('of every kind of element', async () => {
    const rows = await app.sql<{ code: string }>('select distinct on (kind) code from elements order by kind, code');
    const endpoint = endpoints.find(({ path: route }) => route === '/api/elements/:code');
    for (const { code } of rows) {
      const answer = await app.call('GET', `/api/elements/${code}`, { cookie });
      expect(answer.status).toBe(200);
      expect(endpoint?.response.safeParse(answer.body).error?.issues).toBeUndefined();
    }
  });
});

describe('a grid that has ended', () => {
  it('is not in the list but still has its page, with its last shape and its history', async () => {
    await app.sql(`insert into grids (code, kind, community_code, name, geom, valid_from, valid_to)
      values ('990101001002009', 'base', '990101001002', '旧网格', st_makeenvelope(116.03, 36, 116.035, 36.01, 4326), now() - interval '2 years', now() - interval '1 year')`);
    const list = await app.call<{ features: unknown[] }>('GET', '/api/grids?within=990101001002', { cookie });
    expect(list.body.features).toHaveLength(2);
    const { status, body } = await app.call<{ properties: { validTo: string | null }; history: unknown[] }>('GET', '/api/grids/990101001002009', { cookie });
    expect([status, body.history.length]).toEqual([200, 1]);
    expect(body.properties.validTo).not.toBeNull();
    expect((await app.call('GET', '/api/grids/990101001002099', { cookie })).status).toBe(404);
  });
});

describe('a place', () => {
  it('tells region chain, grid, building, street and the people in charge, the nearest first', async () => {
    const { body } = await app.call<{ regions: { level: string }[]; inCharge: { role: string; scope: string }[] }>('GET', '/api/place?lng=116.0045&lat=36.0025', { cookie });
    expect(body).toMatchObject({ grid: { code: '990101001001001', households: 4 }, building: { name: '1号楼' } });
    expect(body.regions.map(({ level }) => level)).toEqual(['province', 'prefecture', 'county', 'street', 'community']);
    expect(body.inCharge.map(({ role, scope }) => [role, scope])).toEqual([['building_head', 'building'], ['grid_worker', 'grid'], ['secretary', 'region']]);
  });
  it('names the street within 200 m and how far it is', async () => {
    const near = await app.call('GET', '/api/place?lng=116.0005&lat=36.0075', { cookie });
    expect(near.body.street).toMatchObject({ name: '人民路' });
    expect(near.body.building).toBeNull();
    expect((await app.call('GET', '/api/place?lng=116.0005&lat=36.0095', { cookie })).body.street).toBeNull();
  });
  it('outside every region has an empty chain and nobody in charge', async () => {
    const { status, body } = await app.call('GET', '/api/place?lng=0&lat=0', { cookie });
    expect([status, body]).toEqual([200, { position: [0, 0], regions: [], grid: null, building: null, inCharge: [], street: null }]);
  });
});

describe('values that cannot be used', () => {
  const evil = ["' or 1=1 --", '1; drop table elements', '%00', '../../etc/passwd', '$' + '{7*7}', '\u0000', '9'.repeat(400)];
  it.each(['/api/regions?parent=', '/api/regions?q=', '/api/regions?limit=', '/api/grids?within=', '/api/grids?limit=', '/api/place?lat=1&lng=', '/api/search/items?q=', '/api/search/items?q=a&kinds=', '/api/search/items?q=a&bbox=', '/api/search/items?q=a&within=', '/api/search/items?q=a&cursor=', '/api/audit?object=', '/api/regions/', '/api/grids/', '/api/elements/'])(
    'as %s are refused or found nowhere, and harm nothing',
    async (prefix) => {
      for (const text of evil) {
        const answer = await app.call(`GET`, prefix + encodeURIComponent(text), { cookie });
        expect([200, 400, 403, 404, 422]).toContain(answer.status);
        if (answer.status !== 200) expect(answer.headers.get('content-type')).toContain('application/problem+json');
        expect(JSON.stringify(answer.body)).not.toMatch(/syntax error|pg_|select /i);
      }
      const [count] = await app.sql<{ n: number }>('select count(*)::int as n from elements');
      expect(count?.n).toBeGreaterThan(50);
    },
  );
  it.each(['NaN', 'Infinity', '181', '-1e9', '', 'abc', '1,2'])('as a longitude of %s are refused', async (lng) => {
    const answer = await app.call('GET', `/api/place?lat=36&lng=${lng}`, { cookie });
    expect(answer.status).toBe(422);
  });
  it('as a path that cannot be decoded are refused', async () => {
    expect((await app.call('GET', '/api/elements/%E0%A4%A', { cookie })).status).toBe(400);
  });
  it.each([
    ['text/plain', '{}', 415],
    ['application/json; charset=gbk', '{"username":"张","password":"x"}', 415],
    ['application/json; charset=utf-7', '{"username":+AFsAXQ-}', 415],
    ['application/json; charset="utf-16le"', '{}', 415],
    ['application/json; charset=UTF-8', '{}', 422],
    ['application/json', '', 422],
    ['application/json', '[]', 422],
    ['application/json', '"text"', 400],
    ['application/json', `{"username":"a","password":"${'x'.repeat(5000)}"}`, 413],
    ['application/json', '{"__proto__":{"username":"a"},"constructor":{"prototype":{"password":"b"}}}', 422],
  ])('as a body of type %s reading %s: %d', async (type, raw, status) => {
    const answer = await app.call('POST', '/api/session', { raw, headers: { 'content-type': type } });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'application/problem+json; charset=utf-8']);
    expect(Object.hasOwn(Object.prototype, 'username')).toBe(false);
  });
  it.each([
    ['gzip', 'not gzip at all', 400],
    ['gzip', gzipSync(`{"a":${'['.repeat(60_000)}`), 413],
    ['gzip', gzipSync(`{"a":"${'x'.repeat(20_000_000)}"}`), 413],
    ['zstd', '{}', 415],
  ])('as a body compressed by %s: %#', async (encoding, raw, status) => {
    const answer = await app.call('POST', '/api/session', { raw: typeof raw === 'string' ? raw : new Uint8Array(raw), headers: { 'content-encoding': encoding } });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'application/problem+json; charset=utf-8']);
  });
  it('as a time that no calendar has are refused', async () => {
    const auditor = await app.signIn('auditor');
    for (const from of ['0000-01-01T00:00:00Z', '9999-12-31T23:59:59%2B23:59']) {
      expect((await app.call('GET', `/api/audit?from=${from}`, { cookie: auditor })).status).toBe(422);
    }
  });
  it('never turn into a server error', () => {
    expect(app.logLines.filter((line) => line.includes('"level":50'))).toEqual([]);
  });
});
