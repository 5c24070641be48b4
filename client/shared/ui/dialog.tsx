import { type ReactNode, useState } from 'react';
import { DiscardQuestion } from './question-dialog.tsx';
import { TypedFieldsAround, useTypedFields } from './use-typed-fields.ts';
import { DialogWindow } from './dialog-window.tsx';

interface DialogProps {
  title: string;
  lead?: string;
  isOpen: boolean;
  /** Without it the dialog cannot be closed but by its own content. */
  onClose?: () => void;
  width?: number;
  children: ReactNode;
}

/** A dialog over everything. Escape and the cross close it, after a question where something was typed in it. */
export function Dialog({ onClose, children, ...shell }: DialogProps) {
  const { typed, watch } = useTypedFields();
  const [isAsking, setAsking] = useState(false);
  const leave = () => (typed.hasAny() ? setAsking(true) : onClose?.());
  const discard = () => {
    setAsking(false);
    onClose?.();
  };
  return (
    <>
      <DialogWindow {...shell} watch={watch} onLeave={onClose && leave}>
        <TypedFieldsAround value={typed}>{children}</TypedFieldsAround>
      </DialogWindow>
      {isAsking && shell.isOpen && <DiscardQuestion onStay={() => setAsking(false)} onDiscard={discard} />}
    </>
  );
}
