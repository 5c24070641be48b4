import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { Theme } from '#contract/areas.ts';
import { useTitles } from '../../shared/dictionaries.ts';
import { formatCount } from '../../shared/format.ts';
import { changeLink, useLink } from '../../shared/link-store.ts';
import { sameTheme } from '../../shared/question.ts';
import { IconButton } from '../../shared/ui/icon-button.tsx';
import { KindIcon } from '../../shared/ui/kind-icon.tsx';
import { useWords } from '../../shared/words/words.ts';
import styles from './area-panel.module.css';
import { groupTotals, type KindTotal } from './totals.ts';

/** Totals by kind and category; each number filters the list below. */
export function AreaTotals({ totals, total }: { totals: { kind: string; category: string; count: number }[]; total: number }) {
  const words = useWords();
  const kinds = groupTotals(totals);
  const largest = kinds[0]?.count ?? 1;
  return (
    <div className={styles.totals}>
      <h3>
        {words.area.totals}
        <b>{formatCount(total)}</b>
      </h3>
      <ul>
        {kinds.map((entry) => (
          <KindRow key={entry.kind} entry={entry} share={entry.count / largest} />
        ))}
      </ul>
    </div>
  );
}

function KindRow({ entry, share }: { entry: KindTotal; share: number }) {
  const words = useWords();
  const titles = useTitles();
  const filter = useLink((link) => link.filter);
  const isChosen = (theme: Theme) => filter.themes.some((other) => sameTheme(theme, other));
  const [isOpen, setOpen] = useState(filter.themes.some((theme) => theme.kind === entry.kind && theme.category !== undefined));
  const title = titles.kind(entry.kind);
  const choose = (theme: Theme) => changeLink({ filter: { ...filter, themes: isChosen(theme) ? filter.themes.filter((other) => !sameTheme(theme, other)) : [...filter.themes, theme] } }, 'push');
  return (
    <li>
      <div className={styles.kindRow}>
        <IconButton size="s" label={isOpen ? words.common.less : words.common.more} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <ChevronRight size={13} aria-hidden className={styles.chevron} data-open={isOpen} />
        </IconButton>
        <button type="button" className={styles.kind} aria-pressed={isChosen({ kind: entry.kind })} aria-label={words.area.filterBy(title, formatCount(entry.count))} onClick={() => choose({ kind: entry.kind })}>
          <span className={styles.share} style={{ width: `${Math.max(1.5, share * 100)}%` }} aria-hidden="true" />
          <KindIcon kind={entry.kind} size={15} />
          <span>{title}</span>
          <b>{formatCount(entry.count)}</b>
        </button>
      </div>
      {isOpen && (
        <ul className={styles.categories}>
          {entry.categories.map(({ category, count }) => {
            const name = titles.category(entry.kind, category) || words.common.none;
            return (
              <li key={category}>
                <button type="button" className={styles.category} aria-pressed={isChosen({ kind: entry.kind, category })} aria-label={words.area.filterBy(name, formatCount(count))} disabled={category === ''} onClick={() => choose({ kind: entry.kind, category })}>
                  <span>{name}</span>
                  <b>{formatCount(count)}</b>
                </button>
              </li>
            );
          })}
        </ul>
      )}
    </li>
  );
}
