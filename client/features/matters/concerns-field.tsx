import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import type { MatterFields } from '#contract/matter-catalogue.ts';
import { useTitles } from '../../shared/dictionaries.ts';
import { Button } from '../../shared/ui/button.tsx';
import { useWords } from '../../shared/words/words.ts';
import styles from './catalogue.module.css';

type Concern = MatterFields['concerns'][number];

/** The kinds of elements that a matter concerns, each with a category or with all of them. */
export function ConcernsField({ concerns, fault, onChange }: { concerns: Concern[]; fault: string | undefined; onChange: (concerns: Concern[]) => void }) {
  const words = useWords();
  const titles = useTitles();
  const [added, setAdded] = useState<Concern>({ kind: 'building', category: '' });
  const nameOf = ({ kind, category }: Concern) => `${titles.kind(kind)} · ${category ? titles.category(kind, category) : words.admin.everyCategory}`;
  const isKnown = concerns.some((concern) => concern.kind === added.kind && concern.category === added.category);
  return (
    <fieldset className={styles.concerns} data-fault={fault !== undefined}>
      <legend>{words.admin.concerns}</legend>
      <ul>
        {concerns.map((concern) => (
          <li key={`${concern.kind}/${concern.category}`}>
            {nameOf(concern)}
            <button type="button" aria-label={words.admin.removeConcern(nameOf(concern))} onClick={() => onChange(concerns.filter((other) => other !== concern))}>
              <X size={13} aria-hidden />
            </button>
          </li>
        ))}
      </ul>
      <div className={styles.addConcern}>
        <select aria-label={words.admin.kind} value={added.kind} onChange={(event) => setAdded({ kind: event.target.value, category: '' })}>
          {titles.kinds.map((kind) => (
            <option key={kind} value={kind}>{titles.kind(kind)}</option>
          ))}
        </select>
        <select aria-label={words.admin.category} value={added.category} onChange={(event) => setAdded({ ...added, category: event.target.value })}>
          <option value="">{words.admin.everyCategory}</option>
          {titles.codes(`category.${added.kind}`).map((category) => (
            <option key={category} value={category}>{titles.category(added.kind, category)}</option>
          ))}
        </select>
        <Button size="s" icon={<Plus size={13} aria-hidden />} disabled={isKnown} onClick={() => onChange([...concerns, added])}>
          {words.admin.addConcern}
        </Button>
      </div>
      {fault !== undefined && (
        <em role="alert">
          {words.admin.fault} <small lang="en">{fault}</small>
        </em>
      )}
    </fieldset>
  );
}
