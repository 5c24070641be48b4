import type { ToolName, ToolSettings } from '../types.ts';
import { centerTool } from './center-tool.ts';
import { lassoTool } from './lasso-tool.ts';
import { lineTool, measureAreaTool, measureDistanceTool, polygonTool } from './path-tool.ts';
import type { Ended, Sketch, Tool, ToolInput } from './tool.ts';
import { circleTool, rectangleTool } from './two-point-tool.ts';
import type { MapWords } from '../../shared/words/map.ts';

/** A tool in use: its state is inside, so that tools of different states look alike from outside. */
export interface ToolInUse {
  isDrawnByDrag: boolean;
  /** Takes an input; answers how the tool ended, or null while it goes on. */
  take(input: ToolInput): Ended | null;
  sketch(words: MapWords): Sketch;
  isEnough(): boolean;
}

function use<State extends { name: string }>(tool: Tool<State>): ToolInUse {
  let state = tool.idle;
  return {
    isDrawnByDrag: tool.isDrawnByDrag,
    take(input) {
      const next = tool.step(state, input);
      if (hasEnded(next)) return next;
      state = next;
      return null;
    },
    sketch: (words) => tool.sketch(state, words),
    isEnough: () => tool.isEnough(state),
  };
}

function hasEnded(state: { name: string }): state is Ended {
  return state.name === 'Done' || state.name === 'Abandoned';
}

const defaultBufferMeters = 50;

const starters: Record<ToolName, (settings: ToolSettings) => ToolInUse> = {
  rectangle: () => use(rectangleTool),
  polygon: () => use(polygonTool),
  lasso: () => use(lassoTool),
  circle: ({ radiusMeters }) => (radiusMeters === undefined ? use(circleTool) : use(centerTool(radiusMeters))),
  line: ({ bufferMeters }) => use(lineTool(bufferMeters ?? defaultBufferMeters)),
  'measure-distance': () => use(measureDistanceTool),
  'measure-area': () => use(measureAreaTool),
};

export function takeTool(name: ToolName, settings: ToolSettings = {}): ToolInUse {
  return starters[name](settings);
}
