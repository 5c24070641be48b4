import { Search, X } from 'lucide-react';
import { useId, useState } from 'react';
import type { MatterCatalogue } from '#contract/matter-catalogue.ts';
import { openMatter } from '../../shared/link-store.ts';
import { isMatterCode } from '../../shared/matter-code.ts';
import { IconButton } from '../../shared/ui/icon-button.tsx';
import { useWords } from '../../shared/words/words.ts';
import { useCatalogue } from './api.ts';
import styles from './matters-panel.module.css';
import { type Choice, choicesFor } from './pick.ts';

interface MatterPickerProps {
  /** Code or words of the link; null where none is chosen. */
  matter: string | null;
  onClear: () => void;
}

/** One box for a matter: typed as residents say it, or chosen from the list below. */
export function MatterPicker({ matter, onClear }: MatterPickerProps) {
  const words = useWords();
  const id = useId();
  const catalogue = useCatalogue().data;
  const [typed, setTyped] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const choices = typed === null || !catalogue ? [] : choicesFor(typed, catalogue, words.matters.asSaid);
  const choose = (value: string) => {
    setTyped(null);
    if (value.trim()) openMatter(value.trim());
  };
  const onKey = (key: string): boolean => {
    if (key === 'ArrowDown') setActive((now) => Math.min(choices.length - 1, now + 1));
    else if (key === 'ArrowUp') setActive((now) => Math.max(0, now - 1));
    else if (key === 'Enter') choose(choices[active]?.value ?? typed ?? '');
    else if (key === 'Escape') setTyped(null);
    else return false;
    return true;
  };
  return (
    <div className={styles.picker}>
      <Search size={15} aria-hidden className={styles.pickerIcon} />
      <input
        type="text" role="combobox" aria-expanded={choices.length > 0} aria-controls={id} aria-autocomplete="list" aria-activedescendant={choices[active] ? `${id}-${active}` : undefined}
        aria-label={words.matters.pick} placeholder={words.matters.placeholder} maxLength={60}
        value={typed ?? nameOf(matter, catalogue)}
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(0);
        }}
        onKeyDown={(event) => {
          if (typed !== null && onKey(event.key)) event.preventDefault();
        }}
        onBlur={() => setTyped(null)}
      />
      {matter !== null && typed === null && (
        <IconButton size="s" label={words.matters.clear} onClick={onClear}>
          <X size={15} aria-hidden />
        </IconButton>
      )}
      {choices.length > 0 && <Choices id={id} choices={choices} active={active} onChoose={choose} />}
    </div>
  );
}

function Choices({ id, choices, active, onChoose }: { id: string; choices: Choice[]; active: number; onChoose: (value: string) => void }) {
  const words = useWords();
  return (
    <div className={styles.choices} id={id} role="listbox" aria-label={words.matters.pick}>
      {choices.map((choice, index) => (
        // The box keeps the focus: choosing happens when the pointer goes down, before the box loses it.
        <div key={choice.value} id={`${id}-${index}`} role="option" tabIndex={-1} aria-selected={index === active} className={styles.choice} onPointerDown={(event) => { event.preventDefault(); onChoose(choice.value); }}>
          <span>{choice.title}</span>
          <small>{choice.hint}</small>
        </div>
      ))}
    </div>
  );
}

function nameOf(matter: string | null, catalogue: MatterCatalogue | undefined): string {
  if (matter === null) return '';
  if (!isMatterCode(matter)) return matter;
  return [...(catalogue?.classes ?? []), ...(catalogue?.matters ?? [])].find(({ code }) => code === matter)?.name ?? matter;
}

/** Classes to begin with, where nothing is chosen yet. */
export function ClassTree() {
  const words = useWords();
  const catalogue = useCatalogue().data;
  const [open, setOpen] = useState<string | null>(null);
  if (!catalogue) return null;
  const types = catalogue.classes.filter(({ code }) => code.length === 2);
  const classesOf = (type: string) => catalogue.classes.filter(({ code }) => code.length === 4 && code.startsWith(type));
  const mattersOf = (group: string) => catalogue.matters.filter(({ code, valid }) => valid && code.startsWith(group));
  return (
    <section className={styles.tree} aria-label={words.matters.tree}>
      {types.map((type) => (
        <div key={type.code}>
          <h3>
            <button type="button" onClick={() => openMatter(type.code)}>{type.name}</button>
            <small>{mattersOf(type.code).length}</small>
          </h3>
          <ul>
            {classesOf(type.code).map((group) => (
              <li key={group.code}>
                <button type="button" aria-expanded={open === group.code} onClick={() => setOpen(open === group.code ? null : group.code)}>
                  {group.name} <small>{mattersOf(group.code).length}</small>
                </button>
                {open === group.code && (
                  <div className={styles.leaves}>
                    <button type="button" className={styles.leaf} data-whole="true" onClick={() => openMatter(group.code)}>
                      {words.matters.wholeClass}
                    </button>
                    {mattersOf(group.code).map((matter) => (
                      <button key={matter.code} type="button" className={styles.leaf} onClick={() => openMatter(matter.code)}>
                        {matter.name}
                      </button>
                    ))}
                  </div>
                )}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
