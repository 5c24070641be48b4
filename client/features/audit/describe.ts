import type { AuditEntry } from '#contract/audit.ts';
import type { Titles } from '../../shared/dictionaries.ts';
import { type Words, wordFor } from '../../shared/words/words.ts';

/** Who did it, in words: the person with the account, or why there is none. */
export function describePerson({ user, userId }: AuditEntry, words: Words): { name: string; username: string | null } {
  if (user) return { name: user.displayName, username: user.username };
  return { name: userId === null ? words.audit.nobody : words.audit.goneAccount(userId), username: null };
}

/** What the entry is about: its kind in words, the name where everybody knows it, and the code. */
export function describeObject({ action, object, objectName }: AuditEntry, words: Words): { kind: string; name: string | null; code: string } | null {
  if (object === '') return null;
  if (object === 'unknown account') return { kind: words.audit.objects.account ?? '', name: words.audit.unknownAccount, code: '' };
  const code = object.replace(/^(matter|user:) ?/, (prefix) => (prefix.startsWith('user') ? prefix : ''));
  return { kind: words.audit.objects[kindOf(action, object)] ?? '', name: objectName, code };
}

function kindOf(action: string, object: string): string {
  if (object.startsWith('user:')) return 'account';
  if (object.startsWith('matter ')) return 'matter';
  const feature = action.split('.', 1)[0] ?? '';
  if (feature === 'brief' || feature === 'event' || feature === 'tiles') return feature;
  return { 19: 'element', 15: 'grid' }[object.length] ?? (/^\d{2,12}$/.test(object) ? 'region' : '');
}

/** The details as `label: value`, in words where there are any. What the server left out is nowhere. */
export function describeDetails({ detail }: AuditEntry, words: Words, titles: Titles): string[] {
  const request = detail.method === undefined ? {} : { path: `${String(detail.method).toUpperCase()} ${String(detail.path)}` };
  return Object.entries({ ...detail, ...request })
    .filter(([key, value]) => key !== 'method' && value !== null && value !== undefined && value !== '')
    .map(([key, value]) => `${wordFor(words.audit.details, key)}${words.common.because}${describeValue(key, value, words, titles)}`);
}

function describeValue(key: string, value: unknown, words: Words, titles: Titles): string {
  if (typeof value === 'boolean') return value ? words.common.yes : words.common.no;
  if (key === 'reason') return wordFor(words.audit.reasons, String(value));
  if (key === 'kind' || key === 'restricted') return [value].flat().map((kind) => titles.kind(String(kind))).join(words.audit.between);
  if (key === 'fields' && Array.isArray(value)) return value.map((field) => wordFor(words.fields, String(field))).join(words.audit.between);
  if ((key === 'counts' || key === 'people') && isCounts(value)) return Object.entries(value).map(([kind, count]) => `${titles.kind(kind)} ${count}`).join(words.audit.between);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function isCounts(value: unknown): value is Record<string, number> {
  return typeof value === 'object' && value !== null && Object.values(value).every((count) => typeof count === 'number');
}
