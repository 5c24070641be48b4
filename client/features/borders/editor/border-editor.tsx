import { Save, Trash2 } from 'lucide-react';
import { Tabs } from 'radix-ui';
import { useState } from 'react';
import type { BorderPlan } from '#contract/borders.ts';
import type { MapStage } from '../../../map/map-stage.ts';
import { useConnection } from '../../../shared/connection.ts';
import { formatMoment } from '../../../shared/china-time.ts';
import { usePreferences } from '../../../shared/preferences.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { QuestionDialog } from '../../../shared/ui/question-dialog.tsx';
import { Tip } from '../../../shared/ui/icon-button.tsx';
import { describeFailure } from '../../../shared/ui/states.tsx';
import { useWords } from '../../../shared/words/words.ts';
import { HouseholdsNote } from '../households-note.tsx';
import { saveNow, saveObstacle } from './commands.ts';
import { Conflict } from './conflict.tsx';
import styles from './editor.module.css';
import { bandToneOf } from './features.ts';
import { GridTable } from './grid-table.tsx';
import { LostDraft } from './lost-draft.tsx';
import { ProblemList, useProblems } from './problem-list.tsx';
import { throwAway } from './session.ts';
import { bandOf, hasUnsaved, useEditor } from './store.ts';
import { useEditorMap, useEditorSession, useLeaveWarning } from './use-session.ts';

type Bounds = [number, number, number, number];

interface BorderEditorProps {
  plan: BorderPlan;
  /** Null while the map is on its way. */
  stage: MapStage | null;
  onGoTo: (bounds: Bounds) => void;
  /** Shows another plan: the one that was made of what was done here. */
  onOpen: (plan: BorderPlan) => void;
}

/** The plan's grids under the hand: what they hold, what is wrong, saving. `EditorOverlay` is its other half, over the map. */
export function BorderEditor({ plan, stage, onGoTo, onOpen }: BorderEditorProps) {
  const words = useWords().borderEditor;
  useEditorSession(plan);
  useEditorMap(stage);
  useLeaveWarning();
  const isOpen = useEditor((state) => state.plan?.id === plan.id);
  const problems = useProblems();
  const faults = problems.filter(({ isFault }) => isFault).length;
  if (!isOpen) return null;
  return (
    <section className={styles.editor} aria-label={words.title}>
      <SaveBar />
      <Notes />
      <Conflict plan={plan} onOpen={onOpen} />
      <Summary />
      <HouseholdsNote plan={plan} />
      <Tabs.Root className={styles.tabbed} defaultValue="grids">
        <Tabs.List className={styles.tabs} aria-label={words.title}>
          <Tabs.Trigger value="grids">{words.grids}</Tabs.Trigger>
          <Tabs.Trigger value="problems">
            {words.problems}
            {problems.length > 0 && <em data-fault={faults > 0}>{problems.length}</em>}
          </Tabs.Trigger>
        </Tabs.List>
        <Tabs.Content value="grids">
          <GridTable onGoTo={onGoTo} />
        </Tabs.Content>
        <Tabs.Content value="problems">
          <ProblemList onGoTo={onGoTo} />
        </Tabs.Content>
      </Tabs.Root>
    </section>
  );
}

function SaveBar() {
  const { borderEditor: words, common } = useWords();
  const save = useEditor((state) => state.save);
  const [isAsking, setAsking] = useState(false);
  // What the reason depends on.
  useEditor((state) => state.changed);
  useEditor((state) => state.faults);
  useEditor((state) => state.judgement);
  useEditor((state) => state.mayEdit);
  const isSaving = save.state === 'saving';
  const obstacle = saveObstacle();
  return (
    <div className={styles.saveBar}>
      <Tip text={obstacle ?? words.save} shortcut="Ctrl+S">
        <Button look="primary" icon={<Save size={15} aria-hidden />} aria-disabled={obstacle !== null || isSaving || undefined} onClick={() => obstacle === null && !isSaving && void saveNow()}>
          {isSaving ? words.saving : words.save}
        </Button>
      </Tip>
      <span className={styles.obstacle} role="status">
        {obstacle ?? ''}
      </span>
      {hasUnsaved() && (
        <Button look="quiet" size="s" icon={<Trash2 size={14} aria-hidden />} onClick={() => setAsking(true)}>
          {words.throwAway}
        </Button>
      )}
      {isAsking && (
        <QuestionDialog
          title={words.throwAway}
          lead={words.throwAwayQuestion}
          stay={common.cancel}
          go={words.throwAway}
          look="danger"
          onStay={() => setAsking(false)}
          onGo={() => {
            throwAway();
            setAsking(false);
          }}
        />
      )}
    </div>
  );
}

/** What the reader has to know of the draft, the connection and the last saving. */
function Notes() {
  const words = useWords();
  const language = usePreferences((state) => state.language);
  const { restoredAt, isUnkept, save } = useEditor();
  const isOnline = useConnection((state) => state.isOnline);
  const text = words.borderEditor;
  const clock = (at: number) => formatMoment(new Date(at).toISOString(), language);
  return (
    <>
      {restoredAt !== null && hasUnsaved() && (
        <p className={styles.note} role="status">
          {text.restored(clock(restoredAt))}
        </p>
      )}
      <LostDraft />
      {isUnkept && (
        <p className={styles.note} data-tone="warn" role="status">
          {text.unkept}
        </p>
      )}
      {!isOnline && (
        <p className={styles.note} data-tone="warn" role="status">
          {text.offline}
        </p>
      )}
      {save.state === 'failed' && (
        <p className={styles.note} data-tone="danger" role="alert">
          {text.notSaved}：{describeFailure(save.error, words)}
        </p>
      )}
      {save.state === 'conflict' && (
        <p className={styles.note} data-tone="danger" role="alert">
          {text.notSavedConflict}
        </p>
      )}
    </>
  );
}

function Summary() {
  const words = useWords().borderEditor;
  const { plan, work, tallies } = useEditor();
  const { coverage, facts } = work.document;
  const base = [...coverage.faces.values()].filter(({ key }) => facts.get(key)?.kind === 'base');
  const within = base.filter(({ key, zone }) => bandToneOf(tallies.get(key)?.[0] ?? 0, 'base', bandOf(plan, zone)) === 'within').length;
  return <p className={styles.summary}>{words.summary(coverage.faces.size, within, base.length)}</p>;
}
