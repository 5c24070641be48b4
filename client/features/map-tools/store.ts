import { create } from 'zustand';
import type { ToolName, ToolReport } from '../../map/types.ts';
import type { JoinOp } from '../../shared/area-pieces.ts';

interface ToolState {
  tool: ToolName | null;
  /** What becomes of what is drawn next, unless keys held meanwhile say otherwise. */
  join: JoinOp;
  /** Radius that was typed for the next circle; null: the hand shows it. */
  radiusMeters: number | null;
  /** What the tool said last while the hand works, or the measure that stays on the map. */
  report: ToolReport | null;
  /** What was measured, as long as it is shown. */
  measured: { kind: 'distance' | 'area'; value: number } | null;
}

/** The tool in hand; lives only in this browser. */
export const useTools = create<ToolState>(() => ({ tool: null, join: 'replace', radiusMeters: null, report: null, measured: null }));

/** Takes a tool, or puts it away when it is already in the hand. */
export function toggleTool(tool: ToolName): void {
  const isInHand = useTools.getState().tool === tool;
  useTools.setState({ tool: isInHand ? null : tool, report: null, measured: null });
}

export function putToolAway(): void {
  useTools.setState({ tool: null, report: null });
}

/** Follows what the map says about the tool; a finished measure stays until it is cleared. */
export function followTool(report: ToolReport): void {
  if (report.state === 'drawing') useTools.setState({ report });
  else if (report.state === 'abandoned') putToolAway();
  else useTools.setState({ tool: null, report: null, measured: measureOf(report, useTools.getState().tool) });
}

function measureOf(report: ToolReport & { state: 'done' }, tool: ToolName | null): ToolState['measured'] {
  if (tool === 'measure-distance' && report.meters !== undefined) return { kind: 'distance', value: report.meters };
  if (tool === 'measure-area' && report.squareMeters !== undefined) return { kind: 'area', value: report.squareMeters };
  return null;
}
