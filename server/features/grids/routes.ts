import type { Router } from 'express';
import { getGrid, type GridFeature, listGrids } from '#contract/regions.ts';
import { ProblemError } from '../../platform/problem.ts';
import { type Platform, route } from '../../platform/route.ts';
import * as queries from './queries.ts';

export function addGridRoutes(router: Router, platform: Platform): void {
  route(router, platform, listGrids, async ({ db, query }) => {
    const rows = await queries.listGrids(db, query.within ?? '', query.limit, query.asOf ?? null);
    return { type: 'FeatureCollection' as const, features: rows.map(toFeature) };
  });

  route(router, platform, getGrid, async ({ db, params, query }) => {
    const row = await queries.findGrid(db, params.code, query.asOf ?? null);
    const detail = await queries.findGridDetail(db, params.code);
    if (!row || !detail) throw new ProblemError('not-found', query.asOf ? 'There was no grid with this code at that moment.' : 'There is no grid with this code, and there never was one.');
    return { ...toFeature(row), chain: detail.chain, inCharge: detail.in_charge, history: detail.history };
  });
}

function toFeature(row: queries.GridRow): GridFeature {
  return { type: 'Feature', id: row.id, geometry: row.geometry, properties: row.properties };
}
