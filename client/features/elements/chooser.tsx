import { useEffect, useRef } from 'react';
import { mostNamed } from '#contract/elements.ts';
import { useTitles } from '../../shared/dictionaries.ts';
import { formatCount } from '../../shared/format.ts';
import { KindIcon } from '../../shared/ui/kind-icon.tsx';
import { useWords } from '../../shared/words/words.ts';
import { useNamedElements } from './api.ts';
import { choiceTexts } from './choice-texts.ts';
import styles from './element-card.module.css';

export interface Choice {
  code: string;
  name: string;
  kind: string;
  category: string;
}
interface ChooserProps {
  choices: Choice[];
  /** Where on the screen the click was. */
  at: { x: number; y: number };
  onChoose: (code: string) => void;
  onGround: () => void;
  onClose: () => void;
}
const mostChoices = mostNamed;

/** Several things lie under the pointer: which one is meant. Arrows move, Escape closes. */
export function Chooser({ choices, at, onChoose, onGround, onClose }: ChooserProps) {
  const words = useWords();
  const titles = useTitles();
  const box = useRef<HTMLDialogElement>(null);
  const shown = choices.slice(0, mostChoices);
  const named = useNamedElements(shown.map(({ code }) => code)).data;
  useEffect(() => {
    box.current?.querySelector('button')?.focus();
    const closeOutside = (event: PointerEvent) => event.target instanceof Node && !box.current?.contains(event.target) && onClose();
    document.addEventListener('pointerdown', closeOutside);
    return () => document.removeEventListener('pointerdown', closeOutside);
  }, [onClose]);
  const step = (by: number) => {
    const buttons = [...(box.current?.querySelectorAll('button') ?? [])];
    const index = buttons.findIndex((button) => button.matches(':focus'));
    buttons[(index + by + buttons.length) % buttons.length]?.focus();
  };
  return (
    <dialog
      ref={box}
      open
      className={styles.chooser}
      aria-label={words.card.choose}
      style={{ left: Math.max(8, Math.min(at.x + 8, window.innerWidth - 336)), top: Math.min(at.y + 8, window.innerHeight - 340) }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
        if (event.key === 'ArrowDown') step(1);
        if (event.key === 'ArrowUp') step(-1);
      }}
    >
      <p>{words.card.choose}</p>
      {shown.map((choice) => {
        const what = titles.category(choice.kind, choice.category) || titles.kind(choice.kind);
        const { title, address } = choiceTexts(choice.name, what, named?.get(choice.code), { number: words.card.buildingNumber, unnamed: words.common.unnamed });
        return (
          <button key={choice.code} type="button" className={styles.choice} onClick={() => onChoose(choice.code)}>
            <KindIcon kind={choice.kind} size={15} />
            <span>
              {title}
              {address && <em>{address}</em>}
            </span>
            {what !== title && <small>{what}</small>}
          </button>
        );
      })}
      {choices.length > mostChoices && <p>{words.card.chooseMore(formatCount(choices.length - mostChoices))}</p>}
      <button type="button" className={styles.choice} onClick={onGround}>
        <KindIcon kind="region" size={15} />
        <span>{words.card.thisPlace}</span>
      </button>
    </dialog>
  );
}
