import type { Router } from 'express';
import { searchItems } from '#contract/search.ts';
import type { RequestDatabase } from '../../platform/database.ts';
import { openCursor, sealCursor } from '../../platform/cursor.ts';
import { type Platform, route } from '../../platform/route.ts';
import { auditRestricted } from './audit-restricted.ts';
import { parseBox } from './box.ts';
import * as queries from './item-queries.ts';
import { planGuess, planSearch } from './query-plan.ts';

export function addItemsRoute(router: Router, platform: Platform): void {
  route(router, platform, searchItems, async ({ db, query, session, requestId }) => {
    const { q, kinds, within, bbox, limit, cursor } = query;
    const question = JSON.stringify([session?.userId, q, kinds, within, bbox]);
    const skip = cursor ? Number(openCursor(platform.cipher, question, cursor)[0]) : 0;
    const row = await findItems(db, {
      q,
      hashes: [platform.cipher.hash('name', q), platform.cipher.hash('idNumber', q), platform.cipher.hash('phone', q)],
      filters: { kinds: kinds ? kinds.split(',').map((kind) => kind.trim()) : null, within: within ?? null, bbox: bbox ? parseBox(bbox) : null },
      skip,
      limit,
    });
    const items = row.items.slice(0, limit);
    await auditRestricted(db, 'search.items', items, row.restricted, session?.userId ?? null, requestId);
    return { total: row.total, isTotalCapped: row.is_capped, items, next: row.items.length > limit ? sealCursor(platform.cipher, question, [skip + limit]) : null };
  });
}

/** Below this many matches of what was typed, what may have been meant is looked for too; an address means one house. */
const fewMatches = 3;

async function findItems(db: RequestDatabase, question: queries.ItemsQuestion): Promise<queries.ItemsRow> {
  const asked = await queries.understand(db, question.q);
  if (asked.text === '') return { total: 0, is_capped: false, restricted: [], items: [] };
  const plan = planSearch(asked, question.filters);
  const found = await queries.searchItems(db, plan, asked.text, question);
  const guess = found.total < (plan.isAddress ? 1 : fewMatches) && question.skip === 0 ? planGuess(asked, question.filters) : null;
  if (guess === null) return found;
  // What is joined is counted there.
  const guessed = await queries.searchItems(db, guess, '', { ...question, countUpTo: 0 });
  return joinGuessed(found, guessed, question.limit);
}

/** What was typed comes first, then one page of guesses; of both lists each thing once. */
function joinGuessed(found: queries.ItemsRow, guessed: queries.ItemsRow, limit: number): queries.ItemsRow {
  const isNew = (item: (typeof found.items)[number]) => !found.items.some(({ kind, code }) => kind === item.kind && code === item.code);
  const items = [...found.items, ...guessed.items.filter(isNew)].slice(0, limit);
  return { ...found, total: items.length, items };
}
