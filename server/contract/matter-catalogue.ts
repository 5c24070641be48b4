import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { visibleLine } from './text.ts';

export const clockUnits = ['紧急工作时', '工作时', '工作日', '自然日'] as const;
export const clockStages = ['accept', 'dispatch', 'handle', 'verify'] as const;

const fullCode = z.string().regex(/^\d{6}$/, 'a matter code has 6 digits');
const clock = z.object({ amount: z.number().positive().max(9999).multipleOf(0.1), unit: z.enum(clockUnits) });
const text = (longest: number) => z.string().trim().min(1).max(longest);

/** What a person may change of a matter. */
export const matterFields = z.object({
  name: visibleLine(40),
  /** How residents say it. */
  aliases: z.array(visibleLine(20, 2)).max(40).refine((list) => new Set(list).size === list.length, 'each saying once'),
  /** Code of dictionary department. */
  owner: text(60),
  /** Code of dictionary duty_role where a role does the work. */
  role: text(60).nullable(),
  /** owner_first: 先属主后属地; territory_first: the other way round. */
  routing: z.enum(['owner_first', 'territory_first']),
  clocks: z.object({ accept: clock, dispatch: clock, handle: clock, verify: clock }),
  severity: z.number().int().min(1).max(4),
  /** restricted: a case tells something about a protected person. */
  sensitivity: z.enum(['internal', 'restricted']),
  openingCondition: text(400),
  closingCondition: text(400),
  /** Kinds of elements with a category each; '' is every category. */
  concerns: z.array(z.object({ kind: text(40), category: z.string().max(80) })).max(60),
  /** False is not offered any more. */
  valid: z.boolean(),
});
export type MatterFields = z.infer<typeof matterFields>;

export const matterEntry = matterFields.extend({
  code: fullCode,
  source: z.string(),
  grade: z.string().nullable(),
  isLocal: z.boolean(),
  isEdited: z.boolean(),
  version: z.number().int(),
  updatedAt: z.string(),
});
export type MatterEntry = z.infer<typeof matterEntry>;

const named = z.object({ code: z.string(), name: z.string() });

export const listMatters = endpoint({
  method: 'get',
  path: '/api/matters',
  summary: 'The matter catalogue: classes and matters with their sayings',
  access: 'session',
  response: z.object({
    /** Types (2 digits) and classes (4). */
    classes: z.array(named),
    matters: z.array(z.object({ code: fullCode, name: z.string(), aliases: z.array(z.string()), ownerTitle: z.string(), isLocal: z.boolean(), isEdited: z.boolean(), valid: z.boolean() })),
    departments: z.array(named),
    roles: z.array(named),
  }),
});
export type MatterCatalogue = z.infer<typeof listMatters.response>;

export const getMatter = endpoint({
  method: 'get',
  path: '/api/matters/:code',
  summary: 'One matter with its clocks and conditions',
  access: 'session',
  params: z.object({ code: fullCode }),
  response: matterEntry,
});

export const getMatterHistory = endpoint({
  method: 'get',
  path: '/api/matters/:code/history',
  summary: 'Who changed a matter here, when, and what',
  access: 'matters.write',
  params: z.object({ code: fullCode }),
  response: z.object({ changes: z.array(z.object({ version: z.number().int(), at: z.string(), by: z.string().nullable(), before: matterFields.nullable(), after: matterFields })) }),
});

export const createMatter = endpoint({
  method: 'post',
  path: '/api/matters',
  summary: 'Adds a matter of this place; its code is the next free one of the class and is marked local',
  access: 'matters.write',
  body: matterFields.extend({ classCode: z.string().regex(/^\d{4}$/, 'a class has 4 digits') }),
  response: matterEntry,
  status: 201,
});

export const updateMatter = endpoint({
  method: 'put',
  path: '/api/matters/:code',
  summary: 'Changes a matter; later releases of the catalogue leave it alone',
  access: 'matters.write',
  params: z.object({ code: fullCode }),
  body: matterFields.extend({ version: z.number().int() }),
  response: matterEntry,
});
