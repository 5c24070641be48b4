import { useEffect, useMemo, useRef } from 'react';
import type { MapStage } from '../../map/map-stage.ts';
import type { ShownArea, ShownPiece } from '../../map/types.ts';
import type { LinkArea } from '../../shared/area-code.ts';
import { rememberAreas, useAreaWork } from '../../shared/area-work.ts';
import { boundsOf } from '../../shared/geometry.ts';
import { useLink } from '../../shared/link-store.ts';
import { type ResolvedArea, resolvedPiece, useResolvedArea } from '../../shared/resolved-area.ts';
import { goTo, isInSight, useStage } from './stage-store.ts';

/** The area on the map: what its pieces make together, and the corners of the active one. */
export function useShownArea(stage: MapStage | null): void {
  const area = useLink((link) => link.area);
  const chosen = useAreaWork((state) => state.active);
  const { data: resolved, isPlaceholderData } = useResolvedArea(area);
  const shown = useMemo(() => area && shownArea(area, resolved, chosen), [area, resolved, chosen]);
  useEffect(() => stage?.setArea(shown), [stage, shown]);
  const hadArea = useRef(area !== null);
  useEffect(() => {
    // The answer to a new area opens over the map, mostly over the area itself.
    if (area !== null && !hadArea.current) useStage.setState({ awaitsRoom: true });
    hadArea.current = area !== null;
  }, [area]);
  useEffect(() => {
    const bounds = isPlaceholderData ? null : boundsOf(resolved?.geometry ?? null);
    const { awaitsArea, awaitsRoom } = useStage.getState();
    if (!stage || !bounds || !(awaitsArea || awaitsRoom)) return;
    useStage.setState({ awaitsArea: false, awaitsRoom: false });
    if (awaitsArea || !isInSight(bounds)) goTo(bounds);
  }, [stage, resolved, isPlaceholderData]);
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
