import type { Router } from 'express';
import { searchItems } from '#contract/search.ts';
import { openCursor, sealCursor } from '../../platform/cursor.ts';
import { type Platform, route } from '../../platform/route.ts';
import { auditRestricted } from './audit-restricted.ts';
import { parseBox } from './box.ts';
import { findItems } from './find-items.ts';

export function addItemsRoute(router: Router, platform: Platform): void {
  route(router, platform, searchItems, async ({ db, query, session, requestId }) => {
    const { q, kinds, within, bbox, limit, cursor } = query;
    const question = JSON.stringify([session?.userId, q, kinds, within, bbox]);
    const skip = cursor ? Number(openCursor(platform.cipher, question, cursor)[0]) : 0;
    const found = await findItems(db, {
      q,
      hashes: [platform.cipher.hash('name', q), platform.cipher.hash('idNumber', q), platform.cipher.hash('phone', q)],
      filters: { kinds: kinds ? kinds.split(',').map((kind) => kind.trim()) : null, within: within ?? null, bbox: bbox ? parseBox(bbox) : null },
      skip,
      limit,
    });
    const items = found.items.slice(0, limit);
    await auditRestricted(db, 'search.items', items, found.restricted, session?.userId ?? null, requestId);
    return { total: found.total, isTotalCapped: found.isCapped, items, next: found.items.length > limit ? sealCursor(platform.cipher, question, [skip + limit]) : null };
  });
}
