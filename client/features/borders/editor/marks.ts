import type { Feature, FeatureCollection, Geometry } from 'geojson';
import type { BorderProblem } from '#contract/borders.ts';
import type { Coverage, Position, RefusalReason, VertexId } from '#contract/coverage/coverage.ts';
import type { Fault } from '#contract/coverage/faults.ts';
import { facesAt, zonesAt } from '#contract/coverage/owners.ts';
import type { Bounds } from '../../../map/types.ts';
import { eachSegment } from './counts.ts';
import { isJunction } from './find-border.ts';
import type { SnapTarget } from './snap.ts';
import { type Taken, takenByLasso } from './tools/building-tools.ts';
import { wholeLine } from './tools/line-tool.ts';
import type { HandState } from './tools/registry.ts';
import type { SelectState } from './tools/select-tool.ts';
import type { Picked, Scene } from './tools/tool.ts';
import type { UnitTable } from './units.ts';
import { positionOf, worldOf } from './world.ts';

/** More vertices in view than this are too close to be taken hold of: come nearer. */
const mostShown = 900;

const collection = (features: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features });
const feature = (role: string, geometry: Geometry, more: Record<string, unknown> = {}): Feature => ({ type: 'Feature', properties: { role, ...more }, geometry });
const point = (at: Position): Geometry => ({ type: 'Point', coordinates: [...at] });
const line = (places: readonly Position[]): Geometry => ({ type: 'LineString', coordinates: places.map((at) => [...at]) });

/** Vertices to take hold of: those of picked grids, and all where there is room for them. @param moving vertices that the hand moves are drawn by it */
export function vertexFeatures(coverage: Coverage, picked: Picked, bounds: Bounds, moving: ReadonlySet<VertexId>): FeatureCollection {
  const all = inView([...coverage.faces.values()].flatMap(({ rings }) => rings.flat()), coverage, bounds);
  const chosen = all.size <= mostShown ? all : inView(picked.grids.flatMap((key) => coverage.faces.get(key)?.rings.flat() ?? []), coverage, bounds);
  const shown = chosen.size <= 2 * mostShown ? chosen : new Set<VertexId>();
  const still = [...shown].filter((id) => !moving.has(id) && !picked.vertices.has(id));
  return collection([
    ...still.map((id) => feature('vertex', point(coverage.positions.get(id) as Position), { isJunction: isJunction(coverage, id), isFixed: zonesAt(coverage, id).length > 0 })),
    ...[...picked.vertices].flatMap((id) => (coverage.positions.has(id) && !moving.has(id) ? [feature('picked', point(coverage.positions.get(id) as Position))] : [])),
  ]);
}

function inView(vertices: readonly VertexId[], { positions }: Coverage, [west, south, east, north]: Bounds): Set<VertexId> {
  return new Set(
    vertices.filter((id) => {
      const [x, y] = positions.get(id) as Position;
      return x >= west && x <= east && y >= south && y <= north;
    }),
  );
}

/** Words that stand beside what is marked. */
export interface MarkWords {
  snapped(target: SnapTarget): string;
  impossible(reason: RefusalReason): string;
}

/** What follows the hand. */
export function handMarks(hand: HandState, scene: Scene, words: MarkWords): Feature[] {
  switch (hand.tool) {
    case 'select':
      return selectMarks(hand, scene, words);
    case 'line':
      return lineMarks(hand, words);
    case 'paint':
      return paintMarks(hand, scene);
    case 'lasso':
      return lassoMarks(hand, scene);
    case 'merge':
      return [];
  }
}

function selectMarks(hand: HandState & { tool: 'select' }, { document: { coverage } }: Scene, words: MarkWords): Feature[] {
  if (hand.name === 'Boxing') {
    const [[ax, ay], [bx, by]] = [hand.from, hand.to];
    return [feature('box', line([[ax, ay], [bx, ay], [bx, by], [ax, by], [ax, ay]]))];
  }
  if (hand.name === 'DraggingVertices') {
    const { refusal, snapped, to } = hand;
    const hold = snapped ? [] : [feature('corner', point(to), { isWrong: refusal !== null })];
    return refusal ? [...bordersInHand(hand), ...hold, feature('label', point(to), { isWrong: true, text: words.impossible(refusal.reason) })] : [...snapMarks(snapped, words), ...hold];
  }
  if (hand.name !== 'Idle' || hand.under === null) return [];
  if (hand.under.on === 'vertex') return [feature('under', point(hand.under.at))];
  if (hand.under.on === 'ground') return [];
  const { from, to, at } = hand.under.edge;
  const ends = [coverage.positions.get(from), coverage.positions.get(to)] as [Position, Position];
  return [feature('edge', line(ends)), feature('corner', point(at))];
}

