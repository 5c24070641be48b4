import type { Router } from 'express';
import type { AreaQuestion, Selection } from '#contract/areas.ts';
import { briefLimits, changeBrief, compareBrief, createBrief, deleteBrief, findBriefContacts, getBrief, listBriefItems, listBriefs, renewBrief } from '#contract/briefs.ts';
import { refusal } from '#contract/refusals.ts';
import { resolveParts } from '../../platform/area-parts.ts';
import type { RequestDatabase } from '../../platform/database.ts';
import { ProblemError, refused } from '../../platform/problem.ts';
import { type Platform, route } from '../../platform/route.ts';
import { addExportRoute } from './export-route.ts';
import { addPictureRoutes } from './picture-routes.ts';
import { presentBrief, presentSummary } from './present.ts';
import * as queries from './queries.ts';
import { auditPeople, noBrief, notYours, requireBrief, requireOwnBrief, versionConflict } from './require-brief.ts';

/** Rows of a comparison that are listed one by one, of each side. */
const differencesListed = 500;

export function addBriefRoutes(router: Router, platform: Platform): void {
  addReadRoutes(router, platform);
  addWriteRoutes(router, platform);
  addCompareRoutes(router, platform);
  addPictureRoutes(router, platform);
  addExportRoute(router, platform);
}

function addReadRoutes(router: Router, platform: Platform): void {
  route(router, platform, listBriefs, async ({ db, query }) => {
    const { total, briefs } = await queries.listBriefs(db, { q: query.q, isMine: query.mine === '1', limit: query.limit, offset: query.offset });
    return { total, briefs: briefs.map(presentSummary) };
  });
  route(router, platform, findBriefContacts, async ({ db, body, requestId }) => {
    const area = await resolveParts(db, body.parts, requestId);
    return { contacts: await queries.findContacts(db, area) };
  });
  route(router, platform, getBrief, async ({ db, params }) => presentBrief(await requireBrief(db, params.id)));
  route(router, platform, listBriefItems, async ({ db, params, query, session, requestId }) => {
    const row = await queries.listItems(db, params.id, query);
    if (!row.is_found) throw noBrief();
    await auditPeople(db, { action: 'brief.items', object: params.id, items: row.items, restricted: row.restricted, userId: session?.userId ?? null, requestId });
    return { items: row.items, total: row.total };
  });
}

function addWriteRoutes(router: Router, platform: Platform): void {
  route(router, platform, createBrief, async ({ db, body, session, requestId }) => {
    const area = await readArea(db, body.question, requestId);
    const id = await queries.insertBrief(db, session?.userId ?? 0, body, area);
    await takeList(db, id, { area, question: body.question, selection: body.selection });
    return presentBrief(await requireBrief(db, id));
  });
  route(router, platform, changeBrief, async ({ db, params, body, requestId }) => {
    const brief = await requireOwnBrief(db, params.id, body.version);
    if (!(await queries.updateBrief(db, brief.id, body.version, body))) throw versionConflict();
    if (body.question || body.selection) {
      const question = body.question ?? brief.question;
      const selection = body.selection ?? brief.selection;
      const area = await readArea(db, question, requestId);
      await queries.setQuestion(db, brief.id, question, selection, area);
      await takeList(db, brief.id, { area, question, selection });
    }
    return presentBrief(await requireBrief(db, brief.id));
  });
  route(router, platform, deleteBrief, async ({ db, params }) => {
    const brief = await requireBrief(db, params.id);
    if (!brief.is_mine) throw notYours();
    if (brief.missions.length > 0) throw new ProblemError('conflict', refusal('brief-has-mission'));
    await queries.deleteBrief(db, params.id);
    return null;
  });
}

function addCompareRoutes(router: Router, platform: Platform): void {
  route(router, platform, compareBrief, async ({ db, params, session, requestId }) => {
    const { question, selection } = await requireBrief(db, params.id);
    const area = await readArea(db, question, requestId);
    const row = await queries.compareBrief(db, params.id, { area, question, selection }, briefLimits.items, differencesListed);
    await auditPeople(db, { action: 'brief.compare', object: params.id, items: row.items, restricted: row.restricted, userId: session?.userId ?? null, requestId });
    const side = (wanted: boolean) => row.items.filter((item) => item.isNow === wanted).map(({ isNow: _side, ...item }) => item);
    return { asOf: platform.now().toISOString(), geometry: area.geometry, totals: row.totals, added: side(true), gone: side(false), isCut: row.is_cut };
  });
  route(router, platform, renewBrief, async ({ db, params, body, requestId }) => {
    const { question, selection } = await requireOwnBrief(db, params.id, body.version);
    const area = await readArea(db, question, requestId);
    if (!(await queries.raiseVersion(db, params.id, body.version))) throw versionConflict();
    await queries.setQuestion(db, params.id, question, selection, area);
    await takeList(db, params.id, { area, question, selection });
    return presentBrief(await requireBrief(db, params.id));
  });
}

/** The shape of a brief's question. What is shown by right alone must not be told by the ground around it. */
async function readArea(db: RequestDatabase, question: AreaQuestion, requestId: string) {
  const area = await resolveParts(db, question.parts, requestId, '/question/parts');
  if (await queries.standsOnRestricted(db, question)) {
    throw refused('not-valid', refusal('brief-around-person'), '/question/parts');
  }
  return area;
}

async function takeList(db: RequestDatabase, id: string, chosen: queries.Chosen & { selection: Selection }): Promise<void> {
  const items = await queries.takeSnapshot(db, id, chosen, briefLimits.items);
  if (items <= briefLimits.items) return;
  throw refused('not-valid', refusal('selection-too-large', { most: briefLimits.items }), '/selection');
}
