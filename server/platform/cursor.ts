import { timingSafeEqual } from 'node:crypto';
import type { Cipher } from './cipher.ts';
import { refusal } from '#contract/refusals.ts';
import { refused } from './problem.ts';

const sealBytes = 12;

/**
 * A place in a list, sealed: it fits only the question that it was made for, and a changed one is refused.
 * @param question everything that the order of the rows depends on, as text
 */
export function sealCursor(cipher: Cipher, question: string, position: readonly (string | number)[]): string {
  const body = Buffer.from(JSON.stringify(position)).toString('hex');
  return `${body}.${seal(cipher, question, body).toString('hex')}`;
}

/** Throws the problem bad-request for a cursor that was changed or belongs to another question. */
export function openCursor(cipher: Cipher, question: string, cursor: string): unknown[] {
  const [body = '', mark = ''] = cursor.split('.', 2);
  const given = Buffer.from(mark, 'hex');
  const expected = seal(cipher, question, body);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw refused('bad-request', refusal('cursor-of-another-question'), '/cursor');
  }
  return JSON.parse(Buffer.from(body, 'hex').toString('utf8')) as unknown[];
}

function seal(cipher: Cipher, question: string, body: string): Buffer {
  // Hexadecimal, because the hash makes no difference between capital and small letters.
  return cipher.hash('cursor', `${question}|${body}`).subarray(0, sealBytes);
}
