import { CheckCheck, ChevronRight, SquarePlus, TriangleAlert, UserRoundCheck } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { careKind, fewCategory, type Theme } from '#contract/areas.ts';
import { useTitles } from '../../shared/dictionaries.ts';
import { formatCount } from '../../shared/format.ts';
import { changeLink, useLink } from '../../shared/link-store.ts';
import { changeSelection, useSelection } from '../../shared/question.ts';
import { isThemeChosen, sameTheme, toggleChosenTheme, toggleTheme } from '../../shared/selection.ts';
import { IconButton } from '../../shared/ui/icon-button.tsx';
import { KindIcon } from '../../shared/ui/kind-icon.tsx';
import { useWords } from '../../shared/words/words.ts';
import type { Around } from './area-api.ts';
import styles from './area-panel.module.css';
import { useAnswer } from './store.ts';
import { countElements, groupTotals, type KindTotal } from './totals.ts';

interface ThemeListProps {
  totals: { kind: string; category: string; count: number }[];
  /** How many are of the filter's themes, or null where it has none. */
  themed: number | null;
  around: Around | undefined;
}

/** The first column: candidates by theme with their counts. A name filters list, map and charts; the button behind it chooses all of the theme. */
export function ThemeList({ totals, themed, around }: ThemeListProps) {
  const words = useWords();
  const kinds = groupTotals(totals);
  const total = formatCount(countElements(totals));
  const largest = Math.max(1, ...kinds.map(({ count }) => count));
  return (
    <section className={styles.themes} aria-label={words.area.totals}>
      <h3>
        {words.area.totals}
        {themed === null ? (
          <b>{total}</b>
        ) : (
          <span>
            {words.area.ofThemes} <b>{formatCount(themed)}</b> <small>{words.area.ofAll(total)}</small>
          </span>
        )}
      </h3>
      <ul>
        {kinds.map((entry) => (
          <KindRow key={entry.kind} entry={entry} largest={largest} />
        ))}
      </ul>
      {around && <AroundRows around={around} />}
    </section>
  );
}

function KindRow({ entry, largest }: { entry: KindTotal; largest: number }) {
  const words = useWords();
  const titles = useTitles();
  const themes = useLink((link) => link.filter.themes);
  const [isOpen, setOpen] = useState(entry.kind === careKind || themes.some((theme) => theme.kind === entry.kind && theme.category !== undefined));
  return (
    <li>
      <div className={styles.kindRow}>
        <IconButton size="s" label={`${isOpen ? words.common.less : words.common.more} ${titles.kind(entry.kind)}`} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <ChevronRight size={13} aria-hidden className={styles.chevron} data-open={isOpen} />
        </IconButton>
        <ThemeButtons theme={{ kind: entry.kind }} title={titles.kind(entry.kind)} count={entry.count} share={entry.count / largest} icon={<KindIcon kind={entry.kind === careKind ? 'person' : entry.kind} size={15} />} />
      </div>
      {isOpen && (
        <ul className={styles.categories}>
          {entry.categories.map(({ category, count }) => (
            <li key={category} className={styles.kindRow}>
              {category === fewCategory ? <FewTogether count={count} /> : <ThemeButtons theme={{ kind: entry.kind, category }} title={titles.category(entry.kind, category) || words.area.noCategory} count={count} share={count / (entry.categories[0]?.count ?? 1)} />}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function ThemeButtons({ theme, title, count, share, icon }: { theme: Theme; title: string; count: number; share: number; icon?: ReactNode }) {
  const words = useWords();
  const filter = useLink((link) => link.filter);
  const { selection } = useSelection();
  const isChosen = isThemeChosen(selection, theme);
  const isInKind = isChosen && !selection.themes.some((other) => sameTheme(other, theme));
  const narrow = () => {
    useAnswer.setState({ details: 'rows' });
    changeLink({ filter: { ...filter, themes: toggleTheme(filter.themes, theme) } }, 'push');
  };
  return (
    <>
      <button type="button" className={styles.kind} aria-pressed={filter.themes.some((other) => sameTheme(other, theme))} aria-label={words.area.filterBy(title, formatCount(count))} onClick={narrow}>
        <span className={styles.share} style={{ width: `${Math.max(1.5, share * 100)}%` }} aria-hidden="true" />
        {icon}
        <span className={styles.kindName}>{title}</span>
        <b>{formatCount(count)}</b>
      </button>
      <IconButton
        size="s"
        className={styles.choose}
        label={isChosen ? words.area.unchooseAll(title) : words.area.chooseAll(title)}
        isPressed={isChosen}
        disabledReason={isInKind ? words.area.inKind : null}
        onClick={() => changeSelection(toggleChosenTheme(selection, theme))}
      >
        {isChosen ? <CheckCheck size={15} aria-hidden /> : <SquarePlus size={15} aria-hidden />}
      </IconButton>
    </>
  );
}

/** Categories of too few people to be told one by one: nothing to narrow by. */
function FewTogether({ count }: { count: number }) {
  const words = useWords();
  return (
    <span className={styles.kind} title={words.area.fewTogetherHint}>
      <span className={styles.kindName}>{words.area.fewTogether}</span>
      <b>{formatCount(count)}</b>
    </span>
  );
}

/** People in charge and open cases: no elements, but of the same place. */
function AroundRows({ around }: { around: Around }) {
  const words = useWords();
  const details = useAnswer((state) => state.details);
  const { inChargeTotal, openEvents } = around;
  const openCases = () => changeLink({ cases: { state: 'open', within: 'drawn' }, panel: 'matters' }, 'push');
  return (
    <ul className={styles.aroundRows}>
      {openEvents !== null && (
        <li className={styles.kindRow}>
          <button type="button" className={styles.kind} onClick={openCases}>
            <TriangleAlert size={15} aria-hidden />
            <span className={styles.kindName}>{words.area.openEvents}</span>
            {openEvents.overdue > 0 && <small className={styles.overdue}>{words.area.overdue(formatCount(openEvents.overdue))}</small>}
            <b>{formatCount(openEvents.total)}</b>
          </button>
        </li>
      )}
      <li className={styles.kindRow}>
        <button type="button" className={styles.kind} aria-pressed={details === 'in-charge'} aria-label={words.area.showInCharge(formatCount(inChargeTotal))} onClick={() => useAnswer.setState({ details: details === 'in-charge' ? 'rows' : 'in-charge' })}>
          <UserRoundCheck size={15} aria-hidden />
          <span className={styles.kindName}>{words.area.inCharge}</span>
          <b>{formatCount(inChargeTotal)}</b>
        </button>
      </li>
    </ul>
  );
}
