import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { type BorderPlan, listBorderUnits } from '#contract/borders.ts';
import type { MapStage } from '../../../map/map-stage.ts';
import { call } from '../../../shared/api-call.ts';
import { keepPlan, unitsKey } from '../api.ts';
import { tellSplits } from './commands.ts';
import { editorHand } from './hand.ts';
import { judgeSoon, stopJudging } from './judging.ts';
import { changedGrids, documentOf } from './net-changes.ts';
import { openPlan, restoreDraft, takeUnits } from './session.ts';
import { editor, hasUnsaved, useEditor } from './store.ts';

/** Opens the plan in the editor, with what this browser kept of it, and follows what others make of it. */
export function useEditorSession(plan: BorderPlan): void {
  useEffect(() => {
    const now = editor();
    if (now.plan?.id === plan.id && plan.version <= now.plan.version && now.mayEdit === plan.mayEdit) return;
    if (now.plan?.id === plan.id && hasUnsaved()) meet(plan);
    else {
      openPlan(plan);
      void restoreDraft();
    }
  }, [plan]);
  useUnits(plan.id);
  useSavedPlan(plan);
  useEffect(() => stopJudging, []);
  useEffect(tellSplits, []);
  useEffect(() => {
    if (editor().plan) judgeSoon();
  }, []);
}

/** Somebody else has changed the plan while work on it is not saved. */
function meet(plan: BorderPlan): void {
  const { base } = editor();
  const theirs = documentOf(plan);
  const isSameGround = changedGrids(base, theirs).length === 0 && base.coverage.faces.size === theirs.coverage.faces.size;
  useEditor.setState(isSameGround ? { plan, mayEdit: plan.mayEdit } : { save: { state: 'conflict', error: null } });
}

function useUnits(id: string): void {
  const { data, isError } = useQuery({ queryKey: unitsKey(id), queryFn: id ? ({ signal }) => call(listBorderUnits, { params: { id } }, { signal }) : skipToken, staleTime: Infinity });
  const open = useEditor((state) => state.plan?.id);
  useEffect(() => {
    if (data && open === id) takeUnits(data);
  }, [data, open, id]);
  useEffect(() => {
    if (isError) useEditor.setState({ unitsAre: 'failed' });
  }, [isError]);
}

/** What was saved here is the plan that the screen shows. */
function useSavedPlan(plan: BorderPlan): void {
  const client = useQueryClient();
  const saved = useEditor((state) => state.plan);
  useEffect(() => {
    if (saved && saved.id === plan.id && saved.version > plan.version) keepPlan(client, saved);
  }, [client, saved, plan]);
}

/** Puts the borders under the hand on this map, as long as the editor is there. */
export function useEditorMap(stage: MapStage | null): void {
  useEffect(() => {
    if (!stage) return;
    let isGone = false;
    stage.openBorders(editorHand).then((borders) => {
      if (isGone) stage.closeBorders();
      else editorHand.attach(borders);
    }, reportError);
    return () => {
      isGone = true;
      editorHand.detach();
      stage.closeBorders();
    };
  }, [stage]);
}

/** The browser asks before a page with unsaved work is left. */
export function useLeaveWarning(): void {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (hasUnsaved()) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, []);
}
