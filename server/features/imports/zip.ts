/** Reads the list of contents of a ZIP archive, and the beginning of one entry, without unpacking the rest. */
import { open } from 'node:fs/promises';
import { constants, inflateRawSync } from 'node:zlib';

export interface ZipEntry {
  name: string; method: number; size: number; offset: number;
}
const END_BYTES = 65_557; // the end record with the longest comment

/** The archive's entries; null where its list is missing, as in a file cut short. */
export async function readZipEntries(file: string): Promise<ZipEntry[] | null> {
  const tail = await readPart(file, -END_BYTES, END_BYTES);
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0 || end + 20 > tail.length) return null;
  const directory = await readPart(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let n = tail.readUInt16LE(end + 10); n > 0; n--) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== 0x02014b50) return null;
    const nameLength = directory.readUInt16LE(at + 28);
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      method: directory.readUInt16LE(at + 10),
      size: directory.readUInt32LE(at + 20),
      offset: directory.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/** The first bytes of an entry, at most as many packed ones as given. Throws zlib's error where it is damaged. */
export async function readZipEntry(file: string, entry: ZipEntry, packedBytes: number): Promise<Buffer> {
  const header = await readPart(file, entry.offset, 30);
  const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const packed = await readPart(file, start, Math.min(entry.size, packedBytes));
  return entry.method === 0 ? packed : inflateRawSync(packed, { finishFlush: constants.Z_SYNC_FLUSH });
}

/** `length` bytes from `from`, or from so many before the end where `from` is negative; fewer where the file ends. */
export async function readPart(file: string, from: number, length: number): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const start = from < 0 ? Math.max(0, size + from) : from;
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(Math.max(0, Math.min(length, size - start))), 0, undefined, start);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
