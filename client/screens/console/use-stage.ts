import { useQueryClient } from '@tanstack/react-query';
import { type RefObject, useEffect, useRef } from 'react';
import type { SessionInfo } from '#contract/identity.ts';
import { useBrief } from '../../features/briefs/api.ts';
import { useElement } from '../../features/elements/api.ts';
import { useMapSettings } from '../../features/layers/api.ts';
import type { ArrangedLayers } from '../../features/layers/use-arranged-layers.ts';
import { useTools } from '../../features/map-tools/store.ts';
import { useEvent } from '../../features/events/api.ts';
import { useMission } from '../../features/missions/api.ts';
import { useGrid, useRegion } from '../../features/regions/api.ts';
import { useNamedGround } from '../../features/search/api.ts';
import { useHovered } from '../../features/search/store.ts';
import type { MapStage } from '../../map/map-stage.ts';
import type { BaseMap, Bounds, Theme } from '../../map/types.ts';
import { useConnection } from '../../shared/connection.ts';
import { boundsOf } from '../../shared/geometry.ts';
import { currentLink, useLink, useLinkStore } from '../../shared/link-store.ts';
import { usePreferences } from '../../shared/preferences.ts';
import type { OpenCard } from '../../shared/url-state.ts';
import { closeStage, type FirstLook, loadMapCode, openStage } from './open-stage.ts';
import { jumpIfAsked, useStage } from './stage-store.ts';
import { useShownArea } from './use-shown-area.ts';

const noBases: BaseMap[] = [];

/** The bounds that belong to this reader: the jurisdiction, else the whole ground. */
export function useHome(session: SessionInfo): Bounds | null | undefined {
  const settings = useMapSettings();
  if (session.jurisdiction.bbox) return session.jurisdiction.bbox;
  return settings.isPending ? undefined : (settings.data?.home.bbox ?? null);
}

interface StageInput {
  container: RefObject<HTMLDivElement | null>;
  arrangement: ArrangedLayers;
  home: Bounds | null | undefined;
  theme: Theme;
}

/** Takes the map that the page began with, or makes it as soon as the layers are known; from then on only tells it what has changed. */
export function useMapStage({ container, arrangement, home, theme }: StageInput): void {
  const isReady = arrangement.layers.length > 0 && home !== undefined;
  const bases = useMapSettings().data?.bases ?? noBases;
  const latest = useRef<FirstLook | null>(null);
  latest.current = { shown: arrangement.shown, bases, home, theme };
  useEffect(() => {
    if (!isReady) return;
    let isGone = false;
    loadMapCode().then(
      (code) => {
        if (isGone || !container.current || !latest.current) return;
        const { stage } = useStage.getState();
        if (stage) stage.moveTo(container.current);
        else openStage(container.current, code, latest.current);
      },
      () => useStage.setState({ failure: 'not-loaded' }),
    );
    return () => {
      isGone = true;
      closeStage();
    };
  }, [isReady, container]);
}

/** Tells the map what link, preferences and tools say. */
export function useStageSync(arrangement: ArrangedLayers, theme: Theme): void {
  const stage = useStage((state) => state.stage);
  const language = usePreferences((state) => state.language);
  const { baseId, is3d } = useLinkParts();
  const tool = useTools((state) => state.tool);
  const radiusMeters = useTools((state) => state.radiusMeters);
  const measured = useTools((state) => state.measured);
  const bases = useMapSettings().data?.bases;
  const hovered = useHovered();
  useEffect(() => stage?.setTheme(theme), [stage, theme]);
  useEffect(() => stage?.setLanguage(language), [stage, language]);
  const isFirstOver = useStage((state) => state.isDrawn || state.hasTrouble);
  useEffect(() => {
    if (isFirstOver) stage?.setLayers(arrangement.shown);
  }, [stage, arrangement.shown, isFirstOver]);
  useEffect(() => {
    if (bases) stage?.setBases(bases);
  }, [stage, bases]);
  useEffect(() => stage?.setBase(baseId), [stage, baseId]);
  useEffect(() => stage?.set3d(is3d), [stage, is3d]);
  useEffect(() => (tool ? stage?.startTool(tool, { radiusMeters: radiusMeters ?? undefined }) : stage?.stopTool()), [stage, tool, radiusMeters]);
  useEffect(() => {
    // The map draws a finished measure itself; it is taken away when it is cleared or a new tool is taken.
    if (measured === null) stage?.setMeasure(null);
  }, [stage, measured]);
  useEffect(() => {
    if (hovered.from !== 'map') stage?.setHovered(hovered.id);
  }, [stage, hovered]);
  useShownArea(stage);
  useFollowedAddress(stage);
  useRecovery(stage, arrangement);
}

function useLinkParts() {
  const baseId = useLink((link) => link.baseId);
  const is3d = useLink((link) => link.is3d);
  return { baseId, is3d };
}

/** After Back or Forward the map goes to the view of that step. */
function useFollowedAddress(stage: MapStage | null): void {
  const arrivals = useLinkStore((state) => state.arrivals);
  const known = useRef(arrivals);
  useEffect(() => {
    if (!stage || known.current === arrivals) return;
    known.current = arrivals;
    const { view } = currentLink();
    if (view) stage.jumpTo(view);
  }, [stage, arrivals]);
}

/** After an outage everything is asked anew, the tiles that failed too. */
function useRecovery(stage: MapStage | null, { shown }: ArrangedLayers): void {
  const recoveries = useConnection((state) => state.recoveries);
  const client = useQueryClient();
  const known = useRef(recoveries);
  useEffect(() => {
    if (known.current === recoveries) return;
    known.current = recoveries;
    void client.invalidateQueries();
    stage?.setLayers([]);
    stage?.setLayers(shown);
  }, [stage, recoveries, client, shown]);
}

/** Shows the open card's shape on the map, and goes there where that was asked for. */
export function useOpenShape(arrangement: ArrangedLayers, open: OpenCard | null): void {
  const stage = useStage((state) => state.stage);
  const element = useElement(open?.type === 'element' ? open.code : null).data;
  const region = useRegion(open?.type === 'region' ? open.code : null).data;
  const grid = useGrid(open?.type === 'grid' ? open.code : null).data;
  const event = useEvent(open?.type === 'event' ? open.code : null).data;
  const [name, position] = open?.type === 'place' ? [open.name, open.position] : [];
  const ground = useNamedGround(name, position);
  const brief = useBrief(open?.type === 'brief' ? open.code : null).data;
  const mission = useMission(open?.type === 'mission' ? open.code : null).data;
  const paper = brief?.geometry ?? mission?.geometry;
  const layerId = arrangement.layers.find((layer) => layer.kind === element?.kind)?.id;
  useEffect(() => {
    if (!stage) return;
    const position = open?.type === 'place' ? open.position : event?.position;
    const point = position ? { type: 'Point' as const, coordinates: position } : null;
    const geometry = ground?.geometry ?? point ?? element?.geometry ?? region?.geometry ?? grid?.geometry ?? paper ?? null;
    // A surface is outlined by its shape, so that its name stays legible; a point is marked in its own layer.
    const isPoint = geometry?.type === 'Point';
    stage.setSelected(geometry && { geometry, ...(element && layerId && isPoint ? { layerId, id: element.id } : {}) });
    const bounds = boundsOf(geometry) ?? region?.bbox;
    if (bounds) jumpIfAsked(bounds);
  }, [stage, open, element, region, grid, event, ground, paper, layerId]);
}
