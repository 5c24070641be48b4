import { FileDown } from 'lucide-react';
import { formatMoment } from '../../../shared/china-time.ts';
import { usePreferences } from '../../../shared/preferences.ts';
import { saveFile } from '../../../shared/save-file.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { useWords } from '../../../shared/words/words.ts';
import { draftFile } from './draft-file.ts';
import styles from './editor.module.css';
import { dropLostDraft } from './session.ts';
import { useEditor } from './store.ts';

/** What was kept and could not be gone on with, or not all of it: it stays until the reader drops it. */
export function LostDraft() {
  const words = useWords().borderEditor;
  const language = usePreferences((state) => state.language);
  const { plan, lostDraft: lost } = useEditor();
  if (!lost || !plan) return null;
  const time = formatMoment(new Date(lost.draft.at).toISOString(), language);
  const save = () => {
    const { name, text } = draftFile(plan, lost.draft);
    saveFile(new Blob([text], { type: 'application/geo+json' }), name);
  };
  return (
    <div className={styles.note} data-tone="warn" role="status">
      {lost.read > 0 ? words.lostInPart(time, lost.read, lost.draft.steps.length) : words.lost(time)}
      <div className={styles.noteActions}>
        <Button size="s" icon={<FileDown size={13} aria-hidden />} onClick={save}>
          {words.lostSave}
        </Button>
        <Button size="s" look="quiet" onClick={dropLostDraft}>
          {words.lostDrop}
        </Button>
      </div>
    </div>
  );
}
