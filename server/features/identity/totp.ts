import { createHmac, timingSafeEqual } from 'node:crypto';

const stepSeconds = 30;
const digits = 6;

/** The code of one counter value (RFC 4226, HMAC-SHA-1, 6 digits unless told). */
export function hotp(secret: Buffer, counter: number, length = digits): string {
  const message = Buffer.alloc(8);
  message.writeBigUInt64BE(BigInt(counter));
  const digest = createHmac('sha1', secret).update(message).digest();
  const offset = (digest.at(-1) ?? 0) & 0x0f;
  const number = digest.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 10 ** length).padStart(length, '0');
}

/**
 * Whether a code fits (RFC 6238, 30 s steps), one step early or late allowed for clocks that differ.
 * @returns the step that it belongs to, so that the caller can refuse the same code twice; null where it does not fit
 */
export function matchTotp(secret: Buffer, code: string, now: Date): number | null {
  const current = Math.floor(now.getTime() / 1000 / stepSeconds);
  for (const step of [current, current - 1, current + 1]) {
    if (isSame(hotp(secret, step), code)) return step;
  }
  return null;
}

function isSame(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
