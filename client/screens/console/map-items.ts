import { useEffect, useMemo } from 'react';
import type { BriefDifference, BriefItem } from '#contract/briefs.ts';
import { useBriefItems } from '../../features/briefs/api.ts';
import { useBriefStore } from '../../features/briefs/store.ts';
import { useAreaRows } from '../../features/search/api.ts';
import type { MapItem } from '../../map/types.ts';
import { middleOf } from '../../shared/geometry.ts';
import { useLink } from '../../shared/link-store.ts';
import { useStage } from './stage-store.ts';

const nothing: MapItem[] = [];

/** The listed rows as points on the map: those of the open brief, else those of the area. */
export function useMapItems(): void {
  const stage = useStage((state) => state.stage);
  const briefId = useLink((link) => (link.open?.type === 'brief' ? link.open.code : null));
  const ofBrief = useItemsOfBrief(briefId);
  const ofArea = useItemsOfArea();
  const items = briefId === null ? ofArea : ofBrief;
  useEffect(() => stage?.setItems(items), [stage, items]);
}

function useItemsOfArea(): MapItem[] {
  const area = useLink((link) => link.area);
  const filter = useLink((link) => link.filter);
  const pages = useAreaRows(area, filter).data?.pages;
  return useMemo(() => {
    if (area === null || !pages) return nothing;
    return pages.flatMap((page) => page.items).flatMap((row): MapItem[] => {
      const position = middleOf(row.geometry);
      return position ? [{ id: row.id, code: row.code, kind: row.kind, name: row.name, position }] : [];
    });
  }, [area, pages]);
}

/** With what a comparison with today's data found ringed. */
function useItemsOfBrief(id: string | null): MapItem[] {
  const pages = useBriefItems(id).data?.pages;
  const difference = useBriefStore((state) => (state.difference?.briefId === id ? state.difference.result : null));
  return useMemo(() => (id === null ? nothing : itemsOfBrief(pages?.flatMap((page) => page.items) ?? [], difference)), [id, pages, difference]);
}

function itemsOfBrief(listed: BriefItem[], difference: BriefDifference | null): MapItem[] {
  const changes = new Map<string, 'added' | 'gone'>();
  for (const { code } of difference?.added ?? []) changes.set(code, 'added');
  for (const { code } of difference?.gone ?? []) changes.set(code, 'gone');
  const all = [...(difference?.added ?? []), ...(difference?.gone ?? []), ...listed];
  const byCode = new Map(all.map((item) => [item.code, item]));
  // A brief knows codes alone; the map wants a number for each, which no layer has.
  return [...byCode.values()].flatMap(({ code, kind, name, geometry }, index): MapItem[] => {
    const position = middleOf(geometry);
    const change = changes.get(code);
    return position ? [{ id: -index - 1, code, kind, name, position, ...(change ? { change } : {}) }] : [];
  });
}
