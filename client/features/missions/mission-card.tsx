import { ClipboardList, FileText, Pencil } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { isTaskOpen, type MissionDetail, type MissionStep, type MissionTask, missionStepObstacle, missionSteps } from '#contract/missions.ts';
import { formatMoment } from '../../shared/china-time.ts';
import { formatArea } from '../../shared/format.ts';
import { openCard } from '../../shared/link-store.ts';
import { usePreferences } from '../../shared/preferences.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Card, CardSection, Facts } from '../../shared/ui/card.tsx';
import { notify } from '../../shared/ui/notices.tsx';
import { QuestionDialog } from '../../shared/ui/question-dialog.tsx';
import { describeFailure, Failure, Skeleton } from '../../shared/ui/states.tsx';
import { useWords, wordFor } from '../../shared/words/words.ts';
import { useMission, useStepMission } from './api.ts';
import styles from './missions.module.css';
import { StepButtons } from './step-buttons.tsx';
import { give } from './store.ts';
import { TaskView } from './task-view.tsx';

interface MissionCardProps {
  id: string;
  mayGive: boolean;
  onBack?: (() => void) | undefined;
  onClose: () => void;
  onLocate: (mission: MissionDetail) => void;
  /** The things of a task, out of the mission's brief. */
  thingsOf: (task: MissionTask, missionId: string, briefId: string) => ReactNode;
}
const stepNames = Object.keys(missionSteps) as MissionStep[];

/** One mission: its tasks and how they stand, what was done by whom, and its owner's steps. */
export function MissionCard({ id, mayGive, onBack, onClose, onLocate, thingsOf }: MissionCardProps) {
  const words = useWords().briefs;
  const query = useMission(id);
  const mission = query.data;
  const shell = { onClose, onBack, icon: <ClipboardList size={18} aria-hidden /> };
  if (query.isPending) return <Card title={words.mission} {...shell}><Skeleton rows={8} /></Card>;
  if (!mission) return <Card title={words.mission} {...shell}><Failure error={query.error} onRetry={() => query.refetch()} /></Card>;
  return (
    <Card title={mission.title} subtitle={<span>{`${mission.number} · ${mission.place}`}</span>} onLocate={() => onLocate(mission)} {...shell}>
      <MissionActions mission={mission} mayGive={mayGive} />
      <MissionFacts mission={mission} />
      <CardSection title={words.tasks} hint={words.progress(mission.tasks.filter(({ state }) => state === 'done').length, mission.tasks.length)}>
        <ul className={styles.cardTasks} aria-label={words.tasks}>
          {mission.tasks.map((task) => (
            <TaskView key={task.id} task={task} mission={mission} things={mission.brief && thingsOf(task, mission.id, mission.brief.id)} />
          ))}
        </ul>
      </CardSection>
      <Log mission={mission} />
    </Card>
  );
}

function MissionActions({ mission, mayGive }: { mission: MissionDetail; mayGive: boolean }) {
  const words = useWords();
  const change = useStepMission(mission.id);
  const situation = { state: mission.state, isOwner: mission.owner.isMe && mayGive };
  const steps = stepNames.filter((step) => missionStepObstacle(step, situation) === null).map((step) => ({ step, title: words.briefs.missionSteps[step], needsNote: missionSteps[step].needsNote }));
  const take = (step: MissionStep, note: string) => change.mutate({ step, note, version: mission.version }, { onError: (error) => notify(`${words.briefs.stepFailed}：${describeFailure(error, words)}`, 'warn') });
  const [isAsking, setAsking] = useState(false);
  const open = mission.tasks.filter(({ state }) => isTaskOpen(state)).length;
  const choose = (step: MissionStep, note: string) => (step === 'close' && open > 0 ? setAsking(true) : take(step, note));
  const close = () => {
    setAsking(false);
    take('close', '');
  };
  const { brief } = mission;
  if (!brief && steps.length === 0) return null;
  return (
    <div className={styles.actions}>
      <StepButtons steps={steps} isBusy={change.isPending} onStep={choose} />
      {isAsking && <QuestionDialog title={words.briefs.closeAsk(open)} lead={words.briefs.closeLead} stay={words.briefs.notYet} go={words.briefs.closeAnyway} onStay={() => setAsking(false)} onGo={close} />}
      {situation.isOwner && mission.state === 'open' && (
        <Button size="s" icon={<Pencil size={13} aria-hidden />} onClick={() => give({ mission })}>
          {words.briefs.edit}
        </Button>
      )}
      {brief && (
        <Button size="s" look="quiet" icon={<FileText size={13} aria-hidden />} onClick={() => openCard({ type: 'brief', code: brief.id }, 'if-hidden')}>
          {words.briefs.openBrief}
        </Button>
      )}
    </div>
  );
}

function MissionFacts({ mission }: { mission: MissionDetail }) {
  const words = useWords().briefs;
  const language = usePreferences((state) => state.language);
  const say = (moment: string | null) => (moment ? formatMoment(moment, language) : '');
  const facts = [
    { label: words.state, value: words.missionStates[mission.state] },
    { label: words.owner, value: mission.owner.name },
    { label: words.period, value: mission.startsAt || mission.endsAt ? words.periodText(say(mission.startsAt), say(mission.endsAt)) : words.undated },
    { label: words.size, value: formatArea(mission.squareMeters, language) },
  ];
  return (
    <CardSection title={words.mission}>
      <Facts facts={facts} />
    </CardSection>
  );
}

function Log({ mission }: { mission: MissionDetail }) {
  const words = useWords().briefs;
  const language = usePreferences((state) => state.language);
  const texts = new Map(mission.tasks.map(({ id, text }) => [id, text]));
  return (
    <CardSection title={words.log}>
      <ul className={styles.log}>
        {mission.log.map(({ at, by, taskId, step, note }) => (
          <li key={`${at}/${taskId}/${step}`}>
            <small>{formatMoment(at, language)}</small>
            <span>{`${by} ${wordFor(words.logSteps, step)}`}</span>
            {taskId && <small>{texts.get(taskId)}</small>}
            {note && <span className={styles.note}>{note}</span>}
          </li>
        ))}
      </ul>
    </CardSection>
  );
}
