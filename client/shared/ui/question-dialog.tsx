import { useWords } from '../words/words.ts';
import { Button } from './button.tsx';
import styles from './dialog.module.css';
import { DialogWindow } from './dialog-window.tsx';

interface QuestionDialogProps {
  title: string;
  lead: string;
  /** The button that leaves all as it is. */
  stay: string;
  go: string;
  look?: 'primary' | 'danger';
  onStay: () => void;
  onGo: () => void;
}

/** One question before something happens. Escape leaves all as it is; a second click at the same place meets no button. */
export function QuestionDialog({ title, lead, stay, go, look = 'primary', onStay, onGo }: QuestionDialogProps) {
  return (
    <DialogWindow title={title} lead={lead} isOpen onLeave={onStay} width={400}>
      <div className={styles.answers}>
        <Button onClick={onStay}>{stay}</Button>
        <Button look={look} onClick={onGo}>
          {go}
        </Button>
      </div>
    </DialogWindow>
  );
}

/** Before what was typed is thrown away. */
export function DiscardQuestion({ onStay, onDiscard }: { onStay: () => void; onDiscard: () => void }) {
  const { discard } = useWords().common;
  return <QuestionDialog title={discard.title} lead={discard.lead} stay={discard.stay} go={discard.go} look="danger" onStay={onStay} onGo={onDiscard} />;
}
