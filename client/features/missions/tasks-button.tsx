import { ClipboardCheck } from 'lucide-react';
import { IconButton } from '../../shared/ui/icon-button.tsx';
import { useWords } from '../../shared/words/words.ts';
import { useOwnTasks } from './api.ts';
import styles from './tasks-button.module.css';

/** How many tasks wait for the reader, and the way to them. */
export function TasksButton({ onOpen }: { onOpen: () => void }) {
  const words = useWords().briefs;
  const count = useOwnTasks().data?.openCount ?? 0;
  return (
    <span className={styles.place}>
      <IconButton label={words.openTasks(count)} onClick={onOpen}>
        <ClipboardCheck size={16} aria-hidden />
      </IconButton>
      {count > 0 && (
        <span className={styles.count} aria-hidden="true">
          {count > 99 ? '99+' : count}
        </span>
      )}
    </span>
  );
}
