import { areaSquareMeters, closed, crossesItself, segmentMeters } from '../geodesy.ts';
import type { LngLat, ToolName } from '../types.ts';
import type { MapWords } from '../../shared/words/map.ts';
import { collection, measuredArea, measuredLine, ribbonFeature } from './sketch-features.ts';
import { type Ended, isDrag, type Pixel, type Sketch, type Tool, type ToolInput } from './tool.ts';

/** A shape of many points, one click each; a drag between clicks moves the map. */
export type PathState =
  | { name: 'Idle'; vertices: LngLat[]; pointer: LngLat | null }
  | { name: 'PlacingVertices'; vertices: LngLat[]; pointer: LngLat | null }
  | { name: 'PointingVertex'; vertices: LngLat[]; pointer: LngLat | null; pixel: Pixel };

interface PathShape {
  hint: ToolName;
  isClosed: boolean;
  minimum: number;
  /** Metres to either side that the line stands for. */
  ribbonMeters?: number;
  end(vertices: LngLat[]): Ended;
}

export const polygonTool = pathTool({
  hint: 'polygon', isClosed: true, minimum: 3,
  end: (vertices) => ({ name: 'Done', piece: { from: 'drawn', geometry: { type: 'Polygon', coordinates: [closed(vertices)] } } }),
});
export const measureAreaTool = pathTool({ hint: 'measure-area', isClosed: true, minimum: 3, end: (vertices) => ({ name: 'Done', line: closed(vertices) }) });
export const measureDistanceTool = pathTool({ hint: 'measure-distance', isClosed: false, minimum: 2, end: (vertices) => ({ name: 'Done', line: vertices }) });

/** @param meters to either side of the line */
export function lineTool(meters: number): Tool<PathState> {
  return pathTool({ hint: 'line', isClosed: false, minimum: 2, ribbonMeters: meters, end: (vertices) => ({ name: 'Done', piece: { from: 'line', line: vertices, meters } }) });
}

function pathTool(shape: PathShape): Tool<PathState> {
  return {
    idle: { name: 'Idle', vertices: [], pointer: null },
    isDrawnByDrag: false,
    isEnough: ({ vertices }) => vertices.length >= shape.minimum,
    step: (state, input) => step(state, input, shape),
    sketch: (state, words) => sketch(state, words, shape),
  };
}

function step(state: PathState, input: ToolInput, shape: PathShape): PathState | Ended {
  switch (input.type) {
    case 'abandon':
      return { name: 'Abandoned' };
    case 'undo':
      return placing(state.vertices.slice(0, -1), state.pointer);
    case 'finish':
      return finish(state, shape);
    case 'press':
      return { name: 'PointingVertex', vertices: state.vertices, pointer: input.position, pixel: input.pixel };
    case 'move':
      return { ...state, pointer: input.position };
    case 'release':
      return release(state, input, shape);
  }
}

function release(state: PathState, input: ToolInput & { type: 'release' }, shape: PathShape): PathState | Ended {
  if (state.name !== 'PointingVertex') return state;
  if (isDrag(state.pixel, input.pixel)) return placing(state.vertices, input.position);
  // The first click of a double click has set this vertex already.
  if (input.clicks > 1) return finish(state, shape);
  // Until the hand moves on, the pointer stands on this vertex and adds nothing.
  return placing([...state.vertices, input.position], null);
}

function placing(vertices: LngLat[], pointer: LngLat | null): PathState {
  return { name: vertices.length === 0 ? 'Idle' : 'PlacingVertices', vertices, pointer };
}

/** Ends the shape where it has enough vertices and does not cross itself; else the hand goes on. */
function finish(state: PathState, shape: PathShape): PathState | Ended {
  const { vertices } = state;
  const isSound = vertices.length >= shape.minimum && !(shape.isClosed && crossesItself(vertices));
  return isSound ? shape.end(vertices) : placing(vertices, null);
}

function sketch(state: PathState, words: MapWords, shape: PathShape): Sketch {
  const { vertices, pointer } = state;
  const shown = pointer === null || vertices.length === 0 ? vertices : [...vertices, pointer];
  const meters = segmentMeters(shown).reduce((sum, segment) => sum + segment, 0);
  if (!shape.isClosed) {
    const text = shown.length < 2 ? words.hints[shape.hint] : words.total(words.length(meters));
    const ribbon = shape.ribbonMeters !== undefined && shown.length > 1 ? [ribbonFeature(shown, shape.ribbonMeters)] : [];
    return { features: collection([...ribbon, ...measuredLine(shown, words)]), report: { state: 'drawing', text, meters } };
  }
  const isWrong = crossesItself(shown);
  const squareMeters = areaSquareMeters(shown);
  const text = isWrong ? words.crossesItself : shown.length < 3 ? words.hints[shape.hint] : words.area(squareMeters);
  return { features: collection(measuredArea(shown, words, isWrong)), report: { state: 'drawing', text, meters, squareMeters } };
}
