/** The finest faces as one fabric: faces over shared vertices, what lies between each two, and which belong together. */
import { BORDER_CLASSES, type BorderClass } from '../border-classes.ts';
import type { Plane } from './plane.ts';
import { orient, signedArea, type VertexRing } from './rings.ts';
import type { Vertices } from './vertices.ts';
import type { Path } from './wkb.ts';

export interface FaceInput {
  community: string;
  paths: readonly Path[];
  /** Positions in the list of buildings. */
  buildings: readonly number[];
  /** Land use with a grid of its own. */
  ground: { id: number; kind: string; name: string } | null;
  /** The plan's grid of today. */
  grid: string | null;
}
/** A face whose rings are numbers of vertices, turned as they came. */
export interface NumberedFace extends Omit<FaceInput, 'paths'> {
  numbers: VertexRing[];
}
/** An edge that lies on a line of the ground. */
export interface Line {
  numbers: readonly number[];
  kind: BorderClass;
  name: string;
}
export interface FabricFace extends Omit<FaceInput, 'paths'> {
  rings: VertexRing[];
  squareMeters: number;
}

/** Metres that two faces (or a face and what lies outside, −1) have in common on lines of one class and name. */
export interface Seam {
  a: number;
  b: number;
  kind: BorderClass;
  name: string;
  meters: number;
}
export interface Fabric {
  vertices: Vertices;
  /** In metres. */
  x: Float64Array;
  y: Float64Array;
  faces: FabricFace[];
  seams: Seam[];
}

export function numberFaces(vertices: Vertices, faces: readonly FaceInput[]): NumberedFace[] {
  return faces.map(({ paths, ...face }) => ({ ...face, numbers: paths.map((path) => withoutEnd(vertices.numberPath(path))) }));
}

const withoutEnd = (numbers: number[]) => (numbers.at(-1) === numbers[0] ? numbers.slice(0, -1) : numbers);

/** Numbers of the vertices of each edge that bounds a face, null for the others: dead ends, and what lies outside the scope. */
export function findBounding(vertices: Vertices, faces: readonly NumberedFace[], edges: readonly Path[]): (number[] | null)[] {
  const numbered = edges.map((path) => vertices.numberPath(path));
  const { count } = vertices;
  const around = new Set<number>();
  for (const { numbers } of faces) eachSegment(numbers, (from, to) => around.add(segmentKey(from, to, count)));
  // Noded edges bound a face with all of their segments or with none.
  return numbered.map((numbers) => (numbers.length > 1 && around.has(segmentKey(numbers[0]!, numbers[1]!, count)) ? numbers : null));
}

/** Faces in an order that depends on their ground alone: by community, then by their lowest vertex. */
export function weave(vertices: Vertices, faces: readonly NumberedFace[], lines: readonly Line[], plane: Plane): Fabric {
  const x = Float64Array.from(vertices.lng, plane.x);
  const y = Float64Array.from(vertices.lat, plane.y);
  const woven = faces.map(({ numbers, ...face }): FabricFace => {
    const rings = orient(numbers, { x, y });
    return { ...face, rings, squareMeters: rings.reduce((total, ring) => total + signedArea(ring, { x, y }), 0) };
  });
  const at = ({ rings }: FabricFace) => rings[0]![0]!;
  woven.sort((a, b) => (a.community < b.community ? -1 : a.community > b.community ? 1 : x[at(a)]! - x[at(b)]! || y[at(a)]! - y[at(b)]! || a.squareMeters - b.squareMeters));
  return { vertices, x, y, faces: woven, seams: findSeams(woven, lines, { x, y, count: vertices.count }) };
}

function findSeams(faces: readonly FabricFace[], lines: readonly Line[], { x, y, count }: { x: Float64Array; y: Float64Array; count: number }): Seam[] {
  const owners = new Map<number, number>();
  for (const [face, { rings }] of faces.entries()) eachSegment(rings, (from, to) => owners.set(from * count + to, face));
  const lineOf = new Map<number, Line>();
  for (const line of lines) {
    for (let at = 1; at < line.numbers.length; at++) {
      lineOf.set(segmentKey(line.numbers[at - 1]!, line.numbers[at]!, count), line);
    }
  }
  const seams = new Map<string, Seam>();
  for (const [face, { rings }] of faces.entries()) {
    eachSegment(rings, (from, to) => {
      const other = owners.get(to * count + from) ?? -1;
      if (other >= 0 && other <= face) return;
      const { kind, name } = lineOf.get(segmentKey(from, to, count)) ?? { kind: 'open' as const, name: '' };
      const meters = Math.hypot(x[to]! - x[from]!, y[to]! - y[from]!);
      const key = `${face} ${other} ${kind} ${name}`;
      const seam = seams.get(key);
      if (seam) seam.meters += meters;
      else seams.set(key, { a: face, b: other, kind, name, meters });
    });
  }
  return [...seams.values()].sort((a, b) => a.a - b.a || a.b - b.b || BORDER_CLASSES.indexOf(a.kind) - BORDER_CLASSES.indexOf(b.kind) || (a.name < b.name ? -1 : 1));
}

/** The same in both directions. @param count of all vertices */
const segmentKey = (from: number, to: number, count: number) => Math.min(from, to) * count + Math.max(from, to);

function eachSegment(rings: readonly VertexRing[], visit: (from: number, to: number) => void): void {
  for (const ring of rings) {
    let from = ring[ring.length - 1]!;
    for (const to of ring) {
      visit(from, to);
      from = to;
    }
  }
}
