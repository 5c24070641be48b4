import { areaSquareMeters, circleRing, distanceMeters, wholeDecimeters } from '../geodesy.ts';
import type { DrawnPiece, LngLat, ToolReport } from '../types.ts';
import type { MapWords } from '../../shared/words/map.ts';
import { collection, lineFeature, pointFeature, ringFeature } from './sketch-features.ts';
import { type Ended, isDrag, type Pixel, type Sketch, type Tool, type ToolInput } from './tool.ts';

/** A shape of two points, drawn by a drag from one to the other or by a click on each. */
export type TwoPointState =
  | { name: 'Idle' }
  | { name: 'PointingFirst'; first: LngLat; pixel: Pixel }
  | { name: 'Dragging'; first: LngLat; second: LngLat; pixel: Pixel }
  | { name: 'AwaitingSecond'; first: LngLat; second: LngLat; pixel: Pixel }
  | { name: 'PointingSecond'; first: LngLat; second: LngLat; pixel: Pixel };

interface TwoPointShape {
  piece(first: LngLat, second: LngLat): DrawnPiece;
  /** Square metres, and metres of the radius where it has one. */
  size(first: LngLat, second: LngLat): { squareMeters: number; meters?: number };
  draw(first: LngLat, second: LngLat, words: MapWords): Sketch['features'];
  hint(words: MapWords): string;
}

export function rectangleCorners(a: LngLat, b: LngLat): LngLat[] {
  const [west, east] = [Math.min(a[0], b[0]), Math.max(a[0], b[0])];
  const [south, north] = [Math.min(a[1], b[1]), Math.max(a[1], b[1])];
  return [[west, south], [east, south], [east, north], [west, north], [west, south]];
}

const rectangle: TwoPointShape = {
  piece: (a, b) => ({ from: 'drawn', geometry: { type: 'Polygon', coordinates: [rectangleCorners(a, b)] } }),
  size: (a, b) => ({ squareMeters: areaSquareMeters(rectangleCorners(a, b).slice(0, 4)) }),
  draw: (a, b, words) => {
    const text = words.area(areaSquareMeters(rectangleCorners(a, b).slice(0, 4)));
    return collection([ringFeature(rectangleCorners(a, b)), pointFeature([(a[0] + b[0]) / 2, (a[1] + b[1]) / 2], 'label', text)]);
  },
  hint: (words) => words.hints.rectangle,
};

const circle: TwoPointShape = {
  piece: (center, edge) => ({ from: 'circle', center, radiusMeters: wholeDecimeters(distanceMeters(center, edge)) }),
  size: (center, edge) => ({ squareMeters: areaSquareMeters(circleRing(center, distanceMeters(center, edge)).slice(1)), meters: distanceMeters(center, edge) }),
  draw: (center, edge, words) => {
    const radius = distanceMeters(center, edge);
    return collection([ringFeature(circleRing(center, radius)), lineFeature([center, edge]), pointFeature(center, 'vertex'), pointFeature(edge, 'label', words.radius(words.length(radius)))]);
  },
  hint: (words) => words.hints.circle,
};

export const rectangleTool = twoPointTool(rectangle);
export const circleTool = twoPointTool(circle);

function twoPointTool(shape: TwoPointShape): Tool<TwoPointState> {
  const end = (first: LngLat, second: LngLat): Ended => ({ name: 'Done', piece: shape.piece(first, second) });
  return {
    idle: { name: 'Idle' },
    isDrawnByDrag: true,
    isEnough: () => false,
    step: (state, input) => step(state, input, end),
    sketch: (state, words) => sketch(state, words, shape),
  };
}

function step(state: TwoPointState, input: ToolInput, end: (first: LngLat, second: LngLat) => Ended): TwoPointState | Ended {
  if (input.type === 'abandon') return { name: 'Abandoned' };
  if (input.type === 'undo') return { name: 'Idle' };
  if (input.type === 'finish') return state;
  const { position, pixel } = input;
  switch (state.name) {
    case 'Idle':
      return input.type === 'press' ? { name: 'PointingFirst', first: position, pixel } : state;
    case 'PointingFirst':
      if (input.type === 'release') return { name: 'AwaitingSecond', first: state.first, second: position, pixel: state.pixel };
      return isDrag(state.pixel, pixel) ? { name: 'Dragging', first: state.first, second: position, pixel: state.pixel } : state;
    case 'Dragging':
      return input.type === 'release' ? end(state.first, position) : { ...state, second: position };
    case 'AwaitingSecond':
      return input.type === 'press' ? { ...state, name: 'PointingSecond', second: position } : { ...state, second: position };
    case 'PointingSecond':
      if (input.type !== 'release') return { ...state, second: position };
      // A second click at the first point would make a shape without extent: keep waiting.
      return isDrag(state.pixel, pixel) ? end(state.first, position) : { ...state, name: 'AwaitingSecond', second: position };
  }
}

function sketch(state: TwoPointState, words: MapWords, shape: TwoPointShape): Sketch {
  if (state.name === 'Idle') return { features: collection([]), report: { state: 'drawing', text: shape.hint(words) } };
  if (state.name === 'PointingFirst') return { features: collection([pointFeature(state.first, 'vertex')]), report: { state: 'drawing', text: shape.hint(words) } };
  const size = shape.size(state.first, state.second);
  const text = size.meters === undefined ? words.area(size.squareMeters) : `${words.radius(words.length(size.meters))} · ${words.area(size.squareMeters)}`;
  const report: ToolReport = { state: 'drawing', text, ...size };
  return { features: shape.draw(state.first, state.second, words), report };
}
