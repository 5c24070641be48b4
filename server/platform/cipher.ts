import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';

/** Encrypts personal data in rows. One module, so that SM4 can take AES's place. */
export interface Cipher {
  encrypt(plain: string): Buffer;
  /** Throws where the bytes were changed or belong to another key. */
  decrypt(bytes: Buffer): string;
  /** Keyed hash (HMAC-SHA-256) for finding a value without reading it. */
  hash(plain: string): Buffer;
}

const format = 1;
const ivBytes = 12;
const tagBytes = 16;

/** Opens the cipher of a key file of 32 random bytes, which is made where it is missing (mode 600). Keep a copy: without it the data stays closed. */
export function openCipher(keyFile: string): Cipher {
  const master = readKey(keyFile) ?? createKey(keyFile);
  const derive = (purpose: string): Buffer => Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), `getu ${purpose}`, 32));
  const [encryptionKey, hashKey] = [derive('encrypt'), derive('hash')];
  return {
    encrypt(plain) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', encryptionKey, iv);
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.of(format), iv, cipher.getAuthTag(), body]);
    },
    decrypt(bytes) {
      if (bytes[0] !== format) throw new Error('the encrypted value has an unknown format');
      const iv = bytes.subarray(1, 1 + ivBytes);
      const decipher = createDecipheriv('aes-256-gcm', encryptionKey, iv, { authTagLength: tagBytes });
      decipher.setAuthTag(bytes.subarray(1 + ivBytes, 1 + ivBytes + tagBytes));
      return Buffer.concat([decipher.update(bytes.subarray(1 + ivBytes + tagBytes)), decipher.final()]).toString('utf8');
    },
    hash: (plain) => createHmac('sha256', hashKey).update(plain, 'utf8').digest(),
  };
}

function readKey(keyFile: string): Buffer | null {
  try {
    const key = readFileSync(keyFile);
    if (key.length !== 32) throw new Error(`${keyFile} does not hold a key of 32 bytes`);
    return key;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Written aside and linked into place: two processes that start together end with the same key, and a crash leaves no half of one. */
function createKey(keyFile: string): Buffer {
  mkdirSync(path.dirname(keyFile), { recursive: true, mode: 0o700 });
  const draft = `${keyFile}.${process.pid}.${randomBytes(4).toString('hex')}`;
  const file = openSync(draft, 'wx', 0o600);
  try {
    writeSync(file, randomBytes(32));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  try {
    linkSync(draft, keyFile);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(draft);
  }
  const key = readKey(keyFile);
  if (!key) throw new Error(`${keyFile} could not be written`);
  return key;
}
