import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import type { revealElement } from '#contract/elements.ts';
import { revealable } from '#contract/elements.ts';
import type { ResponseOf } from '#contract/endpoint.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { describeFailure } from '../../shared/ui/states.tsx';
import { useWords, wordFor } from '../../shared/words/words.ts';
import { useReveal } from './api.ts';
import styles from './element-card.module.css';

export type Revealed = ResponseOf<typeof revealElement>;
type Revealable = (typeof revealable)[number];
const shortestReason = 4;

interface RevealDialogProps {
  code: string;
  /** Masked fields of the card. */
  fields: string[];
  isOpen: boolean;
  onClose: () => void;
  onRevealed: (revealed: Revealed) => void;
}

/** Asks which fields and why; the look is written to the audit log before anything is shown. */
export function RevealDialog(props: RevealDialogProps) {
  const words = useWords();
  return (
    <Dialog title={words.reveal.title} lead={words.reveal.lead} isOpen={props.isOpen} onClose={props.onClose}>
      <RevealForm {...props} />
    </Dialog>
  );
}

function RevealForm({ code, fields, onClose, onRevealed }: RevealDialogProps) {
  const words = useWords();
  const reveal = useReveal(code);
  const offered = revealable.filter((field) => fields.includes(field));
  const [chosen, setChosen] = useState<Revealable[]>(offered);
  const [reason, setReason] = useState('');
  const reasonInput = useRef<HTMLTextAreaElement>(null);
  useEffect(() => reasonInput.current?.focus(), []);
  const [fault, setFault] = useState<string | null>(null);
  const ids = { reason: useId(), fault: useId() };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wrong = chosen.length === 0 ? words.reveal.chooseField : [...reason.trim()].length < shortestReason ? words.reveal.reasonShort : null;
    setFault(wrong);
    if (wrong || reveal.isPending) return;
    reveal.mutate(
      { fields: chosen, reason: reason.trim() },
      {
        onSuccess: (answer) => {
          onRevealed(answer);
          onClose();
        },
        onError: (error) => setFault(`${words.reveal.failed}：${describeFailure(error, words)}`),
      },
    );
  };
  return (
    <form className={styles.reveal} onSubmit={submit} noValidate>
      <fieldset>
        <legend>{words.reveal.fields}</legend>
        <div className={styles.checks}>
          {offered.map((field) => (
            <label key={field}>
              <input type="checkbox" checked={chosen.includes(field)} onChange={(event) => setChosen(event.target.checked ? [...chosen, field] : chosen.filter((one) => one !== field))} />
              {wordFor(words.fields, field)}
            </label>
          ))}
        </div>
      </fieldset>
      <div>
        <label htmlFor={ids.reason} className={styles.caption}>
          {words.reveal.reason}
        </label>
        <textarea ref={reasonInput} id={ids.reason} className={styles.reason} value={reason} maxLength={500} placeholder={words.reveal.reasonHint} aria-describedby={fault ? ids.fault : undefined} aria-invalid={fault !== null} onChange={(event) => setReason(event.target.value)} />
        <p id={ids.fault} className={styles.error} role="alert">
          {fault}
        </p>
      </div>
      <div className={styles.buttons}>
        <Button onClick={onClose}>{words.common.cancel}</Button>
        <Button type="submit" look="primary" disabled={reveal.isPending}>
          {reveal.isPending ? words.reveal.submitting : words.reveal.submit}
        </Button>
      </div>
    </form>
  );
}
