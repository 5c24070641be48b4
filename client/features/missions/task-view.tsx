import type { ReactNode } from 'react';
import { isTaskOpen, type MissionState, type MissionTask, type TaskStep, taskStepObstacle, taskSteps } from '#contract/missions.ts';
import { formatMoment } from '../../shared/china-time.ts';
import { useTitles } from '../../shared/dictionaries.ts';
import { usePreferences } from '../../shared/preferences.ts';
import { notify } from '../../shared/ui/notices.tsx';
import { describeFailure } from '../../shared/ui/states.tsx';
import { useWords } from '../../shared/words/words.ts';
import { useStepTask } from './api.ts';
import styles from './missions.module.css';
import { StepButtons } from './step-buttons.tsx';

interface TaskViewProps {
  task: MissionTask;
  mission: { id: string; state: MissionState; owner: { isMe: boolean }; endsAt: string | null };
  isCurrent?: boolean;
  /** The things that it is about, in place of their name. */
  things?: ReactNode;
  /** Beside the due time: which mission it belongs to. */
  children?: ReactNode;
}
const stepNames = Object.keys(taskSteps) as TaskStep[];

/** One task: what, by when, for whom, where it stands, and the steps that are the reader's to take now. */
export function TaskView({ task, mission, isCurrent = false, things, children }: TaskViewProps) {
  const words = useWords();
  const titles = useTitles();
  const language = usePreferences((state) => state.language);
  const change = useStepTask(mission.id);
  const due = task.dueAt ?? mission.endsAt;
  const isUnfinished = mission.state === 'open' && isTaskOpen(task.state);
  const situation = { state: task.state, missionState: mission.state, isAssignee: task.people.some(({ isMe }) => isMe), isOwner: mission.owner.isMe };
  const steps = stepNames.filter((step) => taskStepObstacle(step, situation) === null).map((step) => ({ step, title: words.briefs.steps[step], needsNote: taskSteps[step].needsNote }));
  const take = (step: TaskStep, note: string) =>
    change.mutate({ taskId: task.id, step, note, version: task.version }, { onError: (error) => notify(`${words.briefs.stepFailed}：${describeFailure(error, words)}`, 'warn') });
  const theme = task.theme && [titles.kind(task.theme.kind), task.theme.category ? (titles.code('key_person_type', task.theme.category) ?? titles.category(task.theme.kind, task.theme.category)) : ''].filter(Boolean).join(' · ');
  return (
    <li className={styles.task} aria-current={isCurrent || undefined}>
      <div className={styles.head}>
        <b>{task.text}</b>
        <span className={styles.state} data-state={task.state}>
          {words.briefs.taskStates[task.state]}
        </span>
      </div>
      <div className={styles.meta}>
        {children}
        {theme && !things && <span>{theme}</span>}
        {due && <span>{words.briefs.due(formatMoment(due, language))}</span>}
        {due && isUnfinished && new Date(due) < new Date() && <mark>{words.briefs.overdue}</mark>}
        <span>{`${words.briefs.people}：${task.people.map(({ name }) => name).join('、') || words.briefs.unassigned}`}</span>
      </div>
      {task.note && <p className={styles.note}>{task.note}</p>}
      <StepButtons steps={steps} isBusy={change.isPending} onStep={take} />
      {things}
    </li>
  );
}
