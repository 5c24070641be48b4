import { ListChecks, Trash2, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { AreaResult } from '#contract/search.ts';
import { useTitles } from '../../shared/dictionaries.ts';
import { formatCount } from '../../shared/format.ts';
import { useLink } from '../../shared/link-store.ts';
import { changeSelection, useSelection } from '../../shared/question.ts';
import { noSelection, themeKey } from '../../shared/question-code.ts';
import { holdsTheme, toggleChosenTheme } from '../../shared/selection.ts';
import { Button } from '../../shared/ui/button.tsx';
import { IconButton } from '../../shared/ui/icon-button.tsx';
import { KindIcon } from '../../shared/ui/kind-icon.tsx';
import { Empty, Failure, Skeleton } from '../../shared/ui/states.tsx';
import { useWords } from '../../shared/words/words.ts';
import type { AreaRowsQuery } from './area-api.ts';
import styles from './area-panel.module.css';
import { CountedOnly } from './counted-only.tsx';
import { ItemRows } from './item-rows.tsx';
import { countElements, countListed, isCounted } from './totals.ts';

interface ChosenListProps {
  query: AreaRowsQuery;
  /** What can be done with it. */
  actions: ReactNode;
}

/** The third column: what was chosen, with its count, ways to take out, and what to do with it. */
export function ChosenList({ query, actions }: ChosenListProps) {
  const words = useWords();
  const { isEmpty } = useSelection();
  const totals = query.data?.pages[0]?.totals ?? [];
  return (
    <section className={styles.chosen} aria-label={words.area.chosen}>
      <div className={styles.listHead}>
        <h3>{words.area.chosen}</h3>
        <b role="status">{isEmpty ? '' : formatCount(countElements(totals))}</b>
        {!isEmpty && (
          <span className={styles.listTools}>
            <Button look="quiet" size="s" icon={<Trash2 size={13} aria-hidden />} onClick={() => changeSelection(noSelection)}>
              {words.area.clearChosen}
            </Button>
          </span>
        )}
      </div>
      {isEmpty ? <Empty icon={<ListChecks size={22} aria-hidden />} title={words.area.nothingChosen} hint={words.area.nothingChosenHint} /> : <Chosen query={query} />}
      {actions}
    </section>
  );
}

function Chosen({ query }: { query: AreaRowsQuery }) {
  const words = useWords();
  const { selection } = useSelection();
  const text = useLink((link) => link.filter.q);
  const [first] = query.data?.pages ?? [];
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (query.isError && !first) return <Failure error={query.error} onRetry={() => query.refetch()} />;
  if (!first) return <Skeleton rows={6} />;
  return (
    <>
      <ChosenThemes answer={first} />
      <CountedOnly answer={first} themes={selection.themes} hasWords={text !== ''} />
      {rows.length > 0 && <ItemRows label={words.area.chosen} rows={rows} total={countListed(first.totals, first.countedOnly)} query={query} isChosenList />}
    </>
  );
}

/** The chosen themes with what is left of each, and the things beside them. */
function ChosenThemes({ answer: { totals, countedOnly } }: { answer: AreaResult }) {
  const words = useWords();
  const titles = useTitles();
  const { selection } = useSelection();
  const beside = totals.filter((total) => !selection.themes.some((theme) => holdsTheme(theme, total))).reduce((sum, { count }) => sum + count, 0);
  return (
    <ul className={styles.chosenThemes}>
      {selection.themes.map((theme) => {
        const title = theme.category === undefined ? titles.kind(theme.kind) : titles.category(theme.kind, theme.category) || words.area.noCategory;
        const count = totals.filter((total) => holdsTheme(theme, total)).reduce((sum, total) => sum + total.count, 0);
        return (
          <li key={themeKey(theme)}>
            <KindIcon kind={theme.kind === 'key_person' ? 'person' : theme.kind} size={14} />
            <span>{title}</span>
            {count === 0 && isCounted(theme.kind, countedOnly) ? <b title={words.area.fewHint}>–</b> : <b>{formatCount(count)}</b>}
            <IconButton size="s" label={words.area.unchooseAll(title)} onClick={() => changeSelection(toggleChosenTheme(selection, theme))}>
              <X size={13} aria-hidden />
            </IconButton>
          </li>
        );
      })}
      {beside > 0 && (
        <li>
          <ListChecks size={14} aria-hidden />
          <span>{words.area.singles}</span>
          <b>{formatCount(beside)}</b>
        </li>
      )}
    </ul>
  );
}
