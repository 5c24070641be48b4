import { useState } from 'react';
import type { SavedArea } from '#contract/areas.ts';
import { isAreaInLink } from '../../shared/area-code.ts';
import { currentLink, useLink } from '../../shared/link-store.ts';
import { Button } from '../../shared/ui/button.tsx';
import { copyText } from '../../shared/ui/copy-button.tsx';
import { DialogWindow } from '../../shared/ui/dialog-window.tsx';
import { notify } from '../../shared/ui/notices.tsx';
import { encodeLink } from '../../shared/url-state.ts';
import { useWords, type Words } from '../../shared/words/words.ts';
import { useSavedArea, useUpdateArea } from './api.ts';
import styles from './dialogs.module.css';
import { whyNotSaved } from './save-dialog.tsx';
import { closeAreaDialog, openAreaDialog, useAreaDialog } from './store.ts';

/** Copies the address; of an area that nobody else can open only after a question. */
export function useCopyLink(): () => void {
  const words = useWords();
  const isPrivate = usePrivateArea() !== null;
  return () => (isPrivate ? openAreaDialog('share') : void copy(location.href, words));
}

/** The saved area that the link names, where it is the reader's own and not shared. */
function usePrivateArea(): SavedArea | null {
  const saved = useLink((link) => link.area?.saved);
  const { data } = useSavedArea(saved && !saved.isEdited ? saved.id : null);
  return data?.isMine && !data.isShared ? data : null;
}

/** The link of an area that is not shared leads others nowhere: it is shared first, or its shape goes into the link. */
export function ShareDialog() {
  const area = usePrivateArea();
  const isOpen = useAreaDialog((state) => state.open === 'share');
  return isOpen && area ? <ShareQuestion area={area} /> : null;
}

function ShareQuestion({ area }: { area: SavedArea }) {
  const words = useWords();
  const update = useUpdateArea();
  const [fault, setFault] = useState<string | null>(null);
  const copyAndClose = (address: string) => void copy(address, words).then(closeAreaDialog);
  const share = () =>
    update.mutate({ id: area.id, version: area.version, isShared: true }, { onSuccess: () => copyAndClose(location.href), onError: (error) => setFault(whyNotSaved(error, words)) });
  return (
    <DialogWindow title={words.areas.unshared(area.name)} lead={words.areas.unsharedHint} isOpen onLeave={closeAreaDialog} width={460}>
      <p className={styles.error} role="alert">
        {fault}
      </p>
      <div className={styles.buttons}>
        <Button onClick={closeAreaDialog}>{words.common.cancel}</Button>
        {isAreaInLink({ parts: area.parts }) && <Button onClick={() => copyAndClose(`${location.origin}/?${encodeLink({ ...currentLink(), area: { parts: area.parts } })}`)}>{words.areas.copyPieces}</Button>}
        <Button look="primary" disabled={update.isPending} onClick={share}>
          {words.areas.shareAndCopy}
        </Button>
      </div>
    </DialogWindow>
  );
}

async function copy(address: string, words: Words): Promise<void> {
  const isCopied = await copyText(address);
  notify(isCopied ? words.tools.shared : words.common.copyFailed, isCopied ? 'good' : 'warn');
}
