import type { MapStage } from '../../map/map-stage.ts';
import { currentLink } from '../../shared/link-store.ts';
import { usePreferences } from '../../shared/preferences.ts';
import { setCovered } from './stage-store.ts';

export const phoneMedia = '(max-width: 760px)';
/** Room for the answer of an area and a card side by side. */
export const wallMedia = '(min-width: 2200px)';

/** Which lasting panels lie over the map. */
export interface PanelRoom {
  isPhone: boolean;
  isLeftOpen: boolean;
  hasRight: boolean;
}

/** The same before any panel is there: what the link and the preferences will open. */
export function roomForPanels(): PanelRoom {
  const { open, area } = currentLink();
  return { isPhone: matchMedia(phoneMedia).matches, isLeftOpen: usePreferences.getState().isLeftOpen, hasRight: open !== null || area !== null };
}

/** Keeps the map's centre in the part that no lasting panel covers. */
export function leaveRoom(stage: MapStage | null, { isPhone, isLeftOpen, hasRight }: PanelRoom): void {
  const width = (name: string) => Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue(name));
  const padding = { left: isPhone || !isLeftOpen ? 0 : width('--left-width'), right: 0, top: 0, bottom: isPhone && hasRight ? window.innerHeight * 0.4 : 0 };
  stage?.setPadding(padding);
  const { open, area } = currentLink();
  const hasAnswer = area !== null && (open === null || matchMedia(wallMedia).matches);
  setCovered({ left: padding.left, bottom: padding.bottom, right: isPhone ? 60 : (hasAnswer ? width('--answer-width') : 0) + (open === null ? 0 : width('--right-width')) + 80 });
}
