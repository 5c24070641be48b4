import type { Router } from 'express';
import { addBriefPicture, briefLimits, deleteBriefPicture, getBriefPicture } from '#contract/briefs.ts';
import { refusal } from '#contract/refusals.ts';
import { ProblemError, refused } from '../../platform/problem.ts';
import { type Platform, route } from '../../platform/route.ts';
import { readPicture } from './picture.ts';
import { presentBrief } from './present.ts';
import * as queries from './queries.ts';
import { requireBrief, requireOwnBrief } from './require-brief.ts';

/** Pictures of the map: read from their bytes, never by what their sender calls them. */
export function addPictureRoutes(router: Router, platform: Platform): void {
  route(router, platform, addBriefPicture, async ({ db, params, body }) => {
    await requireOwnBrief(db, params.id, null);
    const bytes = Buffer.from(body.data, 'base64');
    const picture = readPicture(bytes);
    if (!picture) throw refused('not-valid', refusal('picture-not-usable', { side: briefLimits.pictureSide, megabytes: briefLimits.pictureBytes / 1e6 }), '/data');
    const isAdded = await queries.insertPicture(db, params.id, { ...picture, caption: body.caption, bytes }, briefLimits.pictures);
    if (!isAdded) throw refused('not-valid', refusal('too-many-pictures', { most: briefLimits.pictures }), '/data');
    return presentBrief(await requireBrief(db, params.id));
  });
  route(router, platform, getBriefPicture, async ({ db, params, response }) => {
    const [picture] = await queries.findPictures(db, params.id, params.pictureId);
    if (!picture) throw new ProblemError('not-found', refusal('picture-gone'));
    response.set({ 'Content-Type': picture.media_type, 'Cache-Control': 'private, no-store' }).end(picture.bytes);
    return '';
  });
  route(router, platform, deleteBriefPicture, async ({ db, params }) => {
    await requireOwnBrief(db, params.id, null);
    if (!(await queries.deletePicture(db, params.id, params.pictureId))) throw new ProblemError('not-found', refusal('picture-gone'));
    return presentBrief(await requireBrief(db, params.id));
  });
}
