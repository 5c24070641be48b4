import { expect, test } from 'vitest';
import { clusterPlaces as cluster, thresholdOf } from './dense-places.ts';

const degree = 111_195;
/** A spot so many metres north and east of a place on the equator. */
const at = (east: number, north: number, cases = 1) => ({ lng: east / degree, lat: north / degree, cases });
const clusterPlaces = (spots: ReturnType<typeof at>[], meters: number, coreCases?: number) =>
  cluster({ lng: Float64Array.from(spots, ({ lng }) => lng), lat: Float64Array.from(spots, ({ lat }) => lat), cases: Int32Array.from(spots, ({ cases }) => cases) }, meters, coreCases);

test('places in reach of a core are one cluster, a lonely place is none', () => {
  const { labels, clusters } = clusterPlaces([at(0, 0), at(50, 0), at(100, 0), at(5000, 0)], 60, 3);
  expect(clusters).toBe(1);
  expect([...labels]).toEqual([0, 0, 0, -1]);
});

test('a place weighs as much as it has cases: one address alone can be a cluster', () => {
  expect([...clusterPlaces([at(0, 0, 9), at(5000, 0, 2)], 60, 5).labels]).toEqual([0, -1]);
});

test('a rim place does not carry the cluster on', () => {
  // Around 0 there are 3 + 8 + 1 = 12 cases, around 50 only 8 + 1 + 1 = 10: it belongs to the cluster, what it alone reaches does not.
  expect([...clusterPlaces([at(-50, 0, 3), at(0, 0, 8), at(50, 0), at(100, 0)], 60, 12).labels]).toEqual([0, 0, 0, -1]);
});

test('two groups farther apart than the distance are two clusters', () => {
  const { clusters, labels } = clusterPlaces([at(0, 0, 5), at(10, 0), at(300, 0, 6), at(310, 0)], 100, 5);
  expect([clusters, ...labels]).toEqual([2, 0, 0, 1, 1]);
});

test('what stands out is the mean and two deviations, five at least', () => {
  // Mean 10, variance (4·0 + … ) of 8, 8, 12, 12 is 4: 10 + 2·2 = 14.
  expect(thresholdOf([8, 8, 12, 12])).toBe(14);
  expect(thresholdOf([1, 1, 1, 1])).toBe(5);
  expect(thresholdOf([])).toBe(5);
});

test('no place at all is no cluster', () => {
  expect(clusterPlaces([], 150)).toMatchObject({ clusters: 0, coreCases: 5 });
});
