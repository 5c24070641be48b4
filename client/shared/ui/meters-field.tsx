import { useEffect, useRef, useState } from 'react';
import { useWords } from '../words/words.ts';
import styles from './meters-field.module.css';

interface MetersFieldProps {
  label: string;
  value: number | null;
  most: number;
  /** Told when the hand pauses, not with every digit. Null where the field was emptied, if that is allowed. */
  onChange: (meters: number | null) => void;
  canBeEmpty?: boolean;
}
const pauseMs = 450;

/** Whole metres or tenths between 1 and `most`. */
export function MetersField({ label, value, most, onChange, canBeEmpty = false }: MetersFieldProps) {
  const words = useWords();
  const [text, setText] = useState(textOf(value));
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => setText(textOf(value)), [value]);
  useEffect(() => () => clearTimeout(waiting.current), []);
  const meters = Number(text);
  const isEmpty = text.trim() === '';
  const isWrong = isEmpty ? !canBeEmpty : !(meters >= 1 && meters <= most);
  const tell = (typed: string) => {
    clearTimeout(waiting.current);
    const now = typed.trim() === '' ? null : Math.round(Number(typed) * 10) / 10;
    if (now === value || (now === null ? !canBeEmpty : !(now >= 1 && now <= most))) return;
    waiting.current = setTimeout(() => onChange(now), pauseMs);
  };
  return (
    <span className={styles.field} data-wrong={isWrong}>
      <input
        type="number"
        inputMode="decimal"
        aria-label={label}
        aria-invalid={isWrong}
        title={isWrong ? words.areas.metersRange(most) : label}
        value={text}
        min={1}
        max={most}
        step={10}
        onChange={(event) => {
          setText(event.target.value);
          tell(event.target.value);
        }}
        onBlur={() => isWrong && setText(textOf(value))}
      />
      <span aria-hidden>{words.areas.metersUnit}</span>
    </span>
  );
}

function textOf(value: number | null): string {
  return value === null ? '' : String(value);
}
