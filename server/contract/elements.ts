import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { anyGeometry, elementCode, personInCharge, position, regionRef } from './shapes.ts';

/** One fact of a profile, ready to be shown: the client finds the label by `field`. */
export const profileField = z.object({
  field: z.string(),
  value: z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]),
  /** True where the value is masked and can be opened with a reason. */
  isMasked: z.boolean().default(false),
});
export const profile = z.object({ name: z.string(), fields: z.array(profileField) });
export type ProfileRecord = z.infer<typeof profile>;

export const elementRef = z.object({ code: z.string(), kind: z.string(), category: z.string(), name: z.string() });

export const elementDetail = z.object({
  id: z.number().int(),
  code: z.string(),
  kind: z.string(),
  category: z.string(),
  categoryTitle: z.string(),
  name: z.string(),
  address: z.string(),
  geometry: anyGeometry,
  center: position,
  sensitivity: z.enum(['open', 'internal', 'restricted']),
  chain: z.array(regionRef),
  grid: z.object({ code: z.string(), name: z.string(), kind: z.string() }).nullable(),
  profiles: z.array(profile),
  inCharge: z.array(personInCharge),
  /** What hangs on it and the reader may see: counts by kind of a building's content. */
  content: z.array(z.object({ kind: z.string(), category: z.string(), count: z.number().int() })),
  building: elementRef.nullable(),
  photos: z.array(z.object({ id: z.number().int(), caption: z.string(), takenAt: z.string().nullable() })),
  history: z.array(z.object({ at: z.string(), change: z.string(), by: z.string().nullable() })),
  source: z.string(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  version: z.number().int(),
  updatedAt: z.string(),
});
export type ElementDetail = z.infer<typeof elementDetail>;

export const getElement = endpoint({
  method: 'get',
  path: '/api/elements/:code',
  summary: 'One element: master, the profiles that the reader may see (masked), where it lies, who is responsible',
  access: 'session',
  params: z.object({ code: elementCode }),
  response: elementDetail,
});
export const mostNamed = 30;
export const nameElements = endpoint({
  method: 'get',
  path: '/api/elements',
  summary: 'Names and addresses of several elements by their codes; people and households are left out',
  access: 'session',
  query: z.object({ codes: z.string().regex(new RegExp(`^\\d{19}(,\\d{19}){0,${mostNamed - 1}}$`), `give up to ${mostNamed} digital IDs, with commas between them`) }),
  /** `buildingNumber` is '' for what is no building or has none. */
  response: z.object({ items: z.array(elementRef.extend({ address: z.string(), buildingNumber: z.string() })) }),
});
export const revealable = ['name', 'idNumber', 'phone'] as const;
export const revealElement = endpoint({
  method: 'post',
  path: '/api/elements/:code/reveal',
  summary: 'Opens masked fields for minutes; the typed reason goes to the audit log',
  access: 'people.reveal',
  params: z.object({ code: elementCode }),
  body: z.object({ fields: z.array(z.enum(revealable)).min(1).max(revealable.length), reason: z.string().trim().min(4, 'say in at least 4 characters why').max(500) }),
  response: z.object({ fields: z.array(z.object({ field: z.string(), value: z.string().nullable() })), expiresAt: z.string() }),
});
export const listElementContent = endpoint({
  method: 'get',
  path: '/api/elements/:code/content',
  summary: 'What hangs on a building (dwellings, households, people, organisations …), as far as the reader may see it',
  access: 'session',
  params: z.object({ code: elementCode }),
  query: z.object({ kind: z.string().max(40).optional(), limit: z.coerce.number().int().min(1).max(500).default(200) }),
  response: z.object({ items: z.array(elementRef.extend({ id: z.number().int() })), total: z.number().int() }),
});

export const getPlace = endpoint({
  method: 'get',
  path: '/api/place',
  summary: "Here is a place: region chain, grid, building, and the people in charge (家门口的事儿)",
  access: 'session',
  query: z.object({ lng: z.coerce.number().min(-180).max(180), lat: z.coerce.number().min(-90).max(90) }),
  response: z.object({
    position,
    regions: z.array(regionRef),
    grid: z.object({ code: z.string(), name: z.string(), kind: z.string(), households: z.number().int() }).nullable(),
    building: elementRef.extend({ address: z.string() }).nullable(),
    inCharge: z.array(personInCharge),
    /** Nearest named street within 200 m, for an address in words. */
    street: z.object({ name: z.string(), countyCode: z.string(), distanceMeters: z.number() }).nullable(),
  }),
});

export const listDictionaries = endpoint({
  method: 'get',
  path: '/api/dictionaries',
  summary: 'Element kinds and the dictionaries of categories, roles and codes',
  access: 'session',
  response: z.object({
    kinds: z.array(z.object({ kind: z.string(), number: z.number().int(), titleZh: z.string(), titleEn: z.string(), theme: z.string(), sensitivity: z.string() })),
    dictionaries: z.array(z.object({ type: z.string(), code: z.string(), name: z.string(), nameEn: z.string().nullable(), isLocal: z.boolean() })),
  }),
});
