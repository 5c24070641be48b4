import { X } from 'lucide-react';
import { formatArea, formatDistance } from '../../shared/format.ts';
import { usePreferences } from '../../shared/preferences.ts';
import { IconButton } from '../../shared/ui/icon-button.tsx';
import { useWords } from '../../shared/words/words.ts';
import { putToolAway, useTools } from './store.ts';
import styles from './tool-readout.module.css';

/** What to do with the tool in hand, what it measures meanwhile, and the measure that stays. */
export function ToolReadout({ onClearMeasure }: { onClearMeasure: () => void }) {
  const words = useWords();
  const language = usePreferences((state) => state.language);
  const { tool, report, measured } = useTools();
  if (!tool && !measured) return null;
  const figures = tool ? (report?.state === 'drawing' ? report : null) : measured?.kind === 'distance' ? { meters: measured.value } : { squareMeters: measured?.value };
  const cancel = () => {
    putToolAway();
    onClearMeasure();
  };
  return (
    <div className={styles.readout} role="status">
      {tool && <strong>{words.tools[tool]}</strong>}
      {figures?.meters !== undefined && (
        <span className={styles.figure}>
          {words.tools.distance} <b>{formatDistance(figures.meters)}</b>
        </span>
      )}
      {figures?.squareMeters !== undefined && (
        <span className={styles.figure}>
          {words.tools.areaSize} <b>{formatArea(figures.squareMeters, language)}</b>
        </span>
      )}
      {tool && <span className={styles.hint}>{words.tools.hints[tool]}</span>}
      <IconButton size="s" label={tool ? words.common.cancel : words.tools.clearMeasure} onClick={cancel}>
        <X size={14} aria-hidden />
      </IconButton>
    </div>
  );
}
