/**
 * Encryption of personal fields, in one module so that SM4 can take the place of AES. Key outside the database.
 * Cipher text: key id (1 byte), nonce (12), tag (16), AES-256-GCM text; the field's name is bound as additional data.
 * Search: HMAC-SHA-256 of the field's name and its normalised value under a key of its own.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export interface Cipher {
  /** Encrypts with a random nonce: the same text never gives the same bytes twice. */
  encrypt(field: string, text: string): Buffer;
  /**
   * Encrypts with a nonce derived from key, field and text (as in synthetic-IV schemes): equal texts give equal bytes,
   * which shows that they are equal. For the demo city alone, whose rows must come out the same each time.
   */
  encryptRepeatably(field: string, text: string): Buffer;
  /** Throws where the text was changed, belongs to another field or was written with a key that is not here. */
  decrypt(field: string, cipherText: Uint8Array): string;
  /** 32 bytes to search by; spaces at the ends, letter case and Unicode forms do not matter. */
  hash(field: string, text: string): Buffer;
}

interface KeySet {
  id: number;
  encryption: Buffer;
  nonce: Buffer;
  search: Buffer;
}

const nonceBytes = 12;
const tagBytes = 16;

/** Opens the key file, made with mode 0600 when it is missing. Each line is `id base64(32 bytes)`; the last line encrypts. */
export function openCipher(keyFile: string): Cipher {
  const keys = parseKeys(readOrCreate(keyFile), keyFile);
  const current = keys.at(-1)!;
  const search = keys[0]!.search; // Hashes stay comparable when a new key is added.
  const seal = (field: string, text: string, nonce: Buffer) => {
    const cipher = createCipheriv('aes-256-gcm', current.encryption, nonce);
    cipher.setAAD(Buffer.from(field));
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.of(current.id), nonce, cipher.getAuthTag(), body]);
  };
  return {
    encrypt: (field, text) => seal(field, text, randomBytes(nonceBytes)),
    encryptRepeatably: (field, text) => seal(field, text, keyedHash(current.nonce, field, text).subarray(0, nonceBytes)),
    decrypt: (field, cipherText) => open(keys, field, Buffer.from(cipherText)),
    hash: (field, text) => keyedHash(search, field, text.normalize('NFKC').trim().toLowerCase()),
  };
}

function open(keys: KeySet[], field: string, sealed: Buffer): string {
  const key = keys.find(({ id }) => id === sealed[0]);
  if (!key) throw new Error(`this text was encrypted with key ${sealed[0]}, which the key file does not have`);
  if (sealed.length < 1 + nonceBytes + tagBytes) throw new Error('this cipher text is too short');
  const decipher = createDecipheriv('aes-256-gcm', key.encryption, sealed.subarray(1, 1 + nonceBytes), { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(field));
  decipher.setAuthTag(sealed.subarray(1 + nonceBytes, 1 + nonceBytes + tagBytes));
  return Buffer.concat([decipher.update(sealed.subarray(1 + nonceBytes + tagBytes)), decipher.final()]).toString('utf8');
}

function keyedHash(key: Buffer, field: string, text: string): Buffer {
  return createHmac('sha256', key).update(`${field}\0${text}`).digest();
}

function readOrCreate(keyFile: string): string {
  try {
    return readFileSync(keyFile, 'utf8');
  } catch (cause) {
    if (!hasCode(cause, 'ENOENT')) throw new Error(`the key file ${keyFile} cannot be read`, { cause });
  }
  mkdirSync(path.dirname(keyFile), { recursive: true, mode: 0o700 });
  const draft = `${keyFile}.${process.pid}.new`;
  writeFileSync(draft, `1 ${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flush: true });
  try {
    linkSync(draft, keyFile); // Whole or not at all, and only the first of two that start together.
  } catch (cause) {
    if (!hasCode(cause, 'EEXIST')) throw new Error(`the key file ${keyFile} cannot be written`, { cause });
  } finally {
    unlinkSync(draft);
  }
  return readFileSync(keyFile, 'utf8');
}

function hasCode(cause: unknown, code: string): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === code;
}

function parseKeys(text: string, keyFile: string): KeySet[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const keys = lines.map((line) => {
    const [, id, secret] = /^(\d{1,3}) ([A-Za-z0-9+/]{43}=)\s*$/.exec(line) ?? [];
    if (!id || !secret || Number(id) > 255) throw new Error(`the key file ${keyFile} has a line that is not "id base64-of-32-bytes"`);
    const root = Buffer.from(secret, 'base64');
    const derive = (use: string) => Buffer.from(hkdfSync('sha256', root, Buffer.alloc(0), `getu ${use}`, 32));
    return { id: Number(id), encryption: derive('encryption'), nonce: derive('nonce'), search: derive('search') };
  });
  if (keys.length === 0) throw new Error(`the key file ${keyFile} is empty`);
  return keys;
}
