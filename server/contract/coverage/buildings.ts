import { refuse, type Coverage, type EditOutcome, type Position, type Ring } from './coverage.ts';
import { groupNeighbours, linesBetween, nearestGroup, pointsAlong, type Site } from './cells.ts';
import { cutFaces, type Cut } from './cut.ts';
import { regroup } from './dissolve.ts';
import { measureRings, positionsOf } from './measure.ts';
import { faceBox } from './owners.ts';
import { connectedGroups, pieceGraph, shortestWay } from './piece-graph.ts';
import { segmentsMeet } from './predicates.ts';
import { boxesMeet, boxOf, interiorPoint, sideOfRings, type Box } from './rings.ts';
import { polygonsOf, type GroundInput } from './shapes.ts';

export interface HandOver {
  /** Outlines of all buildings of the faces concerned. */
  readonly buildings: readonly GroundInput[];
  /** Which of them change their grid, by index. */
  readonly chosen: readonly number[];
  readonly toKey: string;
}

/** How near to each other the points stand that stand for an outline; farther in very large plans. */
const SPACING_METERS = 2;
const COARSE_METERS = 15;
const SITE_LIMIT = 60_000;
const CHOSEN = 0;
const OTHERS = 1;
/** From here on the receiver's buildings, each a group of its own, so that no more of their ground is taken than is needed. */
const FIRST_RECEIVING = 2;

interface Building {
  readonly polygons: readonly (readonly (readonly Position[])[])[];
  readonly box: Box;
  readonly inside: Position;
  readonly face: string | null;
  readonly group: number;
}

/**
 * Gives the ground of the chosen buildings to a face: the border runs between buildings, as far from the ones as from
 * the others, and cuts none. Ground between the buildings and the receiver that is nobody else's goes with them. Refuses
 * `would-be-multipart` where others' ground lies between or a giver falls apart, `would-be-empty` for a giver that would
 * end unless `mayEnd`, `nothing-changes` where the receiver has them already.
 */
export function handOverBuildings(coverage: Coverage, { buildings, chosen, toKey }: HandOver, { mayEnd = false }: { readonly mayEnd?: boolean } = {}): EditOutcome {
  const receiver = coverage.faces.get(toKey);
  if (receiver?.layer !== 'ground') return refuse('no-such-grid', null, [toKey]);
  const isChosen = new Set(chosen);
  const grounds = groundsOf(coverage, receiver.zone);
  const placed = buildings.map((shape, i) => placeBuilding(grounds, shape, isChosen.has(i), toKey, i)).filter((building) => building !== null);
  const moving = placed.filter((building) => building.group === CHOSEN);
  const givers = [...new Set(moving.map((building) => building.face))].filter((key) => key !== null && key !== toKey) as string[];
  if (givers.length === 0) return refuse('nothing-changes', moving[0]?.inside ?? null, [toKey]);
  const cut = cutBetween(coverage, givers.sort(), placed);
  const owners = ownersOf(cut.cut, cut.groups, placed, toKey, (cut.cut.faces.get(toKey) ?? receiver).rings);
  return regroup(coverage, cut.cut, { owners, mayEnd });
}

/** A face and where it lies, put together once for all the buildings that are looked for in it. */
interface FaceGround {
  readonly key: string;
  readonly box: Box;
  readonly rings: readonly (readonly Position[])[];
}

/** The ground faces of a community in order of their keys. */
function groundsOf(coverage: Coverage, zone: string): FaceGround[] {
  const own = [...coverage.faces.values()].filter((face) => face.layer === 'ground' && face.zone === zone).sort((p, q) => (p.key < q.key ? -1 : 1));
  return own.map(({ key, rings }) => ({ key, box: faceBox(coverage, key), rings: rings.map((ring) => positionsOf(coverage, ring)) }));
}

function placeBuilding(grounds: readonly FaceGround[], shape: GroundInput, isChosen: boolean, toKey: string, index: number): Building | null {
  const polygons = polygonsOf(shape).filter((polygon) => (polygon[0]?.length ?? 0) > 3).map((polygon) => polygon.map((ring) => ring.slice(0, -1)));
  if (polygons.length === 0) return null;
  const inside = interiorPoint(polygons[0]!);
  const here: Box = [inside[0], inside[1], inside[0], inside[1]];
  const face = grounds.find(({ box, rings }) => boxesMeet(box, here) && sideOfRings(rings, inside) >= 0)?.key ?? null;
  const group = isChosen ? CHOSEN : face === toKey ? FIRST_RECEIVING + index : OTHERS;
  return { polygons, box: boxOf(polygons.flat(2)), inside, face, group };
}

