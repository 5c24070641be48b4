/** A prepared statement that answers one row with one bytea. */
export interface BytesStatement {
  name: string;
  text: string;
  values?: unknown[];
}

// Message types of PostgreSQL's protocol 3.0: https://www.postgresql.org/docs/current/protocol-message-formats.html
const [parse, bind] = [0x50, 0x42];
const [dataRow, parseComplete] = [0x44, 0x31];
/** Type and length come before every message; the length counts itself, not the type. */
const headerBytes = 5;
const executeAndSync = Buffer.from([0x45, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0x53, 0, 0, 0, 4]);
const binary = 1;

/** A parameter as the text that PostgreSQL reads. Throws a TypeError for what a statement of bytes does not take. */
export function toText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return `{${value.map((item) => `"${item.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`;
  throw new TypeError(`a parameter of type ${typeof value} cannot be sent`);
}

/** Parse (only with a text), Bind that wants its result as bytes, Execute and Sync: one buffer, so that they leave in one packet. */
export function writeReading({ name, text, parameters }: { name: string; text: string | null; parameters: (string | null)[] }): Buffer {
  const sizes = parameters.map((value) => (value === null ? 0 : Buffer.byteLength(value)));
  const nameBytes = Buffer.byteLength(name);
  const parseBytes = text === null ? 0 : headerBytes + nameBytes + 1 + Buffer.byteLength(text) + 1 + 2;
  const bindBytes = headerBytes + 1 + nameBytes + 1 + 2 + 2 + 4 * sizes.length + sizes.reduce((sum, size) => sum + size, 0) + 4;
  const buffer = Buffer.allocUnsafe(parseBytes + bindBytes + executeAndSync.length);
  let at = 0;
  const string = (value: string) => {
    at += buffer.write(value, at);
    buffer[at++] = 0;
  };
  const begin = (type: number, bytes: number) => {
    buffer[at++] = type;
    at = buffer.writeInt32BE(bytes - 1, at);
  };
  if (text !== null) {
    begin(parse, parseBytes);
    string(name);
    string(text);
    at = buffer.writeInt16BE(0, at); // types of parameters: the statement says them
  }
  begin(bind, bindBytes);
  string('');
  string(name);
  at = buffer.writeInt16BE(0, at); // formats of parameters: all are text
  at = buffer.writeInt16BE(parameters.length, at);
  for (const [index, value] of parameters.entries()) {
    at = buffer.writeInt32BE(value === null ? -1 : (sizes[index] ?? 0), at);
    if (value !== null) at += buffer.write(value, at);
  }
  at = buffer.writeInt16BE(1, at);
  at = buffer.writeInt16BE(binary, at);
  executeAndSync.copy(buffer, at);
  return buffer;
}

/** Who is waiting for the row of bytes. */
export interface ByteReading {
  /** The connection knows the statement from now on. */
  onParsed(): void;
  /** Null where the row holds null; the bytes share memory with what came from the socket. */
  onRow(bytes: Buffer | null): void;
}

/**
 * Cuts what comes from PostgreSQL into messages. While a reading is set, rows go to it as they came; everything else goes
 * on to `pass`, whole messages only.
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
      } else if (bytes[at] === parseComplete) this.reading?.onParsed();
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
