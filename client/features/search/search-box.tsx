import { History, Search, X } from 'lucide-react';
import { type KeyboardEvent, type Ref, useEffect, useId, useImperativeHandle, useRef, useState } from 'react';
import { formatCount } from '../../shared/format.ts';
import { boxOfView } from '../../shared/geometry.ts';
import { currentLink } from '../../shared/link-store.ts';
import { usePreferences } from '../../shared/preferences.ts';
import { IconButton } from '../../shared/ui/icon-button.tsx';
import { useWords } from '../../shared/words/words.ts';
import { type FoundItem, useRestOf, useSearch } from './api.ts';
import { groupByKind, joinFound, kindOf, type ResultRow } from './kind-groups.ts';
import styles from './search-box.module.css';
import { SavedSearches, useSavedSearches } from './saved-searches.tsx';
import { SearchResults } from './search-results.tsx';

export interface SearchBoxHandle {
  focus(): void;
}
interface SearchBoxProps {
  onChoose: (item: FoundItem) => void;
  ref?: Ref<SearchBoxHandle>;
}
const pauseMs = 160;

/** One box over all that can be found: a combobox whose list the arrows walk through. */
export function SearchBox({ onChoose, ref }: SearchBoxProps) {
  const words = useWords();
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const box = useRef<HTMLElement>(null);
  const [text, setText] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  /** Of this text the groups that show all. */
  const [opened, setOpened] = useState<{ q: string; groups: string[] }>({ q: '', groups: [] });
  // The ground in sight when the typing began: what lies there comes first.
  const [inView, setInView] = useState<string | null>(null);
  const q = useSettled(text.trim(), pauseMs);
  const query = useSearch(isOpen ? q : '', inView);
  const recent = usePreferences((state) => state.recentSearches);
  const saved = useSavedSearches();
  const { rememberSearch, forgetSearches } = usePreferences.getState();
  useImperativeHandle(ref, () => ({ focus: () => input.current?.select() }));
  useClosedOutside(box, () => setOpen(false));

  const isTyped = text.trim() !== '';
  const hasList = isTyped || recent.length > 0 || saved.length > 0;
  const openGroups = isTyped && opened.q === q ? opened.groups : [];
  const rest = useRestOf(q, inView, [...new Set(openGroups.map(kindOf))]);
  const groups = groupByKind(isTyped ? joinFound(query.data?.items ?? [], rest) : [], new Set(openGroups), query.data?.next === null);
  const rows = groups.flatMap((group) => group.rows);
  const count = isTyped ? rows.length : recent.length;
  const choose = (item: FoundItem) => {
    rememberSearch(text.trim());
    setOpen(false);
    input.current?.blur();
    onChoose(item);
  };
  const take = (row: ResultRow) => {
    if (row.type === 'item') choose(row.item);
    else setOpened({ q, groups: [...openGroups, row.group] });
  };
  const repeat = (search: string) => {
    setText(search);
    setActive(-1);
    input.current?.focus();
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return; // Enter and arrows belong to the input method while it composes
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      if (count > 0) setActive((active + (event.key === 'ArrowDown' ? 1 : active < 0 ? 0 : -1) + count) % count);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const row = rows[Math.max(0, active)];
      const search = recent[active];
      if (isTyped && row && q === text.trim()) take(row);
      else if (!isTyped && search) repeat(search);
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      if (isOpen) setOpen(false);
      else if (text) setText('');
      else input.current?.blur();
    }
  };
  return (
    <search ref={box} className={styles.box}>
      <Search size={15} aria-hidden className={styles.icon} />
      <input
        ref={input}
        className={styles.input}
        type="text"
        role="combobox"
        aria-expanded={isOpen && hasList}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && active >= 0 ? `${listId}-${active}` : undefined}
        aria-label={words.search.label}
        aria-keyshortcuts="/"
        placeholder={words.search.placeholder}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setActive(-1);
          setOpen(true);
        }}
        onFocus={() => {
          setInView(boxOfView(currentLink().view, window.innerWidth, window.innerHeight));
          setOpen(true);
        }}
        onKeyDown={press}
      />
      {text ? (
        <IconButton size="s" label={words.common.clear} className={styles.clear} onClick={() => repeat('')}>
          <X size={14} aria-hidden />
        </IconButton>
      ) : (
        <span className={styles.slash} title={words.search.shortcut}>
          /
        </span>
      )}
      {isOpen && hasList && (
        <div className={styles.drop}>
          {isTyped ? (
            <SearchResults id={listId} q={q} query={query} groups={groups} active={active} onTake={take} onHover={setActive} />
          ) : (
            <>
              {saved.length > 0 && <SavedSearches {...(recent.length === 0 ? { id: listId } : {})} searches={saved} onChoose={repeat} />}
              {recent.length > 0 && <RecentSearches id={listId} searches={recent} active={active} onChoose={repeat} onForget={forgetSearches} />}
            </>
          )}
        </div>
      )}
      <span className="visually-hidden" role="status">
        {isOpen && isTyped && query.data && !query.isFetching ? words.search.results(formatCount(query.data.total)) : ''}
      </span>
    </search>
  );
}

function RecentSearches({ id, searches, active, onChoose, onForget }: { id: string; searches: string[]; active: number; onChoose: (search: string) => void; onForget: () => void }) {
  const words = useWords();
  return (
    <>
      <div className={styles.groupHead}>
        {words.search.recent}
        <button type="button" onClick={onForget}>
          {words.search.clearRecent}
        </button>
      </div>
      <div role="listbox" id={id} aria-label={words.search.recent}>
        {searches.map((search, index) => (
          // The list's focus stays in the input, as the combobox pattern says.
          <div key={search} id={`${id}-${index}`} role="option" tabIndex={-1} aria-selected={index === active} className={styles.option} onMouseDown={(event) => event.preventDefault()} onClick={() => onChoose(search)} onKeyDown={() => undefined}>
            <History size={14} aria-hidden />
            <span className={styles.name}>{search}</span>
          </div>
        ))}
      </div>
    </>
  );
}

/** A value once it has not changed for a while. */
function useSettled(value: string, milliseconds: number): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return value === '' ? '' : settled;
}

function useClosedOutside(box: React.RefObject<HTMLElement | null>, close: () => void): void {
  useEffect(() => {
    const leave = (event: Event) => event.target instanceof Node && !box.current?.contains(event.target) && close();
    document.addEventListener('pointerdown', leave);
    document.addEventListener('focusin', leave);
    return () => {
      document.removeEventListener('pointerdown', leave);
      document.removeEventListener('focusin', leave);
    };
  });
}
