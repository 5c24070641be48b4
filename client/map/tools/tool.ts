import type { FeatureCollection } from 'geojson';
import type { DrawnPiece, LngLat, ToolReport } from '../types.ts';
import type { MapWords } from '../../shared/words/map.ts';

/** What the hand does, by pointer or by keyboard. `clicks` counts presses in quick succession at one spot. */
export type ToolInput =
  | { type: 'press'; position: LngLat; pixel: Pixel }
  | { type: 'move'; position: LngLat; pixel: Pixel }
  | { type: 'release'; position: LngLat; pixel: Pixel; clicks: number }
  | { type: 'finish' }
  | { type: 'undo' }
  | { type: 'abandon' };

export type Pixel = [number, number];

/** The states in which every tool ends. */
export type Ended = { name: 'Done'; piece?: DrawnPiece; line?: LngLat[] } | { name: 'Abandoned' };

/** What a tool shows while the hand works. */
export interface Sketch {
  features: FeatureCollection;
  report: ToolReport;
}

/** A drawing tool: a state machine whose states are named by what the hand is doing. Pure: positions come in with the inputs. */
export interface Tool<State extends { name: string }> {
  idle: State;
  step(state: State, input: ToolInput): State | Ended;
  sketch(state: State, words: MapWords): Sketch;
  /** A drag of the pointer draws, so it must not move the map. */
  isDrawnByDrag: boolean;
  /** How many points make the shape, so that Enter knows whether to set another or to finish. */
  isEnough(state: State): boolean;
}

const dragPixels = 4;

/** Whether the hand has moved far enough from where it pressed to be dragging. */
export function isDrag(from: Pixel, to: Pixel): boolean {
  return Math.hypot(to[0] - from[0], to[1] - from[1]) > dragPixels;
}
