import { areaSquareMeters, circleRing, pointAt } from '../geodesy.ts';
import type { LngLat } from '../types.ts';
import type { MapWords } from '../../shared/words/map.ts';
import { collection, pointFeature, ringFeature } from './sketch-features.ts';
import { type Ended, isDrag, type Pixel, type Sketch, type Tool, type ToolInput } from './tool.ts';

/** A circle of a known radius: the hand sets its centre. */
export type CenterState = { name: 'Idle'; pointer: LngLat | null } | { name: 'PointingCenter'; pointer: LngLat; pixel: Pixel };

export function centerTool(radiusMeters: number): Tool<CenterState> {
  return {
    idle: { name: 'Idle', pointer: null },
    isDrawnByDrag: false,
    isEnough: () => false,
    step: (state, input) => step(state, input, radiusMeters),
    sketch: (state, words) => sketch(state, words, radiusMeters),
  };
}

function step(state: CenterState, input: ToolInput, radiusMeters: number): CenterState | Ended {
  switch (input.type) {
    case 'abandon':
      return { name: 'Abandoned' };
    case 'undo':
      return { name: 'Idle', pointer: null };
    case 'finish':
      return state;
    case 'press':
      return { name: 'PointingCenter', pointer: input.position, pixel: input.pixel };
    case 'move':
      return { ...state, pointer: input.position };
    case 'release':
      // A drag moves the map.
      if (state.name !== 'PointingCenter' || isDrag(state.pixel, input.pixel)) return { name: 'Idle', pointer: input.position };
      return { name: 'Done', piece: { from: 'circle', center: input.position, radiusMeters } };
  }
}

function sketch({ pointer }: CenterState, words: MapWords, radiusMeters: number): Sketch {
  if (pointer === null) return { features: collection([]), report: { state: 'drawing', text: words.hints.center, meters: radiusMeters } };
  const ring = circleRing(pointer, radiusMeters);
  const squareMeters = areaSquareMeters(ring.slice(1));
  const label = pointFeature(pointAt(pointer, radiusMeters, 90), 'label', words.radius(words.length(radiusMeters)));
  return { features: collection([ringFeature(ring), pointFeature(pointer, 'vertex'), label]), report: { state: 'drawing', text: words.area(squareMeters), meters: radiusMeters, squareMeters } };
}
