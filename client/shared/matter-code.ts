import { z } from 'zod';
import { areaCode } from '#contract/shapes.ts';

/** Where a matter is looked for, and when. */
export interface MatterLink {
  /** A matter (6 digits), a class of matters (2 or 4 digits), or words as residents say it. */
  matter: string;
  /** First and last day, `YYYY-MM-DD`, both included; null: the 90 days that end today. */
  from: string | null;
  to: string | null;
  /** A region or grid; `drawn` is the link's area; null is everything that the reader may see. */
  within: string | null;
}

/** What narrows a list of cases; a key that is not there narrows nothing. */
export const caseKeys = ['matter', 'state', 'spot', 'element', 'cluster', 'within', 'department', 'weekday', 'hour', 'from', 'to', 'reopened'] as const;
export type CaseKey = (typeof caseKeys)[number];
export type CaseFilter = Partial<Record<CaseKey, string>>;

const day = z.iso.date();
const matterText = z.string().trim().min(1).max(60);
const caseValue = /^[A-Za-z0-9_.~-]{1,80}$/;

export function decodeMatter(text: string): string | null {
  return matterText.safeParse(text).data ?? null;
}
export function decodeDay(text: string): string | null {
  return day.safeParse(text).data ?? null;
}
export function decodeWithin(text: string): string | null {
  return text === 'drawn' ? text : (areaCode.safeParse(text).data ?? null);
}

/** `state:open,hour:8`; an empty filter, which lists all cases of the matter, is `all`. */
export function encodeCases(filter: CaseFilter): string {
  const parts = caseKeys.flatMap((key) => (filter[key] === undefined ? [] : [`${key}:${filter[key]}`]));
  return parts.join(',') || 'all';
}

/** Reads what `encodeCases` wrote; null for anything else. */
export function decodeCases(text: string): CaseFilter | null {
  if (text === 'all') return {};
  const pairs = text.split(',').map((part) => part.split(':'));
  const isWhole = pairs.every(([key, value, ...more]) => caseKeys.some((known) => known === key) && value !== undefined && caseValue.test(value) && more.length === 0);
  return isWhole && new Set(pairs.map(([key]) => key)).size === pairs.length ? Object.fromEntries(pairs) : null;
}

/** Whether the link's matter is a code; else it is words. */
export function isMatterCode(matter: string): boolean {
  return /^(\d{2}){1,3}$/.test(matter);
}
