import { create } from 'zustand';
import type { ItemHits } from '../../map/item-hits.ts';
import type { MapStage } from '../../map/map-stage.ts';
import type { Bounds, LngLat, MapFeature, View } from '../../map/types.ts';
import type { ClickChoice } from './click.ts';
import { useLinkStore } from '../../shared/link-store.ts';

export interface ScreenPoint {
  x: number;
  y: number;
}
interface StageState {
  stage: MapStage | null;
  failure: 'no-webgl' | 'not-loaded' | null;
  isDrawn: boolean;
  view: View | null;
  bounds: Bounds | null;
  /** Features in view by layer id. */
  counts: Record<string, number>;
  pointer: LngLat | null;
  hovered: MapFeature | null;
  /** Several elements lie where the reader clicked: which one is meant. */
  asked: { choices: ClickChoice[]; at: ScreenPoint; position: LngLat } | null;
  /** The map shall go to the link's area as soon as its shape is known. */
  awaitsArea: boolean;
  /** The map opened at the view of a link: on another screen it may show little of the link's area. */
  awaitsSight: boolean;
  /** A new area shall lie beside the panels, not under them, as soon as its shape is known. */
  awaitsRoom: boolean;
  /** The ranked places of a matter, to be found under a click. */
  marks: ItemHits | null;
  /** True while tiles of a layer fail to load. */
  hasTrouble: boolean;
}
const pointZoom = 17;
/** From here a single house can be told from its neighbours. */
const thingZoom = 16;
const wholeKinds: ReadonlySet<string> = new Set(['region', 'grid', 'street', 'estate']);

/** The one map of the screen and what it says about itself. */
export const useStage = create<StageState>(() => ({ stage: null, failure: null, isDrawn: false, view: null, bounds: null, counts: {}, pointer: null, hovered: null, asked: null, marks: null, awaitsArea: false, awaitsSight: false, awaitsRoom: false, hasTrouble: false }));

/** Lets the map go to the area that comes next, as soon as its shape is known. */
export function awaitArea(): void {
  useStage.setState({ awaitsArea: true });
}

/** Pixels of the map that panels cover: on the right beyond the map's own padding, on the left and at the bottom as that padding. */
const covered = { left: 0, right: 0, bottom: 0 };
export function setCovered(sides: typeof covered): void {
  Object.assign(covered, sides);
}

/**
 * Flies to a box, so that it lies in the part of the map that no panel covers; a point is shown from near.
 * @param minZoom the farthest from which it is shown
 */
export function goTo(bounds: Bounds, minZoom = 0): void {
  const { stage } = useStage.getState();
  if (!stage) return;
  // An open card that waits for its shape, to go there, would fly once more.
  useLinkStore.setState({ jump: null });
  // A card that was opened with it takes its room first: before that the box would be fitted to a part that the card covers.
  requestAnimationFrame(() => flyTo(stage, bounds, minZoom));
}

function flyTo(stage: MapStage, bounds: Bounds, minZoom: number): void {
  const { view } = useStage.getState();
  const [west, south, east, north] = bounds;
  if (east - west < 1e-7 && north - south < 1e-7) {
    stage.flyTo({ center: [west, south], zoom: Math.max(view?.zoom ?? 0, pointZoom) });
    return;
  }
  stage.flyTo({ bounds: widen(bounds, covered.right / Math.max(1, window.innerWidth - covered.left)), minZoom });
}

/** Shows what was found. */
export function goToFound(kind: string, bounds: Bounds): void {
  goTo(bounds, leastZoom(kind, useStage.getState().stage?.getView().zoom ?? 0));
}

/** The farthest from which a found thing is shown: what covers ground is shown whole, a single thing from near, or from where the map is if that is nearer. */
export function leastZoom(kind: string, zoom: number): number {
  return wholeKinds.has(kind) ? 0 : Math.max(thingZoom, zoom);
}

/** Adds what a panel hides to the east, as a share of the free map's width. */
export function widen([west, south, east, north]: Bounds, right: number): Bounds {
  const share = Math.min(0.7, Math.max(0, right));
  return [west, south, Math.min(180, east + ((east - west) * share) / (1 - share)), north];
}

/** Whether a box lies wholly in the part of the map that no lasting panel covers. */
export function isInSight(bounds: Bounds): boolean {
  const seen = useStage.getState().bounds;
  return seen !== null && isWithin(bounds, freePart(seen, covered, { width: window.innerWidth, height: window.innerHeight }));
}

/** Whether the free part of the map shows the half of a box, or is itself filled with it by half: it was looked at from near. */
export function isMostlySeen(bounds: Bounds): boolean {
  const seen = useStage.getState().bounds;
  return seen !== null && sharesHalf(bounds, freePart(seen, covered, { width: window.innerWidth, height: window.innerHeight }));
}

/** Whether two boxes have half of one of them in common. */
export function sharesHalf(one: Bounds, other: Bounds): boolean {
  const size = ([west, south, east, north]: Bounds) => Math.max(0, east - west) * Math.max(0, north - south);
  const common = size([Math.max(one[0], other[0]), Math.max(one[1], other[1]), Math.min(one[2], other[2]), Math.min(one[3], other[3])]);
  return common > 0 && common >= Math.min(size(one), size(other)) / 2;
}

/** What is left of a box on a screen of that many pixels when its sides are covered. */
export function freePart([west, south, east, north]: Bounds, { left, right, bottom }: typeof covered, { width, height }: { width: number; height: number }): Bounds {
  const [perPixelEast, perPixelNorth] = [(east - west) / Math.max(1, width), (north - south) / Math.max(1, height)];
  return [west + left * perPixelEast, south + bottom * perPixelNorth, east - right * perPixelEast, north];
}

function isWithin(inner: Bounds, outer: Bounds): boolean {
  return inner[0] >= outer[0] && inner[1] >= outer[1] && inner[2] <= outer[2] && inner[3] <= outer[3];
}

/** Does what the last opened card asked for, once its shape is known. */
export function jumpIfAsked(bounds: Bounds): void {
  const { jump } = useLinkStore.getState();
  if (jump === null) return;
  useLinkStore.setState({ jump: null });
  if (jump === 'always' || !isInSight(bounds)) goTo(bounds);
}
