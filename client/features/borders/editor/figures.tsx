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

/** Before → after of what a grid holds: households that no register tells are marked as estimated, or not told at all. */
export function HeldChange({ source, name, ...change }: { source: HouseholdsSource; name: FigureName; before: Told | undefined; after: Told | undefined }) {
  const words = useWords().borders;
  if (name !== 'households' || source === 'registered') return <Change name={name} {...change} />;
  if (source === 'unknown') return <span title={words.householdsNote.unknown}>?</span>;
  return (
    <span className={styles.estimated} title={words.householdsNote.estimated}>
      <span>{words.about}</span> <Change name={name} {...change} />
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
