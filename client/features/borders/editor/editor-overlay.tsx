import { useMemo, useState } from 'react';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { useWords } from '../../../shared/words/words.ts';
import styles from './on-map.module.css';
import { BandLegend } from './legend.tsx';
import { LiveReadout } from './live-readout.tsx';
import { toolKeys, useEditorShortcuts } from './shortcuts.ts';
import { useEditor } from './store.ts';
import { ToolBar } from './tool-bar.tsx';
import { ToolOptions } from './tool-options.tsx';
import { toolNames } from './tools/tool.ts';

/** What of the editor stands over the map: tools, what to do with them, figures of both sides, legend. */
export function EditorOverlay() {
  const [isHelpOpen, setHelpOpen] = useState(false);
  const isOpen = useEditor((state) => state.plan !== null);
  const actions = useMemo(() => ({ help: () => setHelpOpen(true), rename: renamePicked }), []);
  useEditorShortcuts(actions, isOpen);
  if (!isOpen) return null;
  return (
    <div className={styles.overlay}>
      <ToolBar onHelp={() => setHelpOpen(true)} />
      <ToolOptions />
      <LiveReadout />
      <BandLegend />
      <Help isOpen={isHelpOpen} onClose={() => setHelpOpen(false)} />
    </div>
  );
}

/** The picked grid's name becomes a field. */
function renamePicked(): void {
  document.querySelector<HTMLButtonElement>('[data-rename]')?.click();
}

function Help({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const words = useWords().borderEditor;
  const { rows } = words.keys;
  const sections = [
    { title: words.keys.points, lines: [rows.shift, rows.alt, rows.doubleClick, rows.remove, rows.tab, rows.arrows] },
    { title: words.keys.drawing, lines: [rows.setPoint, rows.finish, rows.back, rows.escape, rows.trace, rows.snap, rows.ctrl, rows.brush] },
    { title: words.keys.view, lines: [rows.space, `${rows.undo}：${words.undo}`, `${rows.redo}：${words.redo}`, rows.save, rows.rename, rows.help] },
  ];
  return (
    <Dialog title={words.help} isOpen={isOpen} onClose={onClose} width={760}>
      <div className={styles.help}>
        <section>
          <h3>{words.keys.tools}</h3>
          <ul>
            {toolNames.map((tool) => (
              <li key={tool}>
                <kbd>{toolKeys[tool]}</kbd> {words.tools[tool]}
              </li>
            ))}
          </ul>
        </section>
        {sections.map(({ title, lines }) => (
          <section key={title}>
            <h3>{title}</h3>
            <ul>
              {lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
