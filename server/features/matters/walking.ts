/**
 * Walking distances along streets, inside the small piece of the network that was read for the question. Every vertex of
 * a street is a node, and streets meet where they have a vertex in common, so a bridge does not join the road below it.
 * Walkers know no one-way street. Shortest ways: E. W. Dijkstra, Numerische Mathematik 1 (1959).
 */
import { Heap } from './heap.ts';

export type LngLat = readonly [number, number];
export interface WalkingNetwork {
  lng: number[];
  lat: number[];
  /** Neighbours of each node with the metres to them. */
  ways: [node: number, meters: number][][];
  segments: [from: number, to: number][];
}

/** Farther from the nearest street than this, a place has no way to it. */
const reachMeters = 150;
const radius = 6_371_009;

export function buildNetwork(streets: readonly (readonly LngLat[])[]): WalkingNetwork {
  const network: WalkingNetwork = { lng: [], lat: [], ways: [], segments: [] };
  const nodes = new Map<string, number>();
  const nodeAt = ([lng, lat]: LngLat): number => {
    const key = `${Math.round(lng * 1e6)} ${Math.round(lat * 1e6)}`;
    const known = nodes.get(key);
    if (known !== undefined) return known;
    nodes.set(key, network.lng.length);
    network.lng.push(lng);
    network.lat.push(lat);
    network.ways.push([]);
    return network.lng.length - 1;
  };
  for (const street of streets) {
    for (let index = 1; index < street.length; index++) {
      const [from, to] = [nodeAt(street[index - 1]!), nodeAt(street[index]!)];
      if (from === to) continue;
      const meters = metersBetween(street[index - 1]!, street[index]!);
      network.ways[from]!.push([to, meters]);
      network.ways[to]!.push([from, meters]);
      network.segments.push([from, to]);
    }
  }
  return network;
}

/**
 * Metres from one place to others on foot: to the nearest street, along streets, and from the street to the place.
 * Null where no street is within 150 m of either, or no way joins them.
 */
export function walkingMeters(network: WalkingNetwork, from: LngLat, to: readonly LngLat[]): (number | null)[] {
  const start = ontoStreet(network, from);
  if (!start) return to.map(() => null);
  const distances = distancesFrom(network, start);
  return to.map((place) => {
    const end = ontoStreet(network, place);
    if (!end) return null;
    const along = Math.min(...end.ends.map(([node, meters]) => (distances[node] ?? Number.POSITIVE_INFINITY) + meters));
    const same = end.segment === start.segment ? Math.abs(end.ends[0][1] - start.ends[0][1]) : Number.POSITIVE_INFINITY;
    const meters = start.away + Math.min(along, same) + end.away;
    return Number.isFinite(meters) ? meters : null;
  });
}

export function metersBetween([lng1, lat1]: LngLat, [lng2, lat2]: LngLat): number {
  const [dx, dy] = [radians(lng2 - lng1) * Math.cos(radians((lat1 + lat2) / 2)), radians(lat2 - lat1)];
  return radius * Math.hypot(dx, dy);
}

interface Foothold {
  segment: number;
  /** Both ends of the segment with the metres to them along it. */
  ends: [[number, number], [number, number]];
  /** Metres from the place to the street. */
  away: number;
}

/** The nearest point of the nearest street. */
function ontoStreet({ lng, lat, segments }: WalkingNetwork, place: LngLat): Foothold | null {
  const east = radius * radians(1) * Math.cos(radians(place[1]));
  const north = radius * radians(1);
  let best: Foothold | null = null;
  let least = reachMeters;
  for (let index = 0; index < segments.length; index++) {
    const [from, to] = segments[index]!;
    const [ax, ay] = [(lng[from]! - place[0]) * east, (lat[from]! - place[1]) * north];
    const [dx, dy] = [(lng[to]! - lng[from]!) * east, (lat[to]! - lat[from]!) * north];
    const length = Math.hypot(dx, dy);
    const share = length === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length ** 2));
    const away = Math.hypot(ax + share * dx, ay + share * dy);
    if (away > least) continue;
    least = away;
    best = { segment: index, ends: [[from, share * length], [to, (1 - share) * length]], away };
  }
  return best;
}

function distancesFrom({ lng, ways }: WalkingNetwork, start: Foothold): Float64Array {
  const distances = new Float64Array(lng.length).fill(Number.POSITIVE_INFINITY);
  const waiting = new Heap();
  for (const [node, meters] of start.ends) {
    if (meters >= distances[node]!) continue;
    distances[node] = meters;
    waiting.push(node, meters);
  }
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [node, meters] = next;
    if (meters > distances[node]!) continue; // A shorter way was found meanwhile.
    for (const [other, step] of ways[node]!) {
      if (meters + step >= distances[other]!) continue;
      distances[other] = meters + step;
      waiting.push(other, meters + step);
    }
  }
  return distances;
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
