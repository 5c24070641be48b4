import type { Response, Router } from 'express';
import { briefLimits, exportBrief, type ExportFormat } from '#contract/briefs.ts';
import { writeAudit } from '../../platform/audit.ts';
import type { RequestDatabase } from '../../platform/database.ts';
import { fontPackage, hasFonts } from '../../platform/paper/fonts.ts';
import { print } from '../../platform/paper/print.ts';
import { ProblemError } from '../../platform/problem.ts';
import { type Platform, routePlain } from '../../platform/route.ts';
import type { Session } from '../../platform/session.ts';
import { writeGeoJson } from './geojson.ts';
import { composePaper, type PaperInput } from './paper.ts';
import { presentBrief } from './present.ts';
import * as queries from './queries.ts';
import { noBrief, requireBrief } from './require-brief.ts';

const mediaTypes: Record<ExportFormat, string> = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  geojson: 'application/geo+json; charset=utf-8',
};

const paperWriter = new URL('./write-paper.ts', import.meta.url);

/** All is read in one transaction, which ends before the first byte goes out: a slow reader holds no connection. */
export function addExportRoute(router: Router, platform: Platform): void {
  routePlain(router, platform, exportBrief, async ({ params, session, request, response, requestId }) => {
    if (!session) throw noBrief();
    const { format } = params;
    if (format === 'pdf' && !hasFonts()) throw new ProblemError('not-installed', `The server has no Chinese glyphs to print with. Install them: apt-get install ${fontPackage}`);
    const context = { userId: session.userId, roles: session.roles, jurisdiction: session.jurisdiction, requestId };
    const input = await platform.database.withRequest(context, (db) => readPaper(db, platform, session, { id: params.id, format, requestId }));
    if (format === 'geojson') {
      sendHead(response, format, input);
      for (const text of writeGeoJson(input.brief, input.items, input.reader, input.now)) response.write(text);
      response.end();
      return '';
    }
    const gone = new AbortController();
    request.on('close', () => !response.writableFinished && gone.abort());
    await print({ writer: paperWriter, order: { format, paper: composePaper(input) } }, gone.signal, (chunk) => {
      if (!response.headersSent) sendHead(response, format, input);
      response.write(chunk);
    });
    response.end();
    return '';
  });
}

async function readPaper(
  db: RequestDatabase, platform: Platform, session: Session, order: { id: string; format: ExportFormat; requestId: string },
): Promise<PaperInput> {
  const brief = presentBrief(await requireBrief(db, order.id));
  const list = await queries.listItems(db, order.id, { limit: briefLimits.items, offset: 0 });
  if (!list.is_found) throw noBrief();
  const pictures = order.format === 'pdf' ? await queries.findPictures(db, order.id, null) : [];
  const titles = await queries.findTitles(db);
  const counts: Record<string, number> = {};
  for (const { kind } of list.items) if (list.restricted.includes(kind)) counts[kind] = (counts[kind] ?? 0) + 1;
  const detail = { number: brief.number, format: order.format, items: list.items.length, people: counts };
  await writeAudit(db, { userId: session.userId, action: 'brief.export', object: order.id, detail, requestId: order.requestId });
  return { brief, items: list.items, pictures: pictures.map(({ caption, bytes, width, height }) => ({ caption, bytes, width, height })), titles, reader: session.displayName, now: platform.now() };
}

function sendHead(response: Response, format: ExportFormat, { brief }: PaperInput): void {
  const name = encodeURIComponent(`${brief.number} ${brief.title}.${format}`.replaceAll(/["\\/:*?<>|]/g, ' '));
  response.set({ 'Content-Type': mediaTypes[format], 'Content-Disposition': `attachment; filename="${brief.number}.${format}"; filename*=UTF-8''${name}`, 'Cache-Control': 'no-store' });
}
