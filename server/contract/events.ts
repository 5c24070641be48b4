import { z } from 'zod';
import { areaParts } from './areas.ts';
import { endpoint } from './endpoint.ts';
import { spotCode } from './matters.ts';
import { areaCode, elementCode, position, regionRef } from './shapes.ts';

export const eventLimits = { rows: 200, matters: 100, spots: 5_000 } as const;

const matterCodes = z
  .string()
  .regex(/^(\d{2}){1,3}(,(\d{2}){1,3}){0,99}$/, `matters or classes, ${eventLimits.matters} at most, parted by commas`);

/** In the place of a department's code: cases for which none is set. */
export const noDepartment = 'none';

const conditions = {
  /** Codes of matters or classes, parted by commas. */
  matter: matterCodes.optional(),
  /** `open`, `ended`, `overdue` (open and late), or a state of dictionary event_state. */
  state: z.enum(['open', 'ended', 'overdue', 'reported', 'accepted', 'dispatched', 'handled', 'verified', 'paused', 'closed', 'rejected', 'cancelled']).optional(),
  /** One place, as the search of matters names it. */
  spot: spotCode.optional(),
  element: elementCode.optional(),
  within: areaCode.optional(),
  /** A department's code; `none`: cases for which none is set. */
  department: z.string().max(60).optional(),
  /** 1 Monday to 7 Sunday, and the hour of the day, of the report in China's zone. */
  weekday: z.coerce.number().int().min(1).max(7).optional(),
  hour: z.coerce.number().int().min(0).max(23).optional(),
  /** First and last day of the report. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  /** A moment that has passed: cases as they were then, in the grids of then; without a state those that were open. */
  asOf: z.iso.datetime({ offset: true }).optional(),
  /** Only those that came back. */
  returned: z.enum(['yes']).optional(),
  limit: z.coerce.number().int().min(1).max(eventLimits.rows).default(50),
  cursor: z.string().max(400).optional(),
};

export const eventSummary = z.object({
  id: z.string(),
  code: z.string(),
  title: z.string(),
  matter: z.object({ code: z.string(), name: z.string() }),
  state: z.string(),
  stateTitle: z.string(),
  severity: z.number().int(),
  position,
  spot: spotCode,
  areaCode: z.string(),
  areaName: z.string(),
  reportedAt: z.string(),
  closedAt: z.string().nullable(),
  dueAt: z.string().nullable(),
  isOverdue: z.boolean(),
  department: z.string().nullable(),
  departmentTitle: z.string().nullable(),
  returns: z.number().int(),
  rating: z.number().int().nullable(),
});
export type EventSummary = z.infer<typeof eventSummary>;

const eventPage = z.object({
  total: z.number().int(),
  /** Cases about protected people that fit too and that the reader may only count: null under 5, and of a place or a shape. */
  countedOnly: z.number().int().nullable(),
  /** Newest report first. */
  items: z.array(eventSummary),
  next: z.string().nullable(),
});
export type EventPage = z.infer<typeof eventPage>;

export const listEvents = endpoint({
  method: 'get',
  path: '/api/events',
  summary: 'Cases by matter, place, element, state, period and area, newest first',
  access: 'events.read',
  query: z.object(conditions),
  response: eventPage,
});

export const listEventsInArea = endpoint({
  method: 'post',
  path: '/api/events/search',
  summary: 'The same at many places, or inside an area made of pieces',
  access: 'events.read',
  body: z.object({ ...conditions, spots: z.array(spotCode).max(eventLimits.spots).optional(), parts: areaParts.optional() }),
  response: eventPage,
  bodyLimitBytes: 2_000_000,
});

export const getEvent = endpoint({
  method: 'get',
  path: '/api/events/:id',
  summary: 'One case with its timeline',
  access: 'events.read',
  params: z.object({ id: z.guid() }),
  response: eventSummary.extend({
    description: z.string(),
    channelTitle: z.string(),
    severityTitle: z.string(),
    handler: z.string().nullable(),
    chain: z.array(regionRef),
    element: z.object({ code: z.string(), kind: z.string(), category: z.string(), name: z.string() }).nullable(),
    matterDetail: z.object({
      path: z.array(z.object({ code: z.string(), name: z.string() })),
      ownerTitle: z.string(), openingCondition: z.string(), closingCondition: z.string(), handle: z.object({ amount: z.number(), unit: z.string() }),
    }),
    /** Cases of the same matter at the same place, this one among them. */
    sameHere: z.number().int(),
    timeline: z.array(z.object({
      version: z.number().int(), at: z.string(), step: z.string(), stepTitle: z.string(), state: z.string(), stateTitle: z.string(),
      byRole: z.string(), departmentTitle: z.string().nullable(), note: z.string(),
    })),
    version: z.number().int(),
  }),
});
export type EventDetail = z.infer<typeof getEvent.response>;
