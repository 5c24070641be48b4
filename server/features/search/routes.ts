import type { Router } from 'express';
import type { AreaPart } from '#contract/areas.ts';
import type { BodyOf } from '#contract/endpoint.ts';
import { type Refusal, refusal } from '#contract/refusals.ts';
import { limits, searchArea, searchAround } from '#contract/search.ts';
import type { AreaGeometry } from '#contract/shapes.ts';
import { resolveParts } from '../../platform/area-parts.ts';
import { checkArea } from '../../platform/area-shape.ts';
import type { RequestDatabase } from '../../platform/database.ts';
import { openCursor, sealCursor } from '../../platform/cursor.ts';
import { refused } from '../../platform/problem.ts';
import { type Platform, route } from '../../platform/route.ts';
import { narrower } from './area-filter.ts';
import type { AreaQuestion } from './area-statement.ts';
import { auditRestricted } from './audit-restricted.ts';
import { addItemsRoute } from './item-routes.ts';
import * as queries from './queries.ts';
import { addSavedSearchRoutes } from './saved-routes.ts';

export function addSearchRoutes(router: Router, platform: Platform): void {
  addAreaRoute(router, platform);
  addAroundRoute(router, platform);
  addItemsRoute(router, platform);
  addSavedSearchRoutes(router, platform);
}

function addAreaRoute(router: Router, platform: Platform): void {
  route(router, platform, searchArea, async ({ db, body, session, requestId }) => {
    const { limit, cursor, ...asked } = body;
    const { kinds, categories, themes, selection, where } = asked;
    const question = JSON.stringify([session?.userId, asked]);
    const after = cursor ? (openCursor(platform.cipher, question, cursor) as [number, number]) : null;
    const { isRepaired, ...area } = await readArea(db, asked, requestId);
    const maxSquareMeters = limits.areaSquareKilometers * 1e6;
    const within = narrower(where?.within, where?.gridCode);
    const row = await queries.searchArea(db, { ...area, maxSquareMeters, kinds, categories, themes, selection, within, q: where?.q, nearTo: where?.nearTo, limit, after, isByPlace: asked.byPlace });
    refuseUnusable(row, maxSquareMeters);
    const items = row.items.slice(0, limit);
    const last = items.at(-1);
    await auditRestricted(db, 'search.area', items, row.restricted, session?.userId ?? null, requestId);
    return {
      area: { squareMeters: round(row.square_meters), geometry: row.geometry, isRepaired: row.is_repaired || isRepaired },
      totals: row.totals,
      ...(asked.byPlace ? { places: row.places ?? [] } : {}),
      countedOnly: row.counted_only,
      countedGrids: row.told_places,
      notTold: row.not_told,
      onlyOwn: row.local_only,
      items: items.map(({ meters, careTypes, ...item }) => ({ ...item, distanceMeters: round(meters), ...(careTypes ? { careTypes } : {}) })),
      next: row.items.length > limit && last ? sealCursor(platform.cipher, question, [last.meters, last.id]) : null,
      asOf: platform.now().toISOString(),
    };
  });
}

function addAroundRoute(router: Router, platform: Platform): void {
  route(router, platform, searchAround, async ({ db, body, requestId }) => {
    const { ewkb } = await resolveParts(db, body.parts, requestId);
    const row = await queries.searchAround(db, ewkb, body);
    return { inCharge: row.in_charge, inChargeTotal: row.in_charge_total, openEvents: row.open_events };
  });
}

type GivenArea = Pick<BodyOf<typeof searchArea>, 'geometry' | 'radiusMeters' | 'parts'>;
interface ReadArea {
  shape: AreaQuestion['shape'];
  radiusMeters: number | null;
  isRepaired: boolean;
}

/** What is drawn in one piece is judged by the search itself; everything else is made a shape first, which takes a statement more. */
async function readArea(db: RequestDatabase, { geometry, radiusMeters, parts }: GivenArea, requestId: string): Promise<ReadArea> {
  const drawn = parts ? drawnAlone(parts) : { geometry: geometry as AreaGeometry, radiusMeters };
  if (drawn) {
    const { geometry: shape, isClosedByUs, ...rest } = checkArea(drawn.geometry, drawn.radiusMeters);
    return { shape: { geometry: shape }, isRepaired: isClosedByUs, ...rest };
  }
  const { ewkb, isRepaired } = await resolveParts(db, parts ?? [], requestId);
  return { shape: { ewkb }, radiusMeters: null, isRepaired };
}

function drawnAlone([only, ...more]: AreaPart[]): { geometry: AreaGeometry; radiusMeters?: number } | null {
  if (!only || more.length > 0) return null;
  if (only.from === 'circle') return { geometry: { type: 'Point', coordinates: only.center }, radiusMeters: only.radiusMeters };
  return only.from === 'drawn' ? { geometry: only.geometry } : null;
}

function refuseUnusable(row: queries.AreaRow, maxSquareMeters: number): void {
  const [lng, lat] = row.fault_at ?? [];
  const location: [number, number] | undefined = typeof lng === 'number' && typeof lat === 'number' ? [lng, lat] : undefined;
  const refuse = (why: Refusal): never => {
    throw refused('geometry-not-valid', why, '/geometry', location);
  };
  if (row.is_tangled) refuse(refusal('shape-crosses-itself', { most: limits.repairedVertices }));
  if (row.is_empty || row.square_meters === 0) refuse(refusal('shape-empty'));
  if (row.square_meters > maxSquareMeters) refuse(refusal('area-too-large', { squareKilometers: Math.round(row.square_meters / 1e6), most: limits.areaSquareKilometers }));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
