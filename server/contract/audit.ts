import { z } from 'zod';
import { endpoint } from './endpoint.ts';

export const auditEntry = z.object({
  id: z.number().int(),
  at: z.string(),
  userId: z.number().int().nullable(),
  /** Who it was; null for nobody (a sign-in that failed) and for an account that is gone. */
  user: z.object({ username: z.string(), displayName: z.string() }).nullable(),
  action: z.string(),
  object: z.string(),
  /** The name of the account, region or grid that the object's code stands for; null for all else: no name of a person is told. */
  objectName: z.string().nullable(),
  outcome: z.enum(['success', 'failure']),
  detail: z.record(z.string(), z.unknown()),
  requestId: z.string(),
});

export type AuditEntry = z.infer<typeof auditEntry>;

export const listAudit = endpoint({
  method: 'get',
  path: '/api/audit',
  summary: 'Who did and looked at what, newest first; reading it is in it',
  access: 'audit.read',
  query: z.object({
    userId: z.coerce.number().int().optional(),
    /** Words in the name of the account or its person. */
    person: z.string().max(60).optional(),
    action: z.string().max(60).optional(),
    object: z.string().max(60).optional(),
    from: z.iso.datetime({ offset: true }).optional(),
    to: z.iso.datetime({ offset: true }).optional(),
    /** Entries older than this id: the next page. */
    before: z.coerce.number().int().optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  response: z.object({ entries: z.array(auditEntry) }),
});
export const checkAudit = endpoint({
  method: 'get',
  path: '/api/audit/chain',
  summary: 'Whether the chain of hashes over the log is whole, where it first breaks, and its end; checking it is in it',
  access: 'audit.read',
  response: z.object({
    isWhole: z.boolean(),
    firstFaultId: z.number().int().nullable(),
    /** The newest entry when the chain was checked, and its SHA-256 in hex: kept elsewhere, they show that a tail was removed. */
    lastId: z.number().int().nullable(),
    lastHash: z.string().nullable(),
  }),
});
