import { CircleAlert, CircleCheck, LocateFixed, TriangleAlert, Wrench } from 'lucide-react';
import { useMemo } from 'react';
import { formatArea } from '../../../shared/format.ts';
import { usePreferences } from '../../../shared/preferences.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { IconButton } from '../../../shared/ui/icon-button.tsx';
import { Menu, MenuItem } from '../../../shared/ui/menu.tsx';
import { Empty } from '../../../shared/ui/states.tsx';
import { useWords, wordFor } from '../../../shared/words/words.ts';
import { fixProblem } from './commands.ts';
import styles from './editor.module.css';
import { type Problem, problemsOf } from './problems.ts';
import { pick } from './session.ts';
import { bandOf, type Judgement, useEditor } from './store.ts';
import { buildingNameAt } from './units.ts';

export function useProblems(): Problem[] {
  const faults = useEditor((state) => state.faults);
  const judged = useEditor((state) => state.judgement.problems);
  return useMemo(() => problemsOf(faults, judged), [faults, judged]);
}

/** All faults and warnings, each with the way there and, where there is one, the way out. */
export function ProblemList({ onGoTo }: { onGoTo: (bounds: [number, number, number, number]) => void }) {
  const words = useWords().borderEditor;
  const problems = useProblems();
  const judgement = useEditor((state) => state.judgement);
  return (
    <div className={styles.problems}>
      <JudgementLine judgement={judgement} />
      {problems.length === 0 && judgement.state === 'done' && <Empty icon={<CircleCheck size={22} aria-hidden />} title={words.noProblems} hint={words.noProblemsHint} />}
      <ul aria-label={words.problems}>
        {problems.map((problem) => (
          <ProblemRow key={problem.key} problem={problem} onGoTo={onGoTo} />
        ))}
      </ul>
    </div>
  );
}

function JudgementLine({ judgement: { state } }: { judgement: Judgement }) {
  const words = useWords().borderEditor;
  const text = { waiting: words.judgeWaiting, asking: words.judging, failed: words.judgeFailed, offline: words.judgeOffline, done: '' }[state];
  return (
    <p className={styles.judgement} role="status" data-state={state}>
      {text}
    </p>
  );
}

function ProblemRow({ problem, onGoTo }: { problem: Problem; onGoTo: (bounds: [number, number, number, number]) => void }) {
  const words = useWords().borderEditor;
  const facts = useEditor((state) => state.work.document.facts);
  const mayEdit = useEditor((state) => state.mayEdit);
  const measure = useMeasure(problem);
  const name = wordFor(words.problem, problem.kind);
  const units = useEditor((state) => state.units);
  const building = problem.kind.startsWith('building') ? buildingNameAt(units, problem.location) : null;
  const where = [building, ...problem.grids.map((code) => facts.get(code)?.name ?? code.slice(12))].filter(Boolean).join('、');
  const [x, y] = problem.location;
  const go = () => {
    onGoTo([x, y, x, y]);
    pick({ vertices: new Set(), grids: problem.grids.filter((code) => facts.has(code)) });
  };
  const [only, ...more] = problem.fixes;
  return (
    <li data-fault={problem.isFault}>
      {problem.isFault ? <CircleAlert size={15} aria-label={words.fault} /> : <TriangleAlert size={15} aria-label={words.warning} />}
      <span>
        <b>{name}</b> {measure && <span>{measure}</span>}
        <small>{where}</small>
      </span>
      <IconButton size="s" label={words.goToOf(name)} onClick={go}>
        <LocateFixed size={14} aria-hidden />
      </IconButton>
      {mayEdit && only && more.length === 0 && (
        <Button size="s" icon={<Wrench size={13} aria-hidden />} title={words.fixes[only]} onClick={() => fixProblem(problem, only)}>
          {words.fix}
        </Button>
      )}
      {mayEdit && only && more.length > 0 && (
        <Menu
          trigger={
            <Button size="s" icon={<Wrench size={13} aria-hidden />}>
              {words.fix}
            </Button>
          }
        >
          {problem.fixes.map((fix) => (
            <MenuItem key={fix} onSelect={() => fixProblem(problem, fix)}>
              {words.fixes[fix]}
            </MenuItem>
          ))}
        </Menu>
      )}
    </li>
  );
}

/** What a problem's figure means. */
function useMeasure({ kind, measure, grids: [code = ''] }: Problem): string {
  const words = useWords().borderEditor;
  const households = useEditor((state) => state.tallies.get(code)?.[0] ?? 0);
  const plan = useEditor((state) => state.plan);
  const language = usePreferences((state) => state.language);
  if (measure === null) return '';
  switch (kind) {
    case 'outside-band': {
      const band = bandOf(plan, code.slice(0, 12));
      // The server is asked anew when the hand rests: what it said last may be right no more.
      if (band === null || (households >= band.min && households <= band.max)) return '';
      return words.outsideBand[households < band.min ? 'below' : 'above'](households, band);
    }
    case 'dedicated-with-households':
      return words.measures.households(measure);
    case 'not-compact':
      return measure.toFixed(2);
    case 'far-for-worker':
    case 'crosses-river':
    case 'crosses-road':
      return words.measures.meters(measure);
    default:
      return measure < 1 ? '< 1 m²' : formatArea(measure, language);
  }
}
