import type { IncomingMessage } from 'node:http';
import { LRUCache } from 'lru-cache';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Database } from '../../platform/database.ts';
import { networkOf } from '../../platform/network.ts';
import { ProblemError } from '../../platform/problem.ts';
import type { Session } from '../../platform/session.ts';
import { findSession, type SessionRow } from './queries.ts';
import { hashToken, memoryKey, readToken } from './token.ts';

/** A node believes its own answer for this long; a sign-out on another node is felt here that much later. */
export const cacheMs = 5_000;

/** What is no session does not become one: it is asked for, and counted, once in this time. */
const unknownMs = 60_000;
/** Unknown tokens of one network that are looked up in a minute; after them only the sessions that this node knows are let in. */
const unknownTokens = { points: 200, duration: 60 };

export interface Sessions {
  /**
   * The session of a request's cookie or token, or null. Most requests are answered without the database.
   * Throws too-many-requests where the caller's network tried too many tokens that nobody has.
   */
  find(request: Pick<IncomingMessage, 'headers'> & { ip?: string | undefined }): Promise<Session | null>;
  /** The session where this node knows it just now, without waiting; null says nothing. */
  peek(request: Pick<IncomingMessage, 'headers'>): Session | null;
  /** The session as the database has it now; looking does not count as use. */
  check(request: Pick<IncomingMessage, 'headers'>): Promise<Session | null>;
  /** Called at sign-out: this node forgets at once, the others within `cacheMs`. */
  forget(token: string): void;
  /** The same for all sessions of a user whose sessions somebody ended. */
  forgetUser(userId: number): void;
}

/** `now` is the clock, so that a test can let time pass. */
export function openSessions(database: Database, now: () => Date): Sessions {
  const known = new LRUCache<string, { session: Session; until: number }>({ max: 10_000 });
  // Tokens that nobody has: repeating one costs the database nothing. Apart, so that they push no real session out.
  const unknown = new LRUCache<string, number>({ max: 10_000 });
  const networks = new RateLimiterMemory(unknownTokens);
  return {
    async find(request) {
      const token = readToken(request);
      if (!token) return null;
      const key = memoryKey(token);
      const at = now();
      const cached = known.get(key);
      if (cached && cached.until > at.getTime()) return stillValid(cached.session, at);
      if ((unknown.get(key) ?? 0) > at.getTime()) return null;
      const network = networkOf(request.ip);
      // A session seen before is asked for again however many strangers share its network.
      if (!cached) await refuseGuessers(networks, network);
      const row = await database.asOwner((db) => findSession(db, hashToken(token), at));
      if (row) {
        const session = toSession(row);
        known.set(key, { session, until: at.getTime() + cacheMs });
        return session;
      }
      known.delete(key);
      unknown.set(key, at.getTime() + unknownMs);
      if (!cached) await networks.penalty(network);
      return null;
    },
    peek(request) {
      const token = readToken(request);
      const cached = token ? known.get(memoryKey(token)) : undefined;
      const at = now();
      return cached && cached.until > at.getTime() ? stillValid(cached.session, at) : null;
    },
    async check(request) {
      const token = readToken(request);
      const row = token ? await database.asOwner((db) => findSession(db, hashToken(token), now(), false)) : null;
      return row ? toSession(row) : null;
    },
    forget(token) {
      known.delete(memoryKey(token));
    },
    forgetUser(userId) {
      for (const [key, { session }] of known.entries()) if (session.userId === userId) known.delete(key);
    },
  };
}

async function refuseGuessers(networks: RateLimiterMemory, network: string): Promise<void> {
  const seen = await networks.get(network);
  if (!seen || seen.consumedPoints < unknownTokens.points) return;
  throw new ProblemError('too-many-requests', 'Too many unknown tokens from this address.', { retryAfterSeconds: Math.max(1, Math.ceil(seen.msBeforeNext / 1000)) });
}

function stillValid(session: Session, at: Date): Session | null {
  return session.expiresAt > at ? session : null;
}

function toSession(row: SessionRow): Session {
  return {
    userId: row.user_id,
    username: row.username,
    displayName: row.display_name,
    roles: row.roles,
    rights: row.rights,
    jurisdiction: row.jurisdiction,
    expiresAt: row.expires_at,
  };
}
