import { create } from 'zustand';
import type { AreaQuestion, Selection } from '#contract/areas.ts';
import type { BriefDetail, BriefDifference } from '#contract/briefs.ts';

/** What the brief editor is open for: a new brief of this area and selection, or one that is there. */
export type Editing = { question: AreaQuestion; selection: Selection } | { brief: BriefDetail };

/** Which of a brief's things. */
export interface ItemFilter {
  snapshot?: number;
  kind?: string;
  category?: string;
}

interface BriefState {
  editing: Editing | null;
  /** The comparison that is open, and of which brief. */
  difference: { briefId: string; result: BriefDifference } | null;
  /** The things of a task that are listed and on the map, and the one that the map was sent to. */
  things: { missionId: string; taskId: string; briefId: string; filter: ItemFilter; code: string | null } | null;
}
export const useBriefStore = create<BriefState>(() => ({ editing: null, difference: null, things: null }));

export function edit(editing: Editing | null): void {
  useBriefStore.setState({ editing });
}

export function showDifference(briefId: string, result: BriefDifference | null): void {
  useBriefStore.setState({ difference: result && { briefId, result } });
}
