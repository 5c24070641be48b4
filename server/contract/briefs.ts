import { z } from 'zod';
import { areaQuestion, areaParts, selection, theme } from './areas.ts';
import { endpoint } from './endpoint.ts';
import { anyGeometry, bbox, elementCode, personInCharge } from './shapes.ts';
import { visibleLine } from './text.ts';

export const briefLimits = {
  items: 10_000,
  tasks: 50,
  contacts: 60,
  pictures: 4,
  pictureBytes: 3_000_000,
  pictureSide: 4096,
  pageRows: 500,
} as const;

const moment = z.iso.datetime({ offset: true });

export const briefTask = z.object({
  text: z.string().trim().min(1).max(500),
  /** The kind of things that it is about, or single ones. */
  theme: theme.optional(),
  codes: z.array(elementCode).max(100).default([]),
  dueAt: moment.nullable().default(null),
});
export type BriefTask = z.infer<typeof briefTask>;

/** Somebody on duty, read anew each time so that a change shows; or a person whom the author typed in. */
export const briefContact = z.discriminatedUnion('from', [
  z.object({ from: z.literal('duty'), id: z.number().int().positive() }),
  z.object({ from: z.literal('typed'), name: visibleLine(60), role: visibleLine(60, 0).default(''), phone: z.string().trim().max(40).default('') }),
]);
export type BriefContact = z.infer<typeof briefContact>;

const briefDraft = z.object({
  title: visibleLine(120),
  startsAt: moment.nullable().default(null),
  endsAt: moment.nullable().default(null),
  tasks: z.array(briefTask).max(briefLimits.tasks).default([]),
  contacts: z.array(briefContact).max(briefLimits.contacts).default([]),
});

/** `count` is null where fewer than 5 people are meant and the reader may not see them one by one. */
export const briefTotal = z.object({ kind: z.string(), category: z.string(), count: z.number().int().nullable() });
export type BriefTotal = z.infer<typeof briefTotal>;

/** A contact as it is shown; the phone is empty for who may not see it, or where none is known. */
export const shownContact = personInCharge.pick({ role: true, roleTitle: true, holder: true, phone: true }).extend({
  dutyId: z.number().int().nullable(),
  /** Name of the grid, building or region that the duty is for. */
  area: z.string(),
});
export type ShownContact = z.infer<typeof shownContact>;

const briefSnapshot = z.object({ id: z.number().int(), takenAt: z.string(), items: z.number().int() });
const briefPicture = z.object({ id: z.number().int(), caption: z.string(), mediaType: z.enum(['image/png', 'image/jpeg']), width: z.number().int(), height: z.number().int(), takenAt: z.string() });

export const briefSummary = z.object({
  id: z.uuid(),
  number: z.string(),
  title: z.string(),
  owner: z.string(),
  isMine: z.boolean(),
  startsAt: z.string().nullable(),
  endsAt: z.string().nullable(),
  /** Name of the smallest region or grid that holds the area. */
  place: z.string(),
  squareMeters: z.number(),
  tasks: z.number().int(),
  missions: z.number().int(),
  updatedAt: z.string(),
  /** When its list was last read from the ground. */
  asOf: z.string(),
});
export type BriefSummary = z.infer<typeof briefSummary>;

export const briefDetail = briefSummary.omit({ tasks: true, missions: true }).extend({
  version: z.number().int(),
  createdAt: z.string(),
  placeCode: z.string(),
  question: areaQuestion,
  selection,
  geometry: anyGeometry,
  bbox,
  totals: z.array(briefTotal),
  /** Kinds of the totals that the reader sees as numbers only. */
  countedOnly: z.array(z.string()),
  /** Kinds that the brief holds and of which the reader is told nothing. */
  notTold: z.array(z.string()),
  /** Whether its people are those of whole grids, as who may only count them counts them. */
  isPeopleByGrid: z.boolean(),
  tasks: z.array(briefTask),
  contacts: z.array(shownContact),
  pictures: z.array(briefPicture),
  /** Newest first; the first is the present one. */
  snapshots: z.array(briefSnapshot),
  missions: z.array(z.object({ id: z.uuid(), number: z.string(), title: z.string(), state: z.string() })),
});
export type BriefDetail = z.infer<typeof briefDetail>;

/** One thing of a brief. Codes were kept; everything else is as it is today, as the reader may see it. */
export const briefItem = z.object({
  code: z.string(),
  kind: z.string(),
  category: z.string(),
  name: z.string(),
  address: z.string(),
  gridCode: z.string().nullable(),
  geometry: anyGeometry.nullable(),
  distanceMeters: z.number().nullable(),
  /** False for what has been taken out of the register since. */
  isCurrent: z.boolean(),
});
export type BriefItem = z.infer<typeof briefItem>;

/** A list never changes once it is taken, so that a page is told by its first row. */
const offset = z.coerce.number().int().min(0).max(1_000_000).default(0);
const byId = z.object({ id: z.uuid() });
const bodyLimitBytes = 2_000_000;

