import type { MatterCatalogue, MatterEntry, MatterFields } from '#contract/matter-catalogue.ts';
import { formatMoment } from '../../shared/china-time.ts';
import { usePreferences } from '../../shared/preferences.ts';
import { notify } from '../../shared/ui/notices.tsx';
import { Failure, Skeleton } from '../../shared/ui/states.tsx';
import { useWords } from '../../shared/words/words.ts';
import { useMatter, useMatterHistory, useSaveMatter } from './catalogue-api.ts';
import { Marks } from './catalogue-list.tsx';
import styles from './catalogue.module.css';
import { changesBetween, type FieldChange, fieldsOf } from './changes.ts';
import { MatterForm } from './matter-form.tsx';

const hours = (amount: number) => ({ amount, unit: '工作时' as const });
const emptyMatter: MatterFields = {
  name: '', aliases: [], owner: 'command_centre', role: null, routing: 'territory_first', clocks: { accept: hours(4), dispatch: hours(4), handle: { amount: 3, unit: '工作日' }, verify: { amount: 1, unit: '工作日' } },
  severity: 1, sensitivity: 'internal', openingCondition: '', closingCondition: '', concerns: [], valid: true,
};

/** A matter that this place adds to the catalogue. */
export function NewMatter({ classCode, catalogue, onSaved }: { classCode: string; catalogue: MatterCatalogue; onSaved: (code: string) => void }) {
  const words = useWords();
  const save = useSaveMatter();
  const onSave = (fields: MatterFields, group: string) =>
    save.mutate({ fields, classCode: group }, {
      onSuccess: (entry) => {
        notify(words.admin.saved, 'good');
        onSaved(entry.code);
      },
    });
  return (
    <section className={styles.editor} aria-label={words.admin.newMatter}>
      <h2>{words.admin.newMatter}</h2>
      <MatterForm key={classCode} start={emptyMatter} classCode={classCode} catalogue={catalogue} isSaving={save.isPending} error={save.error} onSave={onSave} />
    </section>
  );
}

/** One matter with its form and what was changed before. */
export function MatterEditor({ code, catalogue }: { code: string; catalogue: MatterCatalogue }) {
  const words = useWords();
  const query = useMatter(code);
  const save = useSaveMatter();
  if (query.isPending) return <Skeleton rows={12} />;
  if (query.isError) return <Failure error={query.error} onRetry={() => query.refetch()} />;
  const entry = query.data;
  const reload = () => {
    save.reset();
    void query.refetch();
  };
  return (
    <section className={styles.editor} aria-label={entry.name}>
      <EntryHead entry={entry} />
      <MatterForm
        key={`${code} ${entry.version}`} start={fieldsOf(entry)} catalogue={catalogue} isSaving={save.isPending} error={save.error} onReload={reload}
        onSave={(fields) => save.mutate({ fields, code, version: entry.version }, { onSuccess: () => notify(words.admin.saved, 'good') })}
      />
      <History code={code} catalogue={catalogue} />
    </section>
  );
}

function EntryHead({ entry }: { entry: MatterEntry }) {
  const words = useWords();
  const language = usePreferences((state) => state.language);
  return (
    <header className={styles.entryHead}>
      <h2>{entry.name}</h2>
      <Marks matter={entry} />
      <p>
        {words.admin.code} <code>{entry.code}</code> · {words.admin.source} {[entry.source, entry.grade].filter(Boolean).join(' / ')} · {words.admin.version(entry.version)} · {formatMoment(entry.updatedAt, language)}
      </p>
    </header>
  );
}

function History({ code, catalogue }: { code: string; catalogue: MatterCatalogue }) {
  const words = useWords();
  const language = usePreferences((state) => state.language);
  const query = useMatterHistory(code);
  const changes = query.data?.changes ?? [];
  return (
    <section className={styles.history}>
      <h3>{words.admin.history}</h3>
      {query.isPending && <Skeleton rows={3} />}
      {query.isError && <Failure error={query.error} onRetry={() => query.refetch()} />}
      {query.data && changes.length === 0 && <p className={styles.soft}>{words.admin.noHistory}</p>}
      {changes.length > 0 && (
        <div className={styles.historyScroll}>
          <table>
            <thead>
              <tr>
                {[words.admin.when, words.admin.who, words.admin.what, words.admin.before, words.admin.after].map((title) => <th key={title} scope="col">{title}</th>)}
              </tr>
            </thead>
            <tbody>
              {changes.flatMap((change) =>
                changesBetween(change.before, change.after).map((field, index) => (
                  <tr key={`${change.version} ${field.field}`}>
                    <td>{index === 0 && formatMoment(change.at, language)}</td>
                    <td>{index === 0 && (change.by ?? words.admin.nobody)}</td>
                    <ChangeCells change={field} isNew={change.before === null} catalogue={catalogue} />
                  </tr>
                )),
              )}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function ChangeCells({ change, isNew, catalogue }: { change: FieldChange; isNew: boolean; catalogue: MatterCatalogue }) {
  const words = useWords();
  const names: Record<FieldChange['field'], string> = {
    name: words.admin.name, aliases: words.admin.aliases, owner: words.admin.owner, role: words.admin.role, routing: words.admin.routing, clocks: words.admin.clocks, severity: words.admin.severity,
    sensitivity: words.admin.sensitivity, openingCondition: words.admin.opening, closingCondition: words.admin.closing, concerns: words.admin.concerns, valid: words.admin.valid,
  };
  const text = (value: FieldChange['before']) => valueText(value, [...catalogue.departments, ...catalogue.roles]);
  return (
    <>
      <td>{names[change.field]}</td>
      <td>{isNew ? words.admin.created : text(change.before)}</td>
      <td>{text(change.after)}</td>
    </>
  );
}

function valueText(value: FieldChange['before'], named: { code: string; name: string }[]): string {
  if (value === null) return '–';
  if (typeof value === 'boolean') return value ? '✓' : '✗';
  if (typeof value !== 'object') return named.find(({ code }) => code === value)?.name ?? String(value);
  if (!Array.isArray(value)) return Object.values(value).map(({ amount, unit }) => `${amount}${unit}`).join(' / ');
  return value.map((part) => (typeof part === 'string' ? part : [part.kind, part.category].filter(Boolean).join(':'))).join('、') || '–';
}