/** The pieces of border that follow the vertices in the hand, where they cannot be. */
function bordersInHand({ drag, edit }: SelectState & { name: 'DraggingVertices' }): Feature[] {
  const moved = new Map(edit.positions.map(({ key, after }) => [key, after]));
  const at = (id: VertexId) => moved.get(id) ?? (drag.from.positions.get(id) as Position);
  const faces = new Set(drag.vertices.flatMap((id) => [...facesAt(drag.from, id)]));
  const pieces = new Map<string, Feature>();
  for (const key of faces) {
    for (const ring of drag.from.faces.get(key)?.rings ?? []) {
      eachSegment(ring, (a, b) => {
        if (moved.has(a) || moved.has(b)) pieces.set(`${Math.min(a, b)}/${Math.max(a, b)}`, feature('sketch', line([at(a), at(b)]), { isWrong: true }));
      });
    }
  }
  return [...pieces.values()];
}

function lineMarks(hand: HandState & { tool: 'line' }, words: MarkWords): Feature[] {
  const pointer = hand.pointer;
  const snap = pointer?.snapped ? snapMarks(pointer.snapped, words) : [];
  if (hand.name === 'Idle') return snap;
  const places = wholeLine(hand, pointer?.at ?? null);
  const [first] = places;
  const shown = hand.isClosed && places.length > 2 && first ? [...places, first] : places;
  return [...(places.length > 1 ? [feature('sketch', line(shown))] : []), ...hand.corners.map(({ at }) => feature('corner', point(at))), ...snap];
}

function snapMarks(target: SnapTarget | null, words: MarkWords): Feature[] {
  return target === null ? [] : [feature('snap', point(target.at), { text: words.snapped(target) })];
}

function paintMarks(hand: HandState & { tool: 'paint' }, scene: Scene): Feature[] {
  const at = hand.name === 'Idle' ? hand.pointer : hand.last;
  const brush = at ? [feature('shape', circle(at, scene.brushPixels / scene.worldPixels))] : [];
  return [...(hand.name === 'Painting' ? outlines(hand.taken, scene.units) : []), ...brush];
}

/** A circle on the screen. @param radius on the map of width 1 */
function circle(at: Position, radius: number): Geometry {
  const [x, y] = worldOf(at);
  const ring = Array.from({ length: 33 }, (_, step) => positionOf([x + radius * Math.cos((step / 16) * Math.PI), y + radius * Math.sin((step / 16) * Math.PI)]));
  return { type: 'Polygon', coordinates: [ring] };
}

function lassoMarks(hand: HandState & { tool: 'lasso' }, scene: Scene): Feature[] {
  if (hand.name === 'Idle' || hand.trail.length < 2) return [];
  const places = hand.trail.map(({ position }) => position as Position);
  const outline = places.length > 2 ? feature('shape', { type: 'Polygon', coordinates: [[...places, places[0] as Position].map((at) => [...at])] }) : feature('sketch', line(places));
  return [...(scene.lassoTakes === 'buildings' ? outlines(takenByLasso(hand, scene), scene.units) : []), outline];
}

function outlines(taken: Taken, { outlines: rings }: UnitTable): Feature[] {
  return [...taken.keys()].map((row) => feature('building', { type: 'Polygon', coordinates: (rings[row] ?? []).map((ring) => ring.map((at) => [...at])) }));
}

/** Faults and warnings where they are. */
export function problemMarks(faults: readonly Fault[], problems: readonly BorderProblem[]): Feature[] {
  return [
    ...problems.filter(({ kind }) => kind !== 'outside-band' && kind !== 'not-compact').flatMap(({ severity, location, geometry }) => fault(location, geometry as Geometry | null, severity === 'warning')),
    ...faults.flatMap(({ location, geometry }) => fault(location, geometry, false)),
  ];
}

function fault(location: Position, geometry: Geometry | null, isWarning: boolean): Feature[] {
  return [...(geometry && geometry.type !== 'Point' ? [feature('fault', geometry, { isWarning })] : []), feature('fault', point(location), { isWarning })];
}
