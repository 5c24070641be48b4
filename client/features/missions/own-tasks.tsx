import { ClipboardCheck } from 'lucide-react';
import type { OwnTask } from '#contract/missions.ts';
import { openCard } from '../../shared/link-store.ts';
import { Empty, Failure, Skeleton } from '../../shared/ui/states.tsx';
import { useWords } from '../../shared/words/words.ts';
import { useOwnTasks } from './api.ts';
import styles from './missions.module.css';
import { TaskView } from './task-view.tsx';

/** 我的任务: what is to be done first, then what is over. */
export function OwnTasks({ openId }: { openId: string | null }) {
  const words = useWords().briefs;
  const query = useOwnTasks();
  if (query.isPending) return <Skeleton rows={6} />;
  if (!query.data) return <Failure error={query.error} onRetry={() => query.refetch()} />;
  const isOver = (task: OwnTask) => task.mission.state !== 'open' || task.state === 'done' || task.state === 'cannot';
  const [open, over] = [query.data.tasks.filter((task) => !isOver(task)), query.data.tasks.filter(isOver)];
  return (
    <>
      {open.length === 0 && <Empty icon={<ClipboardCheck size={22} aria-hidden />} title={words.noTasks} hint={words.noTasksHint} />}
      <Tasks title={words.ownTasks} tasks={open} openId={openId} />
      {over.length > 0 && (
        <>
          <h3 className={styles.heading}>{words.finishedTasks}</h3>
          <Tasks title={words.finishedTasks} tasks={over} openId={openId} />
        </>
      )}
    </>
  );
}

function Tasks({ title, tasks, openId }: { title: string; tasks: OwnTask[]; openId: string | null }) {
  if (tasks.length === 0) return null;
  return (
    <ul className={styles.list} aria-label={title}>
      {tasks.map(({ mission, ...task }) => (
        <TaskView key={task.id} task={task} mission={mission} isCurrent={mission.id === openId}>
          <button type="button" className={styles.link} onClick={() => openCard({ type: 'mission', code: mission.id }, 'always')}>
            {`${mission.title} · ${mission.place}`}
          </button>
        </TaskView>
      ))}
    </ul>
  );
}
