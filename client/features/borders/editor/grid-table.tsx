import { LocateFixed, Pencil, Trash2 } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { borderLimits, type PlanGrid } from '#contract/borders.ts';
import { visibleText } from '#contract/text.ts';
import type { Position } from '#contract/coverage/coverage.ts';
import { IconButton } from '../../../shared/ui/icon-button.tsx';
import { useWords, wordFor } from '../../../shared/words/words.ts';
import { householdsSourceOf } from '../households.ts';
import { changeFacts, remove } from './commands.ts';
import type { Figures } from './counts.ts';
import styles from './editor.module.css';
import own from './grid-table.module.css';
import { bandToneOf } from './features.ts';
import { Change, type FigureName, HeldChange } from './figures.tsx';
import { gridFigures } from './grid-figures.ts';
import { isRedrawn } from './net-changes.ts';
import type { GridFacts } from './plan-edit.ts';
import { pick } from './session.ts';
import { bandOf, type EditorState, useEditor } from './store.ts';

type Bounds = [number, number, number, number];
interface Row {
  code: string;
  facts: GridFacts;
  before: Figures | null;
  after: Figures | null;
  change: 'new' | 'changed' | 'renamed' | null;
}
const columns: FigureName[] = ['households', 'people', 'buildings', 'places', 'keyPersons'];

function rowsOf({ plan, base, work, tallies, baseTallies, units, marked }: Pick<EditorState, 'plan' | 'base' | 'work' | 'tallies' | 'baseTallies' | 'units' | 'marked'>): Row[] {
  const saved = new Map(plan?.grids.features.map(({ id, properties }) => [id, properties]));
  const codes = [...new Set([...work.document.coverage.faces.keys(), ...base.coverage.faces.keys()])].sort();
  return codes.flatMap((code) => {
    const facts = work.document.facts.get(code) ?? base.facts.get(code);
    if (!facts) return [];
    const known = { plan, base, baseTallies, units };
    const [before, after] = [gridFigures(code, base.coverage, baseTallies.get(code), known), gridFigures(code, work.document.coverage, tallies.get(code), known)];
    return [{ code, facts, before, after, change: changeOf(code, saved.get(code), { base, work, marked }) }];
  });
}

/** What the plan makes of a grid, in the words of the comparison with today. */
function changeOf(code: string, saved: PlanGrid['properties'] | undefined, { base, work, marked }: Pick<EditorState, 'base' | 'work' | 'marked'>): Row['change'] {
  if (saved?.isNew ?? true) return 'new';
  const isMarked = marked.includes(code);
  if (!isMarked && !saved?.isChanged) return null;
  return saved?.isRedrawn || (isMarked && isRedrawn(code, base, work.document)) ? 'changed' : 'renamed';
}

/** Every grid of the plan with what it holds, before → after. */
export function GridTable({ onGoTo }: { onGoTo: (bounds: Bounds) => void }) {
  const words = useWords().borderEditor;
  const { plan, base, work, tallies, baseTallies, units, marked, picked } = useEditor();
  const rows = useMemo(() => rowsOf({ plan, base, work, tallies, baseTallies, units, marked }), [plan, base, work, tallies, baseTallies, units, marked]);
  return (
    <table className={own.grids} aria-label={words.gridTable}>
      <thead>
        <tr>
          <th scope="col">{words.grids}</th>
          {columns.map((name) => (
            <th key={name} scope="col">
              {words.figures[name]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <GridRow key={row.code} row={row} isPicked={picked.grids.includes(row.code)} onGoTo={onGoTo} />
        ))}
      </tbody>
    </table>
  );
}

function GridRow({ row: { code, facts, before, after, change }, isPicked, onGoTo }: { row: Row; isPicked: boolean; onGoTo: (bounds: Bounds) => void }) {
  const { borderEditor: words, borders } = useWords();
  const plan = useEditor((state) => state.plan);
  const line = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (isPicked) line.current?.scrollIntoView({ block: 'nearest' });
  }, [isPicked]);
  const name = plan?.communities.length === 1 ? shortName(facts.name, plan.communities[0]?.name ?? '') : facts.name;
  const source = householdsSourceOf(plan, code.slice(0, 12));
  const tone = after ? bandToneOf(after.households, facts.kind, bandOf(plan, code.slice(0, 12))) : 'none';
  return (
    <>
      <tr ref={line} data-picked={isPicked} data-gone={after === null}>
        <th scope="row">
          <button type="button" className={own.name} aria-pressed={isPicked} disabled={after === null} onClick={() => pick({ vertices: new Set(), grids: isPicked ? [] : [code] })}>
            <i className={styles.tone} data-tone={tone} title={words.tones[tone]} aria-hidden />
            <span title={facts.name}>{name}</span>
            {change && after && (
              <em data-new={change === 'new'} title={wordFor(borders.changes, change)}>
                {words.marks[change]}
              </em>
            )}
          </button>
        </th>
        {columns.map((name) => (
          <td key={name}>
            <HeldChange name={name} source={source} before={before?.[name]} after={after?.[name]} />
          </td>
        ))}
      </tr>
      {isPicked && after && (
        <tr className={own.detail}>
          <td colSpan={columns.length + 1}>
            <GridDetail code={code} facts={facts} after={after} before={before} onGoTo={onGoTo} />
          </td>
        </tr>
      )}
    </>
  );
}

