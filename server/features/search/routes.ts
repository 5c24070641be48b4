import type { Router } from 'express';
import { limits, searchArea, searchItems } from '#contract/search.ts';
import { checkArea } from '../../platform/area-shape.ts';
import { writeAudit } from '../../platform/audit.ts';
import type { RequestDatabase } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problem.ts';
import { type Platform, route } from '../../platform/route.ts';
import { openCursor, sealCursor } from './cursor.ts';
import { parseBox } from './box.ts';
import * as queries from './queries.ts';

export function addSearchRoutes(router: Router, platform: Platform): void {
  addAreaRoute(router, platform);
  addItemsRoute(router, platform);
}

function addAreaRoute(router: Router, platform: Platform): void {
  route(router, platform, searchArea, async ({ db, body, session, requestId }) => {
    const { limit, cursor, geometry, radiusMeters, kinds, categories, where } = body;
    const question = JSON.stringify([session?.userId, geometry, radiusMeters, kinds, categories, where]);
    const after = cursor ? (openCursor(platform.cipher, question, cursor) as [number, number]) : null;
    const area = checkArea(geometry, radiusMeters);
    const maxSquareMeters = limits.areaSquareKilometers * 1e6;
    const row = await queries.searchArea(db, { geometry: area.geometry, radiusMeters: area.radiusMeters, maxSquareMeters, kinds, categories, ...where, limit, after });
    refuseUnusable(row, maxSquareMeters);
    const items = row.items.slice(0, limit);
    const last = items.at(-1);
    await auditRestricted(db, 'search.area', items, row.restricted, session?.userId ?? null, requestId);
    return {
      area: { squareMeters: round(row.square_meters), geometry: row.geometry, isRepaired: row.is_repaired || area.isClosedByUs },
      totals: row.totals,
      countedOnly: row.counted_only,
      items: items.map(({ meters, ...item }) => ({ ...item, distanceMeters: round(meters) })),
      next: row.items.length > limit && last ? sealCursor(platform.cipher, question, [last.meters, last.id]) : null,
      asOf: platform.now().toISOString(),
    };
  });
}

function addItemsRoute(router: Router, platform: Platform): void {
  route(router, platform, searchItems, async ({ db, query, session, requestId }) => {
    const { q, kinds, within, bbox, limit, cursor } = query;
    const question = JSON.stringify([session?.userId, q, kinds, within, bbox]);
    const after = cursor ? (openCursor(platform.cipher, question, cursor) as [number, string]) : null;
    const row = await queries.searchItems(db, {
      q,
      hashes: [platform.cipher.hash('name', q), platform.cipher.hash('idNumber', q), platform.cipher.hash('phone', q)],
      kinds: kinds ? kinds.split(',').map((kind) => kind.trim()) : null,
      within: within ?? null,
      bbox: bbox ? parseBox(bbox) : null,
      limit,
      after,
    });
    const items = row.items.slice(0, limit);
    const last = items.at(-1);
    await auditRestricted(db, 'search.items', items, row.restricted, session?.userId ?? null, requestId);
    const next = row.items.length > limit && last ? sealCursor(platform.cipher, question, [last.score, last.code]) : null;
    return { total: row.total, isTotalCapped: row.is_capped, items, next };
  });
}

function refuseUnusable(row: queries.AreaRow, maxSquareMeters: number): void {
  const [lng, lat] = row.fault_at ?? [];
  const location: [number, number] | undefined = typeof lng === 'number' && typeof lat === 'number' ? [lng, lat] : undefined;
  const refuse = (detail: string): never => {
    throw new ProblemError('geometry-not-valid', detail, { errors: [{ detail, pointer: '/geometry', location }] });
  };
  if (row.is_tangled) refuse(`The shape crosses itself. One of up to ${limits.repairedVertices} vertices is repaired; draw this one anew with fewer.`);
  if (row.is_empty || row.square_meters === 0) refuse('The shape encloses nothing.');
  if (row.square_meters > maxSquareMeters) refuse(`The shape covers ${Math.round(row.square_meters / 1e6)} km²; ${limits.areaSquareKilometers} are allowed.`);
}

/** One entry per search that showed single restricted rows: how many of which kind, never whose. */
async function auditRestricted(
  db: RequestDatabase, action: string, items: { kind: string }[], restricted: string[], userId: number | null, requestId: string,
): Promise<void> {
  const counts: Record<string, number> = {};
  for (const { kind } of items) {
    if (restricted.includes(kind)) counts[kind] = (counts[kind] ?? 0) + 1;
  }
  if (Object.keys(counts).length > 0) await writeAudit(db, { userId, action, detail: { counts }, requestId });
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
