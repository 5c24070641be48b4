import type { Router } from 'express';
import { areaLimits, createSavedArea, deleteSavedArea, getSavedArea, listSavedAreas, resolveArea, type SavedArea, type SavedAreaSummary, updateSavedArea } from '#contract/areas.ts';
import { refusal } from '#contract/refusals.ts';
import { readParts, resolveParts } from '../../platform/area-parts.ts';
import type { RequestDatabase } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problem.ts';
import { type Platform, route } from '../../platform/route.ts';
import * as queries from './queries.ts';

export function addAreaRoutes(router: Router, platform: Platform): void {
  route(router, platform, resolveArea, async ({ db, body, requestId }) => {
    const { geometry, squareMeters, isRepaired, parts } = await readParts(db, body.parts, requestId);
    return { geometry, squareMeters: round(squareMeters), isRepaired, parts: parts.map((part) => ({ ...part, squareMeters: round(part.squareMeters) })) };
  });
  addReadingRoutes(router, platform);
  addWritingRoutes(router, platform);
}

function addReadingRoutes(router: Router, platform: Platform): void {
  route(router, platform, listSavedAreas, async ({ db, query }) => {
    const rows = await queries.listAreas(db, query.q);
    return { items: rows.map(toSummary), total: rows[0]?.total ?? 0 };
  });
  route(router, platform, getSavedArea, ({ db, params }) => readArea(db, params.id));
}

function addWritingRoutes(router: Router, platform: Platform): void {
  // What is saved can be shown: pieces are resolved before they are kept.
  route(router, platform, createSavedArea, async ({ db, body, requestId }) => {
    const { squareMeters } = await resolveParts(db, body.parts, requestId);
    const id = await queries.insertArea(db, { ...body, squareMeters });
    if (id === null) throw new ProblemError('conflict', refusal('too-many-saved-areas', { most: areaLimits.savedAreas }));
    return readArea(db, id);
  });
  route(router, platform, updateSavedArea, async ({ db, params, body, requestId }) => {
    const { version, ...change } = body;
    const size = change.parts && { squareMeters: (await resolveParts(db, change.parts, requestId)).squareMeters };
    if (!(await queries.changeArea(db, params.id, version, { ...change, ...size }))) await refuseChange(db, params.id);
    return readArea(db, params.id);
  });
  route(router, platform, deleteSavedArea, async ({ db, params, query }) => {
    if (!(await queries.deleteArea(db, params.id, query.version))) await refuseChange(db, params.id);
    return null;
  });
}

async function readArea(db: RequestDatabase, id: number): Promise<SavedArea> {
  const row = await queries.findArea(db, id);
  if (!row) throw new ProblemError('not-found', refusal('saved-area-gone'));
  return { ...toSummary(row), parts: row.parts ?? [] };
}

/** Why nothing was changed: it is gone, somebody else's, or another version by now. */
async function refuseChange(db: RequestDatabase, id: number): Promise<never> {
  const area = await readArea(db, id);
  if (!area.isMine) throw new ProblemError('no-right', refusal('saved-area-not-yours'));
  throw new ProblemError('version-conflict', refusal('saved-area-changed', { version: area.version }));
}

function toSummary(row: queries.SavedAreaRow): SavedAreaSummary {
  return {
    id: row.id, name: row.name, partCount: row.part_count, squareMeters: round(row.square_meters), isShared: row.is_shared,
    isMine: row.is_mine, jurisdictionName: row.jurisdiction_name, version: row.version, updatedAt: row.updated_at.toISOString(),
  };
}

function round(squareMeters: number): number {
  return Math.round(squareMeters * 10) / 10;
}
