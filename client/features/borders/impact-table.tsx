import { ChevronRight, LocateFixed } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { BorderPlan, HouseholdsSource } from '#contract/borders.ts';
import type { BorderImpact } from '#contract/border-review.ts';
import { useTitles } from '../../shared/dictionaries.ts';
import { formatCount } from '../../shared/format.ts';
import { Failure, Skeleton } from '../../shared/ui/states.tsx';
import { useWords, type Words, wordFor } from '../../shared/words/words.ts';
import { useImpact } from './api.ts';
import styles from './borders.module.css';
import { householdsFigure, householdsSourceOf, joinedSource } from './households.ts';
import { HouseholdsNote } from './households-note.tsx';
import own from './impact.module.css';
import { type ImpactRow, impactRows } from './impact-rows.ts';
import { UnattendedGrids } from './unattended-grids.tsx';

interface ImpactTableProps {
  plan: BorderPlan;
  onGrid: (code: string) => void;
  onGoTo: (position: [number, number]) => void;
}

/** What an adoption would change: every number opens its rows, every row leads to its place. */
export function ImpactTable({ plan, onGrid, onGoTo }: ImpactTableProps) {
  const words = useWords().borders;
  const query = useImpact(plan.id, plan.version);
  if (query.isPending) return <Skeleton rows={8} />;
  if (query.isError) return <Failure error={query.error} onRetry={() => query.refetch()} />;
  const impact = query.data;
  const names = new Map([...plan.grids.features.map(({ properties }) => [properties.code, properties.name] as const), ...impact.grids.map(({ code, name }) => [code, name] as const)]);
  const nameOf = (code: string | null) => (code === null ? words.noGrid : (names.get(code) ?? code));
  const rows = impactRows(impact);
  if (impact.grids.length === 0 && impact.unattended.length === 0 && rows.every(({ total, pairs }) => !total && pairs.length === 0)) return <p className={own.quiet}>{words.impactNone}</p>;
  return (
    <>
      <HouseholdsNote plan={plan} />
      <ChangedGrids plan={plan} impact={impact} onGrid={onGrid} />
      <UnattendedGrids plan={plan} grids={impact.unattended} onGrid={onGrid} />
      <section className={styles.block} aria-label={words.moves}>
        <h3>{words.moves}</h3>
        {rows.map((row) => (
          <MoveRows key={row.kind} plan={plan} row={row} nameOf={nameOf} onGrid={onGrid} onGoTo={onGoTo} />
        ))}
        <Duties impact={impact} nameOf={nameOf} onGrid={onGrid} />
        {rows.some(({ total, isLeast }) => total === null || isLeast) && <p className={styles.note}>{words.mayNotKnowHint}</p>}
      </section>
    </>
  );
}

