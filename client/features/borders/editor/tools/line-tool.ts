import type { Coverage, EditOutcome, Position } from '#contract/coverage/coverage.ts';
import { reshape } from '#contract/coverage/reshape.ts';
import { splitFace } from '#contract/coverage/split.ts';
import { carveFace, nestFace } from '#contract/coverage/transfer.ts';
import type { BorderInput, Spot } from '../../../../map/border-input.ts';
import { faceUnder } from '../find-border.ts';
import type { Step, StepKind } from '../history.ts';
import { originsOf } from '../lineage.ts';
import { gridsOf, type PlanEdit, shapeEdit } from '../plan-edit.ts';
import type { SnapTarget } from '../snap.ts';
import { worldOf } from '../world.ts';
import { isDrag, type Outcome, type Scene, type Tool, type ToolRefusal } from './tool.ts';

/** A line of many corners, one click each; with tracing the way between two clicks follows what is drawn on the ground. */
export type LineState =
  | { name: 'Idle'; pointer: Pointer | null }
  | { name: 'DrawingLine'; corners: readonly Corner[]; pointer: Pointer | null; way: readonly Position[] }
  | { name: 'Tracing'; corners: readonly Corner[]; pointer: Pointer | null; way: readonly Position[] }
  | { name: 'PointingCorner'; corners: readonly Corner[]; pointer: Pointer; way: readonly Position[]; spot: Spot };

/** A place that was clicked, with the way that led to it from the one before. */
interface Corner {
  at: Position;
  way: readonly Position[];
}
interface Pointer {
  at: Position;
  snapped: SnapTarget | null;
}

const idle: LineState = { name: 'Idle', pointer: null };

interface LineUse {
  /** The line ends where it began. */
  isClosed: boolean;
  /** What the line does. */
  apply(line: readonly Position[], scene: Scene): { step: Step } | { refusal: ToolRefusal };
}

/** Every place of the line so far, the pointer's too where it is given. */
export function wholeLine({ corners, way }: { corners: readonly Corner[]; way: readonly Position[] }, end: Position | null = null): Position[] {
  return [...corners.flatMap((corner) => [...corner.way, corner.at]), ...(end === null ? [] : [...way, end])];
}

function lineTool(use: LineUse): Tool<LineState> {
  return { idle, take: (state, input, scene) => take(state, input, scene, use), isDrawing: ({ name }) => name !== 'Idle' };
}

export const reshapeTool = lineTool({ isClosed: false, apply: (line, { document }) => done('reshape', reshape(document.coverage, line)) });
export const splitTool = lineTool({ isClosed: false, apply: splitBy });
export const carveTool = lineTool({ isClosed: true, apply: (line, scene) => encloseBy('carve', carveFace, line, scene) });
export const nestTool = lineTool({ isClosed: true, apply: (line, scene) => encloseBy('nest', nestFace, line, scene) });

function take(state: LineState, input: BorderInput, scene: Scene, use: LineUse): Outcome<LineState> {
  switch (input.type) {
    case 'press':
      return { state: { name: 'PointingCorner', corners: cornersOf(state), pointer: pointerAt(input, scene), way: wayTo(state, pointerAt(input, scene), scene), spot: input } };
    case 'move':
      return { state: moved(state, input, scene) };
    case 'release':
      return release(state, input, scene, use);
    case 'finish':
      return finish(cornersOf(state), scene, use);
    case 'back':
    case 'remove':
      return { state: drawing(cornersOf(state).slice(0, -1), null, [], scene) };
    case 'abandon':
      return { state: idle };
    default:
      return { state };
  }
}

const cornersOf = (state: LineState) => (state.name === 'Idle' ? [] : state.corners);

function drawing(corners: readonly Corner[], pointer: Pointer | null, way: readonly Position[], scene: Scene): LineState {
  if (corners.length === 0) return { name: 'Idle', pointer };
  return { name: scene.isTracing ? 'Tracing' : 'DrawingLine', corners, pointer, way };
}

function pointerAt({ position, keys }: Spot, scene: Scene): Pointer {
  const snapped = scene.snap(position, { isOff: keys.command });
  return { at: snapped?.at ?? position, snapped };
}

function moved(state: LineState, spot: Spot, scene: Scene): LineState {
  if (state.name === 'PointingCorner') return state;
  const pointer = pointerAt(spot, scene);
  return drawing(cornersOf(state), pointer, wayTo(state, pointer, scene), scene);
}

/** The way from the last corner to the pointer, without its ends: straight, or along what is drawn on the ground. */
function wayTo(state: LineState, { at }: Pointer, scene: Scene): readonly Position[] {
  const last = cornersOf(state).at(-1);
  return last && scene.isTracing ? (scene.trace(last.at, at) ?? []) : [];
}

