import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { visibleLine } from './text.ts';

export const savedSearchLimits = { perPerson: 100, linkLength: 20_000 } as const;

export const savedSearch = z.object({ id: z.number().int(), name: z.string(), text: z.string(), link: z.string(), createdAt: z.string() });
export type SavedSearch = z.infer<typeof savedSearch>;

export const listSavedSearches = endpoint({
  method: 'get',
  path: '/api/saved-searches',
  summary: "The reader's own saved searches, last saved first",
  access: 'session',
  response: z.object({ items: z.array(savedSearch) }),
});

export const saveSearch = endpoint({
  method: 'post',
  path: '/api/saved-searches',
  summary: `Saves what was typed and the console's link under a name; the same name again replaces it; at most ${savedSearchLimits.perPerson} a person`,
  access: 'session',
  body: z
    .object({
      name: visibleLine(80),
      text: z.string().trim().max(200).default(''),
      link: z.string().max(savedSearchLimits.linkLength).regex(/^[^\s<>"#]*$/, 'the query part of an address').default(''),
    })
    .refine(({ text, link }) => text !== '' || link !== '', 'a text or a link'),
  response: savedSearch,
  status: 201,
});

export const deleteSavedSearch = endpoint({
  method: 'delete',
  path: '/api/saved-searches/:id',
  summary: 'Deletes a saved search of one\'s own',
  access: 'session',
  params: z.object({ id: z.coerce.number().int().positive() }),
  response: z.null(),
  status: 204,
});
