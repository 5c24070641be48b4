import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MessageDivider, toText, writeReading } from './byte-messages.ts';

function message(type: string, body: Uint8Array): Buffer {
  const header = Buffer.alloc(5);
  header.write(type);
  header.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([header, body]);
}
function row(value: Uint8Array | null): Buffer {
  const head = Buffer.alloc(6);
  head.writeInt16BE(1);
  head.writeInt32BE(value?.length ?? -1, 2);
  return message('D', Buffer.concat([head, value ?? Buffer.alloc(0)]));
}
/** What a divider makes of pieces: what it passes on, and the rows that it takes out. */
function divide(pieces: Buffer[], isReading: boolean): { passed: Buffer; rows: (string | null)[] } {
  const passed: Buffer[] = [];
  const rows: (string | null)[] = [];
  const divider = new MessageDivider((bytes) => void passed.push(Buffer.from(bytes)));
  if (isReading) divider.reading = { onRow: (bytes) => void rows.push(bytes?.toString('hex') ?? null) };
  for (const piece of pieces) divider.take(piece);
  return { passed: Buffer.concat(passed), rows };
}
function cut(bytes: Buffer, places: number[]): Buffer[] {
  const ends = [...places.map((place) => place % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  return ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end)).filter((piece) => piece.length > 0);
}
/** What a Bind message says: portal, statement, formats, and each parameter with its length. */
function readBind(bytes: Buffer): { name: string; parameters: (string | null)[] } {
  const end = bytes.indexOf(0, 6);
  expect([bytes.toString('latin1', 0, 1), bytes[5], bytes.readInt16BE(end + 1)]).toEqual(['B', 0, 0]);
  let at = end + 5;
  const parameters = Array.from({ length: bytes.readInt16BE(end + 3) }, () => {
    const length = bytes.readInt32BE(at);
    at += 4 + Math.max(0, length);
    return length < 0 ? null : bytes.toString('utf8', at - length, at);
  });
  expect([bytes.readInt16BE(at), bytes.readInt16BE(at + 2), bytes.readInt32BE(1)]).toEqual([1, 1, at + 3]);
  return { name: bytes.toString('utf8', 6, end), parameters };
}
const value = fc.option(fc.uint8Array({ maxLength: 300 }), { nil: null });

test('however the socket cuts the stream, rows come out as they were and everything else goes on in order', () => {
  fc.assert(
    fc.property(fc.array(value, { maxLength: 5 }), fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 5 }), fc.array(fc.nat(), { maxLength: 12 }), (values, others, places) => {
      const rest = others.map((body, index) => message('1CTNZ'[index] ?? 'C', body));
      const mixed = Array.from({ length: 5 }, (_, index) => [rest[index], index < values.length ? row(values[index] ?? null) : undefined]).flat();
      const result = divide(cut(Buffer.concat(mixed.filter((each) => each !== undefined)), places), true);
      expect(result.rows).toEqual(values.map((each) => each && Buffer.from(each).toString('hex')));
      expect(result.passed.equals(Buffer.concat(rest))).toBe(true);
    }),
  );
});

test('while nobody reads bytes, rows go on like all else', () => {
  const bytes = Buffer.concat([message('T', Buffer.from('x')), row(Buffer.from('abc')), message('Z', Buffer.from('I'))]);
  expect(divide(cut(bytes, [3, 9, 14]), false)).toEqual({ passed: bytes, rows: [] });
});

test('rows are read by whom their description was for, also where all came in one piece', () => {
  const description = message('T', Buffer.from('x'));
  const ready = message('Z', Buffer.from('I'));
  const [rows, passed]: [string[], string[]] = [[], []];
  const readers = [true, false, true];
  const divider: MessageDivider = new MessageDivider((bytes) => {
    for (let at = 0; at < bytes.length; at += bytes.readInt32BE(at + 1) + 1) {
      const type = bytes.toString('latin1', at, at + 1);
      passed.push(type);
      if (type === 'T' && readers.shift()) divider.reading = { onRow: (found) => void rows.push(String(found)) };
      if (type === 'Z') divider.reading = null;
    }
  });
  divider.take(Buffer.concat([description, row(Buffer.from('a')), ready, description, row(Buffer.from('b')), ready, description, row(Buffer.from('c')), ready]));
  expect([rows, passed.join('')]).toEqual([['a', 'c'], 'TZTDZTZ']);
});

test('a length that cannot be is refused, not read for ever', () => {
  const divider = new MessageDivider(() => undefined);
  expect(() => divider.take(Buffer.from([0x5a, 0, 0, 0, 3]))).toThrow('no message');
});

test('parameters become the texts that PostgreSQL reads', () => {
  expect([null, undefined, '', '网格', 1.5, -2, true, false, []].map(toText)).toEqual([null, null, '', '网格', '1.5', '-2', 'true', 'false', '{}']);
  expect(toText(['a', 'b "c" \\ d', '{e,f}'])).toBe('{"a","b \\"c\\" \\\\ d","{e,f}"}');
  for (const other of [new Date(), {}, [1], 1n]) expect(() => toText(other)).toThrow(TypeError);
});

test('parameters arrive as they were given, in whichever script', () => {
  const text = fc.oneof(fc.string(), fc.string({ unit: 'grapheme' })).map((value) => value.replaceAll('\0', ''));
  fc.assert(
    fc.property(fc.array(fc.option(text, { nil: null }), { maxLength: 6 }), text, (parameters, name) => {
      expect(readBind(writeReading({ name, text: null, parameters }))).toEqual({ name, parameters });
    }),
  );
  const large = { name: 'tile', parameters: ['格'.repeat(40_000), 'a'.repeat(70_000)] };
  expect(readBind(writeReading({ ...large, text: null }))).toEqual(large);
});

test('a known statement is bound, described, executed and synchronised; an unknown one is parsed first', () => {
  const reading = { name: 'tile', parameters: ['14', null, '格'] };
  const types = (bytes: Buffer) => {
    const found: string[] = [];
    for (let at = 0; at < bytes.length; at += bytes.readInt32BE(at + 1) + 1) found.push(String.fromCharCode(bytes[at] ?? 0));
    return found.join('');
  };
  expect(types(writeReading({ ...reading, text: null }))).toBe('BDES');
  expect(types(writeReading({ ...reading, text: "select '格'::text" }))).toBe('PBDES');
});
