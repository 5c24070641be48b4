import { refusal } from '#contract/refusals.ts';
import { refused } from '../../platform/problem.ts';

/** Reads `west,south,east,north` in degrees. Throws not-valid, with the parameter's pointer. */
export function parseBox(text: string): [number, number, number, number] {
  const [west, south, east, north, ...more] = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const isBox =
    more.length === 0 && west !== undefined && south !== undefined && east !== undefined && north !== undefined &&
    Math.abs(west) <= 180 && Math.abs(east) <= 180 && Math.abs(south) <= 90 && Math.abs(north) <= 90 && west <= east && south <= north;
  if (!isBox) {
    throw refused('not-valid', refusal('box-not-valid'), '/query/bbox');
  }
  return [west, south, east, north];
}
