import { X } from 'lucide-react';
import { areaLimits } from '#contract/areas.ts';
import type { JoinOp } from '../../shared/area-pieces.ts';
import { formatArea, formatDistance } from '../../shared/format.ts';
import { useLink } from '../../shared/link-store.ts';
import { usePreferences } from '../../shared/preferences.ts';
import { IconButton, Tip } from '../../shared/ui/icon-button.tsx';
import { MetersField } from '../../shared/ui/meters-field.tsx';
import { useWords } from '../../shared/words/words.ts';
import { putToolAway, useTools } from './store.ts';
import styles from './tool-readout.module.css';

/** What to do with the tool in hand, what it measures meanwhile, and the measure that stays. */
export function ToolReadout({ onClearMeasure }: { onClearMeasure: () => void }) {
  const words = useWords();
  const language = usePreferences((state) => state.language);
  const { tool, report, measured, radiusMeters } = useTools();
  const hasArea = useLink((link) => link.area !== null);
  if (!tool && !measured) return null;
  const figures = tool ? (report?.state === 'drawing' ? report : null) : measured?.kind === 'distance' ? { meters: measured.value } : { squareMeters: measured?.value };
  const cancel = () => {
    putToolAway();
    onClearMeasure();
  };
  return (
    <div className={styles.readout} role="status">
      {tool && <strong>{words.tools[tool]}</strong>}
      {figures?.meters !== undefined && !(tool === 'circle' && radiusMeters !== null) && (
        <span className={styles.figure}>
          {tool === 'circle' ? words.area.radius : words.tools.distance} <b>{formatDistance(figures.meters)}</b>
        </span>
      )}
      {figures?.squareMeters !== undefined && (
        <span className={styles.figure}>
          {words.tools.areaSize} <b>{formatArea(figures.squareMeters, language)}</b>
        </span>
      )}
      {tool === 'circle' && (
        <span className={styles.figure}>
          {words.areas.typedRadius} <MetersField label={words.areas.meters.radius} value={radiusMeters} most={areaLimits.radiusMeters} canBeEmpty onChange={(typed) => useTools.setState({ radiusMeters: typed })} />
        </span>
      )}
      {tool && !tool.startsWith('measure') && hasArea && <JoinChoice />}
      {tool && <span className={styles.hint}>{tool === 'circle' && radiusMeters !== null ? words.tools.typedHint : words.tools.hints[tool]}</span>}
      <IconButton size="s" label={tool ? words.common.cancel : words.tools.clearMeasure} onClick={cancel}>
        <X size={14} aria-hidden />
      </IconButton>
    </div>
  );
}

/** What becomes of the shape that is drawn next. */
function JoinChoice() {
  const words = useWords();
  const join = useTools((state) => state.join);
  return (
    <Tip text={words.areas.joinKeys} side="top">
      <span className={styles.joins} role="radiogroup" aria-label={words.areas.joinTitle}>
        {(['replace', 'add', 'subtract', 'intersect'] satisfies JoinOp[]).map((how) => (
          // biome-ignore lint/a11y/useSemanticElements: buttons in a row keep the focus on the map while drawing
          <button key={how} type="button" role="radio" aria-checked={join === how} onClick={() => useTools.setState({ join: how })}>
            {words.areas.join[how]}
          </button>
        ))}
      </span>
    </Tip>
  );
}