function release(state: LineState, input: BorderInput & { type: 'release' }, scene: Scene, use: LineUse): Outcome<LineState> {
  if (state.name !== 'PointingCorner') return { state };
  // The map was moved.
  if (isDrag(state.spot.pixel, input.pixel)) return { state: drawing(state.corners, pointerAt(input, scene), [], scene) };
  if (input.clicks > 1) return finish(state.corners, scene, use);
  const [first] = state.corners;
  if (use.isClosed && first && state.corners.length > 2 && isNear(first.at, state.pointer.at, scene)) return finish(state.corners, scene, use);
  return { state: drawing([...state.corners, { at: state.pointer.at, way: state.way }], null, [], scene) };
}

function isNear(a: Position, b: Position, { worldPixels }: Scene): boolean {
  const [[ax, ay], [bx, by]] = [worldOf(a), worldOf(b)];
  return Math.hypot(ax - bx, ay - by) * worldPixels < 10;
}

/** Ends the line; where that cannot be, it is told why and the hand goes on. */
function finish(corners: readonly Corner[], scene: Scene, { isClosed, apply }: LineUse): Outcome<LineState> {
  if (corners.length < (isClosed ? 3 : 2)) return corners.length === 0 ? { state: idle } : { state: drawing(corners, null, [], scene), refusal: { reason: 'line-too-short', location: null } };
  const result = apply(wholeLine({ corners, way: [] }), scene);
  if ('step' in result) return { state: idle, step: result.step, picked: { vertices: new Set(), grids: madeBy(result.step.edit) } };
  return { state: drawing(corners, null, [], scene), refusal: result.refusal };
}

/** New grids, else those that were changed. */
function madeBy(edit: PlanEdit): string[] {
  const made = edit.borders.faces.filter(({ before }) => before === null).map(({ key }) => key);
  return made.length > 0 ? made : gridsOf(edit);
}

function done(kind: StepKind, outcome: EditOutcome, facts: PlanEdit['facts'] = []): { step: Step } | { refusal: ToolRefusal } {
  if (!outcome.ok) return { refusal: outcome.refusal };
  const edit = { ...shapeEdit(outcome.edit), facts };
  return { step: { kind, grids: gridsOf(edit), edit } };
}

/** Splits the picked grid where the line goes through it, else the first that the line goes through. */
function splitBy(line: readonly Position[], scene: Scene): { step: Step } | { refusal: ToolRefusal } {
  const { coverage, facts } = scene.document;
  const met = new Set(placesAlong(line).map((at) => faceUnder(coverage, at)));
  met.delete(null);
  const picked = [...scene.picked.grids];
  const through = new Set([...picked.filter((key) => met.has(key)), ...met, ...picked]);
  let refusal: ToolRefusal = { reason: 'no-grid-here', location: line[0] ?? null };
  let isFirst = true;
  for (const key of through as Set<string>) {
    const face = coverage.faces.get(key);
    const old = facts.get(key);
    if (!face || !old) continue;
    const code = scene.newCode(face.zone);
    const outcome = splitFace(coverage, key, line, code);
    if (outcome.ok) return done('split', outcome, [{ key: code, before: null, after: { name: scene.nameOf(code), kind: old.kind, predecessors: originsOf(code, [key], facts), isNew: true } }]);
    if (isFirst) refusal = outcome.refusal;
    isFirst = false;
  }
  return { refusal };
}

/** Where a line goes: some places of each of its pieces, in their order. A grid that it only grazes may not be among them. */
function placesAlong(line: readonly Position[]): Position[] {
  const each = Math.max(1, Math.floor(mostPlaces / Math.max(1, line.length - 1)));
  return line.slice(1).flatMap(([bx, by], at) => {
    const [ax, ay] = line[at] as Position;
    return Array.from({ length: each }, (_, n): Position => {
      const share = (n + 0.5) / each;
      return [ax + (bx - ax) * share, ay + (by - ay) * share];
    });
  });
}
const mostPlaces = 64;

/** A grid inside an outline: ground of its own, or a micro-grid. */
function encloseBy(kind: 'carve' | 'nest', make: (coverage: Coverage, ground: { type: 'Polygon'; coordinates: Position[][] }, key: string) => EditOutcome, line: readonly Position[], scene: Scene): { step: Step } | { refusal: ToolRefusal } {
  const { coverage, facts } = scene.document;
  const under = placesAlong([...line, line[0] as Position]).map((at) => faceUnder(coverage, at)).find((key) => key !== null) ?? faceUnder(coverage, line[0] as Position);
  const zone = under === null || under === undefined ? undefined : coverage.faces.get(under)?.zone;
  if (zone === undefined) return { refusal: { reason: 'no-grid-here', location: line[0] ?? null } };
  const code = scene.newCode(zone);
  const outcome = make(coverage, { type: 'Polygon', coordinates: [[...line, line[0] as Position]] }, code);
  if (!outcome.ok) return { refusal: outcome.refusal };
  const givers = outcome.edit.faces.flatMap(({ key, before }) => (before !== null && key !== code ? [key] : []));
  return done(kind, outcome, [{ key: code, before: null, after: { name: scene.nameOf(code), kind: kind === 'carve' ? 'dedicated' : 'micro', predecessors: kind === 'carve' ? originsOf(code, givers, facts) : [], isNew: true } }]);
}
