import { useEffect, useMemo, useRef } from 'react';
import type { MapStage } from '../../map/map-stage.ts';
import type { ShownArea, ShownPiece } from '../../map/types.ts';
import type { LinkArea } from '../../shared/area-code.ts';
import { rememberAreas, useAreaWork } from '../../shared/area-work.ts';
import { boundsOf } from '../../shared/geometry.ts';
import { useLink } from '../../shared/link-store.ts';
import { type ResolvedArea, resolvedPiece, useResolvedArea } from '../../shared/resolved-area.ts';
import { goTo, isInSight, isMostlySeen, useStage } from './stage-store.ts';

/** The area on the map: what its pieces make together, and the corners of the active one. */
export function useShownArea(stage: MapStage | null): void {
  const area = useLink((link) => link.area);
  const chosen = useAreaWork((state) => state.active);
  const { data: resolved, isPlaceholderData } = useResolvedArea(area);
  const shown = useMemo(() => area && shownArea(area, resolved, chosen), [area, resolved, chosen]);
  useEffect(() => stage?.setArea(shown), [stage, shown]);
  const open = useLink((link) => link.open);
  const before = useRef({ area, open });
  useEffect(() => {
    const was = before.current;
    before.current = { area, open };
    // The answer opens over the map, mostly over the area itself; and the map was sent to the card that a piece was taken from.
    const hasNewAnswer = was.area === null || (was.open !== null && open === null);
    if (area !== null && area !== was.area && hasNewAnswer) useStage.setState({ awaitsRoom: true });
  }, [area, open]);
  const hasView = useStage((state) => state.bounds !== null);
  useEffect(() => {
    const bounds = isPlaceholderData ? null : boundsOf(resolved?.geometry ?? null);
    const { awaitsArea, awaitsRoom, awaitsSight } = useStage.getState();
    if (!stage || !bounds || !(awaitsArea || awaitsRoom || (awaitsSight && hasView))) return;
    useStage.setState({ awaitsArea: false, awaitsRoom: false, awaitsSight: false });
    if (awaitsArea || (awaitsRoom ? !isInSight(bounds) : !isMostlySeen(bounds))) goTo(bounds);
  }, [stage, resolved, isPlaceholderData, hasView]);
  useEffect(rememberAreas, []);
}

/** One piece is held by itself; of several the one that was chosen. */
function shownArea({ parts }: LinkArea, resolved: ResolvedArea | undefined, chosen: number | null): ShownArea {
  const pieces = parts.map((part): ShownPiece => {
    const isDrawn = part.from === 'drawn' || part.from === 'circle' || part.from === 'line';
    return { op: part.op, shape: resolvedPiece(resolved, part)?.geometry ?? null, drawn: isDrawn ? part : null };
  });
  const whole = resolved && resolved.squareMeters > 0 ? resolved.geometry : null;
  return { whole, pieces, active: parts.length === 1 ? 0 : chosen };
}
