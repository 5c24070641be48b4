import { EyeOff } from 'lucide-react';
import { useTitles } from '../../shared/dictionaries.ts';
import { formatCount } from '../../shared/format.ts';
import { useWords } from '../../shared/words/words.ts';
import styles from './area-panel.module.css';
import { countedThemes } from './totals.ts';

interface CountedOnlyProps {
  totals: { kind: string; category: string; count: number }[];
  /** Kinds that this reader sees as counts. */
  countedOnly: string[];
  isThemed: boolean;
}

/** What is there but may only be counted is said, so that a short list does not look like all there is. */
export function CountedOnly({ totals, countedOnly, isThemed }: CountedOnlyProps) {
  const words = useWords();
  const titles = useTitles();
  const counted = countedThemes(totals, countedOnly);
  if (counted.length === 0) return null;
  return (
    <p className={styles.countedOnly}>
      <EyeOff size={14} aria-hidden />
      <span>
        <b>{words.area.countedOnly}</b>
        {isThemed && ` ${counted.map(({ kind, category, count }) => words.area.countedTheme(titles.category(kind, category) || titles.kind(kind), formatCount(count))).join('、')}`}
        {!isThemed && ` ${words.area.countedOnlyHint}`}
      </span>
    </p>
  );
}
