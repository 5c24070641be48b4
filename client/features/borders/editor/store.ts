import { create } from 'zustand';
import type { BorderPlan, BorderProblem } from '#contract/borders.ts';
import type { Fault } from '#contract/coverage/faults.ts';
import { type BorderIndex, indexBorders } from './find-border.ts';
import type { Draft } from './draft-store.ts';
import type { Figures, Tallies } from './counts.ts';
import { emptyHistory, type Work } from './history.ts';
import type { PlanDocument } from './plan-edit.ts';
import { nothingPicked, type Picked, type ToolName, type ToolRefusal } from './tools/tool.ts';
import { noUnits, tableOf, type UnitTable } from './units.ts';

/** Figures of one grid while the hand works: as they are and as they would be. Null: it is not there. */
export interface LiveRow {
  key: string;
  before: Figures | null;
  after: Figures | null;
  /** Figures that are not reckoned for what the hand holds now: `after` is as it was a moment ago, still open, or there is none. */
  pending?: { names: readonly (keyof Figures)[]; as: 'about' | 'open' | 'none' };
}

/** What the server says of the borders as they were at a moment. */
export interface Judgement {
  state: 'waiting' | 'asking' | 'failed' | 'offline' | 'done';
  problems: readonly BorderProblem[];
  /** Those of them that what is not saved has: the others stand as they were saved. */
  made: readonly BorderProblem[];
}

/** `conflict`: somebody else saved meanwhile; its error is what stands against saving over it, or null. */
export type SaveState = { state: 'rest' } | { state: 'saving' } | { state: 'failed'; error: unknown } | { state: 'conflict'; error: unknown };

export interface EditorState {
  plan: BorderPlan | null;
  mayEdit: boolean;
  /** As it was saved last. */
  base: PlanDocument;
  work: Work;
  index: BorderIndex;
  units: UnitTable;
  unitsAre: 'loading' | 'failed' | 'here';
  /** What each grid holds, now and as it was saved last. */
  tallies: Tallies;
  baseTallies: Tallies;
  /** Codes of grids that differ from what was saved last. */
  changed: readonly string[];
  /** Those of them with other ground, name or kind: what the screens mark. */
  marked: readonly string[];
  tool: ToolName;
  brushPixels: number;
  isTracing: boolean;
  isSnapping: boolean;
  lassoTakes: 'buildings' | 'ground';
  picked: Picked;
  /** What the hand is doing, and whether it draws. */
  hand: string;
  isDrawing: boolean;
  live: readonly LiveRow[] | null;
  /** Why the borders cannot be as the hand has them now; null where they can. */
  impossible: ToolRefusal['reason'] | null;
  /** Why what the hand wanted last could not be. */
  refusal: ToolRefusal | null;
  faults: readonly Fault[];
  judgement: Judgement;
  save: SaveState;
  /** When the draft was made that this session goes on with; null where it began with what was saved. */
  restoredAt: number | null;
  /** A draft that could not be gone on with, because the plan is another by now, or only as far as its first steps. */
  lostDraft: { draft: Draft; read: number } | null;
  /** The draft cannot be kept: the browser gives no storage. */
  isUnkept: boolean;
}

const nothing: PlanDocument = { coverage: { positions: new Map(), faces: new Map(), zones: new Map() }, facts: new Map() };

export const emptyEditor: EditorState = {
  plan: null,
  mayEdit: false,
  base: nothing,
  work: { document: nothing, history: emptyHistory },
  index: indexBorders(nothing.coverage),
  units: tableOf(noUnits),
  unitsAre: 'loading',
  tallies: new Map(),
  baseTallies: new Map(),
  changed: [],
  marked: [],
  tool: 'select',
  brushPixels: 24,
  isTracing: false,
  isSnapping: true,
  lassoTakes: 'buildings',
  picked: nothingPicked,
  hand: 'Idle',
  isDrawing: false,
  live: null,
  impossible: null,
  refusal: null,
  faults: [],
  judgement: { state: 'waiting', problems: [], made: [] },
  save: { state: 'rest' },
  restoredAt: null,
  lostDraft: null,
  isUnkept: false,
};

/** The plan that is edited; lives only in this browser. */
export const useEditor = create<EditorState>(() => emptyEditor);

export const editor = () => useEditor.getState();

/** Whether something was done that is not saved. */
export function hasUnsaved(): boolean {
  const { changed, base, work } = editor();
  return changed.length > 0 || base.coverage.faces.size !== work.document.coverage.faces.size;
}

/** The same for a component. @param planId the plan that is meant */
export function useUnsaved(planId: string | null): boolean {
  return useEditor(({ plan, changed, base, work }) => plan?.id === planId && (changed.length > 0 || base.coverage.faces.size !== work.document.coverage.faces.size));
}

/** The band of the community that a grid belongs to; null where its households are not known. */
export function bandOf(plan: BorderPlan | null, zone: string): { min: number; max: number } | null {
  const community = plan?.communities.find(({ code }) => code === zone);
  return community?.householdsSource === 'unknown' ? null : (community?.band ?? { min: 300, max: 500 });
}
