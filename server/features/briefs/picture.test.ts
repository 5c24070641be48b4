import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readPicture } from './picture.ts';
import { testPng } from './test-picture.ts';

/** A JPEG's frame header without a picture behind it. */
const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 11, 8, 0, 30, 0, 40, 1, 1, 0x11, 0, 0xff, 0xd9]);

test('a PNG and a JPEG tell their size', () => {
  expect(readPicture(testPng(40, 30))).toEqual({ mediaType: 'image/png', width: 40, height: 30 });
  expect(readPicture(jpeg)).toEqual({ mediaType: 'image/jpeg', width: 40, height: 30 });
});

test.each([
  ['text', Buffer.from('<svg onload="alert(1)"/>')],
  ['nothing', Buffer.alloc(0)],
  ['a PNG that was cut off', testPng(40, 30).subarray(0, -14)],
  ['a PNG that unpacks to more than its size', testPng(40, 30, deflateSync(Buffer.alloc(50_000_000)))],
  ['a PNG with less than its size', testPng(40, 30, deflateSync(Buffer.alloc(10)))],
  ['a PNG that is not packed', testPng(40, 30, Buffer.from('not packed'))],
  ['a PNG of 5,000 pixels', testPng(5000, 1)],
  ['a JPEG without an end', jpeg.subarray(0, -2)],
])('%s is no picture', (_name, bytes) => {
  expect(readPicture(bytes)).toBeNull();
});
