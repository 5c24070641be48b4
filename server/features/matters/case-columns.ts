/** Cases as the database packs them (events.packed), taken apart column by column. */

export interface CaseColumns {
  count: number;
  /** See event_spot. */
  spot: Float64Array;
  /** Grid, community or county, as a number. */
  place: Float64Array;
  /** Microseconds since 2000 in UTC. */
  reported: Float64Array;
  /** Infinity where the case is open. */
  closed: Float64Array;
  lng: Float64Array;
  lat: Float64Array;
  /** Code of six digits, as a number. */
  matter: Int32Array;
  /** How often it came back. */
  returns: Int16Array;
}

/** Bytes of one case: see migration 0047. */
const caseBytes = 54;
/** PostgreSQL's `infinity` begins with these four bytes; in a century no other moment does. */
const endless = 0x7fffffff;
const word = 2 ** 32;

/** @param packed cases one after the other, as many as there are */
export function readCases(packed: Uint8Array): CaseColumns {
  const count = packed.byteLength / caseBytes;
  if (!Number.isInteger(count)) throw new Error(`${packed.byteLength} bytes are no whole number of cases`);
  const numbers = () => new Float64Array(count);
  const cases: CaseColumns = {
    count, spot: numbers(), place: numbers(), reported: numbers(), closed: numbers(), lng: numbers(), lat: numbers(), matter: new Int32Array(count), returns: new Int16Array(count),
  };
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  // Below 2^53 a double holds them exactly, and a BigInt each would cost four times as much.
  const long = (at: number) => view.getInt32(at) * word + view.getUint32(at + 4);
  for (let index = 0, at = 0; index < count; index++, at += caseBytes) {
    cases.spot[index] = long(at);
    cases.place[index] = long(at + 8);
    cases.reported[index] = long(at + 16);
    cases.closed[index] = view.getInt32(at + 24) === endless ? Infinity : long(at + 24);
    cases.lng[index] = view.getFloat64(at + 32);
    cases.lat[index] = view.getFloat64(at + 40);
    cases.matter[index] = view.getInt32(at + 48);
    cases.returns[index] = view.getInt16(at + 52);
  }
  return cases;
}

const microsecondsOfHour = 3_600_000_000;
/** Hours from 1970 to 2000, and China's zone. */
const hourOf2000 = 262_968 + 8;
const millisecondsOf2000 = 946_684_800_000;

/** Hour since 1970-01-01 00:00 in China's zone. */
export function hourOf(microseconds: number): number {
  return Math.floor(microseconds / microsecondsOfHour) + hourOf2000;
}

export function dateOf(microseconds: number): Date {
  return new Date(Math.floor(microseconds / 1000) + millisecondsOf2000);
}
