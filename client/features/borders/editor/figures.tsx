import type { BorderCounts } from '#contract/borders.ts';
import { formatArea, formatCount } from '../../../shared/format.ts';
import { usePreferences } from '../../../shared/preferences.ts';
import { useWords } from '../../../shared/words/words.ts';
import styles from './editor.module.css';

export type FigureName = keyof BorderCounts;

/** A figure as the reader reads it; a dash where it may not be known. */
export function useFigureText(): (name: FigureName, value: number | null) => string {
  const language = usePreferences((state) => state.language);
  return (name, value) => {
    if (value === null) return '–';
    if (name === 'squareMeters') return formatArea(value, language);
    return name === 'compactness' ? value.toFixed(2) : formatCount(value);
  };
}

/** Before → after, and by how much; the figure alone where nothing changes. */
export function Change({ name, before, after }: { name: FigureName; before: number | null | undefined; after: number | null | undefined }) {
  const words = useWords().borderEditor;
  const text = useFigureText();
  const [was, is] = [before === undefined ? '' : text(name, before), after === undefined ? '' : text(name, after)];
  if (before === null || after === null) return <span title={words.unknown}>–</span>;
  if (after === undefined) return <s className={styles.was}>{was}</s>;
  if (before === undefined || was === is) return <b>{is}</b>;
  return (
    <span className={styles.change}>
      <span className={styles.was}>{was}</span>
      <span aria-hidden>→</span>
      <b>{is}</b>
    </span>
  );
}
