import { z } from 'zod';
import { endpoint } from './endpoint.ts';

/** An account as the security administrator sees it: never its password, its second factor or a token. */
export const account = z.object({
  id: z.number().int(),
  username: z.string(),
  displayName: z.string(),
  roles: z.array(z.string()),
  /** code '' is everywhere; name '' where the area is not known here. */
  jurisdiction: z.object({ code: z.string(), name: z.string() }),
  /** The reader's own account: nobody changes that one. */
  isMe: z.boolean(),
  isSuspended: z.boolean(),
  lastSignInAt: z.string().nullable(),
  /** Sessions that are open now. */
  sessions: z.number().int(),
  /** Where wrong passwords locked it, and until when; network '' is everywhere. Empty where it is not locked. */
  locks: z.array(z.object({ network: z.string(), until: z.string() })),
});
export type Account = z.infer<typeof account>;

export const accountStates = ['locked', 'suspended', 'signed-in'] as const;
const ofAccount = z.object({ id: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) });
const right = 'users.manage';

export const listUsers = endpoint({
  method: 'get',
  path: '/api/users',
  summary: 'Accounts of the jurisdiction with role, last sign-in and locks, by name',
  access: right,
  query: z.object({
    /** Words in the name of the account, its person or its area, or the beginning of its area's code. */
    q: z.string().max(60).optional(),
    role: z.string().max(60).optional(),
    state: z.enum(accountStates).optional(),
    /** Names after this one: the next page. */
    after: z.string().max(64).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(100),
  }),
  response: z.object({ total: z.number().int(), users: z.array(account) }),
});
export const unlockUser = endpoint({
  method: 'delete',
  path: '/api/users/:id/lock',
  summary: 'Forgets the wrong passwords that were tried for the account; harmless to repeat',
  access: right,
  params: ofAccount,
  response: account,
});
export const endUserSessions = endpoint({
  method: 'delete',
  path: '/api/users/:id/sessions',
  summary: 'Ends all sessions of another account; harmless to repeat',
  access: right,
  params: ofAccount,
  response: account,
});
export const suspendUser = endpoint({
  method: 'put',
  path: '/api/users/:id/suspension',
  summary: 'Suspends another account, which ends its sessions, or resumes it',
  access: right,
  params: ofAccount,
  body: z.object({ isSuspended: z.boolean() }),
  response: account,
});
