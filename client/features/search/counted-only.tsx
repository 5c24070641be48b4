import { EyeOff } from 'lucide-react';
import { fewCategory, type Theme } from '#contract/areas.ts';
import type { AreaResult } from '#contract/search.ts';
import { useTitles } from '../../shared/dictionaries.ts';
import { formatCount } from '../../shared/format.ts';
import { useWords } from '../../shared/words/words.ts';
import styles from './area-panel.module.css';
import { asksCounted, countedThemes } from './totals.ts';

interface CountedOnlyProps {
  answer: AreaResult;
  themes: readonly Theme[];
  /** Whether the list is narrowed by words, which choose no people. */
  hasWords: boolean;
}

/** What is there but may only be counted is said, and how it is counted, so that a short list does not look like all there is. */
export function CountedOnly({ answer: { totals, countedOnly, countedGrids, notTold, onlyOwn }, themes, hasWords }: CountedOnlyProps) {
  const words = useWords();
  const titles = useTitles();
  const isElsewhere = countedGrids === 0 && onlyOwn.length > 0 && countedThemes(totals, countedOnly).length === 0; // which is said by itself
  if (isElsewhere || !asksCounted(themes, countedOnly, notTold)) return null;
  const counted = themes.length > 0 ? countedThemes(totals, countedOnly) : [];
  const told = counted.map(({ kind, category, count }) => words.area.countedTheme(category === fewCategory ? `${titles.kind(kind)} ${words.area.fewTogether}` : titles.category(kind, category) || titles.kind(kind), formatCount(count))).join('、');
  return (
    <p className={styles.countedOnly}>
      <EyeOff size={14} aria-hidden />
      <span>
        <b>{words.area.countedOnly}</b> {told && `${told}${words.area.fullStop}`}
        {words.area.countedBy(formatCount(countedGrids), countedGrids)}
        {hasWords && ` ${words.area.countedInSpiteOfWords}`}
      </span>
    </p>
  );
}
