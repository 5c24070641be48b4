/** What has a box on the plane: its sides in degrees. */
export interface Boxed {
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
}
type Side = keyof Boxed;
/** The sides between which a sweep goes, and those across it. */
interface Direction {
  readonly start: Side;
  readonly end: Side;
  readonly low: Side;
  readonly high: Side;
}
const eastward: Direction = { start: 'west', end: 'east', low: 'south', high: 'north' };
const northward: Direction = { start: 'south', end: 'north', low: 'west', high: 'east' };

/**
 * Calls for every two things whose boxes meet, each pair once, until a call answers true. It sweeps the way in which the
 * things are short, in strips as wide as they are long: so a line of 50,000 vertices is compared with little more than what
 * lies beside it, also where it runs up and down or round and round.
 */
export function eachMeeting<Thing extends Boxed>(things: readonly Thing[], visit: (one: Thing, other: Thing) => boolean): void {
  const sum = (low: Side, high: Side) => things.reduce((total, thing) => total + thing[high] - thing[low], 0);
  const [across, up] = [sum('west', 'east'), sum('south', 'north')];
  const direction = across <= up ? eastward : northward;
  const { strips, bottomOf } = stripsOf(things, direction, Math.max(across, up) / Math.max(1, things.length));
  for (const [i, strip] of strips.entries()) if (sweep(strip, direction, [bottomOf(i), bottomOf(i + 1)], visit)) return;
}

/** Each thing in every strip that it lies over; in order along the sweep. */
function stripsOf<Thing extends Boxed>(things: readonly Thing[], { start, low, high }: Direction, meanLength: number): { strips: Thing[][]; bottomOf: (strip: number) => number } {
  let [bottom, top] = [Infinity, -Infinity];
  for (const thing of things) [bottom, top] = [Math.min(bottom, thing[low]), Math.max(top, thing[high])];
  const count = Math.max(1, Math.min(Math.floor((top - bottom) / (2 * meanLength)), Math.ceil(Math.sqrt(things.length)))) || 1;
  const bottomOf = (strip: number) => (strip === 0 ? -Infinity : strip === count ? Infinity : bottom + (strip * (top - bottom)) / count);
  const stripOf = (at: number) => Math.min(count - 1, Math.max(0, Math.floor(((at - bottom) / (top - bottom)) * count) || 0));
  const strips = Array.from({ length: count }, (): Thing[] => []);
  for (const thing of things.toSorted((p, q) => p[start] - q[start])) {
    // One strip more on each side: where rounding puts a side into the next one, nothing is missed.
    for (let i = Math.max(0, stripOf(thing[low]) - 1); i <= Math.min(count - 1, stripOf(thing[high]) + 1); i++) strips[i]!.push(thing);
  }
  return { strips, bottomOf };
}

/** A pair is met in the strip where the upper of its two lower sides lies. */
function sweep<Thing extends Boxed>(things: readonly Thing[], { start, end, low, high }: Direction, [bottom, top]: readonly [number, number], visit: (one: Thing, other: Thing) => boolean): boolean {
  const active: Thing[] = [];
  for (const next of things) {
    let kept = 0;
    for (const other of active) {
      if (other[end] < next[start]) continue;
      active[kept++] = other;
      if (other[high] < next[low] || next[high] < other[low]) continue;
      const upper = Math.max(other[low], next[low]);
      if (upper >= bottom && upper < top && visit(other, next)) return true;
    }
    active.length = kept;
    active.push(next);
  }
  return false;
}
