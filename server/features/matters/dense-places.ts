/**
 * Density-based clusters of places, each with a number of cases: DBSCAN (M. Ester et al., KDD 1996) in which a place
 * weighs as much as it has cases. It finds what ST_ClusterDBSCAN finds among the single cases; a hundred cases at one
 * address would cost that function ten thousand comparisons, here they are one place.
 */

/** Places with their cases, column by column. */
export interface Spots {
  lng: Float64Array;
  lat: Float64Array;
  cases: Int32Array;
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
export function clusterPlaces(spots: Spots, meters: number, coreCases?: number): Clustering {
  const layout = layOut(spots, meters);
  const { order, placeOf } = layout;
  const sums = sumNear(layout, meters);
  const wanted = coreCases ?? thresholdOf(sums);
  const labels = new Int32Array(order.length).fill(-1);
  let clusters = 0;
  for (let spot = 0; spot < order.length; spot++) {
    const start = placeOf[spot]!;
    if (labels[spot] !== -1 || sums[start]! < wanted) continue;
    const cluster = clusters++;
    const waiting = [start];
    labels[spot] = cluster;
    for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
      if (sums[place]! < wanted) continue; // At the rim: it belongs to the cluster and carries it no further.
      for (const other of placesNear(layout, place, meters)) {
        if (labels[order[other]!] !== -1) continue;
        labels[order[other]!] = cluster;
        waiting.push(other);
      }
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

/** Spots in squares as wide as the distance, those of a square one after the other: neighbours lie together in memory. */
interface Layout {
  /** Spot of each place in the layout, and the place of each spot. */
  order: Uint32Array;
  placeOf: Uint32Array;
  /** By place: metres, cases, and the number of its square. */
  xs: Float64Array;
  ys: Float64Array;
  cases: Float64Array;
  squareOf: Uint32Array;
  /** Six of each square: where the squares around it begin and end, column by column. */
  ranges: Uint32Array;
}

function layOut(spots: Spots, meters: number): Layout {
  const { xs, ys } = toMeters(spots);
  const [columns, rows] = [squaresOf(xs, meters), squaresOf(ys, meters)];
  const height = rows.reduce((most, row) => Math.max(most, row), 0) + 1;
  const order = sortIndexes(columns.map((column, index) => column * height + rows[index]!));
  const placeOf = new Uint32Array(order.length);
  for (let place = 0; place < order.length; place++) placeOf[order[place]!] = place;
  const squares = bound(inOrder(columns, order), inOrder(rows, order), height + 2);
  return { order, placeOf, xs: inOrder(xs, order), ys: inOrder(ys, order), cases: inOrder(spots.cases, order), ...squares };
}

// Loops, here and below: `from` with a function goes through iterators and takes ten times as long.
function inOrder(values: Float64Array | Int32Array, order: Uint32Array): Float64Array {
  const sorted = new Float64Array(order.length);
  for (let place = 0; place < order.length; place++) sorted[place] = values[order[place]!]!;
  return sorted;
}

/** Squares are counted from the least value. */
function squaresOf(values: Float64Array, meters: number): Float64Array {
  const least = values.reduce((sum, value) => Math.min(sum, value), Infinity);
  return values.map((value) => Math.floor((value - least) / meters));
}

/** The order of whole numbers. Each carries its index as a rest: numbers alone are sorted several times as fast as indexes by comparison. */
function sortIndexes(keys: Float64Array): Uint32Array {
  const count = keys.length;
  const sorted = keys.map((key, index) => key * count + index).sort();
  const order = new Uint32Array(count);
  for (let place = 0; place < count; place++) order[place] = sorted[place]! % count;
  return order;
}

function toMeters({ lng, lat }: Spots): { xs: Float64Array; ys: Float64Array } {
  const middle = lat.reduce((sum, value) => sum + value, 0) / Math.max(1, lat.length);
  const east = degree * Math.cos((middle * Math.PI) / 180);
  return { xs: lng.map((value) => value * east), ys: lat.map((value) => value * degree) };
}

/** The squares that hold spots, and the three ranges of places that lie in and around each. */
function bound(columns: Float64Array, rows: Float64Array, height: number): { squareOf: Uint32Array; ranges: Uint32Array } {
  const squareOf = new Uint32Array(columns.length);
  const starts: number[] = [];
  for (let place = 0; place < columns.length; place++) {
    if (place === 0 || columns[place] !== columns[place - 1] || rows[place] !== rows[place - 1]) starts.push(place);
    squareOf[place] = starts.length - 1;
  }
  const keyOf = (column: number, row: number) => column * height + row + 1;
  const squares = new Map(starts.map((start, square) => [keyOf(columns[start]!, rows[start]!), square]));
  const ranges = new Uint32Array(starts.length * 6);
  for (const [square, start] of starts.entries()) {
    for (let side = 0; side < 3; side++) {
      const key = keyOf(columns[start]! + side - 1, rows[start]!);
      const [below, here, above] = [squares.get(key - 1), squares.get(key), squares.get(key + 1)];
      const [first, last] = [below ?? here ?? above, above ?? here ?? below];
      if (first === undefined || last === undefined) continue;
      ranges[square * 6 + side * 2] = starts[first]!;
      ranges[square * 6 + side * 2 + 1] = starts[last + 1] ?? columns.length;
    }
  }
  return { squareOf, ranges };
}

/** Cases within the distance of each place, its own included. */
function sumNear({ xs, ys, cases, squareOf, ranges }: Layout, meters: number): Float64Array {
  const most = meters * meters;
  const sums = new Float64Array(xs.length);
  for (let place = 0; place < xs.length; place++) {
    const [x, y, at] = [xs[place]!, ys[place]!, squareOf[place]! * 6];
    let sum = 0;
    for (let side = 0; side < 6; side += 2) {
      for (let other = ranges[at + side]!; other < ranges[at + side + 1]!; other++) {
        if ((xs[other]! - x) ** 2 + (ys[other]! - y) ** 2 <= most) sum += cases[other]!;
      }
    }
    sums[place] = sum;
  }
  return sums;
}

function placesNear({ xs, ys, squareOf, ranges }: Layout, place: number, meters: number): number[] {
  const most = meters * meters;
  const [x, y, at] = [xs[place]!, ys[place]!, squareOf[place]! * 6];
  const near: number[] = [];
  for (let side = 0; side < 6; side += 2) {
    for (let other = ranges[at + side]!; other < ranges[at + side + 1]!; other++) {
      if ((xs[other]! - x) ** 2 + (ys[other]! - y) ** 2 <= most) near.push(other);
    }
  }
  return near;
}
