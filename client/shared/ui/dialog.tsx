import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { useWords } from '../words/words.ts';
import { IconButton } from './icon-button.tsx';
import styles from './dialog.module.css';

interface DialogProps {
  title: string;
  lead?: string;
  isOpen: boolean;
  /** Without it the dialog cannot be closed but by its own content. */
  onClose?: () => void;
  width?: number;
  children: ReactNode;
}

/** A form in it takes the focus itself; else the dialog as a whole has it, not its first button. */
function focusWhole(event: Event): void {
  event.preventDefault();
  if (event.target instanceof HTMLElement) event.target.focus();
}

/** A dialog over everything: focus stays in it, Escape closes it, the focus goes back to where it was. */
export function Dialog({ title, lead, isOpen, onClose, width = 440, children }: DialogProps) {
  const words = useWords();
  return (
    <Radix.Root open={isOpen} onOpenChange={(open) => !open && onClose?.()}>
      <Radix.Portal>
        <Radix.Overlay className={styles.scrim} />
        <Radix.Content className={styles.dialog} style={{ maxWidth: width }} {...(lead ? {} : { 'aria-describedby': undefined })} onInteractOutside={(event) => event.preventDefault()} onOpenAutoFocus={focusWhole}>
          <header className={styles.head}>
            <Radix.Title className={styles.title}>{title}</Radix.Title>
            {onClose && (
              <IconButton label={words.common.close} onClick={onClose} size="s">
                <X size={16} aria-hidden />
              </IconButton>
            )}
          </header>
          {lead && <Radix.Description className={styles.lead}>{lead}</Radix.Description>}
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
