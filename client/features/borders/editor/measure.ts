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
  let twice = 0;
  let perimeter = 0;
  for (const ring of rings) {
    let [ax, ay] = local(positionOf(ring.at(-1) as VertexId));
    for (const id of ring) {
      const [bx, by] = local(positionOf(id));
      twice += ax * by - bx * ay;
      perimeter += Math.hypot(bx - ax, by - ay);
      [ax, ay] = [bx, by];
    }
  }
  const squareMeters = Math.abs(twice) / 2;
  return { squareMeters, compactness: perimeter === 0 ? 0 : (4 * Math.PI * squareMeters) / perimeter ** 2 };

  function local([lng, lat]: Position): [number, number] {
    return [(lng - originX) * east, (lat - originY) * north];
  }
}
