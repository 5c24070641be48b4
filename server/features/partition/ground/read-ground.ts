/** From the database to units: lines → blocks → cuts through gaps between buildings → faces → units. */
import type { HouseholdsSource } from '#contract/borders.ts';
import type { BorderClass } from '../border-classes.ts';
import type { Band } from '../options.ts';
import { type RequestDatabase, readSql } from '../../../platform/database.ts';
import { type CutBlock, cutBlock, type Point } from './cuts.ts';
import { type Fabric, type FaceInput, findBounding, type Line, numberFaces, weave } from './fabric.ts';
import { dedicatedKinds, kindByThemeAndClass, lineKinds, lineOrder, squareMetersByClass } from './kinds.ts';
import { findNear } from './near-lines.ts';
import { type Plane, planeAt } from './plane.ts';
import { type GroundBuilding, gatherUnits, type Units } from './units.ts';
import { nodingDegrees, Vertices } from './vertices.ts';
import { type Path, readPaths, writeLine } from './wkb.ts';

const [scopeSql, buildingsSql, edgesSql, blocksSql, nodeLinesSql, facesSql, borderKindsSql, anchorsSql, dedicatedSql] = (
  ['scope', 'buildings', 'edges', 'blocks', 'node-lines', 'faces', 'border-kinds', 'anchors', 'dedicated'] as const
).map((name) => readSql(import.meta.url, `./${name}.sql`)) as [string, string, string, string, string, string, string, string, string];

export interface Community {
  code: string;
  name: string;
  isVillage: boolean;
  /** What the street has configured. */
  band: { min: number; max: number };
  householdsSource: HouseholdsSource;
}
export interface GroundOfPlan extends Units {
  fabric: Fabric;
  communities: Community[];
  /** In some community no household is known: they are reckoned from footprints and heights. */
  isEstimated: boolean;
  buildings: GroundBuilding[];
}
export interface ReadOptions {
  planId: string;
  /** A region inside the plan's. */
  within: string;
  bandOf(community: Community, isAlone: boolean): Band;
  onStage?(stage: 'lines' | 'blocks' | 'cuts' | 'faces' | 'units'): void;
}

interface BuildingRow {
  id: number;
  community: string;
  shape: Buffer;
  estate: string | null;
  households: number;
}
interface LineRow {
  shape: Buffer;
}
interface BlockRow {
  community: string;
  shape: Buffer;
  buildings: number[] | null;
}
interface FaceRow extends BlockRow {
  grid: string | null;
  ground: number | null;
  kind: string | null;
  name: string | null;
}

/** Units with this share of a grid's target leave the solver room enough to meet the band. */
const unitShare = 1 / 6;

/** Throws NoGround where the plan has no community inside `within`. */
export async function readGround(db: Querier, { planId, within, bandOf, onStage }: ReadOptions): Promise<GroundOfPlan> {
  onStage?.('lines');
  const { communities, borders } = await readScope(db, planId, within);
  const scope: Scope = { planId, codes: communities.map(({ code }) => code), plane: planeAt(middleOf(borders)) };
  const bands = new Map(communities.map((community) => [community.code, bandOf(community, communities.length === 1)]));
  const rows = await db.query<BuildingRow>({ text: buildingsSql, values: [scope.codes, communities.map(({ householdsSource }) => householdsSource)] });
  const lines = await readShapes(db, edgesSql, [scope.codes, planId, JSON.stringify(lineKinds), JSON.stringify(dedicatedKinds), nodingDegrees]);
  onStage?.('blocks');
  const blocks = await db.query<BlockRow>({ text: blocksSql, values: [scope.codes, lines] });
  onStage?.('cuts');
  const cuts = cutBlocks(blocks, rows, scope.plane, (community) => bands.get(community)!.target * unitShare);
  const edges = await nodeWithCuts(db, lines, cuts);
  onStage?.('faces');
  const buildings = rows.map(({ id, households, estate }): GroundBuilding => ({ id, households, estate }));
  const faces = await readFaces(db, scope, edges, numberById(rows));
  onStage?.('units');
  const fabric = await readFabric(db, scope, borders, faces, edges);
  const dedicated = new Set((await db.query<{ code: string }>({ text: dedicatedSql, values: [planId] })).map(({ code }) => code));
  return { ...gatherUnits(fabric, buildings, (grid) => dedicated.has(grid)), fabric, communities, isEstimated: communities.some(({ householdsSource }) => householdsSource !== 'registered'), buildings };
}

type Querier = Pick<RequestDatabase, 'query'>;
interface Scope {
  planId: string;
  /** Communities. */
  codes: string[];
  plane: Plane;
}

export class NoGround extends Error {}

