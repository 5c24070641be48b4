import { useEffect, useId, useRef, useState } from 'react';
import { useWords } from '../words/words.ts';
import styles from './meters-field.module.css';

interface MetersFieldProps {
  label: string;
  value: number | null;
  most: number;
  /** Told when the hand pauses or leaves, not with every digit. Null where the field was emptied, if that is allowed. */
  onChange: (meters: number | null) => void;
  /** Told with every digit whether what stands there cannot be used. */
  onWrong?: (isWrong: boolean) => void;
  canBeEmpty?: boolean;
}
const pauseMs = 450;

/** Whole metres or tenths between 1 and `most`. What cannot be used stays, with the range and what holds meanwhile. */
export function MetersField({ label, value, most, onChange, onWrong, canBeEmpty = false }: MetersFieldProps) {
  const words = useWords();
  const hint = useId();
  const [text, setText] = useState(textOf(value));
  const waiting = useRef<{ timer: ReturnType<typeof setTimeout>; tell: () => void }>(undefined);
  useEffect(() => setText(textOf(value)), [value]);
  useEffect(() => () => clearTimeout(waiting.current?.timer), []);
  const isUsable = (typed: string) => (typed.trim() === '' ? canBeEmpty : Number(typed) >= 1 && Number(typed) <= most);
  const isWrong = !isUsable(text);
  const type = (typed: string) => {
    setText(typed);
    onWrong?.(!isUsable(typed));
    clearTimeout(waiting.current?.timer);
    waiting.current = undefined;
    const meters = typed.trim() === '' ? null : Math.round(Number(typed) * 10) / 10;
    if (meters === value || !isUsable(typed)) return;
    const tell = () => {
      waiting.current = undefined;
      onChange(meters);
    };
    waiting.current = { timer: setTimeout(tell, pauseMs), tell };
  };
  const tellNow = () => {
    clearTimeout(waiting.current?.timer);
    waiting.current?.tell();
  };
  return (
    <span className={styles.field} data-wrong={isWrong}>
      <input type="number" inputMode="decimal" aria-label={label} aria-invalid={isWrong} aria-describedby={isWrong ? hint : undefined} title={label} value={text} min={1} max={most} step={10} onChange={(event) => type(event.target.value)} onBlur={tellNow} />
      <span aria-hidden>{words.areas.metersUnit}</span>
      {isWrong && (
        <span id={hint} className={styles.hint} role="alert">
          <span>{words.areas.metersRange(most)}</span> {value !== null && <span>{words.areas.metersKept(value)}</span>}
        </span>
      )}
    </span>
  );
}

function textOf(value: number | null): string {
  return value === null ? '' : String(value);
}
