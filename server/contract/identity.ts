import { z } from 'zod';
import { endpoint } from './endpoint.ts';

export const sessionInfo = z.object({
  user: z.object({ id: z.number().int(), username: z.string(), displayName: z.string() }),
  roles: z.array(z.string()),
  rights: z.array(z.string()),
  /** code '' is everywhere. bbox and name are of the region or grid, where it has a shape. */
  jurisdiction: z.object({ code: z.string(), name: z.string(), bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]).nullable() }),
  expiresAt: z.string(),
});
export type SessionInfo = z.infer<typeof sessionInfo>;

export const signIn = endpoint({
  method: 'post',
  path: '/api/session',
  summary: 'Sign in; sets the session cookie',
  access: 'public',
  body: z.object({ username: z.string().min(1).max(64), password: z.string().min(1).max(256), totp: z.string().regex(/^\d{6}$/).optional() }),
  response: sessionInfo,
  bodyLimitBytes: 4096,
});
export const getSession = endpoint({
  method: 'get',
  path: '/api/session',
  summary: 'Who is signed in, with which roles and jurisdiction',
  access: 'session',
  response: sessionInfo,
});
export const signOut = endpoint({
  method: 'delete',
  path: '/api/session',
  summary: 'Sign out; ends the session',
  access: 'public',
  response: z.null(),
  status: 204,
});
