import type { BorderProblem } from '#contract/borders.ts';
import type { BorderProblemKind } from '#contract/border-rules.ts';
import type { Coverage, EditOutcome, Position } from '#contract/coverage/coverage.ts';
import type { Fault } from '#contract/coverage/faults.ts';
import { closeGap, dropSliver, fillGap, settleOverlap, trimOutside } from '#contract/coverage/fixes.ts';

export type FixKind = 'fillGap' | 'closeGap' | 'settleOverlap' | 'trimOutside' | 'dropSliver';

/** One row of the list: a fault that the shapes themselves show, or what the server said. */
export interface Problem {
  key: string;
  kind: BorderProblemKind;
  isFault: boolean;
  grids: readonly string[];
  location: Position;
  measure: number | null;
  /** The fault as the fixes take it. */
  fault: Fault | null;
  fixes: readonly FixKind[];
}

const fixesOf: Partial<Record<BorderProblemKind, readonly FixKind[]>> = { gap: ['fillGap', 'closeGap'], overlap: ['settleOverlap'], 'outside-community': ['trimOutside'], sliver: ['dropSliver'] };
/** What shapes alone show, exactly and at once: the server's word on these is the same, and comes later. */
const shownByShapes: ReadonlySet<string> = new Set(['not-valid', 'multipart', 'overlap', 'gap', 'outside-community', 'micro-outside-parent', 'sliver'] satisfies BorderProblemKind[]);

/** All that is wrong, faults first, and within them by place from north to south. */
export function problemsOf(faults: readonly Fault[], judged: readonly BorderProblem[]): Problem[] {
  const local = faults.map((fault): Problem => ({ ...shared(fault.kind, fault.faces, fault.location), isFault: true, measure: fault.squareMeters, fault }));
  const places = new Set(local.map(({ kind, grids }) => `${kind} ${grids.join()}`));
  const said = judged
    // Of a slip of shapes that was put right meanwhile the server has not heard yet.
    .filter(({ kind, gridCodes, severity }) => severity === 'warning' || !shownByShapes.has(kind) || (kind === 'sliver' && !places.has(`${kind} ${gridCodes.join()}`)))
    .map(({ kind, severity, gridCodes, location, measure }): Problem => ({ ...shared(kind, gridCodes, location), isFault: severity === 'fault', measure, fault: null }));
  return [...local, ...said].sort((a, b) => Number(b.isFault) - Number(a.isFault) || b.location[1] - a.location[1]);
}

function shared(kind: BorderProblemKind, grids: readonly string[], location: Position) {
  return { key: `${kind} ${grids.join()} ${location.join()}`, kind, grids, location, fixes: fixesOf[kind] ?? [] };
}

/** The edit that puts it right. */
export function fixOf(coverage: Coverage, { fault, grids }: Problem, fix: FixKind): EditOutcome | null {
  if (fix === 'dropSliver') return grids[0] === undefined ? null : dropSliver(coverage, grids[0]);
  if (fault === null) return null;
  const apply = { fillGap, closeGap, settleOverlap, trimOutside }[fix];
  return apply(coverage, fault);
}

