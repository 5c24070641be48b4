import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { BriefDetail } from '#contract/briefs.ts';
import { ApiError } from '../../shared/api-call.ts';
import { formatMoment } from '../../shared/china-time.ts';
import { usePreferences } from '../../shared/preferences.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { notify } from '../../shared/ui/notices.tsx';
import { describeFailure } from '../../shared/ui/states.tsx';
import { useWords } from '../../shared/words/words.ts';
import { useAddPicture, useBrief, useChangeBrief, useCreateBrief } from './api.ts';
import styles from './briefs.module.css';
import { ContactFields } from './contact-fields.tsx';
import { type BriefDraft, briefWordsOf, draftFault, draftOf, emptyDraft } from './draft.ts';
import { edit, type Editing, useBriefStore } from './store.ts';
import { TaskFields } from './task-fields.tsx';

export interface BriefDialogProps {
  /** Takes a picture of the map in base64; null where there is no map. */
  takePicture: (() => Promise<string>) | null;
  onSaved: (brief: BriefDetail) => void;
}

/** Where a brief is written or changed. */
export function BriefDialog({ takePicture, onSaved }: BriefDialogProps) {
  const words = useWords().briefs;
  const editing = useBriefStore((state) => state.editing);
  return (
    <Dialog title={editing && 'brief' in editing ? words.editBrief : words.newBrief} isOpen={editing !== null} onClose={() => edit(null)} width={720}>
      {editing && ('brief' in editing ? <ChangeForm brief={editing.brief} onSaved={onSaved} /> : <CreateForm editing={editing} takePicture={takePicture} onSaved={onSaved} />)}
    </Dialog>
  );
}

function CreateForm({ editing, takePicture, onSaved }: BriefDialogProps & { editing: Exclude<Editing, { brief: BriefDetail }> }) {
  const words = useWords();
  const create = useCreateBrief();
  const addPicture = useAddPicture();
  const language = usePreferences((state) => state.language);
  const [withPicture, setWithPicture] = useState(takePicture !== null);
  const save = async (draft: BriefDraft) => {
    const brief = await create.mutateAsync({ ...briefWordsOf(draft, editing.selection.themes), ...editing });
    onSaved(brief);
    if (!withPicture || !takePicture) return;
    try {
      await addPicture.mutateAsync({ id: brief.id, caption: words.briefs.pictureCaption(brief.place, formatMoment(brief.asOf, language)).trim(), data: await takePicture() });
    } catch (error) {
      // The brief is there; only its picture is missing.
      notify(`${words.briefs.pictureFailed}：${describeFailure(error, words)}`, 'warn');
    }
  };
  return (
    <BriefForm first={emptyDraft('')} {...editing} submit={words.briefs.create} onSave={save}>
      {takePicture && (
        <label className={styles.check}>
          <input type="checkbox" checked={withPicture} onChange={(event) => setWithPicture(event.target.checked)} />
          <span>
            {words.briefs.withPicture} <small>{words.briefs.withPictureHint}</small>
          </span>
        </label>
      )}
    </BriefForm>
  );
}

/** After a clash the words in the fields stay, and are saved over the version that is there now. */
function ChangeForm({ brief, onSaved }: { brief: BriefDetail; onSaved: (brief: BriefDetail) => void }) {
  const words = useWords();
  const known = useBrief(brief.id);
  const change = useChangeBrief(brief.id);
  const save = async (draft: BriefDraft) => {
    const version = known.data?.version ?? brief.version;
    try {
      onSaved(await change.mutateAsync({ ...briefWordsOf(draft, brief.selection.themes), version }));
    } catch (error) {
      if (error instanceof ApiError && error.problemName === 'version-conflict') {
        await known.refetch();
        throw new Error(words.briefs.conflict, { cause: error });
      }
      throw error;
    }
  };
  return <BriefForm first={draftOf(brief)} question={brief.question} selection={brief.selection} submit={words.briefs.save} onSave={save} />;
}

interface BriefFormProps {
  first: BriefDraft;
  question: BriefDetail['question'];
  selection: BriefDetail['selection'];
  submit: string;
  onSave: (draft: BriefDraft) => Promise<void>;
  children?: ReactNode;
}

function BriefForm({ first, question, selection, submit, onSave, children }: BriefFormProps) {
  const words = useWords();
  const [draft, setDraft] = useState(first);
  const [fault, setFault] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const titleInput = useRef<HTMLInputElement>(null);
  useEffect(() => titleInput.current?.focus(), []);
  const change = (part: Partial<BriefDraft>) => setDraft((now) => ({ ...now, ...part }));
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const wrong = draftFault(draft);
    setFault(wrong && words.briefs[wrong]);
    if (wrong || isSaving) return;
    setSaving(true);
    try {
      await onSave(draft);
      edit(null);
    } catch (error) {
      setFault(error instanceof ApiError ? describeFailure(error, words) : String((error as Error).message));
    } finally {
      setSaving(false);
    }
  };
  return (
    <form className={styles.form} onSubmit={save} noValidate>
      <label className={styles.field}>
        <span>{words.briefs.title}</span>
        <input ref={titleInput} value={draft.title} maxLength={120} placeholder={words.briefs.titleHint} onChange={(event) => change({ title: event.target.value })} />
      </label>
      <div className={styles.pair}>
        <label className={styles.field}>
          <span>{words.briefs.from}</span>
          <input type="datetime-local" value={draft.from} onChange={(event) => change({ from: event.target.value })} />
        </label>
        <label className={styles.field}>
          <span>{words.briefs.until}</span>
          <input type="datetime-local" value={draft.until} onChange={(event) => change({ until: event.target.value })} />
        </label>
      </div>
      <TaskFields tasks={draft.tasks} themes={selection.themes} onChange={(tasks) => change({ tasks })} />
      <ContactFields parts={question.parts} dutyIds={draft.dutyIds} typed={draft.typed} onChange={change} />
      {children}
      {fault && (
        <p className={styles.error} role="alert">
          {fault}
        </p>
      )}
      <div className={styles.buttons}>
        <Button onClick={() => edit(null)}>{words.common.cancel}</Button>
        <Button type="submit" look="primary" disabled={isSaving}>
          {isSaving ? words.briefs.saving : submit}
        </Button>
      </div>
    </form>
  );
}
