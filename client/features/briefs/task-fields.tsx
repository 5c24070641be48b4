import { Plus, X } from 'lucide-react';
import type { Theme } from '#contract/areas.ts';
import { themeKey } from '../../shared/question-code.ts';
import { Button } from '../../shared/ui/button.tsx';
import { IconButton } from '../../shared/ui/icon-button.tsx';
import { useWords } from '../../shared/words/words.ts';
import styles from './briefs.module.css';
import { type DraftTask, newTask } from './draft.ts';
import { useThemeTitles } from './theme-title.ts';

interface TaskFieldsProps {
  tasks: DraftTask[];
  themes: Theme[];
  onChange: (tasks: DraftTask[]) => void;
}

/** What is to be done, about what, by when: a row each. */
export function TaskFields({ tasks, themes, onChange }: TaskFieldsProps) {
  const words = useWords().briefs;
  const titleOf = useThemeTitles();
  const change = (key: number, part: Partial<DraftTask>) => onChange(tasks.map((task) => (task.key === key ? { ...task, ...part } : task)));
  return (
    <fieldset>
      <legend>{words.tasks}</legend>
      {tasks.map((task, index) => (
        <div key={task.key} className={styles.task}>
          <input value={task.text} maxLength={500} aria-label={`${words.task(index + 1)}：${words.taskText}`} placeholder={words.taskText} onChange={(event) => change(task.key, { text: event.target.value })} />
          <select value={task.about} aria-label={`${words.task(index + 1)}：${words.taskAbout}`} onChange={(event) => change(task.key, { about: event.target.value })}>
            <option value="">{words.anything}</option>
            {themes.map((theme) => (
              <option key={themeKey(theme)} value={themeKey(theme)}>
                {titleOf(theme)}
              </option>
            ))}
          </select>
          <input type="datetime-local" value={task.due} aria-label={`${words.task(index + 1)}：${words.taskDue}`} onChange={(event) => change(task.key, { due: event.target.value })} />
          <IconButton size="s" label={words.removeTask(index + 1)} onClick={() => onChange(tasks.filter(({ key }) => key !== task.key))}>
            <X size={14} aria-hidden />
          </IconButton>
        </div>
      ))}
      <Button size="s" look="quiet" icon={<Plus size={14} aria-hidden />} onClick={() => onChange([...tasks, newTask()])}>
        {words.addTask}
      </Button>
    </fieldset>
  );
}
