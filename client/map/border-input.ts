import type { LngLat } from './types.ts';
import type { Pixel } from './tools/tool.ts';

/** Keys that are held while the hand works. */
export interface HandKeys {
  shift: boolean;
  alt: boolean;
  /** Ctrl, or ⌘ on a Mac. */
  command: boolean;
}

/** Where the hand is: on the ground, on the screen. */
export interface Spot {
  position: LngLat;
  pixel: Pixel;
  keys: HandKeys;
}

/** What pointer and keyboard do over the map in the border editor. `clicks` counts presses in quick succession at one spot. */
export type BorderInput =
  | ({ type: 'press' | 'move' } & Spot)
  | ({ type: 'release'; clicks: number } & Spot)
  | { type: 'leave' | 'finish' | 'back' | 'remove' | 'abandon' | 'next' | 'previous' }
  /** By arrow keys, in metres on the ground, east and north. */
  | { type: 'nudge'; meters: readonly [number, number]; alt: boolean };

/** A line that is drawn on the map: something to follow or to snap to. */
export interface GroundLine {
  kind: 'road' | 'water' | 'railway' | 'region';
  name: string;
  line: LngLat[];
}

/** The editor's side of the hand on the map. */
export interface BorderHand {
  /** Takes what the hand does; answers whether a press holds something, so that a drag does not move the map. */
  take(input: BorderInput): boolean;
  /** Whether a line or an outline has been begun. */
  isDrawing(): boolean;
  /** Whether arrow keys move what is picked instead of the cross-hair. */
  nudges(): boolean;
  /** Whether Tab goes through vertices and grids. */
  steps(): boolean;
  /** The map has come to rest somewhere else, or nearer. */
  rested(): void;
}
