import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Bookmark, BookmarkPlus, X } from 'lucide-react';
import { deleteSavedSearch, listSavedSearches, type SavedSearch, saveSearch } from '#contract/saved-searches.ts';
import { call } from '../../shared/api-call.ts';
import { currentLink, openLink } from '../../shared/link-store.ts';
import { IconButton } from '../../shared/ui/icon-button.tsx';
import { notify } from '../../shared/ui/notices.tsx';
import { encodeLink } from '../../shared/url-state.ts';
import { useWords } from '../../shared/words/words.ts';
import styles from './search-box.module.css';
import { useAction } from '../../shared/use-action.ts';

const key = ['saved-searches'];

export function useSavedSearches(): SavedSearch[] {
  const { data } = useQuery({ queryKey: key, queryFn: ({ signal }) => call(listSavedSearches, {}, { signal }), staleTime: 60_000 });
  return data?.items ?? [];
}

/** What the reader keeps: the text comes back into the box, and the console stands as it stood. */
export function SavedSearches({ id: ownId, searches, onChoose }: { id?: string; searches: SavedSearch[]; onChoose: (text: string) => void }) {
  const words = useWords();
  const queries = useQueryClient();
  const forget = useAction({ mutationFn: (id: number) => call(deleteSavedSearch, { params: { id } }), onSettled: () => queries.invalidateQueries({ queryKey: key }) });
  return (
    <section id={ownId} aria-label={words.search.saved}>
      <div className={styles.groupHead}>{words.search.saved}</div>
      <ul className={styles.saved}>
        {searches.map(({ id, name, text, link }) => (
          <li key={id}>
            <button
              type="button"
              className={styles.option}
              onClick={() => {
                if (link) openLink(link);
                onChoose(text);
              }}
            >
              <Bookmark size={14} aria-hidden />
              <span className={styles.name}>{name}</span>
            </button>
            <IconButton size="s" label={words.search.forgetSaved(name)} onClick={() => forget.mutate(id)}>
              <X size={13} aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function SaveSearchButton({ text }: { text: string }) {
  const words = useWords();
  const queries = useQueryClient();
  const save = useAction({
    mutationFn: () => call(saveSearch, { body: { name: text.slice(0, 80), text, link: encodeLink(currentLink()) } }),
    onSuccess: () => notify(words.search.savedAs(text), 'good'),
    onError: () => notify(words.search.notSaved, 'warn'),
    onSettled: () => queries.invalidateQueries({ queryKey: key }),
  });
  return (
    <button type="button" className={styles.save} onClick={() => save.mutate()} disabled={save.isPending}>
      <BookmarkPlus size={13} aria-hidden /> {words.search.save}
    </button>
  );
}