/** Cuts the givers along the lines between buildings; where a line would cut a building, along the building's walls. */
function cutBetween(coverage: Coverage, givers: readonly string[], buildings: readonly Building[]): { cut: Cut; groups: number[] } {
  const box = boxOf(givers.flatMap((key) => corners(faceBox(coverage, key))));
  const sites = sitesOf(buildingsNear(buildings, box));
  const lines = linesBetween(sites, box);
  const boxed = lines.map((line) => ({ line, box: boxOf(line) }));
  const met = buildings.filter((building) => boxed.some(({ line, box: around }) => boxesMeet(around, building.box) && meetsBuilding(line, building)));
  const walls = met.flatMap((building) => building.polygons.flatMap((polygon) => polygon.map((ring) => [...ring, ring[0]!])));
  const cut = cutFaces(coverage, givers, [...lines, ...walls]);
  const groups = cut.pieces.map((piece) => {
    const inside = interiorPoint(piece.rings.map((ring) => ring.map(cut.at)));
    return met.find((building) => holds(building, inside))?.group ?? nearestGroup(sites, inside);
  });
  return { cut, groups };
}

const corners = ([west, south, east, north]: Box): Position[] => [[west, south], [east, north]];

/** The chosen buildings, those around them and those around these: the others have no part in the border between. */
function buildingsNear(buildings: readonly Building[], box: Box): Building[] {
  const coarse = buildings.flatMap(({ polygons }, group) => polygons.flatMap(([outline]) => pointsAlong(outline!, COARSE_METERS).map((at) => ({ at, group }))));
  const neighbours = groupNeighbours(coarse, box);
  const near = new Set(buildings.flatMap((building, i) => (building.group === CHOSEN ? [i] : [])));
  for (let round = 0; round < 2; round++) for (const i of [...near]) for (const other of neighbours.get(i) ?? []) near.add(other);
  return buildings.filter((_, i) => near.has(i));
}

function sitesOf(buildings: readonly Building[]): Site[] {
  const perimeter = buildings.reduce((sum, { polygons }) => sum + measureRings(polygons.flat()).perimeterMeters, 0);
  const spacing = Math.max(SPACING_METERS, perimeter / SITE_LIMIT);
  return buildings.flatMap(({ polygons, group }) => polygons.flatMap(([outline]) => pointsAlong(outline!, spacing).map((at) => ({ at, group }))));
}

function meetsBuilding(line: readonly Position[], building: Building): boolean {
  return line.some((to, i) => {
    const from = line[i - 1];
    if (!from || !boxesMeet(boxOf([from, to]), building.box)) return false;
    return holds(building, from) || building.polygons.flat().some((ring) => ring.some((corner, j) => segmentsMeet(from, to, corner, ring[(j + 1) % ring.length]!)));
  });
}

function holds({ box, polygons }: Building, at: Position): boolean {
  return boxesMeet(box, [at[0], at[1], at[0], at[1]]) && polygons.some((polygon) => sideOfRings(polygon, at) > 0);
}

/** To whom each piece goes: the chosen buildings' ground, what must go with it to hang together, and what would be left over without a building. */
function ownersOf(cut: Cut, groups: readonly number[], buildings: readonly Building[], toKey: string, receiverRings: readonly Ring[]): string[] {
  const graph = pieceGraph(cut.pieces);
  const grounds = cut.pieces.map((piece) => piece.rings.map((ring) => ring.map(cut.at)));
  const boxes = grounds.map((rings) => boxOf(rings.flat()));
  const hasBuilding = (piece: number, group: (group: number) => boolean) =>
    buildings.some((building) => group(building.group) && boxesMeet(boxes[piece]!, building.box) && sideOfRings(grounds[piece]!, building.inside) >= 0);
  const isGiven = groups.map((group) => group === CHOSEN);
  const touches = cut.pieces.map((_, i) => graph.isBeside(i, receiverRings));
  for (const group of connectedGroups(graph, (piece) => isGiven[piece]!)) {
    if (group.some((piece) => touches[piece])) continue;
    const isNeeded = group.some((piece) => hasBuilding(piece, (one) => one === CHOSEN));
    const way = isNeeded ? shortestWay(graph, group, (piece) => groups[piece]! >= FIRST_RECEIVING, (piece) => touches[piece]!) : null;
    for (const piece of way ?? []) isGiven[piece] = true;
    if (!isNeeded) for (const piece of group) isGiven[piece] = false;
  }
  // The receiver's own side of the ground between: without it a strip of the giver would be left along the old border.
  const isBetween = (piece: number) => groups[piece]! >= FIRST_RECEIVING && touches[piece]! && [...graph.neighbours[piece]!].some((other) => isGiven[other]);
  for (const piece of [...groups.keys()].filter((one) => isBetween(one) && !hasBuilding(one, () => true))) isGiven[piece] = true;
  for (const giver of new Set(cut.pieces.map((piece) => piece.from))) {
    const areaOf = (group: readonly number[]) => group.reduce((sum, piece) => sum + measureRings(grounds[piece]!).squareMeters, 0);
    const left = connectedGroups(graph, (piece) => cut.pieces[piece]!.from === giver && !isGiven[piece]).sort((p, q) => areaOf(q) - areaOf(p));
    for (const group of left.slice(1)) {
      const isEmpty = !group.some((piece) => hasBuilding(piece, (one) => one !== CHOSEN));
      if (isEmpty) for (const piece of group) isGiven[piece] = true;
    }
  }
  return cut.pieces.map((piece, i) => (isGiven[i] ? toKey : piece.from));
}
