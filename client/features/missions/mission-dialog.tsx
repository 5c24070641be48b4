import { Plus, X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { MissionDetail } from '#contract/missions.ts';
import { ApiError } from '../../shared/api-call.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { IconButton } from '../../shared/ui/icon-button.tsx';
import { notify } from '../../shared/ui/notices.tsx';
import { QuestionDialog } from '../../shared/ui/question-dialog.tsx';
import { describeFailure, Failure, Skeleton } from '../../shared/ui/states.tsx';
import { useWords, wordFor } from '../../shared/words/words.ts';
import { useChangeMission, useCreateMission, useMissionPeople } from './api.ts';
import { countUnassigned, type DraftTask, draftFault, draftOf, type MissionDraft, missionWordsOf, newTask } from './draft.ts';
import styles from './missions.module.css';
import { give, type Giving, useGiving } from './store.ts';

interface MissionDialogProps {
  onSaved: (mission: MissionDetail) => void;
}

/** Where tasks are given to people, and changed while the mission is open. */
export function MissionDialog({ onSaved }: MissionDialogProps) {
  const words = useWords().briefs;
  const giving = useGiving((state) => state.giving);
  return (
    <Dialog title={giving && 'mission' in giving ? words.editMission : words.newMission} lead={words.missionLead} isOpen={giving !== null} onClose={() => give(null)} width={720}>
      {giving && <MissionForm giving={giving} onSaved={onSaved} />}
    </Dialog>
  );
}

function MissionForm({ giving, onSaved }: MissionDialogProps & { giving: Giving }) {
  const words = useWords();
  const briefId = 'mission' in giving ? (giving.mission.brief?.id ?? null) : giving.source.briefId;
  const [draft, setDraft] = useState(() => draftOf(giving));
  const [fault, setFault] = useState<string | null>(null);
  const create = useCreateMission();
  const change = useChangeMission('mission' in giving ? giving.mission.id : '');
  const isSaving = create.isPending || change.isPending;
  const [isAsking, setAsking] = useState(false);
  const unassigned = countUnassigned(draft);
  const check = (event: FormEvent) => {
    event.preventDefault();
    const wrong = draftFault(draft);
    setFault(wrong && words.briefs[wrong]);
    if (wrong || isSaving) return;
    if (unassigned > 0) setAsking(true);
    else save();
  };
  const save = () => {
    setAsking(false);
    if (briefId === null) return;
    const reactions = {
      onSuccess: (mission: MissionDetail) => {
        give(null);
        notify('mission' in giving ? words.briefs.missionChanged : words.briefs.given, 'good');
        onSaved(mission);
      },
      onError: (error: Error) => setFault(error instanceof ApiError ? describeFailure(error, words) : error.message),
    };
    if ('mission' in giving) change.mutate({ ...missionWordsOf(draft), version: giving.mission.version }, reactions);
    else create.mutate({ ...missionWordsOf(draft), briefId }, reactions);
  };
  const part = (changed: Partial<MissionDraft>) => setDraft((now) => ({ ...now, ...changed }));
  return (
    <form className={styles.form} onSubmit={check} noValidate>
      <label className={styles.field}>
        <span>{words.briefs.title}</span>
        <input value={draft.title} maxLength={120} onChange={(event) => part({ title: event.target.value })} />
      </label>
      <div className={styles.pair}>
        <label className={styles.field}>
          <span>{words.briefs.from}</span>
          <input type="datetime-local" value={draft.from} onChange={(event) => part({ from: event.target.value })} />
        </label>
        <label className={styles.field}>
          <span>{words.briefs.until}</span>
          <input type="datetime-local" value={draft.until} onChange={(event) => part({ until: event.target.value })} />
        </label>
      </div>
      <Tasks tasks={draft.tasks} briefId={briefId} onChange={(tasks) => part({ tasks })} />
      {fault && (
        <p className={styles.error} role="alert">
          {fault}
        </p>
      )}
      <div className={styles.buttons}>
        <Button onClick={() => give(null)}>{words.common.cancel}</Button>
        <Button type="submit" look="primary" disabled={isSaving}>
          {isSaving ? words.briefs.saving : 'mission' in giving ? words.briefs.save : words.briefs.give}
        </Button>
      </div>
      {isAsking && (
        <QuestionDialog
          title={words.briefs.unassignedAsk(unassigned)}
          lead={words.briefs.unassignedLead}
          stay={words.briefs.goBack}
          go={'mission' in giving ? words.briefs.saveAnyway : words.briefs.giveAnyway}
          onStay={() => setAsking(false)}
          onGo={save}
        />
      )}
    </form>
  );
}

function Tasks({ tasks, briefId, onChange }: { tasks: DraftTask[]; briefId: string | null; onChange: (tasks: DraftTask[]) => void }) {
  const words = useWords().briefs;
  const change = (key: number, part: Partial<DraftTask>) => onChange(tasks.map((task) => (task.key === key ? { ...task, ...part } : task)));
  return (
    <>
      {tasks.map((task, index) => (
        <fieldset key={task.key} className={styles.draft}>
          <legend>{words.task(index + 1)}</legend>
          <div className={styles.draftRow}>
            <input value={task.text} maxLength={500} aria-label={`${words.task(index + 1)}：${words.taskText}`} placeholder={words.taskText} onChange={(event) => change(task.key, { text: event.target.value })} />
            <input type="datetime-local" value={task.due} aria-label={`${words.task(index + 1)}：${words.taskDue}`} onChange={(event) => change(task.key, { due: event.target.value })} />
            <IconButton size="s" label={words.removeTask(index + 1)} onClick={() => onChange(tasks.filter(({ key }) => key !== task.key))}>
              <X size={14} aria-hidden />
            </IconButton>
          </div>
          {briefId && <People briefId={briefId} chosen={task.people} onChange={(people) => change(task.key, { people })} />}
        </fieldset>
      ))}
      <div>
        <Button size="s" look="quiet" icon={<Plus size={14} aria-hidden />} onClick={() => onChange([...tasks, newTask()])}>
          {words.addTask}
        </Button>
      </div>
    </>
  );
}

function People({ briefId, chosen, onChange }: { briefId: string; chosen: number[]; onChange: (people: number[]) => void }) {
  const words = useWords();
  const query = useMissionPeople(briefId);
  if (query.isPending) return <Skeleton rows={1} />;
  if (query.isError) return <Failure error={query.error} onRetry={() => query.refetch()} />;
  if (query.data.people.length === 0) return <p className={styles.note}>{words.briefs.noPeople}</p>;
  return (
    <fieldset className={styles.people} aria-label={words.briefs.people}>
      {query.data.people.map(({ id, name, roles, place }) => (
        <label key={id}>
          <input type="checkbox" checked={chosen.includes(id)} onChange={(event) => onChange(event.target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))} />
          <span>
            {name} <small>{[place, ...roles.map((role) => wordFor(words.roles, role)).filter((role) => role !== name)].join(' ')}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
