import type { BorderInput } from '../../../../map/border-input.ts';
import type { Step } from '../history.ts';
import { lassoTool, type LassoState, paintTool, type PaintState } from './building-tools.ts';
import { carveTool, type LineState, nestTool, reshapeTool, splitTool } from './line-tool.ts';
import { mergeTool, type MergeState } from './merge-tool.ts';
import { selectTool, type SelectState } from './select-tool.ts';
import type { Outcome, Scene, Tool, ToolName } from './tool.ts';

/** What the hand is doing, for those who draw it. */
export type HandState = ({ tool: 'select' } & SelectState) | ({ tool: 'line'; isClosed: boolean } & LineState) | ({ tool: 'paint' } & PaintState) | ({ tool: 'lasso' } & LassoState) | ({ tool: 'merge' } & MergeState);

/** A tool in use: its state is inside, so that tools of different states look alike from outside. */
export interface ToolInUse {
  take(input: BorderInput, scene: Scene): Omit<Outcome<unknown>, 'state'>;
  preview(scene: Scene): Step | null;
  outcome(scene: Scene): Pick<Outcome<unknown>, 'step' | 'refusal'> | null;
  hand(): HandState;
  isDrawing(): boolean;
}

function use<State extends { name: string }>(tool: Tool<State>, told: (state: State) => HandState): ToolInUse {
  let state = tool.idle;
  return {
    take(input, scene) {
      const { state: next, ...outcome } = tool.take(state, input, scene);
      state = next;
      return outcome;
    },
    preview: (scene) => tool.preview?.(state, scene) ?? null,
    outcome: (scene) => tool.outcome?.(state, scene) ?? null,
    hand: () => told(state),
    isDrawing: () => tool.isDrawing(state),
  };
}

const line = (tool: Tool<LineState>, isClosed: boolean) => () => use(tool, (state) => ({ tool: 'line', isClosed, ...state }));

const starters: Record<ToolName, () => ToolInUse> = {
  select: () => use(selectTool, (state) => ({ tool: 'select', ...state })),
  reshape: line(reshapeTool, false),
  split: line(splitTool, false),
  carve: line(carveTool, true),
  nest: line(nestTool, true),
  merge: () => use(mergeTool, (state) => ({ tool: 'merge', ...state })),
  paint: () => use(paintTool, (state) => ({ tool: 'paint', ...state })),
  lasso: () => use(lassoTool, (state) => ({ tool: 'lasso', ...state })),
};

export function takeTool(name: ToolName): ToolInUse {
  return starters[name]();
}
