import { create } from 'zustand';
import type { Theme } from '#contract/areas.ts';
import type { MissionDetail } from '#contract/missions.ts';

/** What a mission is made of: the words of a brief. */
export interface MissionSource {
  briefId: string;
  title: string;
  startsAt: string | null;
  endsAt: string | null;
  tasks: { text: string; theme?: Theme | undefined; codes: string[]; dueAt: string | null }[];
}
/** What the dialog is open for: a new mission of a brief, or one that is there. */
export type Giving = { source: MissionSource } | { mission: MissionDetail };

export const useGiving = create<{ giving: Giving | null }>(() => ({ giving: null }));

export function give(giving: Giving | null): void {
  useGiving.setState({ giving });
}
