import { followTool, useTools } from '../../features/map-tools/store.ts';
import { setHovered } from '../../features/search/store.ts';
import type { MapStage } from '../../map/map-stage.ts';
import type { BaseMap, Bounds, MapEvents, ShownLayer, Theme } from '../../map/types.ts';
import { addPiece, reshapePiece } from '../../shared/area-work.ts';
import { reportOffline } from '../../shared/connection.ts';
import { changeLink, currentLink, useLinkStore } from '../../shared/link-store.ts';
import { usePreferences } from '../../shared/preferences.ts';
import { reportSessionEnd } from '../../shared/query-client.ts';
import { roundView } from '../../shared/url-state.ts';
import { leaveRoom, roomForPanels } from './panel-room.ts';
import { useStage } from './stage-store.ts';

type MapCode = typeof import('../../map/map-stage.ts');

export function loadMapCode(): Promise<MapCode> {
  return import('../../map/map-stage.ts');
}

export interface FirstLook {
  shown: ShownLayer[];
  bases: BaseMap[];
  /** Where the map opens when the link says nothing; null is the whole country. */
  home: Bounds | null | undefined;
  theme: Theme;
}
let close: (() => void) | null = null;

/** Makes the one map of the screen as the link says; a browser without WebGL is told of in the store. */
export function openStage(container: HTMLElement, code: MapCode, look: FirstLook): void {
  const link = currentLink();
  let stage: MapStage;
  try {
    stage = new code.MapStage(container, {
      view: link.view,
      bounds: look.home ?? null,
      theme: look.theme,
      language: usePreferences.getState().language,
      layers: firstLayers(look.shown),
      bases: look.bases,
      baseId: link.baseId,
      is3d: link.is3d,
    });
  } catch (error) {
    if (!(error instanceof code.WebGlUnavailableError)) throw error;
    useStage.setState({ failure: 'no-webgl' });
    return;
  }
  // Before the first movement, so that what is in sight is known from it.
  const ends = listen(stage);
  leaveRoom(stage, roomForPanels());
  close = () => {
    for (const end of ends) end();
    useStage.setState({ stage: null, isDrawn: false });
    stage.destroy();
  };
  useStage.setState({ stage, view: stage.getView() });
  // Without a view in it, a copied link would show its reader another place than this one.
  if (!link.view) {
    changeLink({ view: roundView(stage.getView()) }, 'replace');
    useLinkStore.setState({ jump: link.open ? 'always' : null });
    useStage.setState({ awaitsArea: link.area !== null && !link.open });
  } else useStage.setState({ awaitsSight: link.area !== null && !link.open });
}

export function closeStage(): void {
  close?.();
  close = null;
}

/** The grids come first: who answers for which ground is seen while the rest is still on its way. */
function firstLayers(shown: ShownLayer[]): ShownLayer[] {
  const grids = shown.filter(({ layer, isVisible }) => isVisible && layer.kind === 'grid' && layer.geometry === 'polygon');
  return grids.length > 0 ? grids : shown;
}

function listen(stage: MapStage): (() => void)[] {
  return [
    stage.on('rest', ({ bounds, ...view }) => {
      useStage.setState({ view, bounds });
      changeLink({ view: roundView(view) }, 'replace');
    }),
    stage.on('counts', (counts) => {
      if (useStage.getState().isDrawn) performance.mark('getu:map-settled');
      useStage.setState({ counts });
    }),
    stage.on('hover', (hover) => {
      useStage.setState({ pointer: hover?.position ?? null, hovered: hover?.feature ?? null });
      setHovered(hover?.feature?.id ?? null, 'map');
    }),
    stage.on('firstDrawn', () => {
      performance.mark('getu:map-drawn');
      useStage.setState({ isDrawn: true });
    }),
    stage.on('tool', (report) => {
      if (report.state === 'done' && report.piece) addPiece(report.piece, report.op ?? useTools.getState().join);
      followTool(report);
    }),
    stage.on('areaEdited', ({ index, piece }) => reshapePiece(index, piece)),
    stage.on('trouble', reportTrouble),
  ];
}

function reportTrouble(trouble: MapEvents['trouble']): void {
  useStage.setState({ hasTrouble: trouble !== null });
  if (trouble?.status === 401) reportSessionEnd();
  else if (trouble?.status === null) reportOffline();
}
