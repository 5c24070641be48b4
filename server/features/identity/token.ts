import { hash, randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export const cookieName = 'getu_session';
// 43 letters of 6 bits are 2 more than 256: the last letter has two zeros at its end.
const tokenForm = /^[\w-]{42}[AEIMQUYcgkosw048]$/;

/** 256 random bits in base64url. */
export function createToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What the database keeps of a token: whoever reads the table cannot sign in with it. */
export function hashToken(token: string): Buffer {
  return hash('sha256', token, 'buffer');
}

/** The same for the table of sessions that a node has in memory. */
export function memoryKey(token: string): string {
  return hash('sha256', token, 'base64');
}

/** The token of the Authorization header or of the cookie; null where there is none of the right form. */
export function readToken(request: Pick<IncomingMessage, 'headers'>): string | null {
  const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const token = bearer ?? readCookie(request.headers.cookie ?? '');
  return token && tokenForm.test(token) ? token : null;
}

function readCookie(header: string): string | null {
  for (const pair of header.split(';')) {
    const [name, value] = pair.trim().split('=', 2);
    if (name === cookieName && value) return value;
  }
  return null;
}

/** The Set-Cookie value; no token takes the cookie away. */
export function sessionCookie(token: string | null, options: { isSecure: boolean; maxAgeSeconds: number }): string {
  const life = token ? `Max-Age=${options.maxAgeSeconds}` : 'Max-Age=0';
  return [`${cookieName}=${token ?? ''}`, 'Path=/', 'HttpOnly', 'SameSite=Strict', life, ...(options.isSecure ? ['Secure'] : [])].join('; ');
}
