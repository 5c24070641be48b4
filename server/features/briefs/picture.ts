import { inflateSync } from 'node:zlib';
import { briefLimits } from '#contract/briefs.ts';

export interface Picture {
  mediaType: 'image/png' | 'image/jpeg';
  width: number;
  height: number;
}
const pngStart = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Values a pixel by PNG colour type. */
const pngChannels: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/**
 * What a picture is, read from its bytes and not from what its sender says; null for anything but a whole PNG of 8 bits
 * or JPEG of at most 4,096 × 4,096 pixels. A PNG is unpacked to the size that its head tells and no further.
 */
export function readPicture(bytes: Buffer): Picture | null {
  if (bytes.length > briefLimits.pictureBytes) return null;
  const picture = bytes.subarray(0, 8).equals(pngStart) ? readPng(bytes) : readJpeg(bytes);
  const isSized = picture !== null && Math.min(picture.width, picture.height) >= 1 && Math.max(picture.width, picture.height) <= briefLimits.pictureSide;
  return isSized ? picture : null;
}

function readPng(bytes: Buffer): Picture | null {
  const packed: Buffer[] = [];
  let head: Buffer | null = null;
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const name = bytes.toString('latin1', at + 4, at + 8);
    const data = bytes.subarray(at + 8, at + 8 + length);
    if (data.length !== length) return null;
    if (name === 'IHDR') head = data;
    if (name === 'IDAT') packed.push(data);
    if (name === 'IEND') return head?.length === 13 ? readPngBody(head, Buffer.concat(packed)) : null;
    at += 12 + length;
  }
  return null;
}

function readPngBody(head: Buffer, packed: Buffer): Picture | null {
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
  const [depth, color, , , interlace] = head.subarray(8);
  const channels = pngChannels[color ?? -1];
  if (depth !== 8 || channels === undefined || interlace !== 0 || width > briefLimits.pictureSide || height > briefLimits.pictureSide) return null;
  const expected = (width * channels + 1) * height;
  try {
    return inflateSync(packed, { maxOutputLength: expected + 1 }).length === expected ? { mediaType: 'image/png', width, height } : null;
  } catch {
    // Not packed as it says, or larger: it is no picture for us.
    return null;
  }
}

/** The frame header (SOF0 … SOF2) of a JPEG tells its size; the file must also have an end. */
function readJpeg(bytes: Buffer): Picture | null {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8 || bytes.readUInt16BE(bytes.length - 2) !== 0xffd9) return null;
  for (let at = 2; at + 9 < bytes.length; ) {
    const marker = bytes.readUInt16BE(at);
    if (marker >> 8 !== 0xff) return null;
    if (marker >= 0xffc0 && marker <= 0xffc2) return { mediaType: 'image/jpeg', height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
}
