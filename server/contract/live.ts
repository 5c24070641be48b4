import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { planStatuses } from './border-rules.ts';

/**
 * What a screen is told as it happens: a hint with ids alone. What is meant is asked for by the reader's own rights; so a
 * message that is lost or comes twice does no harm.
 */
export const liveMessages = {
  /** A border plan was made, changed or moved on. */
  borders: z.object({ planId: z.uuid(), version: z.number().int(), status: z.enum(planStatuses) }),
  /** Today's grids are others: with them tiles, counts and places of everything that moved. */
  grids: z.object({ planId: z.uuid() }),
} as const;
export type LiveTopic = keyof typeof liveMessages;

/** Who is told: the right that it takes, and whether only those whose jurisdiction touches the ground. Grids are open to everyone who is signed in. */
export const liveTopics = {
  borders: { right: 'borders.read', isLocal: true },
  grids: { right: null, isLocal: false },
} as const satisfies Record<LiveTopic, { right: string | null; isLocal: boolean }>;

/** Beside the topics: `reset`, when more was missed than is kept, and `ended`, when the session is over. */
export const openStream = endpoint({
  method: 'get',
  path: '/api/stream',
  summary: 'Server-sent events: `event` is the topic, `id` resumes by Last-Event-ID, `data` is JSON of ids',
  access: 'session',
  response: z.string(),
  mediaType: 'text/event-stream',
});
