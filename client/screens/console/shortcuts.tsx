import { useEffect } from 'react';
import { toggleTool } from '../../features/map-tools/store.ts';
import { redoArea, undoArea } from '../../shared/area-work.ts';
import { changeLink, currentLink } from '../../shared/link-store.ts';
import { usePreferences } from '../../shared/preferences.ts';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { useWords, type Words } from '../../shared/words/words.ts';
import styles from './console.module.css';

export interface ShortcutActions {
  search: () => void;
  help: () => void;
  home: () => void;
  escape: () => void;
}
interface Shortcut {
  key: string;
  title: (words: Words) => string;
  run: (actions: ShortcutActions) => void;
}

/** One row per key: the listener and the help read the same. */
const shortcuts: Shortcut[] = [
  { key: '/', title: (words) => words.help.search, run: (actions) => actions.search() },
  { key: 'l', title: (words) => words.help.layers, run: () => showPanel('layers') },
  { key: 'r', title: (words) => words.help.regions, run: () => showPanel('regions') },
  { key: 'b', title: (words) => words.help.rectangle, run: () => toggleTool('rectangle') },
  { key: 'p', title: (words) => words.help.polygon, run: () => toggleTool('polygon') },
  { key: 'f', title: (words) => words.help.lasso, run: () => toggleTool('lasso') },
  { key: 'c', title: (words) => words.help.circle, run: () => toggleTool('circle') },
  { key: 'n', title: (words) => words.help.line, run: () => toggleTool('line') },
  { key: 'm', title: (words) => words.help.measure, run: () => toggleTool('measure-distance') },
  { key: '3', title: (words) => words.help.threeD, run: () => changeLink({ is3d: !currentLink().is3d }, 'replace') },
  { key: 'h', title: (words) => words.help.home, run: (actions) => actions.home() },
  { key: 'Escape', title: (words) => words.help.escape, run: (actions) => actions.escape() },
  { key: '?', title: (words) => words.help.this, run: (actions) => actions.help() },
];

function showPanel(panel: 'layers' | 'regions'): void {
  usePreferences.getState().setLeftOpen(true);
  changeLink({ panel }, 'replace');
}

/** Keys for the whole screen; none while somebody types, nor over a dialog or a menu. */
export function useShortcuts(actions: ShortcutActions): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z' && !event.altKey && !isTaken(event.target)) {
        event.preventDefault();
        if (event.shiftKey) redoArea();
        else undoArea();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented || isTaken(event.target)) return;
      const shortcut = shortcuts.find(({ key }) => key === event.key || key === event.key.toLowerCase());
      if (!shortcut) return;
      if (shortcut.key !== 'Escape') event.preventDefault();
      shortcut.run(actions);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [actions]);
}

function isTaken(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input:not([type="checkbox"]), textarea, select, [contenteditable], dialog, [role="dialog"], [role="menu"]') !== null;
}

export function ShortcutsHelp({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const words = useWords();
  return (
    <Dialog title={words.help.title} isOpen={isOpen} onClose={onClose} width={420}>
      <dl className={styles.keys}>
        {shortcuts.map(({ key, title }) => (
          <div key={key}>
            <dt>{title(words)}</dt>
            <dd>
              <kbd>{key === 'Escape' ? 'Esc' : key.toUpperCase()}</kbd>
            </dd>
          </div>
        ))}
        <div>
          <dt>{words.help.undo}</dt>
          <dd>
            <kbd>Ctrl Z</kbd>
          </dd>
        </div>
      </dl>
      <p className={styles.keysNote}>{words.areas.joinKeys}</p>
      <p className={styles.keysNote}>{words.help.map}</p>
    </Dialog>
  );
}
