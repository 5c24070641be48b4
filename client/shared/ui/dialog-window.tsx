import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { HTMLAttributes, ReactNode } from 'react';
import { useWords } from '../words/words.ts';
import { IconButton } from './icon-button.tsx';
import styles from './dialog.module.css';

export interface DialogWindowProps {
  title: string;
  lead?: string | undefined;
  isOpen: boolean;
  /** Escape and the cross; without it the window cannot be left but by its own content. */
  onLeave?: (() => void) | undefined;
  width?: number | undefined;
  /** What hears of its fields. */
  watch?: Pick<HTMLAttributes<HTMLElement>, 'onFocusCapture' | 'onInputCapture'> | undefined;
  children: ReactNode;
}

/** A form in it takes the focus itself; else the window as a whole has it, not its first button. */
function focusWhole(event: Event): void {
  event.preventDefault();
  if (event.target instanceof HTMLElement) event.target.focus();
}

/** A window over everything: focus stays in it and goes back to where it was; a click beside it does nothing. */
export function DialogWindow({ title, lead, isOpen, onLeave, width = 440, watch, children }: DialogWindowProps) {
  const words = useWords();
  const leave = (event: KeyboardEvent) => {
    event.preventDefault();
    // Escape while an input method offers characters is for the input method.
    if (!event.isComposing) onLeave?.();
  };
  return (
    <Radix.Root open={isOpen}>
      <Radix.Portal>
        <Radix.Overlay className={styles.scrim} />
        <Radix.Content className={styles.dialog} style={{ maxWidth: width }} {...(lead ? {} : { 'aria-describedby': undefined })} {...watch} onEscapeKeyDown={leave} onInteractOutside={(event) => event.preventDefault()} onOpenAutoFocus={focusWhole}>
          <header className={styles.head}>
            <Radix.Title className={styles.title}>{title}</Radix.Title>
            {onLeave && (
              <IconButton label={words.common.close} onClick={onLeave} size="s">
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
