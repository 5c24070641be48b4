import type { listAudit } from '#contract/audit.ts';
import type { QueryInput } from '#contract/endpoint.ts';
import { dayAfter, momentOfDay } from '../../shared/china-time.ts';

/** What narrows the log, as the link holds it; '' is everything. Days are China's, both included. */
export interface AuditFilter {
  person: string;
  action: string;
  object: string;
  from: string;
  to: string;
}

export const wholeLog: AuditFilter = { person: '', action: '', object: '', from: '', to: '' };
const longest = 60;

/** Reads the filter of a link; what is no day is left out. */
export function readFilter(search: URLSearchParams): AuditFilter {
  const text = (name: string) => (search.get(name) ?? '').trim().slice(0, longest);
  const day = (name: string) => (isDay(text(name)) ? text(name) : '');
  return { person: text('person'), action: text('action'), object: text('object').replaceAll(/(?<=\d)\s+(?=\d)/g, ''), from: day('from'), to: day('to') };
}

/** The filter as parameters of a link: only what narrows. */
export function filterParameters(filter: AuditFilter): Record<string, string> {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ''));
}

/** The filter as the server takes it: the last day is inside. */
export function auditQuery({ person, action, object, from, to }: AuditFilter): QueryInput<typeof listAudit> {
  return {
    ...(person && { person }),
    ...(action && { action }),
    ...(object && { object }),
    ...(from && { from: momentOfDay(from) }),
    ...(to && { to: momentOfDay(dayAfter(to)) }),
  };
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
}
