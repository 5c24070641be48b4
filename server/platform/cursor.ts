import { timingSafeEqual } from 'node:crypto';
import type { Cipher } from './cipher.ts';
import { refusal } from '#contract/refusals.ts';
import { refused } from './problem.ts';

const sealBytes = 12;
/** Small letters, whole bytes and nothing after them: what reads hexadecimal would take capitals and leave the rest unread. */
const cursorShape = /^((?:[0-9a-f]{2})+)\.([0-9a-f]{24})$/;

/**
 * A place in a list, sealed: it fits only the question that it was made for, and a changed one is refused.
 * @param question everything that the order of the rows depends on, as text
 */
export function sealCursor(cipher: Cipher, question: string, position: readonly (string | number)[]): string {
  const body = Buffer.from(JSON.stringify(position)).toString('hex');
  return `${body}.${seal(cipher, question, body).toString('hex')}`;
}

/** Throws the problem bad-request for a cursor that is not, to the letter, one that was given out for this question. */
export function openCursor(cipher: Cipher, question: string, cursor: string): unknown[] {
  const [, body, mark] = cursorShape.exec(cursor) ?? [];
  if (body === undefined || mark === undefined || !timingSafeEqual(Buffer.from(mark, 'hex'), seal(cipher, question, body))) {
    throw refused('bad-request', refusal('cursor-of-another-question'), '/cursor');
  }
  return JSON.parse(Buffer.from(body, 'hex').toString('utf8')) as unknown[];
}

function seal(cipher: Cipher, question: string, body: string): Buffer {
  // Hexadecimal, because the hash makes no difference between capital and small letters.
  return cipher.hash('cursor', `${question}|${body}`).subarray(0, sealBytes);
}
