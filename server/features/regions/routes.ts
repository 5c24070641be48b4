import type { Router } from 'express';
import { getRegion, listRegions, type RegionSummary } from '#contract/regions.ts';
import { ProblemError } from '../../platform/problem.ts';
import { type Platform, route } from '../../platform/route.ts';
import * as queries from './queries.ts';

export function addRegionRoutes(router: Router, platform: Platform): void {
  route(router, platform, listRegions, async ({ db, query }) => ({ regions: (await queries.listRegions(db, query)).map(summarise) }));

  route(router, platform, getRegion, async ({ db, params }) => {
    const row = await queries.findRegion(db, params.code);
    if (!row) throw new ProblemError('not-found', 'There is no region with this code.');
    return { ...summarise(row), populationOfParts: row.population_of_parts, chain: row.chain, geometry: row.geometry, inCharge: row.in_charge, elementCounts: row.element_counts };
  });
}

function summarise(row: queries.RegionRow): RegionSummary {
  return {
    code: row.code,
    level: row.level,
    name: row.name,
    parentCode: row.parent_code,
    isLocalCode: row.is_local_code,
    population: row.population,
    childCount: row.child_count,
    gridCount: row.grid_count,
    bbox: row.bbox,
  };
}
