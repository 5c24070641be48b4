import { handOverBuildings } from '#contract/coverage/buildings.ts';
import type { EditOutcome, Position } from '#contract/coverage/coverage.ts';
import { giveGround } from '#contract/coverage/transfer.ts';
import type { Spot } from '../../../../map/border-input.ts';
import { faceUnder } from '../find-border.ts';
import { rowsIn } from '../counts.ts';
import { gridsOf, shapeEdit } from '../plan-edit.ts';
import { type Box, eachIn } from '../units.ts';
import { nearestOnSegment, positionOf, worldOf } from '../world.ts';
import { isDrag, type Outcome, type Scene, type Tool } from './tool.ts';

/** Buildings that change their grid: row → the grid that has it now. */
export type Taken = ReadonlyMap<number, string>;

export type PaintState = { name: 'Idle'; pointer: Position | null } | { name: 'Painting'; toKey: string; taken: Taken; last: Position };
export type LassoState = { name: 'Idle' } | { name: 'Lassoing'; toKey: string; trail: readonly Spot[] };

const noneTaken: Taken = new Map();
const paintIdle: PaintState = { name: 'Idle', pointer: null };

/** Paints buildings over to the picked grid; where none is picked, to the grid in which the hand began. */
export const paintTool: Tool<PaintState> = {
  idle: paintIdle,
  isDrawing: ({ name }) => name === 'Painting',
  take(state, input, scene) {
    switch (input.type) {
      case 'press': {
        const toKey = receiver(scene, input.position);
        if (toKey === null) return { state: paintIdle, holds: true, refusal: { reason: 'no-grid-here', location: input.position } };
        return { state: brushed({ name: 'Painting', toKey, taken: noneTaken, last: input.position }, input.position, scene), holds: true };
      }
      case 'move':
        return { state: state.name === 'Painting' ? brushed(state, input.position, scene) : { name: 'Idle', pointer: input.position } };
      case 'release':
        return state.name === 'Painting' ? handOver(brushed(state, input.position, scene), scene) : { state };
      case 'leave':
        return { state: state.name === 'Idle' ? paintIdle : state };
      case 'abandon':
        return { state: paintIdle };
      default:
        return { state };
    }
  },
  outcome: (state, scene) => (state.name === 'Painting' && state.taken.size > 0 ? given(overBuildings(state.taken, state.toKey, scene)) : null),
};

function receiver({ picked, document }: Scene, at: Position): string | null {
  return picked.grids[0] ?? faceUnder(document.coverage, at);
}

/** Takes what lies under the brush on its way from where it was. */
function brushed(state: PaintState & { name: 'Painting' }, to: Position, scene: Scene): PaintState & { name: 'Painting' } {
  const reach = scene.brushPixels / scene.worldPixels;
  const [[ax, ay], [bx, by]] = [worldOf(state.last), worldOf(to)];
  const found: [row: number, owner: string][] = [];
  eachIn(scene.units, boxAround([ax, ay], [bx, by], reach), (row) => {
    if (row >= scene.units.buildings || state.taken.has(row)) return;
    const [x, y] = worldOf([scene.units.lng[row]!, scene.units.lat[row]!]);
    if (nearestOnSegment(x, y, ax, ay, bx, by).squared > reach * reach) return;
    const owner = ownerOf(row, scene);
    if (owner !== null && owner !== state.toKey) found.push([row, owner]);
  });
  return { ...state, taken: found.length > 0 ? new Map([...state.taken, ...found]) : state.taken, last: to };
}

function ownerOf(row: number, { units, document: { coverage } }: Scene): string | null {
  const under = faceUnder(coverage, [units.lng[row]!, units.lat[row]!]);
  const face = under === null ? undefined : coverage.faces.get(under);
  return face?.layer === 'nested' ? face.parent : under;
}

function boxAround([ax, ay]: readonly [number, number], [bx, by]: readonly [number, number], reach: number): Box {
  const [west, north] = positionOf([Math.min(ax, bx) - reach, Math.min(ay, by) - reach]);
  const [east, south] = positionOf([Math.max(ax, bx) + reach, Math.max(ay, by) + reach]);
  return [west, south, east, north];
}

function handOver(state: PaintState & { name: 'Painting' }, scene: Scene): Outcome<PaintState> {
  const idle: PaintState = { name: 'Idle', pointer: state.last };
  if (state.taken.size === 0) return { state: idle, refusal: { reason: 'no-building', location: state.last } };
  return { state: idle, ...given(overBuildings(state.taken, state.toKey, scene)) };
}

