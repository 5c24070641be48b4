import { z } from 'zod';
import { endpoint } from './endpoint.ts';

export const getHealth = endpoint({
  method: 'get',
  path: '/api/health',
  summary: 'Whether the server and its database answer',
  access: 'public',
  response: z.object({ status: z.enum(['ok', 'unavailable']), database: z.enum(['ok', 'unavailable']), version: z.string() }),
});
export const getOpenApi = endpoint({
  method: 'get',
  path: '/api/openapi.json',
  summary: 'This contract as OpenAPI 3.1',
  access: 'public',
  response: z.looseObject({ openapi: z.string() }),
});
