import { createHash } from 'node:crypto';
import type { Router } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { getSession, type SessionInfo, signIn, signOut } from '#contract/identity.ts';
import { writeAudit } from '../../platform/audit.ts';
import { networkOf } from '../../platform/network.ts';
import { ProblemError } from '../../platform/problem.ts';
import { type Platform, route, routePlain } from '../../platform/route.ts';
import type { Session } from '../../platform/session.ts';
import { isPasswordRight } from './passwords.ts';
import {
  absoluteHours, countAttempt, createSession, deleteSession, findJurisdiction, findSession, findUser, forgetFailures, type Guesser, lockedUntil, useTotpStep, type UserRow,
} from './queries.ts';
import type { Sessions } from './sessions.ts';
import { matchTotp } from './totp.ts';
import { createToken, hashToken, readToken, sessionCookie } from './token.ts';
import { addUserRoutes } from './user-routes.ts';

/** Failed sign-ins that one address may make in five minutes: an office shares one, a guesser needs more. */
const failuresPerAddress = { points: 50, duration: 300 };

interface Credentials {
  username: string;
  password: string;
  totp?: string;
}

export function addIdentityRoutes(router: Router, platform: Platform, sessions: Pick<Sessions, 'forget' | 'forgetUser'>): void {
  const addresses = new RateLimiterMemory(failuresPerAddress);

  routePlain(router, platform, signIn, async ({ body, request, response, requestId }) => {
    const now = platform.now();
    const address = request.ip ?? '';
    const network = networkOf(address);
    await countAddress(addresses, network);
    const user = await checkCredentials(platform, body, { now, address, network, requestId });
    await addresses.reward(network);
    const token = createToken();
    await platform.database.asOwner(async (db) => {
      await createSession(db, user.id, hashToken(token), now);
      await writeAudit(db, { userId: user.id, action: 'session.create', object: `user:${user.id}`, detail: { address }, requestId });
    });
    response.set('Set-Cookie', sessionCookie(token, { isSecure: request.secure, maxAgeSeconds: absoluteHours * 3600 }));
    return describeNewSession(platform, token, now);
  });

  route(router, platform, getSession, async ({ db, session }) => {
    if (!session) throw new ProblemError('not-signed-in', 'You are not signed in.');
    return describeSession(session, await findJurisdiction(db, session.jurisdiction));
  });

  routePlain(router, platform, signOut, async ({ request, response, requestId }) => {
    const token = readToken(request);
    if (token) await endSession(platform, token, requestId);
    if (token) sessions.forget(token);
    response.set('Set-Cookie', sessionCookie(null, { isSecure: request.secure, maxAgeSeconds: 0 }));
    return null;
  });
  addUserRoutes(router, platform, sessions);
}

/** Counts an attempt before it is looked at, so that parallel guesses cannot overtake the count; a right one is given back. */
async function countAddress(addresses: RateLimiterMemory, address: string): Promise<void> {
  try {
    await addresses.consume(address);
  } catch (limit) {
    if (!(limit instanceof RateLimiterRes)) throw limit;
    throw new ProblemError('too-many-requests', 'Too many failed sign-ins from this address.', { retryAfterSeconds: Math.ceil(limit.msBeforeNext / 1000) });
  }
}

/** The user of right credentials. Every failure is counted, is in the audit log, and looks the same to the caller. */
async function checkCredentials(
  platform: Platform,
  { username, password, totp }: Credentials,
  attempt: { now: Date; address: string; network: string; requestId: string },
): Promise<UserRow> {
  const name = username.trim().toLowerCase();
  const guesser = { usernameHash: createHash('sha256').update(name).digest(), network: attempt.network };
  const fail = async (user: UserRow | null, reason: string): Promise<void> => {
    const object = user ? `user:${user.id}` : 'unknown account';
    await platform.database.asOwner((db) =>
      writeAudit(db, { userId: null, action: 'session.create', object, outcome: 'failure', detail: { reason, address: attempt.address }, requestId: attempt.requestId }),
    );
  };
  const [counted, user] = await platform.database.asOwner(async (db) => [await countAttempt(db, guesser, attempt.now), await findUser(db, name)] as const);
  if (!counted) {
    await fail(user, 'locked');
    throw await lockedProblem(platform, guesser, attempt.now);
  }
  const isRight = await isPasswordRight(user?.password_hash ?? null, password);
  if (!user || !isRight || user.is_disabled || !(await isSecondFactorRight(platform, user, totp, attempt.now))) {
    await fail(user, user?.is_disabled ? 'disabled' : 'wrong credentials');
    throw new ProblemError('sign-in-failed', 'User name, password or one-time code is wrong.');
  }
  await platform.database.asOwner((db) => forgetFailures(db, guesser, attempt.now));
  return user;
}

async function lockedProblem(platform: Platform, guesser: Guesser, now: Date): Promise<ProblemError> {
  const until = (await platform.database.asOwner((db) => lockedUntil(db, guesser))) ?? now;
  const retryAfterSeconds = Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1000));
  return new ProblemError('locked', `Too many failed attempts. Try again at ${until.toISOString()}.`, { retryAfterSeconds });
}

async function isSecondFactorRight(platform: Platform, user: UserRow, code: string | undefined, now: Date): Promise<boolean> {
  if (!user.totp_secret_cipher) return true;
  const secret = Buffer.from(platform.cipher.decrypt('totpSecret', user.totp_secret_cipher), 'base64');
  const step = code ? matchTotp(secret, code, now) : null;
  return step !== null && platform.database.asOwner((db) => useTotpStep(db, user.id, step));
}

async function endSession(platform: Platform, token: string, requestId: string): Promise<void> {
  await platform.database.asOwner(async (db) => {
    const userId = await deleteSession(db, hashToken(token));
    if (userId !== null) await writeAudit(db, { userId, action: 'session.end', object: `user:${userId}`, requestId });
  });
}

async function describeNewSession(platform: Platform, token: string, now: Date): Promise<SessionInfo> {
  return platform.database.asOwner(async (db) => {
    const row = await findSession(db, hashToken(token), now);
    if (!row) throw new ProblemError('server-error', 'The session was not kept.');
    const session = { ...row, userId: row.user_id, displayName: row.display_name, expiresAt: row.expires_at };
    return describeSession(session, await findJurisdiction(db, row.jurisdiction));
  });
}

function describeSession(session: Session, area: { name: string; bbox: SessionInfo['jurisdiction']['bbox'] } | null): SessionInfo {
  const everywhere = session.jurisdiction === '' ? '全部辖区' : session.jurisdiction;
  return {
    user: { id: session.userId, username: session.username, displayName: session.displayName },
    roles: session.roles,
    rights: session.rights,
    jurisdiction: { code: session.jurisdiction, name: area?.name ?? everywhere, bbox: area?.bbox ?? null },
    expiresAt: session.expiresAt.toISOString(),
  };
}
