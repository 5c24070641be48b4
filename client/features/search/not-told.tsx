import { EyeOff } from 'lucide-react';
import type { Theme } from '#contract/areas.ts';
import { useTitles } from '../../shared/dictionaries.ts';
import { useWords } from '../../shared/words/words.ts';
import styles from './area-panel.module.css';
import { themesNotTold } from './totals.ts';

interface NotToldProps {
  /** Kinds of which this reader is told nothing at all. */
  notTold: string[];
  themes: Theme[];
}

/** An answer that leaves out what is not for the reader says so: a missing number is not a nought. */
export function NotTold({ notTold, themes }: NotToldProps) {
  const words = useWords();
  const titles = useTitles();
  const hidden = themesNotTold(themes, notTold).map(({ kind, category }) => (category === undefined ? titles.kind(kind) : titles.category(kind, category)) || titles.kind(kind));
  const text = themes.length > 0 ? words.area.notToldThemes(hidden.join('、')) : words.area.notTold(notTold.map(titles.kind).join('、'));
  if (themes.length > 0 ? hidden.length === 0 : notTold.length === 0) return null;
  return (
    <p className={styles.countedOnly} role="status">
      <EyeOff size={14} aria-hidden />
      <span>
        <b>{text}</b> {words.area.notToldHint}
      </span>
    </p>
  );
}

/** What lies beyond the reader's own ground is told in part: a number of what is there would be taken for the whole. */
export function OnlyOwn({ onlyOwn, themes }: { onlyOwn: readonly string[]; themes: readonly Theme[] }) {
  const words = useWords();
  const titles = useTitles();
  const partly = themes.length === 0 ? onlyOwn : onlyOwn.filter((kind) => themesNotTold(themes, [kind]).length > 0);
  if (partly.length === 0) return null;
  return (
    <p className={styles.countedOnly} role="status">
      <EyeOff size={14} aria-hidden />
      <span>
        <b>{words.area.beyondOwn}</b> {words.area.beyondOwnHint(partly.map(titles.kind).join('、'))}
      </span>
    </p>
  );
}
