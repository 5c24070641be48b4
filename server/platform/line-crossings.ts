type Position = readonly [number, number];

/**
 * Whether a line's segments cross each other more often than `most` times. PostgreSQL cannot stop in the midst of joining
 * the ground around them, and its time grows with the crossings. Each two segments are compared: 20 ms for 2,000 vertices.
 */
export function crossesMoreThan(line: readonly Position[], most: number): boolean {
  let crossings = 0;
  for (let first = 0; first + 1 < line.length; first++) {
    for (let second = first + 2; second + 1 < line.length; second++) {
      if (!doCross(line[first]!, line[first + 1]!, line[second]!, line[second + 1]!)) continue;
      crossings += 1;
      if (crossings > most) return true;
    }
  }
  return false;
}

function doCross(a: Position, b: Position, c: Position, d: Position): boolean {
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

/** Sign of which side of the line from `a` to `b` a point lies on. */
function side(a: Position, b: Position, point: Position): number {
  return Math.sign((b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0]));
}
