import { z } from 'zod';
import { planParams } from './borders.ts';
import { endpoint } from './endpoint.ts';
import { gridCode } from './shapes.ts';

const dutyId = z.number().int();
const namedGrid = z.object({ code: gridCode, name: z.string() });

const openDuties = z.object({
  /** Whether the reader may decide. */
  mayDecide: z.boolean(),
  /** Duties that the adoption gave to one of several successors: `at` is where they are meanwhile. */
  undecided: z.array(z.object({ dutyId, role: z.string(), holder: z.string(), from: namedGrid, at: gridCode, choices: z.array(namedGrid) })),
  /** Grids with nobody in charge, and the duties of those who may take them over. */
  unattended: z.array(namedGrid.extend({ households: z.number().int(), candidates: z.array(dutyId) })),
  /** The candidates, each once. */
  people: z.array(z.object({ dutyId, role: z.string(), holder: z.string(), place: z.string() })),
});
export type OpenDuties = z.infer<typeof openDuties>;

export const listOpenDuties = endpoint({
  method: 'get',
  path: '/api/border-plans/:id/open-duties',
  summary: 'What an adopted plan leaves to be decided: duties with several successors, and grids with nobody in charge',
  access: 'borders.read',
  params: planParams,
  response: openDuties,
});

const choices = z.array(z.object({ dutyId, gridCode })).max(500).default([]);
export const decideOpenDuties = endpoint({
  method: 'post',
  path: '/api/border-plans/:id/open-duties',
  summary: 'Gives undecided duties to one of their grids (`decided`) and puts people in charge of grids that have nobody (`appointed`); answers what is still open',
  access: 'borders.adopt',
  params: planParams,
  body: z.object({ decided: choices, appointed: choices }),
  response: openDuties,
});
export type DutyDecisions = z.output<NonNullable<typeof decideOpenDuties.body>>;
