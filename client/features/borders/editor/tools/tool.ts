import type { Position, RefusalReason, VertexId } from '#contract/coverage/coverage.ts';
import type { BorderInput } from '../../../../map/border-input.ts';
import type { BorderIndex } from '../find-border.ts';
import type { Step } from '../history.ts';
import type { PlanDocument } from '../plan-edit.ts';
import type { SnapTarget } from '../snap.ts';
import type { UnitTable } from '../units.ts';

export const toolNames = ['select', 'reshape', 'split', 'merge', 'paint', 'lasso', 'carve', 'nest'] as const;
export type ToolName = (typeof toolNames)[number];

/** What a tool can see. It changes nothing of it: it answers with what shall become of it. */
export interface Scene {
  readonly document: PlanDocument;
  readonly index: BorderIndex;
  readonly units: UnitTable;
  /** Vertices and grids that are picked. */
  readonly picked: Picked;
  /** Pixels across the map of width 1 at this zoom: distances on the screen. */
  readonly worldPixels: number;
  /** The grid that paint and lasso give to; null: the one that is picked. */
  readonly brushPixels: number;
  readonly isTracing: boolean;
  /** What a lasso gives away: the buildings inside with the ground around them, or the ground exactly as it was drawn. */
  readonly lassoTakes: 'buildings' | 'ground';
  /** A code that the plan does not have. */
  newCode(zone: string): string;
  /** What a new grid is called until it is given a name. */
  nameOf(code: string): string;
  /** What a position near something is drawn to; null where there is nothing near or the key is held. */
  snap(position: Position, options: { leftOut?: ReadonlySet<VertexId>; isOff: boolean; bordersToo?: boolean }): SnapTarget | null;
  /** The way along drawn lines between two places, without its ends; null where there is none. */
  trace(from: Position, to: Position): Position[] | null;
}

export interface Picked {
  readonly vertices: ReadonlySet<VertexId>;
  readonly grids: readonly string[];
}
export const nothingPicked: Picked = { vertices: new Set(), grids: [] };

/** Why what the hand wants cannot be. */
export interface ToolRefusal {
  readonly reason: RefusalReason | 'no-grid-here' | 'no-grid-chosen' | 'no-building' | 'needs-two' | 'no-way';
  readonly location: Position | null;
  /** Codes of the grids concerned, where the engine tells them. */
  readonly faces?: readonly string[];
}

/** What comes of an input. */
export interface Outcome<State> {
  state: State;
  /** A gesture is complete: one step of the history. */
  step?: Step | null;
  refusal?: ToolRefusal | null;
  picked?: Picked;
  /** A press took hold of something: a drag of the pointer does not move the map. */
  holds?: boolean;
}

/** A tool: a state machine whose states are named by what the hand is doing. Pure: what it sees comes in with the input. */
export interface Tool<State extends { name: string }> {
  idle: State;
  take(state: State, input: BorderInput, scene: Scene): Outcome<State>;
  /** What the gesture would change if the hand let go now; null where it changes nothing yet. */
  preview?(state: State, scene: Scene): Step | null;
  /** The same of a gesture that takes too long to reckon at every move, with the reason where it cannot be. */
  outcome?(state: State, scene: Scene): Pick<Outcome<State>, 'step' | 'refusal'> | null;
  /** Whether a line or an outline has been begun. */
  isDrawing(state: State): boolean;
}

const dragPixels = 4;

/** Whether the hand has moved far enough from where it pressed to be dragging. */
export function isDrag(from: readonly [number, number], to: readonly [number, number]): boolean {
  return Math.hypot(to[0] - from[0], to[1] - from[1]) > dragPixels;
}

/** How near the pointer has to be, in pixels, to mean a vertex or an edge. */
export const reachPixels = { vertex: 10, edge: 8 } as const;