async function readScope(db: Querier, planId: string, within: string): Promise<{ communities: Community[]; borders: Path[] }> {
  interface ScopeRow {
    code: string;
    name: string;
    is_village: boolean;
    households_min: number;
    households_max: number;
    households_source: HouseholdsSource;
    shape: Buffer;
  }
  const rows = await db.query<ScopeRow>({ text: scopeSql, values: [planId, within] });
  if (rows.length === 0) throw new NoGround(`the plan has no community with a border inside ${within}`);
  const communities = new Map(rows.map((row) => [row.code, { code: row.code, name: row.name, isVillage: row.is_village, band: { min: row.households_min, max: row.households_max }, householdsSource: row.households_source }]));
  return { communities: [...communities.values()], borders: rows.flatMap(({ shape }) => readPaths(shape)) };
}

async function readShapes(db: Querier, text: string, values: unknown[]): Promise<Buffer[]> {
  return (await db.query<LineRow>({ text, values })).map(({ shape }) => shape);
}

const numberById = (rows: readonly BuildingRow[]) => new Map(rows.map(({ id }, index) => [id, index]));

/** Positions in the list of buildings, in its order; what is not in the list has no households to count. */
const positionsOf = (ids: readonly number[] | null, numberOf: ReadonlyMap<number, number>) => (ids ?? []).flatMap((id) => numberOf.get(id) ?? []).sort((a, b) => a - b);

function cutBlocks(blocks: readonly BlockRow[], rows: readonly BuildingRow[], plane: Plane, mostOf: (community: string) => number): Buffer[] {
  const numberOf = numberById(rows);
  const outlines = rows.map(({ shape }) => toPoints(readPaths(shape)[0]!, plane));
  return blocks.flatMap(({ community, shape, buildings }) => {
    const inside = positionsOf(buildings, numberOf);
    if (inside.length < 2) return [];
    const block: CutBlock = { rings: readPaths(shape).map((path) => toPoints(path, plane)), buildings: inside.map((index) => ({ households: rows[index]!.households, outline: outlines[index]! })) };
    return cutBlock(block, mostOf(community)).map(({ from, to }) => writeLine([from, to].flatMap(([x, y]) => [plane.lng(x), plane.lat(y)])));
  });
}

/** Edges were noded already: only those that a cut may meet are noded again, with the cuts. */
async function nodeWithCuts(db: Querier, edges: readonly Buffer[], cuts: readonly Buffer[]): Promise<Buffer[]> {
  if (cuts.length === 0) return [...edges];
  const toPath = (line: Buffer) => readPaths(line)[0]!;
  const isNear = findNear(edges.map(toPath), cuts.map(toPath));
  const split = await readShapes(db, nodeLinesSql, [[...edges.filter((_, index) => isNear[index]), ...cuts], nodingDegrees]);
  return [...edges.filter((_, index) => !isNear[index]), ...split];
}

async function readFaces(db: Querier, { codes, planId }: Scope, edges: readonly Buffer[], numberOf: ReadonlyMap<number, number>): Promise<FaceInput[]> {
  const rows = await db.query<FaceRow>({ text: facesSql, values: [codes, planId, JSON.stringify(squareMetersByClass), edges] });
  return rows.map(({ community, shape, buildings, grid, ground, kind, name }) => ({
    community,
    paths: readPaths(shape),
    buildings: positionsOf(buildings, numberOf),
    grid,
    ground: ground === null ? null : { id: ground, kind: kind ?? '', name: name ?? '' },
  }));
}

/** What each border lies on is asked of those edges alone that bound a face. */
async function readFabric(db: Querier, { codes, planId, plane }: Scope, borders: readonly Path[], faces: readonly FaceInput[], edges: readonly Buffer[]): Promise<Fabric> {
  const anchors = await readShapes(db, anchorsSql, [planId, codes]);
  const vertices = new Vertices([...borders, ...anchors.flatMap(readPaths)]);
  const numbered = numberFaces(vertices, faces);
  const bounding = findBounding(vertices, numbered, edges.map((edge) => readPaths(edge)[0]!)).flatMap((numbers, index) => (numbers ? [{ numbers, shape: edges[index]! }] : []));
  const kinds = await db.query<{ edge: number; kind: BorderClass; name: string | null }>({ text: borderKindsSql, values: [bounding.map(({ shape }) => shape), JSON.stringify(kindByThemeAndClass), lineOrder, nodingDegrees] });
  const lines = kinds.map(({ edge, kind, name }): Line => ({ numbers: bounding[edge]!.numbers, kind, name: name ?? '' }));
  return weave(vertices, numbered, lines, plane);
}

function toPoints(path: Path, plane: Plane): Point[] {
  const points: Point[] = [];
  for (let at = 0; at + 2 < path.length; at += 2) points.push([plane.x(path[at]!), plane.y(path[at + 1]!)]);
  return points;
}

function middleOf(paths: readonly Path[]): [number, number] {
  const box = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const path of paths) {
    for (let at = 0; at < path.length; at += 2) {
      box[0] = Math.min(box[0]!, path[at]!);
      box[1] = Math.min(box[1]!, path[at + 1]!);
      box[2] = Math.max(box[2]!, path[at]!);
      box[3] = Math.max(box[3]!, path[at + 1]!);
    }
  }
  return [(box[0]! + box[2]!) / 2, (box[1]! + box[3]!) / 2];
}