export const listBriefs = endpoint({
  method: 'get',
  path: '/api/briefs',
  summary: 'The briefs that the reader wrote or that lie in its jurisdiction, last changed first',
  access: 'session',
  query: z.object({ q: z.string().trim().max(100).optional(), mine: z.enum(['1']).optional(), limit: z.coerce.number().int().min(1).max(100).default(50), offset }),
  response: z.object({ briefs: z.array(briefSummary), total: z.number().int() }),
});
export const createBrief = endpoint({
  method: 'post',
  path: '/api/briefs',
  summary: 'A brief (简报) of a selection: the codes of what lies there now are kept, names are read when it is read',
  access: 'briefs.write',
  body: briefDraft.extend({ question: areaQuestion, selection }),
  response: briefDetail,
  status: 201,
  bodyLimitBytes,
});
export const getBrief = endpoint({
  method: 'get',
  path: '/api/briefs/:id',
  summary: 'One brief with its totals, tasks, contacts, pictures and earlier lists',
  access: 'session',
  params: byId,
  response: briefDetail,
});
export const changeBrief = endpoint({
  method: 'put',
  path: '/api/briefs/:id',
  summary: 'Changes a brief of one\'s own; another question or selection takes a new list',
  access: 'briefs.write',
  params: byId,
  body: briefDraft.extend({ version: z.number().int(), question: areaQuestion.optional(), selection: selection.optional() }),
  response: briefDetail,
  bodyLimitBytes,
});
export const deleteBrief = endpoint({
  method: 'delete',
  path: '/api/briefs/:id',
  summary: 'Takes away a brief of one\'s own that no mission was made of',
  access: 'briefs.write',
  params: byId,
  response: z.null(),
  status: 204,
});

export const listBriefItems = endpoint({
  method: 'get',
  path: '/api/briefs/:id/items',
  summary: 'The things of a brief as they are today, nearest first',
  access: 'session',
  params: byId,
  query: z.object({
    snapshot: z.coerce.number().int().optional(),
    kind: z.string().max(40).optional(),
    category: z.string().max(80).optional(),
    limit: z.coerce.number().int().min(1).max(briefLimits.pageRows).default(100),
    offset,
  }),
  response: z.object({ items: z.array(briefItem), total: z.number().int() }),
});

/** What a list taken now would have more and less; people are counted only where the reader sees counts only. */
export const briefDifference = z.object({
  asOf: z.string(),
  geometry: anyGeometry,
  totals: z.array(z.object({ kind: z.string(), category: z.string(), before: z.number().int().nullable(), after: z.number().int().nullable(), added: z.number().int().nullable(), gone: z.number().int().nullable() })),
  added: z.array(briefItem),
  gone: z.array(briefItem),
  /** True where more differ than are listed here. */
  isCut: z.boolean(),
});
export type BriefDifference = z.infer<typeof briefDifference>;
export const compareBrief = endpoint({
  method: 'post',
  path: '/api/briefs/:id/compare',
  summary: 'Asks the brief\'s question of today\'s data and tells what is new and what is gone; nothing is changed',
  access: 'session',
  params: byId,
  response: briefDifference,
});
export const renewBrief = endpoint({
  method: 'post',
  path: '/api/briefs/:id/snapshots',
  summary: 'Takes the list anew from today\'s data; the earlier ones are kept with their dates',
  access: 'briefs.write',
  params: byId,
  body: z.object({ version: z.number().int() }),
  response: briefDetail,
});

export const addBriefPicture = endpoint({
  method: 'post',
  path: '/api/briefs/:id/pictures',
  summary: 'Adds a picture of the map, PNG or JPEG in base64',
  access: 'briefs.write',
  params: byId,
  body: z.object({ caption: z.string().trim().max(120).default(''), data: z.base64().max(Math.ceil(briefLimits.pictureBytes / 3) * 4) }),
  response: briefDetail,
  status: 201,
  bodyLimitBytes: Math.ceil(briefLimits.pictureBytes / 3) * 4 + 10_000,
});
const pictureParams = z.object({ id: z.uuid(), pictureId: z.coerce.number().int().positive() });
export const getBriefPicture = endpoint({
  method: 'get',
  path: '/api/briefs/:id/pictures/:pictureId',
  summary: 'One picture of a brief, as an image',
  access: 'session',
  params: pictureParams,
  response: z.string().meta({ description: 'image/png or image/jpeg' }),
});
export const deleteBriefPicture = endpoint({
  method: 'delete',
  path: '/api/briefs/:id/pictures/:pictureId',
  summary: 'Takes a picture out of a brief of one\'s own',
  access: 'briefs.write',
  params: pictureParams,
  response: briefDetail,
});

export const findBriefContacts = endpoint({
  method: 'post',
  path: '/api/briefs/contacts',
  summary: 'Who is in charge of the grids and regions that an area touches',
  access: 'briefs.write',
  body: z.object({ parts: areaParts }),
  response: z.object({ contacts: z.array(shownContact) }),
  bodyLimitBytes,
});

export const exportFormats = ['pdf', 'xlsx', 'geojson'] as const;
export type ExportFormat = (typeof exportFormats)[number];
export const exportBrief = endpoint({
  method: 'get',
  path: '/api/briefs/:id/export/:format',
  summary: 'The brief as a file: PDF with watermark, XLSX or GeoJSON, by the rights of who asks; it is in the audit log',
  access: 'session',
  params: z.object({ id: z.uuid(), format: z.enum(exportFormats) }),
  response: z.string().meta({ description: 'application/pdf, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet or application/geo+json' }),
});