/** Without the community's name, which is the same in every row. */
function shortName(name: string, community: string): string {
  return name.startsWith(community) && name.length > community.length ? name.slice(community.length) : name;
}

function GridDetail({ code, facts, before, after, onGoTo }: { code: string; facts: GridFacts; before: Figures | null; after: Figures; onGoTo: (bounds: Bounds) => void }) {
  const words = useWords().borderEditor;
  const mayEdit = useEditor((state) => state.mayEdit);
  const [isNaming, setNaming] = useState(false);
  return (
    <div className={own.detailBox}>
      <div className={own.detailHead}>
        {isNaming ? <NameField code={code} name={facts.name} onDone={() => setNaming(false)} /> : <code>{code}</code>}
        <IconButton size="s" label={words.goToOf(facts.name)} onClick={() => onGoTo(boundsOfGrid(code))}>
          <LocateFixed size={14} aria-hidden />
        </IconButton>
        <IconButton size="s" label={words.renameOf(facts.name)} disabledReason={mayEdit ? null : words.readOnly} data-rename onClick={() => setNaming(true)}>
          <Pencil size={14} aria-hidden />
        </IconButton>
        <IconButton size="s" label={`${words.remove} · ${words.removeHint}`} disabledReason={mayEdit ? null : words.readOnly} onClick={() => remove(code)}>
          <Trash2 size={14} aria-hidden />
        </IconButton>
      </div>
      <div className={own.detailFacts}>
        {facts.kind === 'micro' ? (
          <span>{words.kinds.micro}</span>
        ) : (
          <select aria-label={words.kindOf(facts.name)} value={facts.kind} disabled={!mayEdit} onChange={(event) => changeFacts(code, { kind: event.target.value as 'base' | 'dedicated' })}>
            <option value="base">{words.kinds.base}</option>
            <option value="dedicated">{words.kinds.dedicated}</option>
          </select>
        )}
        <span>
          {words.figures.squareMeters} <Change name="squareMeters" before={before?.squareMeters} after={after.squareMeters} />
        </span>
        <span title={words.compactnessHint}>
          {words.figures.compactness} <Change name="compactness" before={before?.compactness} after={after.compactness} />
        </span>
      </div>
    </div>
  );
}

function NameField({ code, name, onDone }: { code: string; name: string; onDone: () => void }) {
  const words = useWords().borderEditor;
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  const keep = () => {
    const typed = visibleText(field.current?.value ?? '');
    if (typed !== '') changeFacts(code, { name: typed });
    onDone();
  };
  return (
    <input
      ref={field}
      className={own.nameField}
      aria-label={words.renameOf(name)}
      defaultValue={name}
      maxLength={borderLimits.nameLength}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) keep();
        if (event.key === 'Escape') onDone();
      }}
    />
  );
}

/** The box around a grid as it is now. */
function boundsOfGrid(code: string): Bounds {
  const { faces, positions } = useEditor.getState().work.document.coverage;
  const bounds: Bounds = [Infinity, Infinity, -Infinity, -Infinity];
  for (const id of faces.get(code)?.rings[0] ?? []) {
    const [x, y] = positions.get(id) as Position;
    bounds.splice(0, 4, Math.min(bounds[0], x), Math.min(bounds[1], y), Math.max(bounds[2], x), Math.max(bounds[3], y));
  }
  return bounds;
}
