/** A made-up county: blocks between crooked streets, some cut in two, communities of 12 × 12 blocks. */
import type { PartitionEdge, PartitionGraph, PartitionUnit } from '../../../server/features/partition/graph.ts';
import type { BorderClass } from '../../../server/features/partition/border-classes.ts';
import { Random } from '../../../server/features/partition/random.ts';

type Point = readonly [number, number];
const blockMeters = 60;
const blocksInZone = 12;
/** Of all blocks, so many are cut along a diagonal. */
const shareCut = 0.3;

/** @param count units, about @param mostHouseholds of a unit; each number from 0 is as likely */
export function buildCounty(count: number, mostHouseholds: number, isZoned: boolean, seed: number): PartitionGraph {
  const random = new Random(seed);
  const side = Math.round(Math.sqrt(count / (1 + shareCut)));
  const corners = Array.from({ length: (side + 1) ** 2 }, (_, index): Point => [
    (index % (side + 1)) * blockMeters + (random.next() - 0.5) * 0.6 * blockMeters,
    Math.floor(index / (side + 1)) * blockMeters + (random.next() - 0.5) * 0.6 * blockMeters,
  ]);
  const units: PartitionUnit[] = [];
  const openEnds = new Map<number, number>();
  const edges: PartitionEdge[] = [];
  for (let block = 0; block < side * side; block++) {
    const [column, row] = [block % side, Math.floor(block / side)];
    const [a, b, c, d] = [row * (side + 1) + column, row * (side + 1) + column + 1, (row + 1) * (side + 1) + column + 1, (row + 1) * (side + 1) + column];
    const rings = random.next() < shareCut ? [[a, b, c], [a, c, d]] : [[a, b, c, d]];
    for (const ring of rings) {
      const points = ring.map((corner) => corners[corner]!);
      const zone = isZoned ? `${Math.floor(column / blocksInZone)}-${Math.floor(row / blocksInZone)}` : null;
      const unit = units.push({ id: `${units.length}`, weight: random.below(mostHouseholds + 1), areaSquareMeters: areaOf(points), perimeterMeters: around(points), x: column * blockMeters, y: row * blockMeters, zone }) - 1;
      for (const [index, corner] of ring.entries()) {
        const [from, to] = [Math.min(corner, ring[(index + 1) % ring.length]!), Math.max(corner, ring[(index + 1) % ring.length]!)];
        const key = from * corners.length + to;
        const other = openEnds.get(key);
        if (other === undefined) openEnds.set(key, unit);
        else edges.push({ a: other, b: unit, commonBorderMeters: distance(corners[from]!, corners[to]!), class: classOf(from, to, side + 1) });
      }
    }
  }
  return { units, edges };
}

/** Every 12th line of the plan is a main road, every 4th a street, one is a river; diagonals are open. */
function classOf(from: number, to: number, width: number): BorderClass {
  const [column, row] = [from % width, Math.floor(from / width)];
  const line = to - from === 1 ? row : to - from === width ? column : null;
  if (line === null) return 'open';
  if (line === Math.floor(width / 2) && to - from === 1) return 'river';
  return line % 12 === 0 ? 'primary' : line % 4 === 0 ? 'residential' : 'open';
}

const distance = ([ax, ay]: Point, [bx, by]: Point) => Math.hypot(bx - ax, by - ay);
const nextOf = (points: readonly Point[], index: number) => points[(index + 1) % points.length]!;
const around = (points: readonly Point[]) => points.reduce((sum, point, index) => sum + distance(point, nextOf(points, index)), 0);
const areaOf = (points: readonly Point[]) => Math.abs(points.reduce((sum, [x, y], index) => sum + x * nextOf(points, index)[1] - nextOf(points, index)[0] * y, 0)) / 2;