function ChangedGrids({ plan, impact, onGrid }: { plan: BorderPlan; impact: BorderImpact; onGrid: (code: string) => void }) {
  const all = useWords();
  const words = all.borders;
  return (
    <section className={styles.block} aria-label={words.gridsChanged}>
      <h3>
        {words.gridsChanged} <small>{impact.grids.length}</small>
      </h3>
      <table className={own.grids}>
        <thead>
          <tr>
            <th scope="col">{words.gridName}</th>
            <th scope="col">{words.counts.households}</th>
            <th scope="col">{words.counts.buildings}</th>
          </tr>
        </thead>
        <tbody>
          {impact.grids.map(({ code, name, change, before, after }) => (
            <tr key={code}>
              <td>
                <button type="button" onClick={() => onGrid(code)}>
                  {name}
                </button>
                <span className={own.change} data-change={change}>
                  {wordFor(words.changes, change)}
                </span>
              </td>
              <td>{householdsFromTo(before?.households, after?.households, householdsSourceOf(plan, code.slice(0, 12)), all)}</td>
              <td>{fromTo(before?.buildings, after?.buildings)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** `320 → 401`, or one number where it stays. */
function fromTo(before: number | undefined, after: number | undefined): string {
  if (before === after) return before === undefined ? '—' : formatCount(before);
  return `${before === undefined ? '—' : formatCount(before)} → ${after === undefined ? '—' : formatCount(after)}`;
}

/** The same of households: marked where they are estimated, and not told where nothing is known. */
function householdsFromTo(before: number | undefined, after: number | undefined, source: HouseholdsSource, words: Words): string {
  if (source === 'unknown') return words.borders.unknownFigure;
  const about = source === 'estimated' ? `${words.borders.about} ` : '';
  return before === undefined ? fromTo(before, after).replace('→ ', `→ ${about}`) : about + fromTo(before, after);
}

/** One kind: how many change grid, and opened from where to where, or one by one. */
function MoveRows({ plan, row, nameOf, onGrid, onGoTo }: { plan: BorderPlan; row: ImpactRow; nameOf: (code: string | null) => string; onGrid: (code: string) => void; onGoTo: (position: [number, number]) => void }) {
  const all = useWords();
  const words = all.borders;
  const titles = useTitles();
  const figure = (count: number, sources: HouseholdsSource[]) => (row.kind === 'household' ? householdsFigure(count, joinedSource(sources), all) : formatCount(count));
  const sourcesOf = ({ from, to }: ImpactRow['pairs'][number]) => [from, to].flatMap((code) => (code === null ? [] : [householdsSourceOf(plan, code.slice(0, 12))]));
  const whole = row.pairs.length > 0 ? row.pairs.flatMap(sourcesOf) : nothingMoves(plan);
  const title = words.moverKinds[row.kind] ?? titles.kind(row.kind);
  const total = row.total === null ? words.mayNotKnow : row.isLeast ? words.atLeast(formatCount(row.total)) : figure(row.total, whole);
  if (row.pairs.length === 0 && row.items.length === 0)
    return (
      <p className={own.moveHead} data-open={false}>
        <span />
        {title} <b>{total}</b>
      </p>
    );
  return (
    <Fold title={title} total={total} label={words.rowsOf(title)}>
      {row.items.length > 0
        ? row.items.map((item) => (
            <li key={item.code}>
              <button type="button" disabled={item.location === null} onClick={() => item.location && onGoTo(item.location)}>
                {item.name || item.code}
                {item.location && <LocateFixed size={12} aria-hidden />}
              </button>
              <small>{words.fromTo(nameOf(item.from), nameOf(item.to))}</small>
            </li>
          ))
        : row.pairs.map((pair) => (
            <li key={`${pair.from}/${pair.to}`}>
              <button type="button" onClick={() => onGrid(pair.to ?? pair.from ?? '')}>
                {words.fromTo(nameOf(pair.from), nameOf(pair.to))}
              </button>
              <b>{pair.count === null ? words.mayNotKnow : figure(pair.count, sourcesOf(pair))}</b>
            </li>
          ))}
    </Fold>
  );
}

/** Where no house moves no household does, unless nothing is known of any. */
function nothingMoves({ communities }: BorderPlan): HouseholdsSource[] {
  return communities.every(({ householdsSource }) => householdsSource === 'unknown') ? ['unknown'] : ['registered'];
}

function Duties({ impact, nameOf, onGrid }: { impact: BorderImpact; nameOf: (code: string | null) => string; onGrid: (code: string) => void }) {
  const words = useWords().borders;
  const titles = useTitles();
  if (impact.duties.length === 0) return null;
  return (
    <Fold title={words.dutiesTitle} total={formatCount(impact.duties.length)} label={words.rowsOf(words.dutiesTitle)}>
      {impact.duties.map((duty) => (
        <li key={duty.id}>
          <button type="button" onClick={() => onGrid(duty.to[0] ?? duty.from)}>
            {duty.holder} · {titles.code('duty_role', duty.role) ?? duty.role}
          </button>
          <small>
            {words.fromTo(nameOf(duty.from), duty.to.map(nameOf).join('、') || words.noGrid)} · {wordFor(words.decisions, duty.decision)}
          </small>
        </li>
      ))}
    </Fold>
  );
}

function Fold({ title, total, label, children }: { title: string; total: string; label: string; children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <div>
      <button type="button" className={own.moveHead} data-open={isOpen} aria-expanded={isOpen} title={label} onClick={() => setOpen(!isOpen)}>
        <ChevronRight size={13} aria-hidden />
        {title} <b>{total}</b>
      </button>
      {isOpen && <ul className={own.moves}>{children}</ul>}
    </div>
  );
}
