import { type LiveTopic, liveTopics } from '#contract/live.ts';
import type { Session } from './session.ts';

/** One row of the outbox. */
export interface OutboxRow extends Record<string, unknown> {
  id: number;
  topic: string;
  /** Code of the area that it concerns. */
  key: string;
  payload: Record<string, unknown>;
}

/** Whether a reader is told: by the topic's right, and where that is local by the ground that both have in common. */
export function isTold(row: Pick<OutboxRow, 'topic' | 'key'>, { rights, jurisdiction }: Pick<Session, 'rights' | 'jurisdiction'>): boolean {
  if (!(row.topic in liveTopics)) return false;
  const { right, isLocal } = liveTopics[row.topic as LiveTopic];
  if (right !== null && !rights.includes(right)) return false;
  return !isLocal || row.key.startsWith(jurisdiction) || jurisdiction.startsWith(row.key);
}

/** A row as it goes over the wire. */
export function toMessage({ id, topic, payload }: OutboxRow): string {
  return `id: ${id}\nevent: ${topic}\ndata: ${JSON.stringify(payload)}\n\n`;
}
/** Tells how far a reader is, so that it resumes from there; without data no event is seen. */
export function toHeartbeat(id: number): string {
  return `: still here\nid: ${id}\n\n`;
}

/** The number after which a reader wants to go on; null where it begins. */
export function readLastId(header: string | undefined): number | null {
  return header !== undefined && /^\d{1,15}$/.test(header) ? Number(header) : null;
}
