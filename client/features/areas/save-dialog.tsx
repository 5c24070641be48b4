import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import type { SavedArea } from '#contract/areas.ts';
import { ApiError } from '../../shared/api-call.ts';
import type { LinkArea } from '../../shared/area-code.ts';
import { changeLink, useLink } from '../../shared/link-store.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { notify } from '../../shared/ui/notices.tsx';
import { whyRefused } from '../../shared/refusal-text.ts';
import { describeFailure } from '../../shared/ui/states.tsx';
import { useWords, type Words } from '../../shared/words/words.ts';
import { useCreateArea, useSavedArea, useUpdateArea } from './api.ts';
import styles from './dialogs.module.css';
import { closeAreaDialog, useAreaDialog } from './store.ts';

const longestName = 80;

/** Keeps the area under a name, or writes it over the saved one that it came from. */
export function SaveDialog() {
  const words = useWords();
  const isOpen = useAreaDialog((state) => state.open === 'save');
  const area = useLink((link) => link.area);
  if (!area || area.parts.length === 0) return null;
  return (
    <Dialog title={words.areas.saveTitle} isOpen={isOpen} onClose={closeAreaDialog} width={420}>
      <SaveForm area={area} />
    </Dialog>
  );
}

function SaveForm({ area }: { area: LinkArea }) {
  const words = useWords();
  const origin = useSavedArea(area.saved?.id ?? null).data;
  const mine = origin?.isMine ? origin : undefined;
  const create = useCreateArea();
  const update = useUpdateArea();
  const [name, setName] = useState(mine?.name ?? '');
  const [isShared, setShared] = useState(mine?.isShared ?? false);
  const [fault, setFault] = useState<string | null>(null);
  const ids = { name: useId(), fault: useId(), hint: useId() };
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);
  const isBusy = create.isPending || update.isPending;
  const done = (saved: SavedArea, say: string) => {
    changeLink({ area: { parts: area.parts, saved: { id: saved.id, isEdited: false } } }, 'replace');
    closeAreaDialog();
    notify(say, 'good');
  };
  const onError = (error: Error) => setFault(whyNotSaved(error, words));
  const saveNew = (event?: FormEvent) => {
    event?.preventDefault();
    if (name.trim() && !isBusy) create.mutate({ name: name.trim(), parts: area.parts, isShared }, { onSuccess: (saved) => done(saved, words.areas.saved(saved.name)), onError });
  };
  const saveOver = (over: SavedArea) => {
    if (!isBusy) update.mutate({ id: over.id, version: over.version, name: name.trim() || over.name, parts: area.parts, isShared }, { onSuccess: (saved) => done(saved, words.areas.updated(saved.name)), onError });
  };
  return (
    <form className={styles.form} onSubmit={mine ? (event) => { event.preventDefault(); saveOver(mine); } : saveNew} noValidate>
      <label htmlFor={ids.name}>{words.areas.name}</label>
      <input ref={input} id={ids.name} value={name} maxLength={longestName} placeholder={words.areas.namePlaceholder} aria-describedby={fault ? ids.fault : undefined} aria-invalid={fault !== null} onChange={(event) => setName(event.target.value)} />
      <label className={styles.check}>
        <input type="checkbox" checked={isShared} aria-describedby={ids.hint} onChange={(event) => setShared(event.target.checked)} />
        <span>
          {words.areas.share}
          <small id={ids.hint}>{words.areas.shareHint}</small>
        </span>
      </label>
      <p id={ids.fault} className={styles.error} role="alert">
        {fault}
      </p>
      <div className={styles.buttons}>
        <Button onClick={closeAreaDialog}>{words.common.cancel}</Button>
        {mine && (
          <Button disabled={isBusy || name.trim() === '' || name.trim() === mine.name} onClick={() => saveNew()}>
            {words.areas.saveAsNew}
          </Button>
        )}
        <Button type="submit" look="primary" disabled={isBusy || name.trim() === ''}>
          {mine ? words.areas.update(mine.name) : words.areas.save}
        </Button>
      </div>
    </form>
  );
}

export function whyNotSaved(error: Error, words: Words): string {
  const api = error instanceof ApiError ? error : null;
  if (api?.problemName === 'version-conflict') return words.areas.changedMeanwhile;
  if (api?.problemName === 'conflict') return whyRefused(error, words) ?? words.areas.nameTaken;
  return `${words.areas.notSaved}：${describeFailure(error, words)}`;
}
