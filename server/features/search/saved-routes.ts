import type { Router } from 'express';
import { deleteSavedSearch, listSavedSearches, type SavedSearch, savedSearchLimits, saveSearch } from '#contract/saved-searches.ts';
import { refusal } from '#contract/refusals.ts';
import { ProblemError } from '../../platform/problem.ts';
import { type Platform, route } from '../../platform/route.ts';
import * as queries from './saved-queries.ts';

export function addSavedSearchRoutes(router: Router, platform: Platform): void {
  route(router, platform, listSavedSearches, async ({ db }) => ({ items: (await queries.listSearches(db)).map(toSearch) }));
  route(router, platform, saveSearch, async ({ db, body }) => {
    const row = await queries.saveSearch(db, body);
    if (!row) throw new ProblemError('conflict', refusal('too-many-saved-searches', { most: savedSearchLimits.perPerson }));
    return toSearch(row);
  });
  route(router, platform, deleteSavedSearch, async ({ db, params }) => {
    if (!(await queries.deleteSearch(db, params.id))) throw new ProblemError('not-found', refusal('saved-search-gone'));
    return null;
  });
}

function toSearch({ created_at: createdAt, ...row }: queries.SavedSearchRow): SavedSearch {
  return { ...row, createdAt: createdAt.toISOString() };
}
