import type { Router } from 'express';
import { getElement, getPlace, listDictionaries, listElementContent, nameElements, revealElement } from '#contract/elements.ts';
import { refusal } from '#contract/refusals.ts';
import { writeAudit } from '../../platform/audit.ts';
import { ProblemError } from '../../platform/problem.ts';
import { type Platform, route } from '../../platform/route.ts';
import { describeProfiles } from './profiles.ts';
import * as queries from './queries.ts';

/** How long the client shows opened fields. */
const revealMinutes = 5;
const cipherColumns = { name: 'name', idNumber: 'id_number', phone: 'phone' } as const;

export function addElementRoutes(router: Router, platform: Platform): void {
  addDetailRoute(router, platform);
  addRevealRoute(router, platform);

  route(router, platform, listElementContent, async ({ db, params, query, session, requestId }) => {
    const row = await queries.findContent(db, params.code, query.kind ?? null, query.limit);
    if (!row) throw new ProblemError('not-found', refusal('element-gone'));
    const restricted = row.items.filter((item) => row.restricted_kinds.includes(item.kind)).length;
    if (restricted > 0) {
      await writeAudit(db, { userId: session?.userId ?? null, action: 'element.content', object: params.code, detail: { restricted }, requestId });
    }
    return { items: row.items, total: row.total };
  });

  route(router, platform, nameElements, async ({ db, query }) => ({ items: await queries.findNamed(db, query.codes.split(',')) }));

  route(router, platform, getPlace, async ({ db, query }) => {
    const row = await queries.findPlace(db, query.lng, query.lat);
    return {
      position: [query.lng, query.lat] as [number, number],
      regions: row?.regions ?? [],
      grid: row?.grid ?? null,
      building: row?.building ?? null,
      inCharge: row?.in_charge ?? [],
      street: row?.street ?? null,
    };
  });

  route(router, platform, listDictionaries, async ({ db }) => ({
    kinds: await queries.listKinds(db),
    dictionaries: await queries.listDictionaryEntries(db),
  }));
}

function addDetailRoute(router: Router, platform: Platform): void {
  route(router, platform, getElement, async ({ db, params, session, requestId }) => {
    const row = await queries.findElement(db, params.code);
    if (!row) throw new ProblemError('not-found', refusal('element-gone'));
    if (row.sensitivity === 'restricted') {
      await writeAudit(db, { userId: session?.userId ?? null, action: 'element.read', object: row.code, detail: { kind: row.kind }, requestId });
    }
    const showsContacts = session?.rights.includes('elements.internal') ?? false;
    const { category_title, in_charge, profiles, valid_from, valid_to, updated_at, history, ...same } = row;
    return {
      ...same,
      categoryTitle: category_title,
      inCharge: in_charge,
      history: history ?? [],
      profiles: describeProfiles(profiles, { personName: row.kind === 'person' ? row.name : null, showsContacts }),
      validFrom: valid_from.toISOString(),
      validTo: valid_to?.toISOString() ?? null,
      updatedAt: updated_at.toISOString(),
    };
  });
}

function addRevealRoute(router: Router, platform: Platform): void {
  route(router, platform, revealElement, async ({ db, params, body, session, requestId }) => {
    const entry = { userId: session?.userId ?? null, action: 'element.reveal', object: params.code, detail: { fields: body.fields, reason: body.reason }, requestId };
    const row = await queries.findCiphers(db, params.code);
    if (!row) {
      // In a transaction of its own: this one is rolled back, and an attempt on somebody else's people must stay known.
      await platform.database.asOwner((owner) => writeAudit(owner, { ...entry, outcome: 'failure' }));
      throw new ProblemError('not-found', refusal('person-gone'));
    }
    const fields = body.fields.map((field) => {
      const cipher = row[cipherColumns[field]];
      return { field, value: cipher ? platform.cipher.decrypt(field, cipher) : null };
    });
    await writeAudit(db, entry);
    return { fields, expiresAt: new Date(platform.now().getTime() + revealMinutes * 60_000).toISOString() };
  });
}
