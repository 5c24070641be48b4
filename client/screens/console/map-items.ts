import { useEffect, useMemo } from 'react';
import type { BriefDifference, BriefItem } from '#contract/briefs.ts';
import { useBriefItems } from '../../features/briefs/api.ts';
import { type ItemFilter, useBriefStore } from '../../features/briefs/store.ts';
import { type AreaRowsQuery, useAreaRows, useChosenRows } from '../../features/search/area-api.ts';
import type { MapItem } from '../../map/types.ts';
import { middleOf } from '../../shared/geometry.ts';
import { useLink } from '../../shared/link-store.ts';
import { useSelection } from '../../shared/question.ts';
import { isItemChosen } from '../../shared/selection.ts';
import { useStage } from './stage-store.ts';

const nothing: MapItem[] = [];
/** Points of an area that are fetched without being scrolled to. */
const mostItems = 5000;

/** The listed rows as points on the map: those of the open brief or of a task of the open mission, else those of the area. */
export function useMapItems(): void {
  const stage = useStage((state) => state.stage);
  const open = useLink((link) => link.open);
  const things = useBriefStore((state) => state.things);
  const shown = open?.type === 'mission' && things?.missionId === open.code ? things : null;
  const briefId = open?.type === 'brief' ? open.code : (shown?.briefId ?? null);
  const ofBrief = useItemsOfBrief(briefId, shown);
  const ofArea = useItemsOfArea();
  const items = briefId === null ? ofArea : ofBrief;
  useEffect(() => stage?.setItems(items), [stage, items]);
}

/** The listed rows and the chosen ones, which are ringed; of chosen themes all, as long as they are some thousands. */
function useItemsOfArea(): MapItem[] {
  const area = useLink((link) => link.area);
  const filter = useLink((link) => link.filter);
  const { selection, isEmpty } = useSelection();
  const listed = useAreaRows(area, filter);
  const chosen = useChosenRows(isEmpty ? null : area, filter, selection);
  useFetchedAhead(listed, filter.themes.length > 0);
  useFetchedAhead(chosen, !isEmpty);
  const [listedPages, chosenPages] = [listed.data?.pages, isEmpty ? undefined : chosen.data?.pages];
  return useMemo(() => {
    if (area === null) return nothing;
    const rows = [...(listedPages ?? []), ...(chosenPages ?? [])].flatMap((page) => page.items);
    return [...new Map(rows.map((row) => [row.id, row])).values()].flatMap((row): MapItem[] => {
      const position = middleOf(row.geometry);
      const { id, code, kind, name } = row;
      return position ? [{ id, code, kind, name, position, ...(isItemChosen(selection, row) ? { change: 'chosen' as const } : {}) }] : [];
    });
  }, [area, listedPages, chosenPages, selection]);
}

/** Asks for further rows before anybody scrolls to them. */
function useFetchedAhead({ data, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage }: AreaRowsQuery, isWanted: boolean): void {
  const rows = data?.pages.reduce((sum, page) => sum + page.items.length, 0) ?? 0;
  useEffect(() => {
    if (isWanted && rows < mostItems && hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage();
  }, [isWanted, rows, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);
}

/** With what a comparison with today's data found ringed, and the thing of a task that the map was sent to. */
function useItemsOfBrief(id: string | null, things: { filter: ItemFilter; code: string | null } | null): MapItem[] {
  const pages = useBriefItems(id, things?.filter).data?.pages;
  const difference = useBriefStore((state) => (state.difference?.briefId === id ? state.difference.result : null));
  const listed = useMemo(() => (id === null ? nothing : itemsOfBrief(pages?.flatMap((page) => page.items) ?? [], difference)), [id, pages, difference]);
  const code = things?.code ?? null;
  return useMemo(() => (code === null ? listed : listed.map((item) => (item.code === code ? { ...item, change: 'chosen' } : item))), [listed, code]);
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
