/**
 * Density-based clusters of places, each with a number of cases: DBSCAN (M. Ester et al., KDD 1996) in which a place
 * weighs as much as it has cases. It finds what ST_ClusterDBSCAN finds among the single cases; a hundred cases at one
 * address would cost that function ten thousand comparisons, here they are one place.
 */

export interface Spot {
  lng: number;
  lat: number;
  cases: number;
}
export interface Clustering {
  /** Cluster of each spot by its place in the list, from 0; −1 is none. */
  labels: Int32Array;
  clusters: number;
  /** Cases within the distance that make a spot the core of a cluster. */
  coreCases: number;
}

const fewestCoreCases = 5;
/** Metres of a degree of latitude. */
const degree = 111_195;

/**
 * Clusters spots that lie within `meters` of one another through cores: spots that have `coreCases` cases within that
 * distance, their own included. Without a number it is what stands out here: the mean of all spots and two deviations.
 */
export function clusterPlaces(spots: readonly Spot[], meters: number, coreCases?: number): Clustering {
  const near = findNeighbours(spots, meters);
  const sums = near.map((list) => list.reduce((sum, index) => sum + spots[index]!.cases, 0));
  const wanted = coreCases ?? thresholdOf(sums);
  const labels = new Int32Array(spots.length).fill(-1);
  let clusters = 0;
  for (let start = 0; start < spots.length; start++) {
    if (labels[start] !== -1 || sums[start]! < wanted) continue;
    const cluster = clusters++;
    const waiting = [start];
    labels[start] = cluster;
    for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
      if (sums[index]! < wanted) continue; // At the rim: it belongs to the cluster and carries it no further.
      for (const other of near[index]!) {
        if (labels[other] !== -1) continue;
        labels[other] = cluster;
        waiting.push(other);
      }
    }
  }
  return { labels, clusters, coreCases: wanted };
}

/** Mean and two standard deviations of the cases around each spot, 5 at least. */
export function thresholdOf(sums: readonly number[]): number {
  if (sums.length === 0) return fewestCoreCases;
  const mean = sums.reduce((a, b) => a + b, 0) / sums.length;
  const variance = sums.reduce((sum, value) => sum + (value - mean) ** 2, 0) / sums.length;
  return Math.max(fewestCoreCases, Math.ceil(mean + 2 * Math.sqrt(variance) - 1e-9));
}

/** The spots within the distance of each, itself included: looked for in squares as wide as the distance. */
function findNeighbours(spots: readonly Spot[], meters: number): number[][] {
  const middle = spots.reduce((sum, { lat }) => sum + lat, 0) / Math.max(1, spots.length);
  const xs = spots.map(({ lng }) => lng * degree * Math.cos((middle * Math.PI) / 180));
  const ys = spots.map(({ lat }) => lat * degree);
  const keyOf = (x: number, y: number) => Math.floor(x / meters) * 16_777_216 + Math.floor(y / meters);
  const squares = new Map<number, number[]>();
  for (let index = 0; index < spots.length; index++) {
    const key = keyOf(xs[index]!, ys[index]!);
    const square = squares.get(key);
    if (square) square.push(index);
    else squares.set(key, [index]);
  }
  return spots.map((_, index) => {
    const found: number[] = [];
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        for (const other of squares.get(keyOf(xs[index]! + dx * meters, ys[index]! + dy * meters)) ?? []) {
          if ((xs[other]! - xs[index]!) ** 2 + (ys[other]! - ys[index]!) ** 2 <= meters * meters) found.push(other);
        }
      }
    }
    return found;
  });
}
