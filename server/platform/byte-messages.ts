/** A statement that answers one row with one bytea; a name makes it a prepared statement of the connection. */
export interface BytesStatement {
  name?: string;
  text: string;
  values?: unknown[];
}

// Message types of PostgreSQL's protocol 3.0: https://www.postgresql.org/docs/current/protocol-message-formats.html
const [parse, bind] = [0x50, 0x42];
const [dataRow, rowDescription] = [0x44, 0x54];
/** Type and length come before every message; the length counts itself, not the type. */
const headerBytes = 5;
/** Describe, Execute and Sync. The description tells whoever reads the answers whose rows come next. */
const answerAll = Buffer.from([0x44, 0, 0, 0, 6, 0x50, 0, 0x45, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0x53, 0, 0, 0, 4]);
const binary = 1;
const lastAscii = 0x7f;

/** A parameter as the text that PostgreSQL reads. Throws a TypeError for what a statement of bytes does not take. */
export function toText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return `{${value.map((item) => `"${item.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`;
  throw new TypeError(`a parameter of type ${typeof value} cannot be sent`);
}

/** Parse (only with a text), Bind that wants its result as bytes, Describe, Execute and Sync: one buffer, so that they leave in one packet. */
export function writeReading({ name, text, parameters }: { name: string; text: string | null; parameters: (string | null)[] }): Buffer {
  const nameBytes = sizeOf(name);
  const parseBytes = text === null ? 0 : headerBytes + nameBytes + 1 + sizeOf(text) + 1 + 2;
  let bindBytes = headerBytes + 1 + nameBytes + 1 + 2 + 2 + 4;
  for (const value of parameters) bindBytes += 4 + (value === null ? 0 : sizeOf(value));
  const buffer = Buffer.allocUnsafe(parseBytes + bindBytes + answerAll.length);
  let at = 0;
  if (text !== null) {
    at = putHeader(buffer, at, parse, parseBytes);
    at = putString(buffer, at, name);
    at = putString(buffer, at, text);
    at = putInt16(buffer, at, 0); // types of parameters: the statement says them
  }
  at = putHeader(buffer, at, bind, bindBytes);
  at = putString(buffer, at, ''); // the portal has no name
  at = putString(buffer, at, name);
  at = putInt16(buffer, at, 0); // formats of parameters: all are text
  at = putInt16(buffer, at, parameters.length);
  for (const value of parameters) {
    at = putInt32(buffer, at, value === null ? -1 : sizeOf(value));
    if (value !== null) at = putText(buffer, at, value);
  }
  at = putInt16(buffer, at, 1);
  at = putInt16(buffer, at, binary);
  buffer.set(answerAll, at);
  return buffer;
}

// Byte by byte: a message has some dozens, and each call of Buffer's own functions costs more than all of them.

function sizeOf(text: string): number {
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) > lastAscii) return Buffer.byteLength(text);
  return text.length;
}

/** Each put writes at a place and answers the place after it. */
function putText(buffer: Buffer, at: number, text: string): number {
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code > lastAscii) return at + buffer.write(text, at);
    buffer[at + i] = code;
  }
  return at + text.length;
}

function putString(buffer: Buffer, at: number, text: string): number {
  const end = putText(buffer, at, text);
  buffer[end] = 0;
  return end + 1;
}

function putInt16(buffer: Buffer, at: number, value: number): number {
  buffer[at] = value >>> 8;
  buffer[at + 1] = value;
  return at + 2;
}

function putInt32(buffer: Buffer, at: number, value: number): number {
  putInt16(buffer, at, value >>> 16);
  return putInt16(buffer, at + 2, value);
}

function putHeader(buffer: Buffer, at: number, type: number, bytes: number): number {
  buffer[at] = type;
  return putInt32(buffer, at + 1, bytes - 1);
}

/** Who is waiting for the row of bytes. */
export interface ByteReading {
  /** Null where the row holds null; the bytes share memory with what came from the socket. */
  onRow(bytes: Buffer | null): void;
}

/**
 * Cuts what comes from PostgreSQL into messages. While a reading is set, rows go to it as they came; everything else goes
 * on to `pass`, whole messages only. Rows are described before they come, and a description has been passed before the
 * next message is looked at: whoever it is for sets the reading then.
 */
export class MessageDivider {
  reading: ByteReading | null = null;
  private readonly pass: (messages: Buffer) => void;
  /** The beginning of a message whose end has not come yet, and how many bytes it needs to be looked at again. */
  private pieces: Buffer[] = [];
  private held = 0;
  private needed = 0;

  constructor(pass: (messages: Buffer) => void) {
    this.pass = pass;
  }

  /** Throws where what came is no message. */
  take(chunk: Buffer): void {
    if (this.held === 0) {
      this.divide(chunk);
      return;
    }
    this.pieces.push(chunk);
    this.held += chunk.length;
    if (this.held < this.needed) return;
    const joined = Buffer.concat(this.pieces, this.held);
    this.pieces = [];
    this.held = 0;
    this.divide(joined);
  }

  private divide(bytes: Buffer): void {
    let at = 0;
    let passed = 0;
    let needed = headerBytes;
    while (at + headerBytes <= bytes.length) {
      const length = bytes.readUInt32BE(at + 1) + 1;
      if (length < headerBytes) throw new Error('what PostgreSQL sent is no message');
      needed = length;
      if (at + length > bytes.length) break;
      if (this.reading && bytes[at] === dataRow) {
        if (at > passed) this.pass(bytes.subarray(passed, at));
        passed = at + length;
        this.reading.onRow(firstField(bytes, at));
      } else if (bytes[at] === rowDescription) {
        this.pass(bytes.subarray(passed, at + length));
        passed = at + length;
      }
      at += length;
      needed = headerBytes;
    }
    if (at > passed) this.pass(passed === 0 && at === bytes.length ? bytes : bytes.subarray(passed, at));
    if (at < bytes.length) this.hold(bytes.subarray(at), needed);
  }

  private hold(piece: Buffer, needed: number): void {
    this.pieces = [piece];
    this.held = piece.length;
    this.needed = needed;
  }
}

/** The first field of a row: after the header comes the number of fields, then each with its length; -1 is null. */
function firstField(bytes: Buffer, at: number): Buffer | null {
  const start = at + headerBytes + 2 + 4;
  const length = bytes.readInt32BE(start - 4);
  return length < 0 ? null : bytes.subarray(start, start + length);
}
