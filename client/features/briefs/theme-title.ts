import type { Theme } from '#contract/areas.ts';
import type { Titles } from '../../shared/dictionaries.ts';

/** `设施部件 · 消防栓`; a type of care stands for itself. */
export function themeTitles(titles: Titles): (theme: Theme) => string {
  return ({ kind, category }) => {
    if (!category) return titles.kind(kind);
    const title = kind === 'key_person' ? (titles.code('key_person_type', category) ?? category) : titles.category(kind, category);
    return `${titles.kind(kind)} · ${title}`;
  };
}
