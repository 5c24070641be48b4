import type { BriefTask } from '#contract/briefs.ts';
import { formatMoment } from '../../shared/china-time.ts';
import { usePreferences } from '../../shared/preferences.ts';
import { CardSection } from '../../shared/ui/card.tsx';
import { useWords } from '../../shared/words/words.ts';
import styles from './briefs.module.css';
import { useThemeTitles } from './theme-title.ts';

/** The tasks of a brief, in their order. */
export function TaskList({ tasks }: { tasks: BriefTask[] }) {
  const words = useWords().briefs;
  const titleOf = useThemeTitles();
  const language = usePreferences((state) => state.language);
  if (tasks.length === 0) return null;
  return (
    <CardSection title={words.tasks}>
      <ol className={styles.lines}>
        {numbered(tasks).map(({ n, text, theme, dueAt }) => (
          <li key={n} className={styles.line}>
            <span>{`${n}. ${text}`}</span>
            <small>{[theme ? titleOf(theme) : '', dueAt ? words.due(formatMoment(dueAt, language)) : ''].filter(Boolean).join(' · ')}</small>
          </li>
        ))}
      </ol>
    </CardSection>
  );
}

function numbered(tasks: BriefTask[]): (BriefTask & { n: number })[] {
  return tasks.map((task, index) => ({ ...task, n: index + 1 }));
}
