import { useMemo } from 'react';
import type { AreaQuestion, Selection } from '#contract/areas.ts';
import { changeLink, useLink } from './link-store.ts';
import { type AreaFilter, noFilter, noSelection } from './question-code.ts';
import { isNothing } from './selection.ts';

/** The area with its filters as it is asked for now, or null where there is none. */
export function useAreaQuestion(): AreaQuestion | null {
  const area = useLink((link) => link.area);
  const filter = useLink((link) => link.filter);
  return useMemo(() => (area && area.parts.length > 0 ? { parts: area.parts, ...conditionsOf(filter) } : null), [area, filter]);
}

/** The filters without those that filter nothing. */
export function conditionsOf({ themes, q, within, nearTo }: AreaFilter): Omit<AreaQuestion, 'parts'> {
  return { ...(themes.length > 0 ? { themes } : {}), ...(q ? { q } : {}), ...(within ? { within } : {}), ...(nearTo ? { nearTo } : {}) };
}

/** What is chosen out of the area, and whether it is nothing yet. Changes are `changeSelection`. */
export function useSelection(): { selection: Selection; isEmpty: boolean } {
  const selection = useLink((link) => link.selection);
  return { selection, isEmpty: isNothing(selection) };
}

/** Changes what is chosen, as a step that Back undoes. */
export function changeSelection(selection: Selection): void {
  changeLink({ selection }, 'push');
}

/** Leaves the area with everything that was asked of it. */
export function clearArea(): void {
  changeLink({ area: null, filter: noFilter, selection: noSelection }, 'push');
}
