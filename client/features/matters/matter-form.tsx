import { RotateCcw, Save } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { clockStages, clockUnits, type MatterCatalogue, type MatterFields } from '#contract/matter-catalogue.ts';
import { ApiError } from '../../shared/api-call.ts';
import { useTitles } from '../../shared/dictionaries.ts';
import { refusalText } from '../../shared/refusal-text.ts';
import { Button } from '../../shared/ui/button.tsx';
import { describeFailure } from '../../shared/ui/states.tsx';
import { useWords, type Words } from '../../shared/words/words.ts';
import styles from './catalogue.module.css';
import { ConcernsField } from './concerns-field.tsx';

interface MatterFormProps {
  start: MatterFields;
  catalogue: MatterCatalogue;
  /** The class of a matter that is added; absent where one is changed. */
  classCode?: string;
  isSaving: boolean;
  error: Error | null;
  onSave: (fields: MatterFields, classCode: string) => void;
  onReload?: () => void;
}

/** All that a person may change of a matter; what the server refuses is told at its field. */
export function MatterForm({ start, catalogue, classCode, isSaving, error, onSave, onReload }: MatterFormProps) {
  const words = useWords();
  const [fields, setFields] = useState(start);
  const [aliases, setAliases] = useState(start.aliases.join('\n'));
  const [group, setGroup] = useState(classCode ?? '');
  const change = (part: Partial<MatterFields>) => setFields((now) => ({ ...now, ...part }));
  const faults = faultsOf(error, words);
  const whole = { ...fields, aliases: aliases.split('\n').map((line) => line.trim()).filter(Boolean) };
  const discard = () => {
    setFields(start);
    setAliases(start.aliases.join('\n'));
  };
  return (
    <form className={styles.form} noValidate onSubmit={(event) => { event.preventDefault(); onSave(whole, group); }}>
      {classCode !== undefined && (
        <Field label={words.admin.inClass} fault={faults.get('classCode')}>
          <Choices value={group} choices={catalogue.classes.filter(({ code }) => code.length === 4)} onChange={setGroup} />
        </Field>
      )}
      <Field label={words.admin.name} fault={faults.get('name')}>
        <input value={fields.name} maxLength={40} onChange={(event) => change({ name: event.target.value })} />
      </Field>
      <Field label={words.admin.aliases} hint={words.admin.aliasesHint} fault={faults.get('aliases')}>
        <textarea rows={5} value={aliases} onChange={(event) => setAliases(event.target.value)} />
      </Field>
      <Field label={words.admin.owner} fault={faults.get('owner')}>
        <Choices value={fields.owner} choices={catalogue.departments} onChange={(owner) => change({ owner })} />
      </Field>
      <Field label={words.admin.role} fault={faults.get('role')}>
        <Choices value={fields.role ?? ''} choices={[{ code: '', name: words.admin.noRole }, ...catalogue.roles]} onChange={(role) => change({ role: role || null })} />
      </Field>
      <Field label={words.admin.routing} fault={faults.get('routing')}>
        <Choices value={fields.routing} choices={[{ code: 'owner_first', name: words.admin.routings.owner_first }, { code: 'territory_first', name: words.admin.routings.territory_first }]} onChange={(routing) => change({ routing: routing === 'owner_first' ? routing : 'territory_first' })} />
      </Field>
      <ClocksField clocks={fields.clocks} faults={faults} onChange={(clocks) => change({ clocks })} />
      <SeverityFields fields={fields} faults={faults} onChange={change} />
      <Field label={words.admin.opening} fault={faults.get('openingCondition')}>
        <textarea rows={2} maxLength={400} value={fields.openingCondition} onChange={(event) => change({ openingCondition: event.target.value })} />
      </Field>
      <Field label={words.admin.closing} fault={faults.get('closingCondition')}>
        <textarea rows={2} maxLength={400} value={fields.closingCondition} onChange={(event) => change({ closingCondition: event.target.value })} />
      </Field>
      <ConcernsField concerns={fields.concerns} fault={faults.get('concerns')} onChange={(concerns) => change({ concerns })} />
      <label className={styles.check}>
        <input type="checkbox" checked={fields.valid} onChange={(event) => change({ valid: event.target.checked })} /> {words.admin.valid}
      </label>
      <Refusal error={error} hasFaults={faults.size > 0} onReload={onReload} />
      <div className={styles.formEnd}>
        <Button type="submit" look="primary" icon={<Save size={14} aria-hidden />} disabled={isSaving}>
          {isSaving ? words.admin.saving : words.admin.save}
        </Button>
        <Button icon={<RotateCcw size={14} aria-hidden />} onClick={discard}>
          {words.admin.discard}
        </Button>
      </div>
    </form>
  );
}

