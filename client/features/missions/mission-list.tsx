import { ClipboardList } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { type MissionSummary, taskStates } from '#contract/missions.ts';
import { openCard } from '../../shared/link-store.ts';
import { Empty, Failure, Skeleton } from '../../shared/ui/states.tsx';
import { useWords } from '../../shared/words/words.ts';
import { useMissions } from './api.ts';
import styles from './missions.module.css';

/** The missions that the reader gave, has tasks of, or answers for; open ones first. */
export function MissionList({ openId }: { openId: string | null }) {
  const words = useWords().briefs;
  const [text, setText] = useState('');
  const q = useDeferredValue(text.trim());
  const query = useMissions(q);
  return (
    <>
      <div className={styles.search}>
        <input type="search" value={text} maxLength={100} aria-label={words.search} placeholder={words.search} onChange={(event) => setText(event.target.value)} />
      </div>
      {query.isPending && <Skeleton rows={5} />}
      {query.isError && !query.data && <Failure error={query.error} onRetry={() => query.refetch()} />}
      {query.data?.missions.length === 0 && <Empty icon={<ClipboardList size={22} aria-hidden />} title={q ? words.noneFound : words.noMissions} {...(q ? {} : { hint: words.noMissionsHint })} />}
      <ul className={styles.rows} aria-label={words.missions}>
        {query.data?.missions.map((mission) => (
          <MissionRow key={mission.id} mission={mission} isOpen={mission.id === openId} />
        ))}
      </ul>
    </>
  );
}

function MissionRow({ mission, isOpen }: { mission: MissionSummary; isOpen: boolean }) {
  const words = useWords().briefs;
  const all = taskStates.reduce((sum, state) => sum + (mission.tasks[state] ?? 0), 0);
  return (
    <li>
      <button type="button" className={styles.row} aria-current={isOpen || undefined} onClick={() => openCard({ type: 'mission', code: mission.id }, 'if-hidden')}>
        <span className={styles.head}>
          <b>{mission.title}</b>
          <span className={styles.state} data-state={mission.state}>
            {words.missionStates[mission.state]}
          </span>
        </span>
        <small>{`${mission.number} · ${mission.place} · ${mission.owner.name}`}</small>
        <small>{words.progress(mission.tasks.done ?? 0, all)}</small>
      </button>
    </li>
  );
}
