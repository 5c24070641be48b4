import { FilePlus2 } from 'lucide-react';
import { useAreaQuestion, useSelection } from '../../shared/question.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Tip } from '../../shared/ui/icon-button.tsx';
import { useWords } from '../../shared/words/words.ts';
import styles from './briefs.module.css';
import { edit } from './store.ts';

/** Under the answer of an area: what is chosen, and the way to a brief of it. Without a choice the filter's themes are it. */
export function BriefBar() {
  const words = useWords().briefs;
  const question = useAreaQuestion();
  const { selection, isEmpty } = useSelection();
  if (!question) return null;
  const chosen = isEmpty ? { themes: question.themes ?? [], added: [], removed: [] } : selection;
  const isNothing = chosen.themes.length === 0 && chosen.added.length === 0;
  const button = (
    <Button look="primary" size="s" icon={<FilePlus2 size={14} aria-hidden />} aria-disabled={isNothing || undefined} onClick={() => !isNothing && edit({ question, selection: chosen })}>
      {words.make}
    </Button>
  );
  return (
    <div className={styles.bar}>
      <span>{isNothing ? words.makeHint : isEmpty ? words.byFilter(chosen.themes.length) : words.chosen(chosen.themes.length, chosen.added.length)}</span>
      {isNothing ? <Tip text={words.makeHint}>{button}</Tip> : button}
    </div>
  );
}
