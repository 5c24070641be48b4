import { FolderOpen, X } from 'lucide-react';
import { useEffect } from 'react';
import { ApiError } from '../../shared/api-call.ts';
import { changeLink, useLink } from '../../shared/link-store.ts';
import { clearArea } from '../../shared/question.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Failure, Skeleton } from '../../shared/ui/states.tsx';
import { useWords } from '../../shared/words/words.ts';
import { useSavedArea } from './api.ts';
import { openAreaDialog } from './store.ts';

/** Fetches the saved area that the link names; from then on its pieces are the area. */
export function useSavedAreaOfLink(): void {
  const area = useLink((link) => link.area);
  const isAwaited = area !== null && area.parts.length === 0;
  const saved = useSavedArea(isAwaited ? (area.saved?.id ?? null) : null).data;
  useEffect(() => {
    if (isAwaited && saved && saved.id === area.saved?.id) changeLink({ area: { parts: saved.parts, saved: { id: saved.id, isEdited: false } } }, 'replace');
  }, [isAwaited, saved, area]);
}

/** In the place of the answer while a saved area is on its way, or why it cannot be opened and what to do instead. */
export function AwaitedArea({ id }: { id: number }) {
  const words = useWords();
  const query = useSavedArea(id);
  if (!query.isError) return <Skeleton rows={10} />;
  return (
    <Failure error={query.error} title={words.areas.savedGone} onRetry={() => query.refetch()}>
      {query.error instanceof ApiError && query.error.status === 404 && <p>{words.areas.savedGoneHint}</p>}
      <Button size="s" icon={<FolderOpen size={13} aria-hidden />} onClick={() => openAreaDialog('list')}>
        {words.areas.openList}
      </Button>
      <Button size="s" icon={<X size={13} aria-hidden />} onClick={clearArea}>
        {words.areas.leaveArea}
      </Button>
    </Failure>
  );
}
