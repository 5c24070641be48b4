import { create } from 'zustand';
import type { MapStage } from '../../map/map-stage.ts';
import type { Bounds, LngLat, View } from '../../map/types.ts';

interface GridsMap {
  /** The map that shows the plan, or today's grids where none is open. */
  stage: MapStage | null;
  failure: 'no-webgl' | 'not-loaded' | null;
  isDrawn: boolean;
  /** True while tiles of a layer fail to load. */
  hasTrouble: boolean;
  view: View | null;
  pointer: LngLat | null;
}
const pointZoom = 17;

/** The main map of the screen and what it says about itself. */
export const useGridsMap = create<GridsMap>(() => ({ stage: null, failure: null, isDrawn: false, hasTrouble: false, view: null, pointer: null }));

/** Flies to a box; a point is shown from near. */
export function goTo(bounds: Bounds): void {
  const { stage, view } = useGridsMap.getState();
  const [west, south, east, north] = bounds;
  if (east - west < 1e-7 && north - south < 1e-7) stage?.flyTo({ center: [west, south], zoom: Math.max(view?.zoom ?? 0, pointZoom) });
  else stage?.flyTo({ bounds });
}
