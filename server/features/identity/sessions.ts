import type { IncomingMessage } from 'node:http';
import { LRUCache } from 'lru-cache';
import type { Database } from '../../platform/database.ts';
import type { Session } from '../../platform/session.ts';
import { findSession, type SessionRow } from './queries.ts';
import { hashToken, readToken } from './token.ts';

/** A node believes its own answer for this long; a sign-out on another node is felt here that much later. */
export const cacheMs = 5_000;

export interface Sessions {
  /** The session of a request's cookie or token, or null. Most requests are answered without the database. */
  find(request: Pick<IncomingMessage, 'headers'>): Promise<Session | null>;
  /** The session where this node knows it just now, without waiting; null says nothing. */
  peek(request: Pick<IncomingMessage, 'headers'>): Session | null;
  /** Called at sign-out: this node forgets at once, the others within `cacheMs`. */
  forget(token: string): void;
}

/** `now` is the clock, so that a test can let time pass. */
export function openSessions(database: Database, now: () => Date): Sessions {
  // Forged tokens are remembered too: repeating one costs the database nothing.
  const known = new LRUCache<string, { session: Session | null; until: number }>({ max: 10_000 });
  return {
    async find(request) {
      const token = readToken(request);
      if (!token) return null;
      const tokenHash = hashToken(token);
      const key = tokenHash.toString('base64');
      const at = now();
      const cached = known.get(key);
      if (cached && cached.until > at.getTime()) return stillValid(cached.session, at);
      const row = await database.asOwner((db) => findSession(db, tokenHash, at));
      const session = row ? toSession(row) : null;
      known.set(key, { session, until: at.getTime() + cacheMs });
      return session;
    },
    peek(request) {
      const token = readToken(request);
      const cached = token ? known.get(hashToken(token).toString('base64')) : undefined;
      const at = now();
      return cached && cached.until > at.getTime() ? stillValid(cached.session, at) : null;
    },
    forget(token) {
      known.delete(hashToken(token).toString('base64'));
    },
  };
}

function stillValid(session: Session | null, at: Date): Session | null {
  return session && session.expiresAt > at ? session : null;
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
