import { Combine, X } from 'lucide-react';
import { Button } from '../../../shared/ui/button.tsx';
import { IconButton } from '../../../shared/ui/icon-button.tsx';
import { useWords, wordFor } from '../../../shared/words/words.ts';
import { changeBrush, keepCode, merge } from './commands.ts';
import styles from './tools.module.css';
import { editorHand } from './hand.ts';
import { useEditor } from './store.ts';
import type { ToolRefusal } from './tools/tool.ts';

/** What to do with the tool in hand, its settings, and why what was wanted last could not be. */
export function ToolOptions() {
  const words = useWords().borderEditor;
  const tool = useEditor((state) => state.tool);
  const refusal = useEditor((state) => state.refusal);
  const isDrawing = useEditor((state) => state.isDrawing);
  const hand = useEditor((state) => state.hand);
  return (
    <div className={styles.options} data-refused={refusal !== null}>
      <strong>{words.tools[tool]}</strong>
      {tool === 'paint' && <BrushField />}
      {tool === 'lasso' && <LassoChoice />}
      {(tool === 'paint' || tool === 'lasso') && <Receiver />}
      {tool === 'merge' && <MergeChoice />}
      <span className={styles.hint} role="status">
        {refusal ? <Refused refusal={refusal} /> : isDrawing && words.hand[hand] ? words.hand[hand] : words.hints[tool]}
      </span>
      {isDrawing && (
        <>
          <Button size="s" look="primary" onClick={() => editorHand.take({ type: 'finish' })}>
            {words.finish}
          </Button>
          <IconButton size="s" label={words.giveUp} onClick={() => editorHand.take({ type: 'abandon' })}>
            <X size={14} aria-hidden />
          </IconButton>
        </>
      )}
    </div>
  );
}

/** Reasons that are about one grid among those in sight. */
const aboutGrids: ReadonlySet<ToolRefusal['reason']> = new Set(['would-be-multipart', 'would-be-empty']);

/** Why not, and which grids it is about: the hand may be far from them. */
function Refused({ refusal: { reason, faces = [] } }: { refusal: ToolRefusal }) {
  const words = useWords().borderEditor;
  const facts = useEditor((state) => state.work.document.facts);
  const names = aboutGrids.has(reason) ? faces.flatMap((code) => facts.get(code)?.name ?? []) : [];
  return words.refused(wordFor(words.refusals, reason), names);
}

function BrushField() {
  const words = useWords().borderEditor;
  const pixels = useEditor((state) => state.brushPixels);
  return (
    <label className={styles.field}>
      {words.brush}
      <input type="range" min={4} max={160} value={pixels} onChange={(event) => changeBrush(Number(event.target.value) / pixels)} />
      <output>{words.brushPixels(pixels)}</output>
    </label>
  );
}

function LassoChoice() {
  const words = useWords().borderEditor;
  const takes = useEditor((state) => state.lassoTakes);
  return (
    <span className={styles.choice} role="radiogroup" aria-label={words.lassoTakesTitle}>
      {(['buildings', 'ground'] as const).map((one) => (
        // biome-ignore lint/a11y/useSemanticElements: buttons in a row keep the focus on the map while drawing
        <button key={one} type="button" role="radio" aria-checked={takes === one} onClick={() => useEditor.setState({ lassoTakes: one })}>
          {words.lassoTakes[one]}
        </button>
      ))}
    </span>
  );
}

/** The grid that gets what is painted or encircled. */
function Receiver() {
  const name = useEditor(({ picked, work }) => work.document.facts.get(picked.grids[0] ?? '')?.name ?? null);
  return name === null ? null : <b className={styles.receiver}>→ {name}</b>;
}

function MergeChoice() {
  const words = useWords().borderEditor;
  const { grids } = useEditor((state) => state.picked);
  const facts = useEditor((state) => state.work.document.facts);
  return (
    <>
      {grids.length > 1 && (
        <label className={styles.field}>
          {words.keep}
          <select value={grids[0]} onChange={(event) => keepCode(event.target.value)}>
            {grids.map((code) => (
              <option key={code} value={code}>
                {facts.get(code)?.name} · {code.slice(12)}
              </option>
            ))}
          </select>
        </label>
      )}
      <Button size="s" look="primary" icon={<Combine size={14} aria-hidden />} disabled={grids.length < 2} title={grids.length < 2 ? words.mergeNeeds : undefined} onClick={merge}>
        {words.mergeNow}
      </Button>
    </>
  );
}
