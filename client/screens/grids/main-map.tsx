import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { SessionInfo } from '#contract/identity.ts';
import type { LayerDescription } from '#contract/layers.ts';
import { useLayers, useMapSettings } from '../../features/layers/api.ts';
import type { MapStage } from '../../map/map-stage.ts';
import type { Bounds, ShownLayer } from '../../map/types.ts';
import { reportOffline, useConnection } from '../../shared/connection.ts';
import { changeGridsLink, currentGridsLink, useGridsLinkStore } from '../../shared/grids-link-store.ts';
import { reportSessionEnd } from '../../shared/query-client.ts';
import { roundView } from '../../shared/url-state.ts';
import { useGridsMap } from './map-store.ts';
import { StageView } from './stage-view.tsx';

const restMs = 120;

/** The bounds that belong to this reader: the jurisdiction, else the whole ground. */
export function useHome(session: SessionInfo): Bounds | null | undefined {
  const settings = useMapSettings();
  if (session.jurisdiction.bbox) return session.jurisdiction.bbox;
  return settings.isPending ? undefined : (settings.data?.home.bbox ?? null);
}

/** What every map of this screen shows below its grids: the ground, the regions, the houses; today's grids only where nothing else stands for them. */
export function useGroundLayers(hasTodaysGrids: boolean): ShownLayer[] | null {
  const layers = useLayers().data;
  return useMemo(() => layers?.map((layer) => ({ layer, isVisible: isShown(layer, hasTodaysGrids), opacity: 1, colorBy: null })) ?? null, [layers, hasTodaysGrids]);
}

function isShown({ theme, kind, sensitivity }: LayerDescription, hasTodaysGrids: boolean): boolean {
  if (kind === 'grid') return hasTodaysGrids;
  return sensitivity === 'open' && (theme === 'base' || kind === 'region' || kind === 'building');
}

/** The main map: its view is in the link, and Back brings it back. */
export function MainMap({ session, hasTodaysGrids }: { session: SessionInfo; hasTodaysGrids: boolean }) {
  const home = useHome(session);
  const shown = useGroundLayers(hasTodaysGrids);
  const end = useRef<(() => void) | null>(null);
  const take = useCallback((stage: MapStage | null) => {
    end.current?.();
    end.current = stage && listen(stage);
    useGridsMap.setState({ stage, view: stage?.getView() ?? null, isDrawn: false, failure: null });
  }, []);
  useFollowedAddress();
  useRecovery(shown);
  return <StageView shown={shown} view={currentGridsLink().view} home={home} onStage={take} onFailure={(failure) => useGridsMap.setState({ failure })} />;
}

function listen(stage: MapStage): () => void {
  // A map that is led by another comes to rest with every frame: the address is written when it stays there.
  let writing: ReturnType<typeof setTimeout> | undefined;
  const ends = [
    stage.on('rest', ({ bounds: _, ...view }) => {
      useGridsMap.setState({ view });
      clearTimeout(writing);
      writing = setTimeout(() => changeGridsLink({ view: roundView(view) }, 'replace'), restMs);
    }),
    stage.on('hover', (hover) => useGridsMap.setState({ pointer: hover?.position ?? null })),
    stage.on('firstDrawn', () => {
      performance.mark('getu:map-drawn');
      useGridsMap.setState({ isDrawn: true });
    }),
    stage.on('counts', () => useGridsMap.getState().isDrawn && performance.mark('getu:map-settled')),
    stage.on('trouble', (trouble) => {
      useGridsMap.setState({ hasTrouble: trouble !== null });
      if (trouble?.status === 401) reportSessionEnd();
      else if (trouble?.status === null) reportOffline();
    }),
  ];
  return () => {
    clearTimeout(writing);
    for (const stop of ends) stop();
  };
}

/** After Back or Forward the map goes to the view of that step. */
function useFollowedAddress(): void {
  const stage = useGridsMap((state) => state.stage);
  const arrivals = useGridsLinkStore((state) => state.arrivals);
  const known = useRef(arrivals);
  useEffect(() => {
    if (!stage || known.current === arrivals) return;
    known.current = arrivals;
    const { view } = currentGridsLink();
    if (view) stage.jumpTo(view);
  }, [stage, arrivals]);
}

/** After an outage everything is asked anew, the tiles that failed too. */
function useRecovery(shown: ShownLayer[] | null): void {
  const recoveries = useConnection((state) => state.recoveries);
  const stage = useGridsMap((state) => state.stage);
  const client = useQueryClient();
  const known = useRef(recoveries);
  useEffect(() => {
    if (known.current === recoveries) return;
    known.current = recoveries;
    void client.invalidateQueries();
    stage?.setLayers([]);
    if (shown) stage?.setLayers(shown);
  }, [stage, recoveries, client, shown]);
}
