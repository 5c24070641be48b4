import type { Router } from 'express';
import { resolveArea } from '#contract/areas.ts';
import { readParts } from '../../platform/area-parts.ts';
import { type Platform, route } from '../../platform/route.ts';

export function addAreaRoutes(router: Router, platform: Platform): void {
  route(router, platform, resolveArea, async ({ db, body, requestId }) => {
    const { geometry, squareMeters, isRepaired, parts } = await readParts(db, body.parts, requestId);
    return { geometry, squareMeters: round(squareMeters), isRepaired, parts: parts.map((part) => ({ ...part, squareMeters: round(part.squareMeters) })) };
  });
}

function round(squareMeters: number): number {
  return Math.round(squareMeters * 10) / 10;
}
