import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Button } from '../../shared/ui/button.tsx';
import { useWords } from '../../shared/words/words.ts';
import styles from './missions.module.css';

interface StepButtonsProps<Step extends string> {
  /** The steps that the rule allows now, in their order; the first is offered first. */
  steps: { step: Step; title: string; needsNote: boolean }[];
  isBusy: boolean;
  onStep: (step: Step, note: string) => void;
}

/** One button a step. A step that must be explained asks why before it is taken. */
export function StepButtons<Step extends string>({ steps, isBusy, onStep }: StepButtonsProps<Step>) {
  const words = useWords();
  const [asked, setAsked] = useState<Step | null>(null);
  const [note, setNote] = useState('');
  const form = useRef<HTMLFormElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (asked === null) return;
    field.current?.focus({ preventScroll: true });
    // The button that asked stood at the end of what is in sight, on a phone mostly: the form is longer.
    form.current?.scrollIntoView({ block: 'nearest' });
  }, [asked]);
  const current = steps.find(({ step }) => step === asked);
  if (steps.length === 0) return null;
  if (current) {
    const send = (event: FormEvent) => {
      event.preventDefault();
      if (note.trim() === '') return;
      onStep(current.step, note.trim());
      setAsked(null);
      setNote('');
    };
    return (
      <form ref={form} className={styles.why} onSubmit={send}>
        <textarea ref={field} value={note} maxLength={500} rows={2} aria-label={`${current.title}：${words.briefs.why}`} placeholder={words.briefs.why} onChange={(event) => setNote(event.target.value)} />
        <div className={styles.steps}>
          <Button size="s" look="primary" type="submit" disabled={note.trim() === '' || isBusy}>
            {words.briefs.send}
          </Button>
          <Button size="s" onClick={() => setAsked(null)}>
            {words.common.cancel}
          </Button>
        </div>
      </form>
    );
  }
  return (
    <div className={styles.steps}>
      {steps.map(({ step, title, needsNote }, index) => (
        <Button key={step} size="s" look={index === 0 && !needsNote ? 'primary' : 'plain'} disabled={isBusy} onClick={() => (needsNote ? setAsked(step) : onStep(step, ''))}>
          {title}
        </Button>
      ))}
    </div>
  );
}
