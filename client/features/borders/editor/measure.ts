import type { Position, Ring, VertexId } from '#contract/coverage/coverage.ts';

/** WGS 84. */
const equatorMeters = 6_378_137;
const flattening = 1 / 298.257223563;
const squaredEccentricity = flattening * (2 - flattening);

/** Metres of ground under a degree, east and north, at a latitude: exact to a millionth over the few kilometres of a grid. */
export function metersPerDegree(latitude: number): [east: number, north: number] {
  const sine = Math.sin((latitude * Math.PI) / 180);
  const root = 1 - squaredEccentricity * sine * sine;
  const degree = Math.PI / 180;
  return [(equatorMeters / Math.sqrt(root)) * Math.cos(latitude * degree) * degree, ((equatorMeters * (1 - squaredEccentricity)) / root ** 1.5) * degree];
}

export function metersBetween([ax, ay]: Position, [bx, by]: Position): number {
  const [east, north] = metersPerDegree((ay + by) / 2);
  return Math.hypot((bx - ax) * east, (by - ay) * north);
}

/** Square metres of a face and how compact it is (Polsby–Popper: 4π area / perimeter²). */
export function measureRings(rings: readonly Ring[], positionOf: (id: VertexId) => Position): { squareMeters: number; compactness: number } {
  const first = rings[0]?.[0];
  if (first === undefined) return { squareMeters: 0, compactness: 0 };
  const [originX, originY] = positionOf(first);
  const [east, north] = metersPerDegree(originY);
  let [twice, perimeter] = [0, 0];
  // Reckoned at every move of a pointer: no pair of numbers is made for a vertex.
  for (const ring of rings) {
    const last = positionOf(ring.at(-1) as VertexId);
    let ax = (last[0] - originX) * east;
    let ay = (last[1] - originY) * north;
    for (let at = 0; at < ring.length; at += 1) {
      const position = positionOf(ring[at]!);
      const bx = (position[0] - originX) * east;
      const by = (position[1] - originY) * north;
      twice += ax * by - bx * ay;
      perimeter += Math.sqrt((bx - ax) * (bx - ax) + (by - ay) * (by - ay));
      ax = bx;
      ay = by;
    }
  }
  const squareMeters = Math.abs(twice) / 2;
  return { squareMeters, compactness: perimeter === 0 ? 0 : (4 * Math.PI * squareMeters) / perimeter ** 2 };
}