/** Faults by the field's first name: `/clocks/handle/amount` belongs to `clocks`. */
function faultsOf(error: Error | null, words: Words): Map<string, string> {
  const errors = error instanceof ApiError ? (error.problem?.errors ?? []) : [];
  return new Map(errors.map((fault) => [fault.pointer?.split('/')[1] ?? '', refusalText(fault, words) ?? fault.detail]));
}

export function Field({ label, hint, fault, children }: { label: string; hint?: string; fault: string | undefined; children: ReactNode }) {
  const words = useWords();
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is among the children
    <label className={styles.field} data-fault={fault !== undefined}>
      <span>
        {label} {hint && <small>{hint}</small>}
      </span>
      {children}
      {fault !== undefined && (
        <em role="alert">
          {words.admin.fault} <small>{fault}</small>
        </em>
      )}
    </label>
  );
}

function Choices({ value, choices, onChange }: { value: string; choices: { code: string; name: string }[]; onChange: (value: string) => void }) {
  return (
    <select value={value} onChange={(event) => onChange(event.target.value)}>
      {!choices.some(({ code }) => code === value) && <option value={value}>{value}</option>}
      {choices.map(({ code, name }) => (
        <option key={code} value={code}>{name}</option>
      ))}
    </select>
  );
}

function ClocksField({ clocks, faults, onChange }: { clocks: MatterFields['clocks']; faults: Map<string, string>; onChange: (clocks: MatterFields['clocks']) => void }) {
  const words = useWords();
  return (
    <fieldset className={styles.clocks} data-fault={faults.has('clocks')}>
      <legend>{words.admin.clocks}</legend>
      {clockStages.map((stage) => (
        <div key={stage}>
          <span>{words.admin.stages[stage]}</span>
          <input type="number" min={0.5} step={0.5} aria-label={words.admin.amountOf(words.admin.stages[stage])} value={clocks[stage].amount} onChange={(event) => onChange({ ...clocks, [stage]: { ...clocks[stage], amount: event.target.valueAsNumber || 0 } })} />
          <select aria-label={words.admin.unitOf(words.admin.stages[stage])} value={clocks[stage].unit} onChange={(event) => onChange({ ...clocks, [stage]: { ...clocks[stage], unit: clockUnits.find((unit) => unit === event.target.value) ?? '工作日' } })}>
            {clockUnits.map((unit) => (
              <option key={unit}>{unit}</option>
            ))}
          </select>
        </div>
      ))}
      {faults.has('clocks') && (
        <em role="alert">
          {words.admin.fault} <small>{faults.get('clocks')}</small>
        </em>
      )}
    </fieldset>
  );
}

function SeverityFields({ fields, faults, onChange }: { fields: MatterFields; faults: Map<string, string>; onChange: (part: Partial<MatterFields>) => void }) {
  const words = useWords();
  const titles = useTitles();
  const { sensitivities } = words.admin;
  return (
    <>
      <Field label={words.admin.severity} fault={faults.get('severity')}>
        <Choices value={String(fields.severity)} choices={[1, 2, 3, 4].map((severity) => ({ code: String(severity), name: `${severity} ${titles.code('event_severity', String(severity)) ?? ''}` }))} onChange={(severity) => onChange({ severity: Number(severity) })} />
      </Field>
      <Field label={words.admin.sensitivity} fault={faults.get('sensitivity')}>
        <Choices value={fields.sensitivity} choices={[{ code: 'internal', name: sensitivities.internal }, { code: 'restricted', name: sensitivities.restricted }]} onChange={(sensitivity) => onChange({ sensitivity: sensitivity === 'restricted' ? sensitivity : 'internal' })} />
      </Field>
    </>
  );
}

function Refusal({ error, hasFaults, onReload }: { error: Error | null; hasFaults: boolean; onReload?: (() => void) | undefined }) {
  const words = useWords();
  if (!error) return null;
  const isConflict = error instanceof ApiError && error.problemName === 'version-conflict';
  return (
    <p className={styles.refusal} role="alert">
      {isConflict ? words.admin.conflict : hasFaults ? words.admin.checkFields : describeFailure(error, words)}
      {isConflict && onReload && <Button size="s" onClick={onReload}>{words.admin.reload}</Button>}
    </p>
  );
}
