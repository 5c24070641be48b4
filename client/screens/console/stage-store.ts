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
  /** The ranked places of a matter, to be found under a click. */
  marks: ItemHits | null;
  /** True while tiles of a layer fail to load. */
  hasTrouble: boolean;
}
const pointZoom = 17;

/** The one map of the screen and what it says about itself. */
export const useStage = create<StageState>(() => ({ stage: null, failure: null, isDrawn: false, view: null, bounds: null, counts: {}, pointer: null, hovered: null, asked: null, marks: null, awaitsArea: false, hasTrouble: false }));

/** Lets the map go to the area that comes next, as soon as its shape is known. */
export function awaitArea(): void {
  useStage.setState({ awaitsArea: true });
}

/** Pixels of the map that a panel on the right or at the bottom covers beyond the map's own padding. */
const covered = { right: 0, bottom: 0 };
export function setCovered(part: { right: number; bottom: number }): void {
  Object.assign(covered, part);
}

/** Flies to a box, so that it lies in the part of the map that no panel covers; a point is shown from near. */
export function goTo(bounds: Bounds): void {
  const { stage, view } = useStage.getState();
  if (!stage) return;
  const [west, south, east, north] = bounds;
  if (east - west < 1e-7 && north - south < 1e-7) {
    stage.flyTo({ center: [west, south], zoom: Math.max(view?.zoom ?? 0, pointZoom) });
    return;
  }
  stage.flyTo({ bounds: widen(bounds, covered.right / Math.max(1, window.innerWidth - 320), covered.bottom / Math.max(1, window.innerHeight)) });
}

/** Adds what a panel hides to the east and south, as shares of the map's width and height. */
export function widen([west, south, east, north]: Bounds, right: number, bottom: number): Bounds {
  const share = (part: number) => Math.min(0.7, Math.max(0, part));
  const more = (size: number, part: number) => (size * share(part)) / (1 - share(part));
  return [west, Math.max(-85, south - more(north - south, bottom)), Math.min(180, east + more(east - west, right)), north];
}

/** Whether a box lies wholly in what the map shows. */
export function isInSight(bounds: Bounds): boolean {
  const now = useStage.getState().bounds;
  return now !== null && bounds[0] >= now[0] && bounds[1] >= now[1] && bounds[2] <= now[2] && bounds[3] <= now[3];
}

/** Does what the last opened card asked for, once its shape is known. */
export function jumpIfAsked(bounds: Bounds): void {
  const { jump } = useLinkStore.getState();
  if (jump === null) return;
  useLinkStore.setState({ jump: null });
  if (jump === 'always' || !isInSight(bounds)) goTo(bounds);
}
