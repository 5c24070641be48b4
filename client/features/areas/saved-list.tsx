import { FolderOpen, Pencil, Search, SearchX, Trash2 } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import type { SavedAreaSummary } from '#contract/areas.ts';
import { formatMoment } from '../../shared/china-time.ts';
import { formatArea } from '../../shared/format.ts';
import { changeLink } from '../../shared/link-store.ts';
import { usePreferences } from '../../shared/preferences.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { IconButton } from '../../shared/ui/icon-button.tsx';
import { notify } from '../../shared/ui/notices.tsx';
import { Empty, Failure, Skeleton } from '../../shared/ui/states.tsx';
import { useWords } from '../../shared/words/words.ts';
import { useDeleteArea, useSavedAreas, useUpdateArea } from './api.ts';
import styles from './dialogs.module.css';
import { whyNotSaved } from './save-dialog.tsx';
import { closeAreaDialog, useAreaDialog } from './store.ts';

/** The reader's saved areas and those shared with them, found by name. */
export function SavedAreasDialog({ onLoad }: { onLoad: () => void }) {
  const words = useWords();
  const isOpen = useAreaDialog((state) => state.open === 'list');
  return (
    <Dialog title={words.areas.savedList} isOpen={isOpen} onClose={closeAreaDialog} width={560}>
      <SavedAreas onLoad={onLoad} />
    </Dialog>
  );
}

function SavedAreas({ onLoad }: { onLoad: () => void }) {
  const words = useWords();
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const query = useSavedAreas(q);
  const items = query.data?.items ?? [];
  return (
    <>
      <label className={styles.search}>
        <Search size={15} aria-hidden />
        <input type="search" aria-label={words.areas.savedSearch} placeholder={words.areas.savedSearch} value={typed} maxLength={80} onChange={(event) => setTyped(event.target.value)} />
      </label>
      {query.isPending && <Skeleton rows={4} />}
      {query.isError && <Failure error={query.error} onRetry={() => query.refetch()} />}
      {query.data && items.length === 0 && q === '' && <Empty icon={<FolderOpen size={22} aria-hidden />} title={words.areas.savedNone} hint={words.areas.savedNoneHint} />}
      {query.data && items.length === 0 && q !== '' && <Empty icon={<SearchX size={22} aria-hidden />} title={words.areas.savedNotFound(q)} />}
      <ul className={styles.list} aria-label={words.areas.savedList}>
        {items.map((item) => (
          <SavedRow key={item.id} item={item} onLoad={onLoad} />
        ))}
      </ul>
      {query.data && query.data.total > items.length && <p className={styles.more}>{words.areas.savedMore(items.length, query.data.total)}</p>}
    </>
  );
}

function SavedRow({ item, onLoad }: { item: SavedAreaSummary; onLoad: () => void }) {
  const words = useWords();
  const language = usePreferences((state) => state.language);
  const [doing, setDoing] = useState<'nothing' | 'renaming' | 'deleting'>('nothing');
  const load = () => {
    onLoad();
    changeLink({ area: { parts: [], saved: { id: item.id, isEdited: false } }, open: null }, 'push');
    closeAreaDialog();
  };
  const whose = item.isMine ? (item.isShared ? `${words.areas.mine} · ${words.areas.isShared}` : words.areas.mine) : words.areas.sharedBy(item.jurisdictionName || words.areas.everywhere);
  if (doing === 'renaming') return <RenameRow item={item} onEnd={() => setDoing('nothing')} />;
  if (doing === 'deleting') return <DeleteRow item={item} onEnd={() => setDoing('nothing')} />;
  return (
    <li className={styles.saved}>
      <button type="button" className={styles.savedMain} title={words.areas.loadOf(item.name)} onClick={load}>
        <span>{item.name}</span>
        <small>{[whose, formatArea(item.squareMeters, language), words.areas.countOfPieces(item.partCount), formatMoment(item.updatedAt, language)].join(' · ')}</small>
      </button>
      {item.isMine && (
        <>
          <IconButton size="s" label={`${words.areas.rename}：${item.name}`} onClick={() => setDoing('renaming')}>
            <Pencil size={14} aria-hidden />
          </IconButton>
          <IconButton size="s" label={words.areas.deleteOf(item.name)} onClick={() => setDoing('deleting')}>
            <Trash2 size={14} aria-hidden />
          </IconButton>
        </>
      )}
    </li>
  );
}

function RenameRow({ item, onEnd }: { item: SavedAreaSummary; onEnd: () => void }) {
  const words = useWords();
  const update = useUpdateArea();
  const [name, setName] = useState(item.name);
  const [isShared, setShared] = useState(item.isShared);
  const [fault, setFault] = useState<string | null>(null);
  const save = () => update.mutate({ id: item.id, version: item.version, name: name.trim(), isShared }, { onSuccess: onEnd, onError: (error) => setFault(whyNotSaved(error, words)) });
  return (
    <li className={styles.saved} data-doing>
      <form
        className={styles.inline}
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() && !update.isPending) save();
        }}
      >
        {/* biome-ignore lint/a11y/noAutofocus: the reader has just asked to rename this row */}
        <input aria-label={words.areas.name} value={name} maxLength={80} autoFocus onChange={(event) => setName(event.target.value)} />
        <label>
          <input type="checkbox" checked={isShared} onChange={(event) => setShared(event.target.checked)} /> {words.areas.isShared}
        </label>
        <Button size="s" onClick={onEnd}>
          {words.common.cancel}
        </Button>
        <Button size="s" type="submit" look="primary" disabled={update.isPending || name.trim() === ''}>
          {words.areas.save}
        </Button>
      </form>
      {fault && (
        <p className={styles.error} role="alert">
          {fault}
        </p>
      )}
    </li>
  );
}

function DeleteRow({ item, onEnd }: { item: SavedAreaSummary; onEnd: () => void }) {
  const words = useWords();
  const remove = useDeleteArea();
  const [fault, setFault] = useState<string | null>(null);
  const confirm = () => remove.mutate(item, { onSuccess: () => notify(words.areas.deleted(item.name), 'good'), onError: (error) => setFault(whyNotSaved(error, words)) });
  return (
    <li className={styles.saved} data-doing>
      <div className={styles.inline} role="alertdialog" aria-label={words.areas.deleteOf(item.name)}>
        <span>{words.areas.deleteQuestion(item.name)}</span>
        <Button size="s" onClick={onEnd}>
          {words.common.cancel}
        </Button>
        <Button size="s" look="danger" disabled={remove.isPending} onClick={confirm}>
          {words.areas.deleteNow}
        </Button>
      </div>
      {fault && (
        <p className={styles.error} role="alert">
          {fault}
        </p>
      )}
    </li>
  );
}
