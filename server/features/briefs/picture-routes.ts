import type { Router } from 'express';
import { addBriefPicture, briefLimits, deleteBriefPicture, getBriefPicture } from '#contract/briefs.ts';
import { ProblemError } from '../../platform/problem.ts';
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
    if (!picture) refuse(`The picture is no whole PNG (8 bits) or JPEG of at most ${briefLimits.pictureSide} pixels a side and ${briefLimits.pictureBytes / 1e6} MB.`);
    const isAdded = await queries.insertPicture(db, params.id, { ...picture, caption: body.caption, bytes }, briefLimits.pictures);
    if (!isAdded) refuse(`A brief has at most ${briefLimits.pictures} pictures. Take one out first.`);
    return presentBrief(await requireBrief(db, params.id));
  });
  route(router, platform, getBriefPicture, async ({ db, params, response }) => {
    const [picture] = await queries.findPictures(db, params.id, params.pictureId);
    if (!picture) throw new ProblemError('not-found', 'There is no such picture, or it is not for you to see.');
    response.set({ 'Content-Type': picture.media_type, 'Cache-Control': 'private, no-store' }).end(picture.bytes);
    return '';
  });
  route(router, platform, deleteBriefPicture, async ({ db, params }) => {
    await requireOwnBrief(db, params.id, null);
    if (!(await queries.deletePicture(db, params.id, params.pictureId))) throw new ProblemError('not-found', 'There is no such picture.');
    return presentBrief(await requireBrief(db, params.id));
  });
}

function refuse(detail: string): never {
  throw new ProblemError('not-valid', detail, { errors: [{ detail, pointer: '/data' }] });
}
