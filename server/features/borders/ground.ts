import { buildCoverage, facePolygon, type GridShape, zoneShape } from '#contract/coverage/build.ts';
import type { Coverage } from '#contract/coverage/coverage.ts';
import { measureFace } from '#contract/coverage/measure.ts';
import type { PolygonShape } from '#contract/coverage/shapes.ts';
import type { GroundRow, PlanCommunity } from './plan-queries.ts';

/** A grid as an edit makes it, before it is written. */
export interface GridDraft {
  code: string;
  communityCode: string;
  kind: 'base' | 'dedicated' | 'micro';
  parentCode: string | null;
  name: string;
  /** Today's row that it goes on from; null for a new grid. */
  baseId: number | null;
  isNew: boolean;
  predecessors: string[];
  geometry: PolygonShape;
}
/** What a grid is called and where it comes from. */
export type Identity = Omit<GridDraft, 'geometry' | 'parentCode' | 'communityCode'>;
/** What an edit works on. */
export interface Ground {
  coverage: Coverage;
  rows: ReadonlyMap<string, GroundRow>;
  communities: ReadonlyMap<string, PlanCommunity>;
}
/** What an edit comes to before it is judged: the ground before it and after it, and who is called what. */
export interface DecidedEdit {
  ground: Ground;
  after: Coverage;
  identities: Identity[];
}

/**
 * The grids as a coverage of their communities. A community that never had a grid need not be covered; of communities
 * that only lie beside, the grids that are here are taken for the whole.
 * @param covered communities that an edit gives their first grids
 */
export function openGround(rows: readonly GroundRow[], communities: readonly PlanCommunity[], covered: readonly string[] = []): Ground {
  const inUse = new Set([...rows.map(({ community_code }) => community_code), ...covered]);
  const zones = communities.flatMap(({ code, geometry, last_given }) => (geometry && (last_given > 0 || inUse.has(code)) ? [{ key: code, geometry }] : []));
  return {
    coverage: buildCoverage(rows.flatMap(toShape), zones),
    rows: new Map(rows.map((row) => [row.code, row])),
    communities: new Map(communities.map((community) => [community.code, community])),
  };
}

function toShape({ code, kind, community_code, parent_code, rings, is_own }: GroundRow): GridShape[] {
  // The grid around another community's micro-grid is not here.
  if (kind === 'micro' && !is_own) return [];
  return [{ key: code, layer: kind === 'micro' ? 'nested' : 'ground', zone: community_code, parent: parent_code, geometry: { type: 'Polygon', coordinates: rings } }];
}

/** The same ground with other grids in the place of some: what a replacement asks for. */
export function replaceGrids({ coverage, rows, communities }: Ground, grids: readonly GridShape[], removed: readonly string[]): Coverage {
  const gone = new Set([...removed, ...grids.map(({ key }) => key)]);
  const kept = [...rows.values()].filter(({ code }) => !gone.has(code) && coverage.faces.has(code)).map(({ code }) => shapeOf(coverage, code));
  const zones = [...communities.keys()].filter((key) => coverage.zones.has(key)).map((key) => ({ key, geometry: zoneShape(coverage, key) }));
  return buildCoverage([...kept, ...grids], zones);
}

function shapeOf(coverage: Coverage, key: string): GridShape {
  const { layer, zone, parent } = coverage.faces.get(key) ?? { layer: 'ground', zone: '', parent: null };
  return { key, layer, zone, parent, geometry: facePolygon(coverage, key) };
}

/** What a coverage has otherwise than before: keys of faces with another shape or parent, or new; keys of faces that are gone. */
export function compareCoverages(before: Coverage, after: Coverage): { changed: string[]; removed: string[] } {
  const removed = [...before.faces.keys()].filter((key) => !after.faces.has(key));
  const changed = [...after.faces.keys()].filter((key) => {
    const [was, is] = [before.faces.get(key), after.faces.get(key)];
    return !was || was.parent !== is?.parent || !isSameShape(facePolygon(before, key), facePolygon(after, key));
  });
  return { changed: changed.sort(), removed: removed.sort() };
}

function isSameShape({ coordinates: one }: PolygonShape, { coordinates: other }: PolygonShape): boolean {
  return one.length === other.length && one.every((ring, index) => isSameRing(ring, other[index] ?? []));
}
function isSameRing(one: [number, number][], other: [number, number][]): boolean {
  return one.length === other.length && one.every(([lng, lat], index) => lng === other[index]?.[0] && lat === other[index]?.[1]);
}

/** Where a grid comes from: itself where it is of today, else what it was made of. */
export function lineage({ code, is_new, predecessors }: Pick<GroundRow, 'code' | 'is_new' | 'predecessors'>): string[] {
  return is_new ? predecessors : [code];
}

/** A community's code with a number of three digits. */
export function codeOf(community: string, sequence: number): string {
  return community + String(sequence).padStart(3, '0');
}

/** `郑家河村2号网格` for the next grid is `郑家河村7号网格`. */
export function nameAfter(name: string, sequence: number): string {
  return /\d+号/.test(name) ? name.replace(/\d+号/, `${sequence}号`) : `${sequence}号网格`;
}

/** The first name of a row of numbers that no other grid has. */
export function untakenName(nameBy: (number: number) => string, first: number, isTaken: (name: string) => boolean): string {
  let number = first;
  while (isTaken(nameBy(number))) number += 1;
  return nameBy(number);
}

export function identityOf({ code, kind, name, base_id, is_new, predecessors }: GroundRow): Identity {
  return { code, kind, name, baseId: base_id, isNew: is_new, predecessors };
}

/** Faces that have less ground than before, by more than what a new vertex on a border may take. */
export function loseGround(before: Coverage, after: Coverage): string[] {
  return [...before.faces.keys()].filter((key) => after.faces.has(key) && before.faces.get(key)?.layer === 'ground' && measureFace(before, key).squareMeters - measureFace(after, key).squareMeters > 0.01);
}
