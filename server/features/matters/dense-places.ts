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
  const near = layOut(spots, meters);
  const sums = new Float64Array(spots.length);
  for (let index = 0; index < spots.length; index++) {
    near(index, (other) => {
      sums[index]! += spots[other]!.cases;
    });
  }
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
      near(index, (other) => {
        if (labels[other] !== -1) return;
        labels[other] = cluster;
        waiting.push(other);
      });
    }
  }
  return { labels, clusters, coreCases: wanted };
}

/** Mean and two standard deviations of the cases around each spot, 5 at least. */
export function thresholdOf(sums: ArrayLike<number>): number {
  if (sums.length === 0) return fewestCoreCases;
  const values = Float64Array.from(sums);
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return Math.max(fewestCoreCases, Math.ceil(mean + 2 * Math.sqrt(variance) - 1e-9));
}

/**
 * Lays spots out in squares as wide as the distance, those of a square one after the other.
 * @returns a function that visits the spots within the distance of one, itself included
 */
function layOut(spots: readonly Spot[], meters: number): (index: number, visit: (other: number) => void) => void {
  const middle = spots.reduce((sum, { lat }) => sum + lat, 0) / Math.max(1, spots.length);
  const east = degree * Math.cos((middle * Math.PI) / 180);
  const xs = Float64Array.from(spots, ({ lng }) => lng * east);
  const ys = Float64Array.from(spots, ({ lat }) => lat * degree);
  const keyOf = (column: number, row: number) => column * 16_777_216 + row;
  const keys = Float64Array.from(xs, (x, index) => keyOf(Math.floor(x / meters), Math.floor(ys[index]! / meters)));
  const order = Uint32Array.from(keys, (_, index) => index).sort((a, b) => keys[a]! - keys[b]!);
  const starts = new Map<number, number>();
  for (let at = order.length - 1; at >= 0; at--) starts.set(keys[order[at]!]!, at);
  return (index, visit) => {
    const [x, y] = [xs[index]!, ys[index]!];
    const [column, row] = [Math.floor(x / meters), Math.floor(y / meters)];
    for (let square = 0; square < 9; square++) {
      const key = keyOf(column - 1 + Math.floor(square / 3), row - 1 + (square % 3));
      for (let at = starts.get(key) ?? order.length; at < order.length; at++) {
        const other = order[at]!;
        if (keys[other] !== key) break;
        if ((xs[other]! - x) ** 2 + (ys[other]! - y) ** 2 <= meters * meters) visit(other);
      }
    }
  };
}
