/** Lines that may meet cuts: found by their boxes in a lattice, so that the others need no second noding. */
import type { Path } from './wkb.ts';

interface Box {
  west: number;
  south: number;
  east: number;
  north: number;
}

/** Lattice of so many degrees: about a block. */
const cellDegrees = 0.002;
/** Wider than noding moves anything. */
const roomDegrees = 1e-9;

/** Of each line whether its box meets the box of a cut. */
export function findNear(lines: readonly Path[], cuts: readonly Path[]): boolean[] {
  const boxes = cuts.map((cut) => boxOf(cut, roomDegrees));
  const cells = new Map<string, Box[]>();
  for (const box of boxes) {
    for (const cell of cellsOf(box)) {
      const list = cells.get(cell);
      if (list) list.push(box);
      else cells.set(cell, [box]);
    }
  }
  return lines.map((line) => {
    const box = boxOf(line, 0);
    // A line over half the county lies in more cells than there are cuts.
    if (countCells(box) > boxes.length) return boxes.some((other) => overlaps(box, other));
    return cellsOf(box).some((cell) => cells.get(cell)?.some((other) => overlaps(box, other)));
  });
}

function boxOf(path: Path, room: number): Box {
  const box = { west: Number.POSITIVE_INFINITY, south: Number.POSITIVE_INFINITY, east: Number.NEGATIVE_INFINITY, north: Number.NEGATIVE_INFINITY };
  for (let at = 0; at < path.length; at += 2) {
    box.west = Math.min(box.west, path[at]! - room);
    box.east = Math.max(box.east, path[at]! + room);
    box.south = Math.min(box.south, path[at + 1]! - room);
    box.north = Math.max(box.north, path[at + 1]! + room);
  }
  return box;
}

const cellAt = (degrees: number) => Math.floor(degrees / cellDegrees);
const countCells = ({ west, south, east, north }: Box) => (cellAt(east) - cellAt(west) + 1) * (cellAt(north) - cellAt(south) + 1);
const overlaps = (a: Box, b: Box) => a.west <= b.east && b.west <= a.east && a.south <= b.north && b.south <= a.north;

function cellsOf({ west, south, east, north }: Box): string[] {
  const cells: string[] = [];
  for (let x = cellAt(west); x <= cellAt(east); x++) for (let y = cellAt(south); y <= cellAt(north); y++) cells.push(`${x} ${y}`);
  return cells;
}
