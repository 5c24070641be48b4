/** Units of the solver from the fabric: blocks and parts of blocks with what lives on them, and what lies between them. */
import { BORDER_CLASSES, type BorderClass } from '../border-classes.ts';
import type { PartitionEdge, PartitionGraph, PartitionUnit } from '../graph.ts';
import type { Fabric, Seam } from './fabric.ts';
import type { Groups } from './groups.ts';
import { meltSlivers } from './slivers.ts';

export interface GroundBuilding {
  id: number;
  households: number;
  estate: string | null;
}

/** What a unit is besides its numbers. */
export interface UnitGround {
  /** Faces of the fabric. */
  faces: number[];
  community: string;
  buildings: number;
  /** Class and name of the land use that earns it a dedicated grid. */
  dedicatedTo: { kind: string; name: string } | null;
}
export interface UnitSeam extends Seam {}
export interface Units {
  graph: PartitionGraph;
  ground: UnitGround[];
  /** By units instead of faces; b is −1 where the scope ends. */
  seams: UnitSeam[];
}

/** @param isDedicatedToday grids of the plan that are dedicated ones */
export function gatherUnits(fabric: Fabric, buildings: readonly GroundBuilding[], isDedicatedToday: (grid: string) => boolean): Units {
  const households = fabric.faces.map((face) => face.buildings.reduce((total, building) => total + buildings[building]!.households, 0));
  const groups = meltSlivers(fabric, households);
  const { members, unitOf } = listMembers(fabric, groups);
  const seams = gatherSeams(fabric.seams, unitOf);
  const perimeters = new Float64Array(members.length);
  for (const { a, b, meters } of seams) {
    perimeters[a]! += meters;
    if (b >= 0) perimeters[b]! += meters;
  }
  const ground = members.map((faces): UnitGround => ({
    faces,
    community: fabric.faces[faces[0]!]!.community,
    buildings: faces.reduce((total, face) => total + fabric.faces[face]!.buildings.length, 0),
    dedicatedTo: null,
  }));
  const units = members.map((faces, index) => {
    const { unit, dedicatedTo } = describeUnit(fabric, faces, buildings, households, isDedicatedToday);
    ground[index]!.dedicatedTo = dedicatedTo;
    return { ...unit, id: String(index), perimeterMeters: perimeters[index]! };
  });
  freeLeftovers(units, ground, seams);
  return { graph: { units, edges: toEdges(seams) }, ground, seams };
}

function listMembers({ faces }: Fabric, groups: Groups): { members: number[][]; unitOf: Int32Array } {
  const members: number[][] = [];
  const unitOf = new Int32Array(faces.length).fill(-1);
  for (let face = 0; face < faces.length; face++) {
    const leader = groups.leader(face);
    if (unitOf[leader]! < 0) unitOf[leader] = members.push([]) - 1;
    unitOf[face] = unitOf[leader]!;
    members[unitOf[face]!]!.push(face);
  }
  return { members, unitOf };
}

function gatherSeams(seams: readonly Seam[], unitOf: Int32Array): UnitSeam[] {
  const gathered = new Map<string, UnitSeam>();
  for (const { a, b, kind, name, meters } of seams) {
    const [one, other] = [unitOf[a]!, b < 0 ? -1 : unitOf[b]!];
    if (one === other) continue;
    const [first, second] = other < 0 ? [one, -1] : [Math.min(one, other), Math.max(one, other)];
    const key = `${first} ${second} ${kind} ${name}`;
    const seam = gathered.get(key);
    if (seam) seam.meters += meters;
    else gathered.set(key, { a: first, b: second, kind, name, meters });
  }
  return [...gathered.values()].sort((a, b) => a.a - b.a || a.b - b.b || BORDER_CLASSES.indexOf(a.kind) - BORDER_CLASSES.indexOf(b.kind) || (a.name < b.name ? -1 : 1));
}

function toEdges(seams: readonly UnitSeam[]): PartitionEdge[] {
  const edges = new Map<string, { a: number; b: number; commonBorderMeters: number; class: BorderClass }>();
  for (const { a, b, kind, meters } of seams) {
    if (b < 0) continue;
    const key = `${a} ${b} ${kind}`;
    const edge = edges.get(key);
    if (edge) edge.commonBorderMeters += meters;
    else edges.set(key, { a, b, commonBorderMeters: meters, class: kind });
  }
  return [...edges.values()];
}

type Unit = PartitionUnit & { isDedicated: boolean; currentGrid: string | null };

