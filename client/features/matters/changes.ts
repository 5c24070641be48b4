import type { MatterFields } from '#contract/matter-catalogue.ts';

export interface FieldChange {
  field: keyof MatterFields;
  before: MatterFields[keyof MatterFields] | null;
  after: MatterFields[keyof MatterFields];
}
const fields = ['name', 'aliases', 'owner', 'role', 'routing', 'clocks', 'severity', 'sensitivity', 'openingCondition', 'closingCondition', 'concerns', 'valid'] as const satisfies (keyof MatterFields)[];

/** The fields that differ; all of them where there was nothing before. */
export function changesBetween(before: MatterFields | null, after: MatterFields): FieldChange[] {
  return fields.filter((field) => JSON.stringify(before?.[field]) !== JSON.stringify(after[field])).map((field) => ({ field, before: before?.[field] ?? null, after: after[field] }));
}

/** What is edited, out of an entry that has more. */
export function fieldsOf(entry: MatterFields): MatterFields {
  const { name, aliases, owner, role, routing, clocks, severity, sensitivity, openingCondition, closingCondition, concerns, valid } = entry;
  return { name, aliases, owner, role, routing, clocks, severity, sensitivity, openingCondition, closingCondition, concerns, valid };
}
