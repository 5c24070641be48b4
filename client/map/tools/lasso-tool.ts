import { areaSquareMeters, closed } from '../geodesy.ts';
import type { LngLat } from '../types.ts';
import type { MapWords } from '../../shared/words/map.ts';
import { collection, lineFeature, pointFeature, ringFeature } from './sketch-features.ts';
import { type Ended, isDrag, type Pixel, type Sketch, type Tool, type ToolInput } from './tool.ts';

interface Spot {
  position: LngLat;
  pixel: Pixel;
}
/** An outline as the hand goes: pressed, drawn along, let go. */
export type LassoState = { name: 'Idle' } | { name: 'Drawing'; trail: Spot[] };

/** Spots nearer than this to the last one are passed over. */
const stepPixels = 3;
/** How far the outline may be from where the hand went. */
const tolerancePixels = 1.5;
/** The server repairs an outline that crosses itself, as one drawn freely does easily, up to 500 corners. */
const mostCorners = 400;

export const lassoTool: Tool<LassoState> = {
  idle: { name: 'Idle' },
  isDrawnByDrag: true,
  isEnough: () => false,
  step,
  sketch,
};

function step(state: LassoState, input: ToolInput): LassoState | Ended {
  switch (input.type) {
    case 'abandon':
      return { name: 'Abandoned' };
    case 'undo':
      return { name: 'Idle' };
    case 'finish':
      return state;
    case 'press':
      return { name: 'Drawing', trail: [input] };
    case 'move':
      return state.name === 'Drawing' ? { name: 'Drawing', trail: extended(state.trail, input) } : state;
    case 'release':
      return state.name === 'Drawing' ? finish(extended(state.trail, input)) : state;
  }
}

function extended(trail: Spot[], { position, pixel }: Spot): Spot[] {
  const last = trail.at(-1);
  return last && Math.hypot(pixel[0] - last.pixel[0], pixel[1] - last.pixel[1]) < stepPixels ? trail : [...trail, { position, pixel }];
}

/** A press without a way that encloses something draws nothing and waits on. */
function finish(trail: Spot[]): LassoState | Ended {
  const [first] = trail;
  const goesSomewhere = first !== undefined && trail.some(({ pixel }) => isDrag(first.pixel, pixel));
  const corners = thinned(trail).map(({ position }) => position);
  if (!goesSomewhere || corners.length < 3 || areaSquareMeters(corners) === 0) return { name: 'Idle' };
  return { name: 'Done', piece: { from: 'drawn', geometry: { type: 'Polygon', coordinates: [closed(corners)] } } };
}

/** The corners that the outline needs (Douglas–Peucker); a very long way is followed less closely. */
function thinned(trail: Spot[]): Spot[] {
  for (let tolerance = tolerancePixels; ; tolerance *= 1.5) {
    const corners = simplified(trail, tolerance);
    if (corners.length <= mostCorners) return corners;
  }
}

function simplified(trail: Spot[], tolerance: number): Spot[] {
  const [first, last] = [trail[0], trail.at(-1)];
  if (trail.length < 3 || !first || !last) return trail;
  let farthest = 0;
  let at = 0;
  for (const [index, spot] of trail.entries()) {
    const distance = pixelsFromSegment(spot.pixel, first.pixel, last.pixel);
    if (distance > farthest) [farthest, at] = [distance, index];
  }
  if (farthest <= tolerance) return [first, last];
  return [...simplified(trail.slice(0, at + 1), tolerance).slice(0, -1), ...simplified(trail.slice(at), tolerance)];
}

function pixelsFromSegment([x, y]: Pixel, [ax, ay]: Pixel, [bx, by]: Pixel): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}

function sketch(state: LassoState, words: MapWords): Sketch {
  const corners = state.name === 'Idle' ? [] : state.trail.map(({ position }) => position);
  if (corners.length < 3) {
    const features = corners.length === 2 ? [lineFeature(corners)] : corners.map((position) => pointFeature(position, 'vertex'));
    return { features: collection(features), report: { state: 'drawing', text: words.hints.lasso } };
  }
  const squareMeters = areaSquareMeters(corners);
  return { features: collection([ringFeature(closed(corners))]), report: { state: 'drawing', text: words.area(squareMeters), squareMeters } };
}
