import type { Router } from 'express';
import { createMatter, getMatter, getMatterHistory, listMatters, type MatterEntry, type MatterFields, updateMatter } from '#contract/matter-catalogue.ts';
import { refusal } from '#contract/refusals.ts';
import { writeAudit } from '../../platform/audit.ts';
import type { RequestDatabase } from '../../platform/database.ts';
import { ProblemError, refused } from '../../platform/problem.ts';
import { type Platform, route } from '../../platform/route.ts';
import * as queries from './catalogue-queries.ts';

export function addCatalogueRoutes(router: Router, platform: Platform): void {
  route(router, platform, listMatters, ({ db }) => queries.listCatalogue(db));
  route(router, platform, getMatter, ({ db, params }) => readEntry(db, params.code));
  route(router, platform, getMatterHistory, async ({ db, params }) => {
    const changes = await queries.listChanges(db, params.code);
    return { changes: changes.map((change) => ({ ...change, at: change.at.toISOString() })) };
  });
  addWritingRoutes(router, platform);
}

function addWritingRoutes(router: Router, platform: Platform): void {
  route(router, platform, createMatter, async ({ db, body, session, requestId }) => {
    const { classCode, ...fields } = body;
    await refuseUnknownCodes(db, fields);
    const code = await queries.nextCode(db, classCode);
    if (code === null) throw refused('not-valid', refusal('class-full'), '/classCode');
    await queries.insertMatter(db, code, fields);
    await queries.replaceConcerns(db, code, fields.concerns);
    return noteChange(db, code, null, { userId: session?.userId ?? null, action: 'matter.create', requestId });
  });
  route(router, platform, updateMatter, async ({ db, params, body, session, requestId }) => {
    const { version, ...fields } = body;
    const before = await readEntry(db, params.code);
    await refuseUnknownCodes(db, fields);
    if (!(await queries.changeMatter(db, params.code, version, fields))) {
      throw new ProblemError('version-conflict', refusal('matter-changed', { version: before.version }));
    }
    await queries.replaceConcerns(db, params.code, fields.concerns);
    return noteChange(db, params.code, before, { userId: session?.userId ?? null, action: 'matter.update', requestId });
  });
}

async function readEntry(db: RequestDatabase, code: string): Promise<MatterEntry> {
  const entry = await queries.findEntry(db, code);
  if (!entry) throw new ProblemError('not-found', refusal('matter-unknown', { code }));
  return entry;
}

async function refuseUnknownCodes(db: RequestDatabase, fields: MatterFields): Promise<void> {
  const pointers = await queries.findUnknownCodes(db, fields);
  if (pointers.length === 0) return;
  throw new ProblemError('not-valid', refusal('not-in-dictionary'), { errors: pointers.map((pointer) => ({ ...refusal('not-in-dictionary'), pointer })) });
}

async function noteChange(db: RequestDatabase, code: string, before: MatterEntry | null, entry: { userId: number | null; action: string; requestId: string }): Promise<MatterEntry> {
  const after = await readEntry(db, code);
  await queries.addChange(db, after, before);
  await writeAudit(db, { ...entry, object: `matter ${code}`, detail: { version: after.version } });
  return after;
}
