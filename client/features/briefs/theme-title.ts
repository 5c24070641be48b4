import type { Theme } from '#contract/areas.ts';
import { useTitles } from '../../shared/dictionaries.ts';
import { useWords } from '../../shared/words/words.ts';

/** `设施部件 · 消防栓`; without a category the whole kind, with an empty one what is of none, as far as its kind has categories. */
export function useThemeTitles(): (theme: Theme) => string {
  const words = useWords();
  const titles = useTitles();
  return ({ kind, category }) => {
    if (category === undefined || (category === '' && titles.codes(`category.${kind}`).length === 0)) return titles.kind(kind);
    const title = kind === 'key_person' ? (titles.code('key_person_type', category) ?? category) : titles.category(kind, category) || words.area.noCategory;
    return `${titles.kind(kind)} · ${title}`;
  };
}
