import { X } from 'lucide-react';
import { useTitles } from '../../shared/dictionaries.ts';
import { changeLink, useLink } from '../../shared/link-store.ts';
import { type AreaFilter, noFilter, themeKey } from '../../shared/question-code.ts';
import { Button } from '../../shared/ui/button.tsx';
import { useWords } from '../../shared/words/words.ts';
import styles from './area-panel.module.css';

interface FilterTagsProps {
  /** Name of a region or grid, where it is known. */
  placeName: (code: string) => string;
}

/** What narrows the answer, one tag each; all of it holds for map, list, counts and charts. */
export function FilterTags({ placeName }: FilterTagsProps) {
  const words = useWords();
  const titles = useTitles();
  const filter = useLink((link) => link.filter);
  const change = (part: Partial<AreaFilter>) => changeLink({ filter: { ...filter, ...part } }, 'push');
  const tags = [
    ...filter.themes.map((theme) => ({
      key: themeKey(theme),
      text: theme.category === undefined ? titles.kind(theme.kind) : titles.category(theme.kind, theme.category) || `${titles.kind(theme.kind)} · ${words.area.noCategory}`,
      without: { themes: filter.themes.filter((other) => other !== theme) },
    })),
    ...(filter.q ? [{ key: 'q', text: `“${filter.q}”`, without: { q: '' } }] : []),
    ...(filter.within ? [{ key: 'within', text: placeName(filter.within), without: { within: null } }] : []),
    ...(filter.nearTo ? [{ key: 'near', text: words.area.nearChosen, without: { nearTo: null } }] : []),
  ];
  if (tags.length === 0) return null;
  return (
    <ul className={styles.tags} aria-label={words.area.filters}>
      {tags.map(({ key, text, without }) => (
        <li key={key}>
          <button type="button" className={styles.tag} aria-label={words.area.removeFilter(text)} onClick={() => change(without)}>
            {text}
            <X size={12} aria-hidden />
          </button>
        </li>
      ))}
      <li>
        <Button look="quiet" size="s" onClick={() => changeLink({ filter: noFilter }, 'push')}>
          {words.area.unfilter}
        </Button>
      </li>
    </ul>
  );
}
