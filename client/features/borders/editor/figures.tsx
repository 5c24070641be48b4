import type { HouseholdsSource } from '#contract/borders.ts';
import { formatArea, formatCount } from '../../../shared/format.ts';
import { usePreferences } from '../../../shared/preferences.ts';
import { useWords } from '../../../shared/words/words.ts';
import type { Figures, Told } from './counts.ts';
import styles from './grid-table.module.css';

export type FigureName = keyof Figures;

/** A figure as the reader reads it; a dash where it may not be known. */
export function useFigureText(): (name: FigureName, value: Told) => string {
  const language = usePreferences((state) => state.language);
  return (name, value) => {
    if (value === null) return '–';
    if (typeof value === 'object') return `≥${formatCount(value.least)}`;
    if (name === 'squareMeters') return formatArea(value, language);
    return name === 'compactness' ? value.toFixed(2) : formatCount(value);
  };
}

interface HeldChangeProps {
  source: HouseholdsSource;
  name: FigureName;
  before: Told | undefined;
  after: Told | undefined;
  /** What comes after is not reckoned yet: it is as it was a moment ago, or open; or it cannot be. */
  pending?: 'about' | 'open' | 'none' | undefined;
}

/** Before → after of what a grid holds: what is estimated or not reckoned yet is marked, what is not known is not told at all. */
export function HeldChange({ source, name, pending, ...change }: HeldChangeProps) {
  const { borders, borderEditor } = useWords();
  const isEstimated = name === 'households' && source === 'estimated';
  if (name === 'households' && source === 'unknown') return <span title={borders.householdsNote.unknown}>?</span>;
  if (pending === 'open') return <span title={borderEditor.reckoned}>…</span>;
  if (pending === 'none') return <span>–</span>;
  if (!isEstimated && pending !== 'about') return <Change name={name} {...change} />;
  return (
    <span className={styles.estimated} title={isEstimated ? borders.householdsNote.estimated : borderEditor.reckoned}>
      <span>{borders.about}</span> <Change name={name} {...change} />
    </span>
  );
}

/** Before → after, and by how much; the figure alone where nothing changes. */
export function Change({ name, before, after }: { name: FigureName; before: Told | undefined; after: Told | undefined }) {
  const words = useWords().borderEditor;
  const text = useFigureText();
  const [was, is] = [before === undefined ? '' : text(name, before), after === undefined ? '' : text(name, after)];
  // Nothing is said: of both, or of the one that there is.
  if ((before ?? after ?? null) === null && (after ?? null) === null) return <span title={words.unknown}>–</span>;
  if (after === undefined) return <s className={styles.was}>{was}</s>;
  if (before === undefined || was === is) return <b>{is}</b>;
  return (
    <span className={styles.change} title={typeof after === 'number' ? undefined : words.toldWhenSaved}>
      <span className={styles.was}>{was}</span>
      <span aria-hidden>→</span>
      <b>{is}</b>
    </span>
  );
}
