import type { Feature, FeatureCollection } from 'geojson';
import type { HouseholdsSource } from '#contract/borders.ts';
import type { Coverage, Face, Position, Ring, VertexId } from '#contract/coverage/coverage.ts';
import type { BandTone } from '../../../map/border-style.ts';
import { formatCount } from '../../../shared/format.ts';
import type { Arc } from './arcs.ts';
import type { Tally } from './counts.ts';
import type { GridFacts } from './plan-edit.ts';

export interface Band {
  readonly min: number;
  readonly max: number;
}
type PositionOf = (id: VertexId) => Position;

/** Beyond the band by more than a third of its end is far. */
const farShare = 1 / 3;

/** How many households a grid has against those that it should have; only base grids have a band. */
export function bandToneOf(households: number, kind: GridFacts['kind'], band: Band | null): BandTone {
  if (kind !== 'base' || band === null) return 'none';
  const { min, max } = band;
  if (households < min) return households < min * (1 - farShare) ? 'far-below' : 'below';
  if (households > max) return households > max * (1 + farShare) ? 'far-above' : 'above';
  return 'within';
}

/** What the map says of a grid. */
export interface GridLook {
  face: Face;
  facts: GridFacts;
  tally: Tally;
  /** Null where nothing is known of the households. */
  band: Band | null;
  householdsSource: HouseholdsSource;
  isNew: boolean;
  isChanged: boolean;
}

export function gridFeatures(looks: Iterable<GridLook>, arcs: readonly Arc[], coverage: Coverage, positionOf: PositionOf): FeatureCollection {
  const features: Feature[] = [];
  const names: Feature[] = [];
  for (const look of looks) {
    features.push(faceFeature(look, positionOf));
    names.push(nameFeature(look, positionOf));
  }
  return { type: 'FeatureCollection', features: [...features, ...arcs.map((arc) => arcFeature(arc, coverage, positionOf)), ...names] };
}

function faceFeature({ face, facts, tally, band, isNew, isChanged }: GridLook, positionOf: PositionOf): Feature {
  const tone = bandToneOf(tally[0] ?? 0, facts.kind, band);
  return { type: 'Feature', properties: { role: 'face', key: face.key, tone, isNew, isChanged }, geometry: { type: 'Polygon', coordinates: face.rings.map((ring) => closedRing(ring, positionOf)) } };
}

function closedRing(ring: Ring, positionOf: PositionOf): [number, number][] {
  const line = ring.map((id) => positionOf(id) as [number, number]);
  line.push(line[0] as [number, number]);
  return line;
}

function arcFeature({ key, vertices, faces }: Arc, coverage: Coverage, positionOf: PositionOf): Feature {
  const isNested = faces.every((face) => coverage.faces.get(face)?.layer === 'nested');
  return { type: 'Feature', properties: { role: 'arc', key, isNested, isEdge: faces.length === 1 && !isNested }, geometry: { type: 'LineString', coordinates: vertices.map((id) => positionOf(id) as [number, number]) } };
}

/** As they stand on the map, in every language. */
const shortHouseholds: Record<HouseholdsSource, (count: string) => string> = { registered: (count) => count, estimated: (count) => `≈ ${count}`, unknown: () => '?' };

function nameFeature({ face, facts, tally, householdsSource, isNew, isChanged }: GridLook, positionOf: PositionOf): Feature {
  const name = `${isNew ? '＋ ' : isChanged ? '● ' : ''}${facts.name}`;
  return { type: 'Feature', properties: { role: 'name', key: `name/${face.key}`, name, households: shortHouseholds[householdsSource](formatCount(tally[0] ?? 0)) }, geometry: { type: 'Point', coordinates: [...placeInside(face, positionOf)] } };
}

/** A place well inside the face: in the middle of the widest stretch of ground at half its height. */
export function placeInside({ rings }: Face, positionOf: PositionOf): Position {
  let [south, north] = [Infinity, -Infinity];
  const outline = rings[0] ?? [];
  for (let at = 0; at < outline.length; at += 1) {
    const y = positionOf(outline[at]!)[1];
    if (y < south) south = y;
    if (y > north) north = y;
  }
  let widest = -1;
  let place = positionOf(outline[0] as VertexId);
  for (const share of [0.5, 0.42, 0.58]) {
    const y = south + (north - south) * share;
    const across = crossings(rings, y, positionOf);
    for (let at = 0; at + 1 < across.length; at += 2) {
      const width = across[at + 1]! - across[at]!;
      if (width <= widest * 1.15) continue;
      widest = width;
      place = [(across[at]! + across[at + 1]!) / 2, y];
    }
  }
  return place;
}

/** Where a parallel crosses the rings, from the west. */
function crossings(rings: readonly Ring[], y: number, positionOf: PositionOf): number[] {
  const across: number[] = [];
  for (const ring of rings) {
    let a = positionOf(ring.at(-1) as VertexId);
    for (let at = 0; at < ring.length; at += 1) {
      const b = positionOf(ring[at]!);
      if (a[1] > y !== b[1] > y) across.push(a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0]));
      a = b;
    }
  }
  return across.length < 3 ? pairInOrder(across) : across.sort((one, other) => one - other);
}

function pairInOrder(across: number[]): number[] {
  if (across[0]! > across[1]!) across.reverse();
  return across;
}
