import type { Adjacency } from './adjacency.ts';

/** Connected units with the same label, as lists in the order of their first units. */
export function labelParts({ starts, others }: Adjacency, labelOf: (unit: number) => number): Int32Array[] {
  const count = starts.length - 1;
  const labels = Int32Array.from({ length: count }, (_, unit) => labelOf(unit));
  const isSeen = new Uint8Array(count);
  const stack: number[] = [];
  const parts: Int32Array[] = [];
  for (let first = 0; first < count; first++) {
    if (isSeen[first]) continue;
    const members: number[] = [];
    isSeen[first] = 1;
    stack.push(first);
    for (let unit = stack.pop(); unit !== undefined; unit = stack.pop()) {
      members.push(unit);
      for (let at = starts[unit]!; at < starts[unit + 1]!; at++) {
        const other = others[at]!;
        if (isSeen[other] || labels[other] !== labels[unit]) continue;
        isSeen[other] = 1;
        stack.push(other);
      }
    }
    parts.push(Int32Array.from(members).sort());
  }
  return parts;
}
