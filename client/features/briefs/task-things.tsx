import { List } from 'lucide-react';
import type { BriefItem } from '#contract/briefs.ts';
import type { MissionTask } from '#contract/missions.ts';
import { openCard } from '../../shared/link-store.ts';
import { Button } from '../../shared/ui/button.tsx';
import { useWords } from '../../shared/words/words.ts';
import { Items } from './brief-content.tsx';
import styles from './briefs.module.css';
import { type ItemFilter, useBriefStore } from './store.ts';
import { useThemeTitles } from './theme-title.ts';

interface TaskThingsProps {
  task: MissionTask;
  missionId: string;
  /** The brief that the mission was made of. */
  briefId: string;
  /** Sends the map there. */
  onShow: (item: BriefItem) => void;
}

/** What a task is about: the brief's things of its theme (all without one) as a list and on the map, and the single things that it names. */
export function TaskThings({ task, missionId, briefId, onShow }: TaskThingsProps) {
  const words = useWords().briefs;
  const titleOf = useThemeTitles();
  const things = useBriefStore((state) => (state.things?.taskId === task.id ? state.things : null));
  const { theme, codes } = task;
  const filter: ItemFilter = theme ? { kind: theme.kind, ...(theme.category !== undefined ? { category: theme.category } : {}) } : {};
  const toggle = () => useBriefStore.setState({ things: things ? null : { missionId, taskId: task.id, briefId, filter, code: null } });
  const show = (item: BriefItem) => {
    useBriefStore.setState({ things: { missionId, taskId: task.id, briefId, filter, code: item.code } });
    onShow(item);
  };
  return (
    <div className={styles.things}>
      {(theme !== null || codes.length === 0) && (
        <Button size="s" icon={<List size={14} aria-hidden />} aria-expanded={things !== null} onClick={toggle}>
          {words.things(theme ? titleOf(theme) : words.anything)}
        </Button>
      )}
      {codes.map((code) => (
        <button key={code} type="button" className={styles.link} onClick={() => openCard({ type: 'element', code }, 'if-hidden')}>
          {code}
        </button>
      ))}
      {things && <Items id={briefId} filter={filter} shown={things.code} onShow={show} />}
    </div>
  );
}
