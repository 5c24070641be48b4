import { expect, test } from 'vitest';
import { type CaseColumns, dateOf, hourOf, readCases } from './case-columns.ts';
import { chooseCandidates, countRelapses, sumCases } from './sum-cases.ts';

const day = 86_400_000_000;

interface Given {
  spot: number;
  reported: number;
  closed?: number;
  matter?: number;
  returns?: number;
  place?: number;
}
const columns = (cases: Given[]): CaseColumns => ({
  count: cases.length,
  spot: Float64Array.from(cases, ({ spot }) => spot),
  place: Float64Array.from(cases, ({ place = 990101001001001 }) => place),
  reported: Float64Array.from(cases, ({ reported }) => reported),
  closed: Float64Array.from(cases, ({ closed = Infinity }) => closed),
  lng: Float64Array.from(cases, (_, index) => 116 + index),
  lat: new Float64Array(cases.length).fill(36),
  matter: Int32Array.from(cases, ({ matter = 10102 }) => matter),
  returns: Int16Array.from(cases, ({ returns = 0 }) => returns),
});

function pack({ spot, place, reported, matter }: { spot: bigint; place: bigint; reported: bigint; matter: number }): Buffer {
  const bytes = Buffer.alloc(54);
  bytes.writeBigInt64BE(spot, 0);
  bytes.writeBigInt64BE(place, 8);
  bytes.writeBigInt64BE(reported, 16);
  bytes.writeBigInt64BE(2n ** 63n - 1n, 24);
  bytes.writeDoubleBE(116.123456789, 32);
  bytes.writeDoubleBE(-36.5, 40);
  bytes.writeInt32BE(matter, 48);
  bytes.writeInt16BE(3, 52);
  return bytes;
}

test('a case is read byte by byte as the database packs it', () => {
  const bytes = pack({ spot: -1_035_000_000_000n, place: 990_101_001_001_001n, reported: 817_000_000_123_456n, matter: 10102 });
  const runs = [{ matter: '010102', cases: 1 }];
  const { count, spot, place, reported, closed, lng, lat, matter, returns } = readCases(bytes, runs);
  expect([count, spot[0], place[0], reported[0], closed[0], lng[0], lat[0], matter[0], returns[0]])
    .toEqual([1, -1_035_000_000_000, 990_101_001_001_001, 817_000_000_123_456, Infinity, 116.123456789, -36.5, 10102, 3]);
  expect(() => readCases(bytes.subarray(1), runs)).toThrow();
  expect(() => readCases(bytes, [])).toThrow();
});

test('cases of a matter come by place and time, whichever department they were parted by', () => {
  const of = (matter: number, spot: number, place: number, reported: number) => pack({ spot: BigInt(spot), place: BigInt(place), reported: BigInt(reported), matter });
  const packed = Buffer.concat([of(1, 1, 5, 2), of(1, 4, 7, 1), of(2, 5, 5, 0), of(1, 0, 5, 1), of(1, 3, 6, 9), of(1, 2, 5, 3)]);
  const runs = [{ matter: '1', cases: 2 }, { matter: '2', cases: 1 }, { matter: '1', cases: 2 }, { matter: '1', cases: 1 }];
  expect([...readCases(packed, runs).spot]).toEqual([0, 1, 2, 3, 4, 5]);
});

test('moments are told in China’s hours and to the millisecond', () => {
  expect(hourOf(0)).toBe(Date.parse('2000-01-01T00:00:00Z') / 3_600_000 + 8);
  expect(hourOf(-1)).toBe(hourOf(0) - 1);
  expect(dateOf(1_999).toISOString()).toBe('2000-01-01T00:00:00.001Z');
});

test('cases at one place are one place, with its mean position and its least area', () => {
  const { spots, areas, hours } = sumCases(columns([{ spot: 5, reported: 0, closed: 9, returns: 2 }, { spot: 5, reported: day, place: 990101 }, { spot: -7, reported: 0 }]));
  expect([...spots.spot]).toEqual([5, -7]);
  expect([spots.cases[0], spots.open[0], spots.returns[0], spots.lastAt[0], spots.lng[0], spots.place[0]]).toEqual([2, 1, 2, day, 116.5, 990101]);
  expect(areas).toEqual(new Map([['990101001001001', 2], ['990101', 1]]));
  expect(hours).toEqual([[hourOf(0), 2], [hourOf(day), 1]]);
});

test('the places with most reasons are chosen, among equals the latest', () => {
  const { spots } = sumCases(columns([{ spot: 1, reported: 5, closed: 6 }, { spot: 2, reported: 7, closed: 8 }, { spot: 3, reported: 1, closed: 2, returns: 4 }, { spot: 4, reported: 7, closed: 8 }]));
  expect(chooseCandidates(spots, 3).map((at) => spots.spot[at])).toEqual([3, 2, 4]);
  expect(chooseCandidates(spots, 10)).toHaveLength(4);
  expect(chooseCandidates(sumCases(columns([])).spots, 10)).toEqual([]);
});

test('a relapse is the same matter at the same place within 30 days after it was closed', () => {
  const cases = columns([
    { spot: 1, reported: 0, closed: day }, { spot: 1, reported: 2 * day, closed: 3 * day }, { spot: 1, reported: 33 * day, closed: 34 * day },
    { spot: 1, reported: 4 * day, matter: 10103 }, { spot: 2, reported: 0 }, { spot: 2, reported: day },
  ]);
  const { spotOf } = sumCases(cases);
  // The third came on the thirtieth day, which is too late; what is open cannot come back.
  expect(countRelapses(cases, spotOf, [0, 1])).toEqual(new Map([[0, 1], [1, 0]]));
});