function describeUnit({ faces, x, y }: Fabric, members: readonly number[], buildings: readonly GroundBuilding[], households: readonly number[], isDedicatedToday: (grid: string) => boolean) {
  const area = members.reduce((total, face) => total + faces[face]!.squareMeters, 0);
  const weight = members.reduce((total, face) => total + households[face]!, 0);
  const [centerX, centerY] = centroid(members.flatMap((face) => faces[face]!.rings), { x, y });
  const grid = mostOf(members.map((face) => ({ of: faces[face]!.grid, households: households[face]!, squareMeters: faces[face]!.squareMeters })));
  const estate = weight > 0 ? mostOf(members.flatMap((face) => faces[face]!.buildings.map((building) => ({ of: buildings[building]!.estate || null, households: buildings[building]!.households, squareMeters: 0 })))) : null;
  const own = weight === 0 ? mostOf(members.map((face) => ({ of: faces[face]!.ground, households: 0, squareMeters: faces[face]!.squareMeters }))) : null;
  const isToday = weight === 0 && grid !== null && isDedicatedToday(grid);
  const currentGrid = own && !isToday ? `ground:${own.id}` : grid;
  const unit: Omit<Unit, 'id' | 'perimeterMeters'> = { weight, areaSquareMeters: Math.max(0, area), x: centerX, y: centerY, zone: faces[members[0]!]!.community, estate, isDedicated: isToday || own !== null, currentGrid };
  return { unit, dedicatedTo: own && { kind: own.kind, name: own.name } };
}

/** What holds the most households, then the most ground. */
function mostOf<Of>(parts: readonly { of: Of; households: number; squareMeters: number }[]): Of | null {
  const sums = new Map<unknown, { of: Of; households: number; squareMeters: number }>();
  for (const { of, households, squareMeters } of parts) {
    const key = of !== null && typeof of === 'object' ? (of as { id?: unknown }).id : of;
    const sum = sums.get(key) ?? { of, households: 0, squareMeters: 0 };
    sum.households += households;
    sum.squareMeters += squareMeters;
    sums.set(key, sum);
  }
  const [best] = [...sums.values()].sort((a, b) => b.households - a.households || b.squareMeters - a.squareMeters);
  return best?.of ?? null;
}

function centroid(rings: readonly (readonly number[])[], { x, y }: Pick<Fabric, 'x' | 'y'>): [number, number] {
  let [twice, sumX, sumY] = [0, 0, 0];
  const [x0, y0] = [x[rings[0]![0]!]!, y[rings[0]![0]!]!];
  for (const ring of rings) {
    for (const [at, a] of ring.entries()) {
      const b = ring[(at + 1) % ring.length]!;
      const cross = (x[a]! - x0) * (y[b]! - y0) - (x[b]! - x0) * (y[a]! - y0);
      twice += cross;
      sumX += (x[a]! + x[b]! - 2 * x0) * cross;
      sumY += (y[a]! + y[b]! - 2 * y0) * cross;
    }
  }
  return twice === 0 ? [x0, y0] : [x0 + sumX / (3 * twice), y0 + sumY / (3 * twice)];
}

/**
 * Ground without households that dedicated grids cut off from the rest would be a grid of nobody: it joins the dedicated
 * neighbour with which it has the longest common border.
 */
function freeLeftovers(units: Unit[], ground: UnitGround[], seams: readonly UnitSeam[]): void {
  const beside = units.map((): { unit: number; meters: number }[] => []);
  for (const { a, b, meters } of seams) {
    if (b < 0 || units[a]!.zone !== units[b]!.zone) continue;
    beside[a]!.push({ unit: b, meters });
    beside[b]!.push({ unit: a, meters });
  }
  const isSeen = new Uint8Array(units.length);
  for (const [start, unit] of units.entries()) {
    if (isSeen[start] || unit.isDedicated) continue;
    const piece = [start];
    isSeen[start] = 1;
    for (const member of piece) {
      for (const { unit: next } of beside[member]!) {
        if (isSeen[next] || units[next]!.isDedicated) continue;
        isSeen[next] = 1;
        piece.push(next);
      }
    }
    if (piece.some((member) => units[member]!.weight > 0)) continue;
    const shared = new Map<number, number>();
    for (const member of piece) for (const { unit: next, meters } of beside[member]!) if (units[next]!.isDedicated) shared.set(next, (shared.get(next) ?? 0) + meters);
    const [longest] = [...shared].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    if (!longest) continue;
    for (const member of piece) {
      units[member] = { ...units[member]!, isDedicated: true, currentGrid: units[longest[0]]!.currentGrid };
      ground[member]!.dedicatedTo = ground[longest[0]]!.dedicatedTo;
    }
  }
}
