import type { Position } from '#contract/coverage/coverage.ts';

type Ring = readonly Position[];
/** A tenth of a millimetre: what a vertex on a straight piece of border may lie beside it. */
const besideDegrees = 1e-9;

/** Whether two outlines enclose the same ground: vertices on a straight piece of border make no difference. */
export function isSameGround(before: readonly Ring[], after: readonly Ring[]): boolean {
  return before.length === after.length && before.every((ring, at) => isSameOutline(ring, after[at] ?? []));
}

function isSameOutline(before: Ring, after: Ring): boolean {
  const places = new Set(after.map((place) => place.join()));
  const common = new Set(before.map((place) => place.join()).filter((place) => places.has(place)));
  if (common.size < 2) return false;
  const [old, now] = [chains(before, common), chains(after, common)];
  const start = now.findIndex(({ from }) => from === old[0]?.from);
  return old.length === now.length && old.every(({ from, line }, at) => {
    const other = now[(start + at) % now.length];
    return other?.from === from && line.every((place) => isOn(place, other.line)) && other.line.every((place) => isOn(place, line));
  });
}

/** The pieces of a ring from one vertex that both have to the next, their ends included. */
function chains(ring: Ring, common: ReadonlySet<string>): { from: string; line: Position[] }[] {
  const first = ring.findIndex((place) => common.has(place.join()));
  const turned = [...ring.slice(first), ...ring.slice(0, first + 1)];
  const found: { from: string; line: Position[] }[] = [];
  for (const [at, place] of turned.entries()) {
    found.at(-1)?.line.push(place);
    if (common.has(place.join()) && at < turned.length - 1) found.push({ from: place.join(), line: [place] });
  }
  return found;
}

function isOn([x, y]: Position, line: readonly Position[]): boolean {
  return line.slice(1).some(([bx, by], at) => {
    const [ax, ay] = line[at] as Position;
    const [dx, dy] = [bx - ax, by - ay];
    const length = dx * dx + dy * dy;
    const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length));
    return Math.hypot(x - ax - along * dx, y - ay - along * dy) <= besideDegrees;
  });
}
