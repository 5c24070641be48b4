import type { ProfileRecord } from '#contract/elements.ts';
import { maskPhone } from '../../platform/mask.ts';

type Value = string | number | boolean | null;
type RawFields = Record<string, unknown>;
/** Profile rows as the database names them, by profile; several rows of one profile (key person types) are a list. */
export type RawProfiles = Record<string, RawFields | RawFields[]>;

/** Columns that are shown under another name because they hold a masked value. */
const maskedColumns: Record<string, string> = { id_number_masked: 'idNumber', phone_masked: 'phone' };
const keyColumns = new Set(['county_code', 'element_id']);

/**
 * Profiles ready to be shown: fields in their own order, empty ones left out, masked ones marked.
 * @param options.personName the master's name of a person, which is masked already; it becomes a field that can be opened
 * @param options.showsContacts false masks the telephone of a contact of a place, organisation or resource
 */
export function describeProfiles(raw: RawProfiles, options: { personName: string | null; showsContacts: boolean }): ProfileRecord[] {
  return Object.entries(raw).flatMap(([name, rows]) =>
    (Array.isArray(rows) ? rows : [rows]).map((row) => {
      const fields = Object.entries(row).flatMap(([column, value]) => describeField(column, value, options.showsContacts));
      const nameField = name === 'person' && options.personName !== null ? [{ field: 'name', value: options.personName, isMasked: true }] : [];
      return { name, fields: [...nameField, ...fields] };
    }),
  );
}

function describeField(column: string, value: unknown, showsContacts: boolean): ProfileRecord['fields'] {
  if (keyColumns.has(column) || value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return [];
  const masked = maskedColumns[column];
  if (masked) return [{ field: masked, value: plain(value), isMasked: true }];
  if (column === 'contact_phone' && !showsContacts) return [{ field: 'contactPhone', value: maskPhone(String(value)), isMasked: false }];
  return [{ field: camelCase(column), value: Array.isArray(value) ? value.map(String) : plain(value), isMasked: false }];
}

function plain(value: unknown): Value {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : JSON.stringify(value);
}

function camelCase(column: string): string {
  return /^[a-z0-9]+(_[a-z0-9]+)+$/.test(column) ? column.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()) : column;
}