/** Gives the ground of these buildings to a grid, cut between them and their neighbours. */
function overBuildings(taken: Taken, toKey: string, { document: { coverage }, units }: Scene): EditOutcome {
  const concerned = [...new Set([toKey, ...taken.values()])].flatMap((key) => coverage.faces.get(key) ?? []);
  const rows = [...new Set([...taken.keys(), ...concerned.flatMap((face) => rowsIn(face, coverage, units).filter((row) => row < units.buildings))])];
  const buildings = rows.map((row) => ({ type: 'Polygon' as const, coordinates: units.outlines[row] ?? [] }));
  return handOverBuildings(coverage, { buildings, chosen: rows.flatMap((row, index) => (taken.has(row) ? [index] : [])), toKey });
}

function given(outcome: EditOutcome): Pick<Outcome<never>, 'step' | 'refusal'> {
  if (!outcome.ok) return { refusal: outcome.refusal };
  const edit = shapeEdit(outcome.edit);
  return { step: { kind: 'handOver', grids: gridsOf(edit), edit } };
}

/** Spots nearer than this to the last one are passed over. */
const stepPixels = 4;
const lassoIdle: LassoState = { name: 'Idle' };

/** Draws around buildings, or ground, to give them to the picked grid. */
export const lassoTool: Tool<LassoState> = {
  idle: lassoIdle,
  isDrawing: ({ name }) => name === 'Lassoing',
  take(state, input, scene) {
    switch (input.type) {
      case 'press': {
        const [toKey] = scene.picked.grids;
        if (toKey === undefined) return { state: lassoIdle, holds: true, refusal: { reason: 'no-grid-chosen', location: input.position } };
        return { state: { name: 'Lassoing', toKey, trail: [input] }, holds: true };
      }
      case 'move':
        return { state: state.name === 'Lassoing' ? { ...state, trail: extended(state.trail, input) } : state };
      case 'release':
        return state.name === 'Lassoing' ? encircled({ ...state, trail: extended(state.trail, input) }, scene) : { state };
      case 'abandon':
        return { state: lassoIdle };
      default:
        return { state };
    }
  },
  outcome: (state, scene) => (state.name === 'Lassoing' && state.trail.length > 2 ? whatIsEncircled(state, scene) : null),
};

function extended(trail: readonly Spot[], spot: Spot): readonly Spot[] {
  const last = trail.at(-1);
  return last && Math.hypot(spot.pixel[0] - last.pixel[0], spot.pixel[1] - last.pixel[1]) < stepPixels ? trail : [...trail, spot];
}

/** The buildings inside the outline as it is drawn so far. */
export function takenByLasso({ toKey, trail }: LassoState & { name: 'Lassoing' }, scene: Scene): Taken {
  const taken = new Map<number, string>();
  if (trail.length < 3) return taken;
  const ring = trail.map(({ position }) => position as Position);
  const box: Box = [Math.min(...ring.map(([x]) => x)), Math.min(...ring.map(([, y]) => y)), Math.max(...ring.map(([x]) => x)), Math.max(...ring.map(([, y]) => y))];
  eachIn(scene.units, box, (row) => {
    if (row >= scene.units.buildings || !isInRing([scene.units.lng[row]!, scene.units.lat[row]!], ring)) return;
    const owner = ownerOf(row, scene);
    if (owner !== null && owner !== toKey) taken.set(row, owner);
  });
  return taken;
}

function isInRing([x, y]: Position, ring: readonly Position[]): boolean {
  let isInside = false;
  for (let at = 0; at < ring.length; at += 1) {
    const [[ax, ay], [bx, by]] = [ring[at] as Position, ring[(at + 1) % ring.length] as Position];
    if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) isInside = !isInside;
  }
  return isInside;
}

function encircled(state: LassoState & { name: 'Lassoing' }, scene: Scene): Outcome<LassoState> {
  const [first] = state.trail;
  if (!first || !state.trail.some(({ pixel }) => isDrag(first.pixel, pixel)) || state.trail.length < 3) return { state: lassoIdle };
  return { state: lassoIdle, ...(whatIsEncircled(state, scene) ?? { refusal: { reason: 'no-building', location: first.position } }) };
}

/** Null where no building is encircled. */
function whatIsEncircled(state: LassoState & { name: 'Lassoing' }, scene: Scene): ReturnType<typeof given> | null {
  if (scene.lassoTakes === 'ground') {
    const ring = [...state.trail, ...state.trail.slice(0, 1)].map(({ position }) => position as Position);
    return given(giveGround(scene.document.coverage, { type: 'Polygon', coordinates: [ring] }, state.toKey));
  }
  const taken = takenByLasso(state, scene);
  return taken.size === 0 ? null : given(overBuildings(taken, state.toKey, scene));
}
