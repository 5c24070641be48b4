import { z } from 'zod';
import { areaConditions, areaParts, selection } from './areas.ts';
import { endpoint } from './endpoint.ts';
import { anyGeometry, areaCode, areaGeometry, personInCharge, personWithDuties, position } from './shapes.ts';

export const limits = { areaVertices: 10_000, repairedVertices: 500, areaBodyBytes: 2_000_000, radiusMeters: 50_000, areaSquareKilometers: 20_000, pageRows: 1000 } as const;

export const searchItem = z.object({
  id: z.number().int(),
  code: z.string(),
  kind: z.string(),
  category: z.string(),
  name: z.string(),
  address: z.string(),
  geometry: anyGeometry,
  gridCode: z.string().nullable(),
  distanceMeters: z.number(),
  /** Of a person: the types of care, as in themes of kind `key_person`. */
  careTypes: z.array(z.string()).optional(),
});
export type SearchItem = z.infer<typeof searchItem>;

export const searchArea = endpoint({
  method: 'post',
  path: '/api/search/area',
  summary: '以空间找资源: totals by kind and category and the nearest rows inside a drawn area; Point + radiusMeters is a circle',
  access: 'session',
  body: z
    .object({
      geometry: areaGeometry.optional(),
      radiusMeters: z.number().positive().max(limits.radiusMeters).optional(),
      /** The area as pieces, instead of `geometry`. */
      parts: areaParts.optional(),
      kinds: z.array(z.string().max(40)).max(50).optional(),
      categories: z.array(z.string().max(80)).max(200).optional(),
      themes: areaConditions.shape.themes,
      /** Only what is selected in the area; takes the place of `themes`. */
      selection: selection.optional(),
      where: areaConditions.omit({ themes: true }).extend({ gridCode: z.string().max(15).optional() }).optional(),
      /** Counts by grid as well. */
      byPlace: z.boolean().optional(),
      limit: z.number().int().min(1).max(limits.pageRows).default(100),
      cursor: z.string().max(400).optional(),
    })
    .refine(({ geometry, parts }) => (geometry === undefined) !== (parts === undefined), { error: 'give either geometry or parts', path: ['geometry'] }),
  response: z.object({
    area: z.object({ squareMeters: z.number(), geometry: anyGeometry, isRepaired: z.boolean() }),
    /** Kind `key_person` counts persons once for each type of care; they are among the persons too. */
    totals: z.array(z.object({ kind: z.string(), category: z.string(), count: z.number().int() })),
    /** The twelve grids (or communities, where there are no grids) that hold most, where it was asked for. */
    places: z.array(z.object({ code: z.string(), name: z.string(), count: z.number().int() })).optional(),
    /** Restricted kinds that the reader sees as totals only. Categories of less than 5 are told together as `few`; less than 5 in all are left out. */
    countedOnly: z.array(z.string()),
    /** Those are counted by whole grids: so many have more than half of their ground in the area. */
    countedGrids: z.number().int(),
    /** Kinds of which the reader is told nothing at all, wherever they are: that they are not among the totals says nothing. */
    notTold: z.array(z.string()),
    /** Kinds that the reader is told on their own ground alone, where the area reaches beyond it; the same holds for cases. */
    onlyOwn: z.array(z.string()),
    items: z.array(searchItem),
    next: z.string().nullable(),
    asOf: z.string(),
  }),
  bodyLimitBytes: limits.areaBodyBytes,
});
export type AreaResult = z.infer<typeof searchArea.response>;

/** Why something was found: region and grid stand for their name or code. */
export const matchedBy = ['code', 'name', 'alias', 'address', 'pinyin', 'initials', 'words', 'synonym', 'category', 'typo', 'person', 'duty', 'phone', 'region', 'grid'] as const;
export type MatchedBy = (typeof matchedBy)[number];

/**
 * Beside elements there are the kinds region, grid, street, estate and matter. A matter has no place; its `address` is where
 * it stands in the catalogue: type and class.
 */
export const foundItem = searchItem.omit({ distanceMeters: true }).extend({
  geometry: anyGeometry.nullable(),
  score: z.number(),
  matched: z.enum(matchedBy),
  /** Whoever is in charge there and was meant, by their name (`duty`) or telephone. */
  inCharge: z.array(personInCharge.pick({ holder: true, roleTitle: true, unitNo: true })).optional(),
});
export type FoundItem = z.infer<typeof foundItem>;

export const searchItems = endpoint({
  method: 'get',
  path: '/api/search/items',
  summary: 'One box: names, codes, addresses, pinyin, matters, whoever is in charge, and people by right, in the order of their rank',
  access: 'session',
  query: z.object({
    q: z.string().trim().min(1, 'type at least one character').max(200),
    kinds: z.string().max(400).optional(),
    within: areaCode.optional(),
    bbox: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
    cursor: z.string().max(400).optional(),
  }),
  response: z.object({
    total: z.number().int(),
    /** True where counting stopped at the limit: show "10,000+". */
    isTotalCapped: z.boolean(),
    items: z.array(foundItem),
    next: z.string().nullable(),
  }),
});

export const searchAround = endpoint({
  method: 'post',
  path: '/api/search/area/around',
  summary: 'Who is in charge of an area, with telephone, and the cases open in it',
  access: 'session',
  body: z.object({ parts: areaParts, nearTo: position.optional(), /** Only under this region or grid. */ within: areaCode.optional() }),
  response: z.object({
    /** Of grids, communities and streets that the area touches, each person once; the nearest hundred. */
    inCharge: z.array(personWithDuties),
    /** Persons. */
    inChargeTotal: z.number().int(),
    /** Null without the right to events. */
    openEvents: z.object({
      total: z.number().int(),
      overdue: z.number().int(),
      classes: z.array(z.object({ code: z.string(), name: z.string(), count: z.number().int() })),
    }).nullable(),
  }),
  bodyLimitBytes: limits.areaBodyBytes,
});
