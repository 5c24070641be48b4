import type { Response, Router } from 'express';
import { exportGrids, exportLimits, getBorderSheet } from '#contract/exports.ts';
import { writeAudit } from '../../platform/audit.ts';
import type { RequestDatabase } from '../../platform/database.ts';
import { GdalMissingError } from '../../platform/gdal.ts';
import { fontPackage, hasFonts } from '../../platform/paper/fonts.ts';
import { print } from '../../platform/paper/print.ts';
import { ProblemError } from '../../platform/problem.ts';
import { type PlainCall, type Platform, routePlain } from '../../platform/route.ts';
import { fileFormats, writeGridFile } from './grid-file.ts';
import * as queries from './queries.ts';
import { type BorderSheet, composeSheet } from './sheet.ts';

const sheetWriter = new URL('./write-paper.ts', import.meta.url);
const moment = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', dateStyle: 'medium', timeStyle: 'short' });

/** Both read all in one transaction, which ends before the first byte goes out: a slow reader holds no connection. */
export function addExportRoutes(router: Router, platform: Platform): void {
  routePlain(router, platform, exportGrids, async (call) => {
    const { within = '', plan = null, format } = call.query;
    const grids = await read(platform, call, async (db) => {
      if (plan !== null) await requirePlan(db, plan);
      const found = await queries.listExportedGrids(db, within, plan, exportLimits.grids + 1);
      await writeAudit(db, { userId: call.session?.userId ?? null, action: 'grids.export', object: within, detail: { format, grids: found.length, plan }, requestId: call.requestId });
      return found;
    });
    if (grids.length === 0) throw new ProblemError('not-found', 'There are no grids under this code.');
    if (grids.length > exportLimits.grids) throw new ProblemError('not-valid', `More than ${exportLimits.grids} grids: choose a smaller region.`);
    await writeGridFile(grids, format, whenGone(call), (mediaType) => named(call.response, mediaType, `grids-${within || 'all'}.${format === 'shp' ? 'zip' : fileFormats[format].ending}`, `网格 ${within}`.trim())).catch(tellMissing);
    return '';
  });

  routePlain(router, platform, getBorderSheet, async (call) => {
    const { code } = call.params;
    const plan = call.query.plan ?? null;
    if (!hasFonts()) throw new ProblemError('not-installed', `The server has no Chinese glyphs to print with. Install them: apt-get install ${fontPackage}`);
    const sheets = await read(platform, call, async (db) => {
      const planName = plan === null ? null : await requirePlan(db, plan);
      const codes = code.length === 15 ? [code] : (await queries.listExportedGrids(db, code, plan, exportLimits.sheets + 1)).map((grid) => grid.code);
      if (codes.length > exportLimits.sheets) throw new ProblemError('not-valid', `More than ${exportLimits.sheets} sheets: choose a community.`);
      const found = await readSheets(db, codes, plan, planName);
      await writeAudit(db, { userId: call.session?.userId ?? null, action: 'grids.sheet', object: code, detail: { sheets: found.length, plan }, requestId: call.requestId });
      return found;
    });
    const watermark = `${call.session?.displayName ?? ''} ${moment.format(platform.now())}`;
    await print({ writer: sheetWriter, order: { sheets, watermark } }, whenGone(call), (chunk) => {
      if (!call.response.headersSent) named(call.response, 'application/pdf', `${code}.pdf`, `${sheets.length === 1 ? (sheets[0]?.title ?? code) : code} 四至说明`);
      call.response.write(chunk);
    });
    call.response.end();
    return '';
  });
}

async function readSheets(db: RequestDatabase, codes: string[], plan: string | null, planName: string | null): Promise<BorderSheet[]> {
  const sheets: BorderSheet[] = [];
  for (const code of codes) {
    const row = await queries.findSheet(db, code, plan);
    if (row) sheets.push(composeSheet(row, planName));
  }
  if (sheets.length === 0) throw new ProblemError('not-found', 'There is no grid with this code today.');
  return sheets;
}

async function requirePlan(db: RequestDatabase, id: string): Promise<string> {
  const name = await queries.findPlanName(db, id);
  if (name === null) throw new ProblemError('not-found', 'There is no such plan, or it is not for you to see.');
  return name;
}

function read<Result>(platform: Platform, { session, requestId }: PlainCall<unknown, unknown, unknown>, work: (db: RequestDatabase) => Promise<Result>): Promise<Result> {
  return platform.database.withRequest({ userId: session?.userId ?? null, roles: session?.roles ?? [], jurisdiction: session?.jurisdiction ?? null, requestId }, work);
}

/** Aborts when nobody waits for the answer any more. */
function whenGone({ request, response }: PlainCall<unknown, unknown, unknown>): AbortSignal {
  const gone = new AbortController();
  request.on('close', () => !response.writableFinished && gone.abort());
  return gone.signal;
}

/** @param name of plain letters; `title` is what the reader's machine shows, with the same ending */
function named(response: Response, mediaType: string, name: string, title: string): Response {
  const shown = encodeURIComponent(`${title}${name.slice(name.lastIndexOf('.'))}`.replaceAll(/["\\/:*?<>|]/g, ' '));
  return response.set({ 'Content-Type': mediaType, 'Content-Disposition': `attachment; filename="${name}"; filename*=UTF-8''${shown}`, 'Cache-Control': 'no-store' });
}

function tellMissing(error: unknown): never {
  throw error instanceof GdalMissingError ? new ProblemError('not-installed', error.message, { cause: error }) : error;
}
