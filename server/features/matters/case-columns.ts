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

/** Packed cases in a row: of one matter, by place and time. */
export interface CaseRun {
  matter: string;
  cases: number;
}

/**
 * Cases by matter, place and time, however they were parted: which of two clusters a place at the rim of both belongs to
 * depends on which place comes first.
 * @param packed cases one after the other, as many as there are
 * @param runs all of them, in their order
 */
export function readCases(packed: Uint8Array, runs: readonly CaseRun[]): CaseColumns {
  const count = packed.byteLength / caseBytes;
  if (runs.reduce((sum, run) => sum + run.cases, 0) !== count) throw new Error(`${packed.byteLength} bytes are not the cases of ${runs.length} runs`);
  const numbers = () => new Float64Array(count);
  const cases: CaseColumns = {
    count, spot: numbers(), place: numbers(), reported: numbers(), closed: numbers(), lng: numbers(), lat: numbers(), matter: new Int32Array(count), returns: new Int16Array(count),
  };
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const order = orderCases(view, runs);
  for (let index = 0; index < count; index++) {
    const at = order[index]!;
    cases.spot[index] = longAt(view, at);
    cases.place[index] = longAt(view, at + 8);
    cases.reported[index] = longAt(view, at + 16);
    cases.closed[index] = view.getInt32(at + 24) === endless ? Infinity : longAt(view, at + 24);
    cases.lng[index] = view.getFloat64(at + 32);
    cases.lat[index] = view.getFloat64(at + 40);
    cases.matter[index] = view.getInt32(at + 48);
    cases.returns[index] = view.getInt16(at + 52);
  }
  return cases;
}

/** Below 2^53 a double holds it exactly, and a BigInt each would cost four times as much. */
function longAt(view: DataView, at: number): number {
  return view.getInt32(at) * word + view.getUint32(at + 4);
}

/** Where in the bytes each case begins, matter by matter, the runs of each merged by place and time. */
function orderCases(view: DataView, runs: readonly CaseRun[]): Uint32Array {
  const order = new Uint32Array(view.byteLength / caseBytes);
  let placed = 0;
  for (const [, ofMatter] of [...groupRuns(runs)].sort(([a], [b]) => (a < b ? -1 : 1))) {
    for (let heads = ofMatter; heads.length > 0; placed++) {
      let next = heads[0]!;
      for (const head of heads) if (isBefore(view, head.at, next.at)) next = head;
      order[placed] = next.at;
      next.at += caseBytes;
      if (next.at === next.end) heads = heads.filter((head) => head !== next);
    }
  }
  return order;
}

/** The runs of each matter: the byte where the next case begins, and the one after the last. */
function groupRuns(runs: readonly CaseRun[]): Map<string, { at: number; end: number }[]> {
  const groups = new Map<string, { at: number; end: number }[]>();
  let at = 0;
  for (const { matter, cases } of runs) {
    const run = { at, end: at + cases * caseBytes };
    groups.set(matter, [...(groups.get(matter) ?? []), run]);
    at = run.end;
  }
  return groups;
}

function isBefore(view: DataView, at: number, other: number): boolean {
  const [place, otherPlace] = [longAt(view, at + 8), longAt(view, other + 8)];
  return place < otherPlace || (place === otherPlace && longAt(view, at + 16) < longAt(view, other + 16));
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
