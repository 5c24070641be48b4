import type { Router } from 'express';
import { z } from 'zod';
import { endpoints } from '#contract/all.ts';
import type { Endpoint } from '#contract/endpoint.ts';
import { getOpenApi } from '#contract/platform.ts';
import { problem } from '#contract/shapes.ts';
import { version } from './health.ts';

type Json = Record<string, unknown>;

export function addOpenApiRoutes(router: Router): void {
  const text = JSON.stringify(describeApi());
  router.get(getOpenApi.path, (_request, response) => {
    response.type('application/json').set('Cache-Control', 'no-cache').send(text);
  });
}

/** The contract as OpenAPI 3.1: nothing is written twice. */
export function describeApi(): Json {
  const paths: Record<string, Json> = {};
  for (const endpoint of endpoints) {
    const path = endpoint.path.replace(/:([a-zA-Z]+)/g, '{$1}');
    paths[path] = { ...paths[path], [endpoint.method]: describeEndpoint(endpoint) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Getu 格图', version, description: 'One map of grassroots governance. Coordinates are [longitude, latitude] in EPSG:4326, times RFC 3339, errors RFC 9457.' },
    paths,
    components: {
      securitySchemes: {
        cookie: { type: 'apiKey', in: 'cookie', name: 'getu_session' },
        token: { type: 'http', scheme: 'bearer' },
      },
      schemas: { Problem: schemaOf(problem, 'output') },
      responses: { Problem: { description: 'Problem details (RFC 9457)', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } } },
    },
  };
}

function describeEndpoint(endpoint: Endpoint): Json {
  const status = endpoint.status ?? 200;
  const success = status === 204 ? { description: 'Done' } : { description: 'Answer', content: { [endpoint.mediaType ?? 'application/json']: { schema: schemaOf(endpoint.response, 'output') } } };
  const needsRight = endpoint.access !== 'public' && endpoint.access !== 'session';
  return {
    summary: endpoint.summary,
    ...(needsRight ? { description: `Needs the right \`${endpoint.access}\`.` } : {}),
    security: endpoint.access === 'public' ? [] : [{ cookie: [] }, { token: [] }],
    parameters: [...parametersOf(endpoint.params, 'path'), ...parametersOf(endpoint.query, 'query')],
    ...(endpoint.body ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(endpoint.body, 'input') } } } } : {}),
    responses: { [status]: success, default: { $ref: '#/components/responses/Problem' } },
  };
}

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as { properties?: Record<string, Json>; required?: string[] };
  return Object.entries(properties).map(([name, property]) => ({ name, in: place, required: place === 'path' || required.includes(name), schema: property }));
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...described } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return described;
}
